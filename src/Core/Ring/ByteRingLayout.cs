using System.Runtime.InteropServices;

namespace Minnow.Core.Ring;

/// <summary>Where everything lies in a <see cref="ByteRing"/>'s memory. Byte table: docs/formats/ring.md.</summary>
public static class ByteRingLayout
{
    /// <summary>Bytes that every record starts at a multiple of, and bytes of a record's head.</summary>
    public const int RecordAlign = 16;

    /// <summary>The header line: always first.</summary>
    public const long HeaderOffset = 0;

    /// <summary>The writer's words.</summary>
    public const long WriterOffset = CacheLine.Bytes;

    /// <summary>The reader's words.</summary>
    public const long ReaderOffset = 2 * CacheLine.Bytes;

    /// <summary>The records.</summary>
    public const long RecordsOffset = 3 * CacheLine.Bytes;

    /// <summary>Smallest capacity.</summary>
    public const int LeastCapacity = 64;

    /// <summary>Largest capacity.</summary>
    public const int MostCapacity = 1 << 30;

    internal static long RecordBytes(long frameBytes) => (frameBytes + (2 * RecordAlign - 1)) & -RecordAlign;

    internal static bool IsCapacity(int capacity) => capacity is >= LeastCapacity and <= MostCapacity && int.IsPow2(capacity);
}

/// <summary>First line: written once, <see cref="Magic"/> last.</summary>
[StructLayout(LayoutKind.Explicit, Size = CacheLine.Bytes)]
internal struct ByteRingHeader
{
    /// <summary>"MinnowBy" as little-endian bytes.</summary>
    internal const ulong MagicValue = 0x79_42_77_6F_6E_6E_69_4D;

    internal const uint CurrentVersion = 1;

    [FieldOffset(0)] internal ulong Magic;
    [FieldOffset(8)] internal uint Version;
    [FieldOffset(12)] internal int Capacity;
}

/// <summary>Written by the writer only. Positions count bytes since start, skipped ones included, and are multiples of 16.</summary>
[StructLayout(LayoutKind.Explicit, Size = CacheLine.Bytes)]
internal struct ByteRingWriter
{
    [FieldOffset(0)] internal long Tail; // end of the last committed record
    [FieldOffset(8)] internal long HeadSeen; // the writer's copy of Head
    [FieldOffset(16)] internal long Granted; // where the granted record starts
    [FieldOffset(24)] internal long FullCount; // grants that found no room
    [FieldOffset(32)] internal long TooLongCount; // grants that could never fit
}

/// <summary>Written by the reader only.</summary>
[StructLayout(LayoutKind.Explicit, Size = CacheLine.Bytes)]
internal struct ByteRingReader
{
    [FieldOffset(0)] internal long Head; // end of the last released record
    [FieldOffset(8)] internal long TailSeen; // the reader's copy of Tail
    [FieldOffset(16)] internal long ReadAt; // end of the last read record
}

/// <summary>Head of a record; the frame's bytes follow.</summary>
[StructLayout(LayoutKind.Explicit, Size = ByteRingLayout.RecordAlign)]
internal struct ByteRecord
{
    /// <summary>In place of a length: nothing more before the end of the memory, go on at its start.</summary>
    internal const long SkipToStart = -1;

    [FieldOffset(0)] internal long FrameBytes;
    [FieldOffset(8)] internal long ReceivedNs;
}
