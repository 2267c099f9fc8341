namespace Minnow.Core.Quoting.Parameters;

/// <summary>When a market counts as calm, volatile or in a cascade: the fast volatility over the slow one, with a slower way back.</summary>
public struct ModeParameters
{
    /// <summary>Below this ratio it is calm; 0 never. Safe: 0.</summary>
    public double CalmRatio;

    /// <summary>Above this ratio it is volatile; 0 never. Safe: 0.</summary>
    public double VolatileRatio;

    /// <summary>Above this ratio, with a drift, it is a cascade; 0 never. Safe: 0.</summary>
    public double CascadeRatio;

    /// <summary>The drift that a cascade needs, in standard deviations. Safe: 0.</summary>
    public double CascadeDriftSigmas;

    /// <summary>A mode ends below this part of the ratio that began it. Safe: 0.8.</summary>
    public double ReleaseRatio;

    /// <summary>And only after this long, ns. Safe: 0.</summary>
    public long ReleaseNs;

    /// <summary>Values that change nothing.</summary>
    public static ModeParameters Safe => new()
    {
        ReleaseRatio = 0.8,
    };
}
