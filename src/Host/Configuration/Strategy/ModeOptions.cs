namespace Minnow.Host.Configuration.Strategy;

/// <summary>When the market counts as calm, volatile or in a cascade, by the fast volatility over the slow one.</summary>
public sealed record ModeOptions
{
    /// <summary>Below this ratio it is calm; 0 is off.</summary>
    [Setting("Below this ratio it is calm; 0 is off.", Min = 0, Max = 10)]
    public double CalmRatio { get; init; } = 0;

    /// <summary>Above this ratio it is volatile; 0 is off.</summary>
    [Setting("Above this ratio it is volatile; 0 is off.", Min = 0, Max = 100)]
    public double VolatileRatio { get; init; } = 0;

    /// <summary>Above this ratio it is a cascade, and the exposed side is pulled; 0 is off.</summary>
    [Setting("Above this ratio it is a cascade, and the exposed side is pulled; 0 is off.", Min = 0, Max = 100)]
    public double CascadeRatio { get; init; } = 0;

    /// <summary>A drift over ten seconds of this many standard deviations is a cascade too; 0 is off.</summary>
    [Setting("A drift over ten seconds of this many standard deviations is a cascade too; 0 is off.", Min = 0, Max = 100)]
    public double CascadeDriftSigmas { get; init; } = 0;

    /// <summary>A mode ends below this part of the ratio that began it.</summary>
    [Setting("A mode ends below this part of the ratio that began it.", Min = 0.01, Max = 1)]
    public double ReleaseRatio { get; init; } = 0.8;

    /// <summary>And only after it stayed there this long, in milliseconds.</summary>
    [Setting("And only after it stayed there this long, in milliseconds.", Min = 0, Max = 3_600_000)]
    public int ReleaseMs { get; init; } = 30000;
}
