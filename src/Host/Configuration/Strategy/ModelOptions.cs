namespace Minnow.Host.Configuration.Strategy;

/// <summary>Which model sets the reservation price and the half-spread.</summary>
public sealed record ModelOptions
{
    /// <summary>linear moves the quotes by a fixed step per order held, avellanedaStoikov prices inventory over a short horizon, glft is the form without end by Guéant, Lehalle and Fernandez-Tapia, glftExact the same where the closed form leans too far.</summary>
    [Setting("linear moves the quotes by a fixed step per order held, avellanedaStoikov prices inventory over a short horizon, glft is the form without end by Guéant, Lehalle and Fernandez-Tapia, glftExact the same where the closed form leans too far.")]
    public QuoteModelKind Kind { get; init; } = QuoteModelKind.AvellanedaStoikov;

    /// <summary>Move of the quotes against the position per order held, in bps; for the linear model.</summary>
    [Setting("Move of the quotes against the position per order held, in bps; for the linear model.", Min = 0, Max = 1_000)]
    public double LinearSkewBpsPerOrder { get; init; } = 0;

    /// <summary>Fills per second of an order at the fair price; for glft and glftExact.</summary>
    [Setting("Fills per second of an order at the fair price; for glft and glftExact.", Min = 0.000_001, Max = 1_000_000)]
    public double BaseIntensityPerSecond { get; init; } = 1;

    /// <summary>Standard error of intensityDecayPerBps, per bps.</summary>
    [Setting("Standard error of intensityDecayPerBps, per bps.", Min = 0, Max = 100)]
    public double IntensityErrorPerBps { get; init; } = 0;

    /// <summary>By how many standard errors the decay is taken lower and the volatility higher than estimated: both widen.</summary>
    [Setting("By how many standard errors the decay is taken lower and the volatility higher than estimated: both widen.", Min = 0, Max = 5)]
    public double UncertaintyZ { get; init; } = 0;

    /// <summary>How far the fair price moves against us after a fill on average, in bps; measured on our own fills.</summary>
    [Setting("How far the fair price moves against us after a fill on average, in bps; measured on our own fills.", Min = 0, Max = 100)]
    public double AdverseSelectionBps { get; init; } = 0;

    /// <summary>The volatility used: ewma, realised (over the window) or bipower (over the window, without isolated jumps).</summary>
    [Setting("The volatility used: ewma, realised (over the window) or bipower (over the window, without isolated jumps).")]
    public VolatilityKind Volatility { get; init; } = VolatilityKind.Ewma;

    /// <summary>Window of the realised and the bipower volatility, in seconds.</summary>
    [Setting("Window of the realised and the bipower volatility, in seconds.", Min = 10, Max = 600)]
    public double VolatilityWindowSeconds { get; init; } = 300;

    /// <summary>Half-life of the slow volatility that the fast one is compared with, in seconds.</summary>
    [Setting("Half-life of the slow volatility that the fast one is compared with, in seconds.", Min = 7, Max = 86_400)]
    public double VolatilitySlowHalfLifeSeconds { get; init; } = 1800;
}
