using Minnow.Host.Threads;

namespace Minnow.Host.Configuration;

/// <summary>One thread.</summary>
public sealed record AgentThreadOptions
{
    /// <summary>The core that the thread is pinned to; null leaves the choice to the kernel.</summary>
    [Setting("The core that the thread is pinned to; null leaves the choice to the kernel.", Min = 0, Max = 1_023)]
    public int? Core { get; init; }

    /// <summary>What the thread does when it found no work.</summary>
    [Setting("What the thread does when it found no work.")]
    public IdleKind Idle { get; init; } = IdleKind.Backoff;
}
