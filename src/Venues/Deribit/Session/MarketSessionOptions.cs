using System.Collections.Generic;

namespace Minnow.Venues.Deribit.Session;

/// <summary>What the market connection does.</summary>
public sealed record MarketSessionOptions
{
    /// <summary>Liveness, reconnecting, authentication.</summary>
    public LinkOptions Link { get; init; } = new();

    /// <summary>The instruments to follow.</summary>
    public required IReadOnlyList<SessionInstrument> Instruments { get; init; }

    /// <summary>How often book, ticker, trades and funding may speak. Raw needs credentials.</summary>
    public FeedInterval Interval { get; init; } = FeedInterval.Raw;

    /// <summary>Levels a side of the window that the venue states ten times a second, against which the book is compared: 1, 10 or 20; 0 asks for none.</summary>
    public int AuditLevels { get; init; } = 10;

    /// <summary>Scope that is asked for if there are credentials.</summary>
    public string Scope { get; init; } = "session:minnow-market account:none trade:none wallet:none block_trade:none";

    /// <summary>First wait for a snapshot before it is asked for again, ms; each further one is twice as long.</summary>
    public int SnapshotFirstMs { get; init; } = 1_000;

    /// <summary>Longest wait for a snapshot, ms.</summary>
    public int SnapshotMaxMs { get; init; } = 30_000;
}
