using System.Threading;

namespace Minnow.Host.Configuration;

/// <summary>What <c>minnow run</c> was asked to do.</summary>
public sealed record RunOptions
{
    /// <summary>The recording; <c>-</c> is the standard input.</summary>
    public required string FeedPath { get; init; }

    /// <summary>The configuration, checked.</summary>
    public required LoadedConfiguration Configuration { get; init; }

    /// <summary>Directory of the journal.</summary>
    public required string JournalDirectory { get; init; }

    /// <summary>Pace of the feed.</summary>
    public FeedSpeed Speed { get; init; }

    /// <summary>Write the summary as JSON.</summary>
    public bool Json { get; init; }

    /// <summary>Stop after this many frames; null reads all.</summary>
    public long? LimitFrames { get; init; }

    /// <summary>Set by SIGINT or SIGTERM: stop cleanly and write what is still in the rings. Poll it or register a callback.</summary>
    public CancellationToken Stop { get; init; }
}
