namespace Minnow.Host.Journal;

/// <summary>What the journal counts, since the writer was made. One thread writes; readers on other threads see each number whole.</summary>
public struct JournalCounters
{
    /// <summary>Input records in written blocks.</summary>
    public long InputRecords;

    /// <summary>Output records in written blocks.</summary>
    public long OutputRecords;

    /// <summary>Blocks written, of all kinds.</summary>
    public long Blocks;

    /// <summary>Checkpoints among them.</summary>
    public long Checkpoints;

    /// <summary>Checkpoint requests whose copy could not be had or was too large.</summary>
    public long CheckpointsLost;

    /// <summary>Bytes of records and copies as they were in memory.</summary>
    public long RawBytes;

    /// <summary>The same after the codec and before LZ4.</summary>
    public long EncodedBytes;

    /// <summary>Bytes written to files, headers and all.</summary>
    public long FileBytes;

    /// <summary>Segments begun.</summary>
    public long Segments;

    /// <summary>Syncs that the device confirmed.</summary>
    public long Syncs;

    /// <summary>Syncs that failed. Each cost a new segment, or stopped the journal.</summary>
    public long SyncErrors;

    /// <summary>Writes that failed.</summary>
    public long WriteErrors;

    /// <summary>The longest sync, ns.</summary>
    public long MaxSyncNs;

    /// <summary>Time spent encoding and writing blocks, ns.</summary>
    public long BusyNs;

    /// <summary>Input records published and not yet taken, at the last look.</summary>
    public long InputLag;

    /// <summary>Output records published and not yet taken, at the last look.</summary>
    public long OutputLag;
}
