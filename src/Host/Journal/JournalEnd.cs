namespace Minnow.Host.Journal;

/// <summary>How reading ended.</summary>
public enum JournalEnd : byte
{
    /// <summary>It has not: there may be more.</summary>
    None = 0,

    /// <summary>At the end marker of a journal that was closed on purpose.</summary>
    Clean = 1,

    /// <summary>Without an end marker: the writer was killed, lost power, or still runs. All that was read is whole.</summary>
    Cut = 2,

    /// <summary>At bytes that are not those that were written; see <see cref="JournalDamage"/>. All that was read before is whole.</summary>
    Damaged = 3,
}

/// <summary>What is wrong with a journal.</summary>
public enum DamageKind : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The segment header's bytes do not fit their checksum, or its texts do not.</summary>
    SegmentHeader = 1,

    /// <summary>A block header's bytes do not fit their checksum, or there is none where one must be.</summary>
    BlockHeader = 2,

    /// <summary>A block that is whole but not the one that was written here: stale, doubled, moved, or of another journal.</summary>
    Misplaced = 3,

    /// <summary>A block header that is whole and can not be true: sizes beyond the caps or beyond the file.</summary>
    Absurd = 4,

    /// <summary>The payload's bytes do not fit their checksum.</summary>
    Payload = 5,

    /// <summary>The payload is as it was written and does not decode to the records that were hashed: a fault of the writer.</summary>
    Content = 6,

    /// <summary>Sequences do not follow each other.</summary>
    Sequence = 7,

    /// <summary>Index or totals contradict the blocks.</summary>
    Totals = 8,

    /// <summary>Bytes behind the end marker.</summary>
    AfterEnd = 9,

    /// <summary>A segment between two others is not there, or is one of another run.</summary>
    MissingSegment = 10,

    /// <summary>A segment ends in the middle of a block, and the run goes on in the next.</summary>
    CutInside = 11,
}

/// <summary>The first wrong place of a journal, and what is still good.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="File">The segment's file name.</param>
/// <param name="Offset">Bytes from its beginning to the block, or to the end of the file for what is missing.</param>
/// <param name="BlockNumber">Number of the block in its segment, from 1; 0 is the segment header.</param>
/// <param name="LastInputSequence">Last input that can be read; -1 if none.</param>
/// <param name="LastOutputSequence">Last output that can be read; -1 if none.</param>
/// <param name="NextGoodOffset">Where in the file whole blocks begin again; they are not used. -1 if nowhere.</param>
public sealed record JournalDamage(
    DamageKind Kind, string File, long Offset, int BlockNumber, long LastInputSequence, long LastOutputSequence, long NextGoodOffset)
{
    /// <summary>What and where in one sentence, what is left in a second.</summary>
    public override string ToString() =>
        $"{File}: {Words(Kind)} at offset {Offset} (block {BlockNumber}). "
        + $"Readable before it: {Range("inputs", LastInputSequence)}, {Range("outputs", LastOutputSequence)}."
        + (NextGoodOffset >= 0 ? $" Whole blocks follow from offset {NextGoodOffset}; they are not used." : "");

    private static string Range(string what, long last) => last < 0 ? $"no {what}" : $"{what} up to sequence {last}";

    private static string Words(DamageKind kind) => kind switch
    {
        DamageKind.SegmentHeader => "the segment header is damaged",
        DamageKind.BlockHeader => "there is no whole block header",
        DamageKind.Misplaced => "a block stands here that was not written here (stale, doubled or moved)",
        DamageKind.Absurd => "a block header claims sizes that can not be",
        DamageKind.Payload => "the block's bytes do not fit their checksum",
        DamageKind.Content => "the block does not decode to the records that were written",
        DamageKind.Sequence => "the sequences do not follow each other",
        DamageKind.Totals => "index or totals contradict the blocks",
        DamageKind.AfterEnd => "there are bytes behind the end marker",
        DamageKind.MissingSegment => "the next segment is missing or of another run",
        DamageKind.CutInside => "the segment is cut short although the run goes on in the next",
        _ => kind.ToString(),
    };
}
