namespace Minnow.Core.Quoting.Parameters;

/// <summary>What widens the quotes beyond the model.</summary>
public struct WidthParameters
{
    /// <summary>Half-spread added, bps per bps per square root of a second of volatility. Safe: 0.</summary>
    public double VolatilityWidthFactor;

    /// <summary>Half-spread added on the side that one-sided flow runs into, bps at full flow. Safe: 0.</summary>
    public double FlowWidenBps;

    /// <summary>Flow, 0 to 1, from which that side widens. Safe: 1, never.</summary>
    public double FlowWidenThreshold;

    /// <summary>Half-spread added, in standard deviations of the price over the latency. Safe: 0.</summary>
    public double LatencyPadFactor;

    /// <summary>Latency that is padded for, ns; 0 takes the measured round trip. Safe: 0.</summary>
    public long LatencyNs;

    /// <summary>Multiplies the half-spread in a calm market. Safe: 1.</summary>
    public double CalmWidthFactor;

    /// <summary>Multiplies the half-spread in a volatile market. Safe: 1.</summary>
    public double VolatileWidthFactor;

    /// <summary>Multiplies the half-spread in a cascade. Safe: 1.</summary>
    public double CascadeWidthFactor;

    /// <summary>Volatility above which nothing is quoted, bps per square root of a second; 0 never. Safe: 0.</summary>
    public double StandAsideBps;

    /// <summary>Quoting resumes below this part of that volatility. Safe: 0.8.</summary>
    public double StandAsideReleaseFactor;

    /// <summary>Values that change nothing.</summary>
    public static WidthParameters Safe => new()
    {
        FlowWidenThreshold = 1, CalmWidthFactor = 1, VolatileWidthFactor = 1, CascadeWidthFactor = 1, StandAsideReleaseFactor = 0.8,
    };
}
