namespace Minnow.Core.Book;

/// <summary>What happened to one <see cref="L2Book"/> since it was made. Only grows.</summary>
public struct BookCounters
{
    /// <summary>Messages applied to the end, snapshots included.</summary>
    public long Messages;

    /// <summary>Snapshots applied to the end.</summary>
    public long Snapshots;

    /// <summary>Level events applied.</summary>
    public long Levels;

    /// <summary>Changes that did not follow the last message.</summary>
    public long Gaps;

    /// <summary>Messages that had been applied before.</summary>
    public long Duplicates;

    /// <summary>Snapshots discarded because they are older than what is known.</summary>
    public long StaleSnapshots;

    /// <summary>Changes dropped while there was no valid book.</summary>
    public long Dropped;

    /// <summary>Removals of a level that was not there.</summary>
    public long UnknownDeletes;

    /// <summary>Levels lost because a side was full: the worst one, or the new one if that is the worst.</summary>
    public long Evictions;

    /// <summary>Complete messages after which bid was at or above ask.</summary>
    public long CrossedMessages;

    /// <summary>Times the book became invalid, gaps included.</summary>
    public long Invalidations;
}
