namespace Minnow.Host.Configuration.Strategy;

/// <summary>What widens the quotes beyond the model.</summary>
public sealed record WidthOptions
{
    /// <summary>Half-spread added per bps per square root of a second of volatility, in bps; 0 is off.</summary>
    [Setting("Half-spread added per bps per square root of a second of volatility, in bps; 0 is off.", Min = 0, Max = 100)]
    public double VolatilityFactor { get; init; } = 0;

    /// <summary>Half-spread added on the side that one-sided flow runs into, at full flow, in bps; 0 is off.</summary>
    [Setting("Half-spread added on the side that one-sided flow runs into, at full flow, in bps; 0 is off.", Min = 0, Max = 1_000)]
    public double FlowWidenBps { get; init; } = 0;

    /// <summary>Traded flow, from 0 to 1, from which that side widens.</summary>
    [Setting("Traded flow, from 0 to 1, from which that side widens.", Min = 0, Max = 1)]
    public double FlowThreshold { get; init; } = 1;

    /// <summary>Half-spread is at least this many standard deviations of the price over the latency; 0 is off.</summary>
    [Setting("Half-spread is at least this many standard deviations of the price over the latency; 0 is off.", Min = 0, Max = 10)]
    public double LatencyPadFactor { get; init; } = 0;

    /// <summary>Latency from a move of the market to our cancel in force, in milliseconds; 0 takes the measured round trip.</summary>
    [Setting("Latency from a move of the market to our cancel in force, in milliseconds; 0 takes the measured round trip.", Min = 0, Max = 10_000)]
    public int LatencyMs { get; init; } = 0;

    /// <summary>Multiplies the half-spread in a calm market.</summary>
    [Setting("Multiplies the half-spread in a calm market.", Min = 0.1, Max = 10)]
    public double CalmFactor { get; init; } = 1;

    /// <summary>Multiplies the half-spread in a volatile market.</summary>
    [Setting("Multiplies the half-spread in a volatile market.", Min = 0.1, Max = 10)]
    public double VolatileFactor { get; init; } = 1;

    /// <summary>Multiplies the half-spread in a cascade.</summary>
    [Setting("Multiplies the half-spread in a cascade.", Min = 0.1, Max = 100)]
    public double CascadeFactor { get; init; } = 1;

    /// <summary>Volatility above which nothing is quoted, in bps per square root of a second; 0 is off.</summary>
    [Setting("Volatility above which nothing is quoted, in bps per square root of a second; 0 is off.", Min = 0, Max = 1_000)]
    public double StandAsideBps { get; init; } = 0;

    /// <summary>Quoting resumes below this part of that volatility.</summary>
    [Setting("Quoting resumes below this part of that volatility.", Min = 0.01, Max = 1)]
    public double StandAsideReleaseFactor { get; init; } = 0.8;
}
