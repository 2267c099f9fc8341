using System.Threading;

namespace Minnow.Host.Configuration;

/// <summary>What <c>minnow replay</c> was asked to do.</summary>
public sealed record ReplayOptions
{
    /// <summary>Directory of the journal.</summary>
    public required string JournalDirectory { get; init; }

    /// <summary>Write the answer as JSON.</summary>
    public bool Json { get; init; }

    /// <summary>Stop after the input event of this sequence; null replays all.</summary>
    public long? UntilSequence { get; init; }

    /// <summary>Set by SIGINT or SIGTERM.</summary>
    public CancellationToken Stop { get; init; }
}
