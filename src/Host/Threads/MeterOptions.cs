namespace Minnow.Host.Threads;

/// <summary>When the measurement of a thread begins and what it holds against.</summary>
/// <param name="WarmupCycles">It begins after so many duty cycles that did work; 0 = with the thread; <see cref="OnlyWhenMarked"/> = when told.</param>
/// <param name="CycleThresholdNs">Duty cycles longer than this are counted, ns.</param>
/// <param name="PublishIntervalNs">Time between two publications of the counters, ns.</param>
public readonly record struct MeterOptions(
    long WarmupCycles = MeterOptions.DefaultWarmupCycles,
    long CycleThresholdNs = MeterOptions.DefaultCycleThresholdNs,
    long PublishIntervalNs = MeterOptions.DefaultPublishIntervalNs)
{
    /// <summary>Value of <see cref="WarmupCycles"/>: only an explicit mark begins the measurement.</summary>
    public const long OnlyWhenMarked = -1;

    /// <summary>Cycles in which first calls load types and compile methods.</summary>
    public const long DefaultWarmupCycles = 10_000;

    /// <summary>1 ms: longer than any work of one cycle, about one time slice of the kernel.</summary>
    public const long DefaultCycleThresholdNs = 1_000_000;

    /// <summary>A second.</summary>
    public const long DefaultPublishIntervalNs = 1_000_000_000;

    /// <summary>All defaults (a plain <c>default</c> would be all zero).</summary>
    public static MeterOptions Default => new(DefaultWarmupCycles);
}
