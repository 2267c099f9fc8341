namespace Minnow.Core.Journal;

/// <summary>What a block of a segment holds. Written to the journal: never renumber, only add.</summary>
public enum BlockKind : byte
{
    /// <summary>Nothing: never written.</summary>
    None = 0,

    /// <summary>Records of the input ring (<see cref="Model.Event"/>), in an LZ4 frame after the header.</summary>
    Inputs = 1,

    /// <summary>Records of the output ring (<see cref="Model.OutputRecord"/>), in an LZ4 frame after the header.</summary>
    Outputs = 2,

    /// <summary>A copy of the quoter's state, inside the header's own skippable frame.</summary>
    Checkpoint = 3,

    /// <summary>A copy of the counters, inside the header's own skippable frame.</summary>
    Counters = 4,

    /// <summary>Where the blocks of the segment begin: <see cref="IndexEntry"/> after <see cref="IndexEntry"/>.</summary>
    Index = 5,

    /// <summary>The segment was closed on purpose: <see cref="SegmentTotals"/>. Nothing follows it.</summary>
    End = 6,
}

/// <summary>How the bytes of a block are coded. Written to the journal: never renumber, only add.</summary>
public enum BlockCodec : byte
{
    /// <summary>As they are (records: still inside an LZ4 frame).</summary>
    Raw = 0,

    /// <summary>Differences between records, docs/formats/journal.md; then the LZ4 frame.</summary>
    Delta = 1,

    /// <summary>One LZ4 block without a frame (checkpoints).</summary>
    Lz4Block = 2,
}
