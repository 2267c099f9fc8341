namespace Minnow.Core.Quoting.Parameters;

/// <summary>Which model sets reservation price and half-spread, and what it needs beyond γ, k and τ.</summary>
public struct ModelParameters
{
    /// <summary>0 shifts by a fixed step per order held, 1 is Avellaneda and Stoikov with a short horizon, 2 is Guéant, Lehalle and Fernandez-Tapia without end, 3 the same exactly. Safe: 1.</summary>
    public long ModelKind;

    /// <summary>Shift of the quotes against the position, bps per order held; the linear model only. Safe: 0.</summary>
    public double LinearSkewBpsPerOrder;

    /// <summary>Fills per second at the fair price, A, 1/s. Safe: 1.</summary>
    public double BaseIntensityPerSecond;

    /// <summary>Standard error of k, 1/bps. Safe: 0.</summary>
    public double IntensityErrorPerBps;

    /// <summary>Standard errors by which k and volatility are taken worse than estimated. Safe: 0.</summary>
    public double UncertaintyZ;

    /// <summary>How far the fair price moves against us at a fill, ξ, bps. Safe: 0.</summary>
    public double AdverseSelectionBps;

    /// <summary>Volatility used: 0 exponentially weighted, 1 realised, 2 bipower. Safe: 0.</summary>
    public long VolatilityKind;

    /// <summary>Window of the realised and bipower volatility, s. Safe: 300.</summary>
    public double VolatilityWindowSeconds;

    /// <summary>Half-life of the slow volatility that the fast one is compared with, s. Safe: 1800.</summary>
    public double VolatilitySlowHalfLifeSeconds;

    /// <summary>Values that change nothing.</summary>
    public static ModelParameters Safe => new()
    {
        ModelKind = 1, BaseIntensityPerSecond = 1, VolatilityWindowSeconds = 300, VolatilitySlowHalfLifeSeconds = 1800,
    };
}
