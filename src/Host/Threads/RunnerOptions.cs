using Minnow.Host.Counters;

namespace Minnow.Host.Threads;

/// <summary>How one thread of the path runs.</summary>
public sealed record RunnerOptions
{
    /// <summary>Which thread it is: selects its counters and, in lower case, its name.</summary>
    public required ThreadRole Role { get; init; }

    /// <summary>Core to which it is pinned; <see cref="ThreadPlan.AnyCore"/> leaves that to the kernel.</summary>
    public int Core { get; init; } = ThreadPlan.AnyCore;

    /// <summary>What it does when there is nothing to do.</summary>
    public IdleOptions Idle { get; init; } = new(IdleKind.Backoff);

    /// <summary>What is measured from when on.</summary>
    public MeterOptions Meter { get; init; } = MeterOptions.Default;

    /// <summary>
    /// Ends at once when another thread failed, without finishing what is queued: right for whoever acts on the market, wrong for the journal,
    /// which has to write what led there.
    /// </summary>
    public bool HaltsOnFailure { get; init; } = true;
}
