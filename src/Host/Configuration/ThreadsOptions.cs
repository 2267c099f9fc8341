using Minnow.Host.Threads;

namespace Minnow.Host.Configuration;

/// <summary>Threads, cores and how they wait.</summary>
public sealed record ThreadsOptions
{
    /// <summary>Which stages share a thread.</summary>
    [Setting("Which stages share a thread.")]
    public ThreadMode Mode { get; init; } = ThreadMode.Threaded;

    /// <summary>Whether all memory is locked at start (mlockall), so that nothing is paged out; needs the right to do so.</summary>
    [Setting("Whether all memory is locked at start (mlockall), so that nothing is paged out; needs the right to do so.")]
    public bool LockMemory { get; init; } = false;

    /// <summary>The thread that reads, parses and publishes; in fused mode it also quotes.</summary>
    [Setting("The thread that reads, parses and publishes; in fused mode it also quotes.")]
    public AgentThreadOptions Feed { get; init; } = new() { Idle = IdleKind.Backoff };

    /// <summary>The thread that decides; not used in fused and inline mode.</summary>
    [Setting("The thread that decides; not used in fused and inline mode.")]
    public AgentThreadOptions Quoter { get; init; } = new() { Idle = IdleKind.Backoff };

    /// <summary>The thread that compresses and writes; not used in inline mode.</summary>
    [Setting("The thread that compresses and writes; not used in inline mode.")]
    public AgentThreadOptions Journal { get; init; } = new() { Idle = IdleKind.Park };
}
