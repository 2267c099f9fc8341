namespace Minnow.Host.Configuration;

/// <summary>How the journal is written.</summary>
public sealed record JournalOptions
{
    /// <summary>Size at which a new segment file begins, in MiB.</summary>
    [Setting("Size at which a new segment file begins, in MiB.", Min = 1, Max = 4_096)]
    public int SegmentMb { get; init; } = 64;

    /// <summary>Records per block before compression, in KiB.</summary>
    [Setting("Records per block before compression, in KiB.", Min = 4, Max = 64, PowerOfTwo = true)]
    public int BlockKb { get; init; } = 64;

    /// <summary>How records are laid out in a block before compression.</summary>
    [Setting("How records are laid out in a block before compression.")]
    public JournalEncoding Codec { get; init; } = JournalEncoding.Delta;

    /// <summary>Events between two checkpoints of the quoter's state.</summary>
    [Setting("Events between two checkpoints of the quoter's state.", Min = 1_000, Max = 1_000_000_000)]
    public int CheckpointEvents { get; init; } = 100000;

    /// <summary>Longest time that a written record waits for fdatasync, in milliseconds: what a power loss can cost.</summary>
    [Setting("Longest time that a written record waits for fdatasync, in milliseconds: what a power loss can cost.", Min = 1, Max = 60_000)]
    public int SyncMs { get; init; } = 100;

    /// <summary>Longest time that a record waits for its block to fill, in milliseconds.</summary>
    [Setting("Longest time that a record waits for its block to fill, in milliseconds.", Min = 1, Max = 60_000)]
    public int FlushMs { get; init; } = 50;

    /// <summary>Whether the raw frames are kept beside the journal.</summary>
    [Setting("Whether the raw frames are kept beside the journal.")]
    public bool Capture { get; init; } = false;
}
