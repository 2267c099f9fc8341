using System;
using System.Runtime.InteropServices;
using Minnow.Core.Numerics;

namespace Minnow.Core.Journal;

/// <summary>What stands before every block, in a skippable frame of its own: 96 bytes. The same head for all kinds.</summary>
/// <remarks>
/// <see cref="HeaderHash"/> covers all before it, <see cref="FrameHash"/> among it, so it stands for the whole block; the next block
/// repeats it as <see cref="PreviousHash"/>. A block that is stale, doubled or from elsewhere breaks that chain, or its own
/// <see cref="Offset"/>. Byte table: docs/formats/journal.md, held to this struct by a test.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = 96)]
public unsafe struct BlockHeader
{
    /// <summary>Bytes of this struct.</summary>
    public const int Bytes = 96;

    /// <summary>What the block holds.</summary>
    [FieldOffset(0)] public BlockKind Kind;

    /// <summary>How it is coded.</summary>
    [FieldOffset(1)] public BlockCodec Codec;

    /// <summary>Bytes of one record or entry; 0 where there are none.</summary>
    [FieldOffset(2)] public ushort RecordBytes;

    /// <summary>Number of the segment that it was written to, from 1.</summary>
    [FieldOffset(4)] public uint SegmentNumber;

    /// <summary>Sequence of the first record. Checkpoint: the input sequence it stands after. Other kinds: the next input sequence.</summary>
    [FieldOffset(8)] public long FirstSequence;

    /// <summary>The next sequence of the other ring when the block was closed. For all kinds but outputs that is the next output sequence; for outputs, the next input sequence.</summary>
    [FieldOffset(16)] public long OtherSequence;

    /// <summary>Inputs: when the first record was received. Outputs: its time. Else the time of the copy. Ns since 1970.</summary>
    [FieldOffset(24)] public long FirstNs;

    /// <summary>Where in the segment the skippable frame of this header begins, bytes.</summary>
    [FieldOffset(32)] public long Offset;

    /// <summary>Records or entries in the block.</summary>
    [FieldOffset(40)] public uint RecordCount;

    /// <summary>Bytes of the records, or of the copy.</summary>
    [FieldOffset(44)] public uint RawBytes;

    /// <summary>Bytes after <see cref="Codec"/>: what the LZ4 frame holds, or what stands in the skippable frame.</summary>
    [FieldOffset(48)] public uint EncodedBytes;

    /// <summary>Bytes of all that follows this header and belongs to the block.</summary>
    [FieldOffset(52)] public uint FrameBytes;

    /// <summary>XXH64 of the records, or of the copy, as they were in memory.</summary>
    [FieldOffset(56)] public ulong RawHash;

    /// <summary>XXH64 of the <see cref="FrameBytes"/> that follow, as they are in the file.</summary>
    [FieldOffset(64)] public ulong FrameHash;

    /// <summary><see cref="HeaderHash"/> of the block before; of the segment header for the first.</summary>
    [FieldOffset(72)] public ulong PreviousHash;

    /// <summary>The journal that it belongs to: <see cref="SegmentHeader.JournalId"/>.</summary>
    [FieldOffset(80)] public ulong JournalId;

    /// <summary>XXH64 of the 88 bytes before it.</summary>
    [FieldOffset(88)] public ulong HeaderHash;

    /// <summary>True if the block's bytes stand in an LZ4 frame behind the header's skippable frame, false if inside that frame.</summary>
    public readonly bool HasLz4Frame => Kind is BlockKind.Inputs or BlockKind.Outputs;

    /// <summary>Bytes of the skippable frame's content: the header, and the copy or the entries if they stand inside.</summary>
    public readonly uint SkippableBytes => HasLz4Frame ? Bytes : Bytes + FrameBytes;

    /// <summary>Offset of what comes after the block.</summary>
    public readonly long NextOffset => Offset + JournalFormat.SkippableHeadBytes + Bytes + FrameBytes;

    /// <summary>Sequence after the last record.</summary>
    public readonly long NextSequence => FirstSequence + RecordCount;

    /// <summary>Sets <see cref="HeaderHash"/> from the other fields.</summary>
    public void Seal() => HeaderHash = HashOf(in this);

    /// <summary>True if <see cref="HeaderHash"/> is right.</summary>
    public readonly bool IsSealed => HeaderHash == HashOf(in this);

    /// <summary>Writes the skippable frame's head and this header.</summary>
    /// <param name="to">At least 104 bytes.</param>
    public readonly void Write(Span<byte> to)
    {
        MemoryMarshal.Write(to, JournalFormat.BlockMagic);
        MemoryMarshal.Write(to[4..], SkippableBytes);
        MemoryMarshal.Write(to[8..], in this);
    }

    /// <summary>True if the sizes can be those of a block: checked before any memory is taken or any payload is read.</summary>
    /// <remarks>A header with a right hash can still be absurd: a faulty writer, or a hostile file.</remarks>
    public readonly bool IsPlausible => Kind switch
    {
        BlockKind.Inputs or BlockKind.Outputs =>
            RecordBytes == JournalFormat.RecordBytes && RecordCount is > 0 and <= JournalFormat.MaxBlockRecords
            && RawBytes == RecordCount * JournalFormat.RecordBytes && EncodedBytes is > 0 and <= JournalFormat.MaxBlockBytes
            && (Codec == BlockCodec.Delta || (Codec == BlockCodec.Raw && EncodedBytes == RawBytes))
            && FrameBytes > Lz4Frame.OverheadBytes && FrameBytes <= EncodedBytes + Lz4Frame.OverheadBytes
            && FirstSequence >= 0 && FirstSequence <= long.MaxValue - RecordCount,
        BlockKind.Checkpoint or BlockKind.Counters =>
            RecordBytes == 0 && RecordCount == 0 && RawBytes is > 0 and <= JournalFormat.MaxCopyBytes
            && EncodedBytes == FrameBytes && FrameBytes is > 0 and <= JournalFormat.MaxCopyBytes
            && ((Codec == BlockCodec.Raw && EncodedBytes == RawBytes)
                || (Codec == BlockCodec.Lz4Block && EncodedBytes < RawBytes && RawBytes / JournalFormat.MaxLz4Expansion <= EncodedBytes)),
        BlockKind.Index =>
            Codec == BlockCodec.Raw && RecordBytes == IndexEntry.Bytes && RecordCount <= JournalFormat.MaxIndexEntries
            && RawBytes == RecordCount * IndexEntry.Bytes && EncodedBytes == RawBytes && FrameBytes == RawBytes,
        BlockKind.End =>
            Codec == BlockCodec.Raw && RecordBytes == 0 && RecordCount == 0
            && RawBytes == SegmentTotals.Bytes && EncodedBytes == RawBytes && FrameBytes == RawBytes,
        _ => false,
    };

    private static ulong HashOf(in BlockHeader header)
    {
        fixed (BlockHeader* start = &header) return XxHash64.Hash((byte*)start, Bytes - 8);
    }
}
