using System.Runtime.InteropServices;

namespace Minnow.Core.Journal;

/// <summary>The content of an end block: what the segment holds. 64 bytes.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
public struct SegmentTotals
{
    /// <summary>Bytes of this struct.</summary>
    public const int Bytes = 64;

    /// <summary>Input records in this segment.</summary>
    [FieldOffset(0)] public long InputCount;

    /// <summary>Output records in this segment.</summary>
    [FieldOffset(8)] public long OutputCount;

    /// <summary>Sequence of the input that comes next.</summary>
    [FieldOffset(16)] public long NextInputSequence;

    /// <summary>Sequence of the output that comes next.</summary>
    [FieldOffset(24)] public long NextOutputSequence;

    /// <summary>Offset of the index block.</summary>
    [FieldOffset(32)] public long IndexOffset;

    /// <summary>Blocks before the index.</summary>
    [FieldOffset(40)] public uint BlockCount;

    /// <summary>Checkpoints among them.</summary>
    [FieldOffset(44)] public uint CheckpointCount;

    /// <summary>1: the journal was closed on purpose; 0: it goes on in the next segment.</summary>
    [FieldOffset(48)] public uint IsClosed;

    /// <summary>Zero.</summary>
    [FieldOffset(52)] public uint Reserved0;

    /// <summary>Zero.</summary>
    [FieldOffset(56)] public long Reserved1;
}
