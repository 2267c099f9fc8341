using System;
using Minnow.Core.Journal;
using Minnow.Core.Model;

namespace Minnow.Host.Journal;

/// <summary>Settings of a journal. Read once, when the writer is made.</summary>
public sealed record JournalOptions
{
    /// <summary>The directory of the segments; made if it does not exist.</summary>
    public required string Directory { get; init; }

    /// <summary>Identity of the build, for the segment headers.</summary>
    public string BuildId { get; init; } = "";

    /// <summary>The venue's name, for the segment headers.</summary>
    public string Venue { get; init; } = "";

    /// <summary>The configuration's text as read, for the segment headers. Secrets must not be in it.</summary>
    public string ConfigText { get; init; } = "";

    /// <summary>Size at which a segment is closed and the next begun; this much is reserved on the device when it is begun.</summary>
    public long SegmentBytes { get; init; } = 64 << 20;

    /// <summary>How records are coded inside the LZ4 frames: <see cref="BlockCodec.Delta"/> or <see cref="BlockCodec.Raw"/>.</summary>
    public BlockCodec Codec { get; init; } = BlockCodec.Delta;

    /// <summary>LZ4's acceleration: 1 is the densest.</summary>
    public int Acceleration { get; init; } = 1;

    /// <summary>Records at which a block is full, 1 to 1024.</summary>
    public int RecordsPerBlock { get; init; } = JournalFormat.MaxBlockRecords;

    /// <summary>A block that is not full is written after so long.</summary>
    public long FlushAfterNs { get; init; } = 50 * Units.NsPerMs;

    /// <summary>Everything taken so far is written and confirmed by the device (fdatasync) this often: what a power loss can cost. 0: never.</summary>
    public long SyncEveryNs { get; init; } = 100 * Units.NsPerMs;

    /// <summary>Largest state copy; the buffers for it are taken at start.</summary>
    public int MaxCheckpointBytes { get; init; } = 16 << 20;

    /// <summary>Most instruments that a segment header lists.</summary>
    public int MaxInstruments { get; init; } = 1024;

    /// <summary>Sequence of the first input record. Null: where the journal in the directory ends, 0 if there is none.</summary>
    public long? FirstInputSequence { get; init; }

    /// <summary>Sequence of the first output record. Null: where the journal in the directory ends, 0 if there is none.</summary>
    public long? FirstOutputSequence { get; init; }

    /// <summary>The machine's clock, ns since 1970, for the headers.</summary>
    public Func<long> WallNs { get; init; } = static () => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
}
