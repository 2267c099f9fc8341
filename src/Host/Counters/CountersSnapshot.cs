using System.Collections.Generic;

namespace Minnow.Host.Counters;

/// <summary>A counters page read once. Each value is whole; together they are from about the same time, not from one instant.</summary>
public sealed record CountersSnapshot
{
    /// <summary>What the writer does.</summary>
    public required WriterState State { get; init; }

    /// <summary>The writer's process id.</summary>
    public required int Pid { get; init; }

    /// <summary>When the page was made, ns since 1970.</summary>
    public required long StartNs { get; init; }

    /// <summary>The last heartbeat, ns since 1970.</summary>
    public required long HeartbeatNs { get; init; }

    /// <summary>When this was read, ns since 1970.</summary>
    public required long TakenNs { get; init; }

    /// <summary>All counters, in the page's order.</summary>
    public required IReadOnlyList<CounterValue> Counters { get; init; }

    /// <summary>Distinct errors, oldest first.</summary>
    public required IReadOnlyList<ErrorRecord> Errors { get; init; }

    /// <summary>Occurrences of errors for which the page had no room.</summary>
    public required long ErrorsDropped { get; init; }
}
