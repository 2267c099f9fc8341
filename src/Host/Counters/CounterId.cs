namespace Minnow.Host.Counters;

/// <summary>What is counted. The value is the slot in the counters page and never changes meaning; ranges belong to their writer.</summary>
/// <remarks>
/// 0-99 feed, 100-199 quoter, 200-299 journal, 300-399 gateway or order stub, 400-499 threads, 500-599 process. One thread writes one counter.
/// Counters that exist once per parse status, command verb or thread are computed: <see cref="CounterIds"/>. Names and units: <see cref="CounterCatalog"/>.
/// </remarks>
public enum CounterId
{
    /// <summary>Frames taken from the connection or recording.</summary>
    FeedFrames = 0,

    /// <summary>Payload bytes of those frames.</summary>
    FeedBytes = 1,

    /// <summary>Events that the feed published to the input ring.</summary>
    FeedEvents = 2,

    /// <summary>Frames refused: the sum over the refusing parse statuses.</summary>
    FeedRefused = 3,

    /// <summary>Frames that were book messages.</summary>
    FeedBookFrames = 4,

    /// <summary>Gaps seen in a book's chain of change ids.</summary>
    FeedGaps = 5,

    /// <summary>Books found crossed or locked after a message.</summary>
    FeedCrossed = 6,

    /// <summary>Times the input ring had no room for a batch: the books were invalidated.</summary>
    FeedRingFull = 7,

    /// <summary>First of the range with one counter per parse status, 20-59: see <see cref="CounterIds.Status"/>.</summary>
    FeedStatusFirst = 20,

    /// <summary>Events that the quoter applied.</summary>
    QuoterEvents = 100,

    /// <summary>Decisions made.</summary>
    QuoterDecisions = 101,

    /// <summary>Own top of book compared with a quote of the venue.</summary>
    QuoterQuotesCompared = 102,

    /// <summary>Those comparisons that were equal.</summary>
    QuoterQuotesEqual = 103,

    /// <summary>Copies of the state that were taken.</summary>
    QuoterCheckpoints = 104,

    /// <summary>Longest pause that one such copy made, ns.</summary>
    QuoterCheckpointMaxNs = 105,

    /// <summary>Copies not taken because no buffer was free.</summary>
    QuoterCheckpointsSkipped = 106,

    /// <summary>Most events applied in one duty cycle.</summary>
    QuoterMaxBatch = 107,

    /// <summary>First of the range with one counter per command verb, 120-139: see <see cref="CounterIds.Command"/>.</summary>
    QuoterCommandFirst = 120,

    /// <summary>Records written, of both rings.</summary>
    JournalRecords = 200,

    /// <summary>Blocks written.</summary>
    JournalBlocks = 201,

    /// <summary>Bytes of the records before compression.</summary>
    JournalBytesIn = 202,

    /// <summary>Bytes written to the segments.</summary>
    JournalBytesOut = 203,

    /// <summary>Times the device confirmed a sync.</summary>
    JournalSyncs = 204,

    /// <summary>Longest sync, ns.</summary>
    JournalMaxSyncNs = 205,

    /// <summary>Events published but not yet written.</summary>
    JournalLagEvents = 206,

    /// <summary>Writes or syncs that failed.</summary>
    JournalErrors = 207,

    /// <summary>Commands answered by the venue or the order stub.</summary>
    GatewayAcks = 300,

    /// <summary>First of the range with ten counters per thread, 400-499: see <see cref="CounterIds.Thread"/>.</summary>
    ThreadFirst = 400,

    /// <summary>Collections of generation 0 since the process started.</summary>
    ProcessGen0Collections = 500,

    /// <summary>Collections of generation 1.</summary>
    ProcessGen1Collections = 501,

    /// <summary>Collections of generation 2.</summary>
    ProcessGen2Collections = 502,

    /// <summary>Times the heartbeat was written.</summary>
    ProcessHeartbeats = 503,
}
