using System;
using System.Runtime.InteropServices;
using Minnow.Core.Numerics;

namespace Minnow.Core.Journal;

/// <summary>Bits of a segment header. Written to the journal: never renumber, only add.</summary>
[Flags]
public enum SegmentFlags : uint
{
    /// <summary>None set: the segment goes on where the one before ended.</summary>
    None = 0,

    /// <summary>First segment of a run of the program: the one before may end anywhere, and sequences may start anew.</summary>
    StartsRun = 1,

    /// <summary>The disk failed to confirm the segment before: its end may be missing after a power loss.</summary>
    AfterSyncError = 2,
}

/// <summary>The first thing in a segment, in a skippable frame; 128 bytes, then its texts and instruments.</summary>
/// <remarks>
/// Behind it, inside the same frame: build id, venue and configuration (UTF-8), then two events, <c>InstrumentNamed</c> and
/// <c>InstrumentDefined</c>, for every instrument known so far, so that a later segment reads alone.
/// Byte table: docs/formats/journal.md, held to this struct by a test.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = 128)]
public unsafe struct SegmentHeader
{
    /// <summary>Bytes of this struct.</summary>
    public const int Bytes = 128;

    /// <summary><see cref="JournalFormat.Tag"/>.</summary>
    [FieldOffset(0)] public ulong Tag;

    /// <summary><see cref="JournalFormat.Version"/>. Stands at this offset in every version, so that any build can say which it needs.</summary>
    [FieldOffset(8)] public uint FormatVersion;

    /// <summary>Flags.</summary>
    [FieldOffset(12)] public SegmentFlags Flags;

    /// <summary>Number of this segment, from 1; also in its file's name.</summary>
    [FieldOffset(16)] public uint SegmentNumber;

    /// <summary>Instruments listed behind the texts.</summary>
    [FieldOffset(20)] public uint InstrumentCount;

    /// <summary>When the segment was begun, ns since 1970 by the machine's clock.</summary>
    [FieldOffset(24)] public long StartNs;

    /// <summary>Sequence of its first input record.</summary>
    [FieldOffset(32)] public long FirstInputSequence;

    /// <summary>Sequence of its first output record.</summary>
    [FieldOffset(40)] public long FirstOutputSequence;

    /// <summary>Same in all segments and blocks of one directory.</summary>
    [FieldOffset(48)] public ulong JournalId;

    /// <summary>Hash of the last good block of the segment before, or of that segment's header; 0 for the first.</summary>
    [FieldOffset(56)] public ulong PreviousHash;

    /// <summary>XXH64 of the configuration's text.</summary>
    [FieldOffset(64)] public ulong ConfigHash;

    /// <summary>Bytes of the configuration.</summary>
    [FieldOffset(72)] public uint ConfigBytes;

    /// <summary>Bytes of the build id.</summary>
    [FieldOffset(76)] public uint BuildBytes;

    /// <summary>Bytes of the venue's name.</summary>
    [FieldOffset(80)] public uint VenueBytes;

    /// <summary>Bytes of everything behind this struct in the frame.</summary>
    [FieldOffset(84)] public uint TextBytes;

    /// <summary>XXH64 of everything behind this struct in the frame.</summary>
    [FieldOffset(88)] public ulong TextHash;

    /// <summary>Zero.</summary>
    [FieldOffset(96)] public long Reserved0;

    /// <summary>Zero.</summary>
    [FieldOffset(104)] public long Reserved1;

    /// <summary>Zero.</summary>
    [FieldOffset(112)] public long Reserved2;

    /// <summary>XXH64 of the 120 bytes before it.</summary>
    [FieldOffset(120)] public ulong HeaderHash;

    /// <summary>Bytes of one instrument behind the texts: two events.</summary>
    public const int InstrumentBytes = 2 * JournalFormat.RecordBytes;

    /// <summary>Bytes of the whole frame, its head included: the offset of the first block.</summary>
    public readonly long FrameBytes => JournalFormat.SkippableHeadBytes + Bytes + (long)TextBytes;

    /// <summary>Sets <see cref="HeaderHash"/> from the other fields.</summary>
    public void Seal() => HeaderHash = HashOf(in this);

    /// <summary>True if <see cref="HeaderHash"/> is right.</summary>
    public readonly bool IsSealed => HeaderHash == HashOf(in this);

    /// <summary>True if the sizes add up and are within the caps.</summary>
    public readonly bool IsPlausible =>
        SegmentNumber > 0 && TextBytes <= JournalFormat.MaxSegmentTextBytes
        && (long)ConfigBytes + BuildBytes + VenueBytes + (long)InstrumentCount * InstrumentBytes == TextBytes
        && FirstInputSequence >= 0 && FirstOutputSequence >= 0;

    /// <summary>Writes the skippable frame's head and this header; the texts come behind.</summary>
    /// <param name="to">At least 136 bytes.</param>
    public readonly void Write(Span<byte> to)
    {
        MemoryMarshal.Write(to, JournalFormat.SegmentMagic);
        MemoryMarshal.Write(to[4..], Bytes + TextBytes);
        MemoryMarshal.Write(to[8..], in this);
    }

    private static ulong HashOf(in SegmentHeader header)
    {
        fixed (SegmentHeader* start = &header) return XxHash64.Hash((byte*)start, Bytes - 8);
    }
}
