using System.Runtime.InteropServices;

namespace Minnow.Core.Journal;

/// <summary>One line of a segment's index: where a block is and where it begins. 32 bytes.</summary>
[StructLayout(LayoutKind.Explicit, Size = 32)]
public struct IndexEntry
{
    /// <summary>Bytes of this struct.</summary>
    public const int Bytes = 32;

    /// <summary><see cref="BlockHeader.Offset"/>.</summary>
    [FieldOffset(0)] public long Offset;

    /// <summary><see cref="BlockHeader.FirstSequence"/>.</summary>
    [FieldOffset(8)] public long FirstSequence;

    /// <summary><see cref="BlockHeader.FirstNs"/>.</summary>
    [FieldOffset(16)] public long FirstNs;

    /// <summary><see cref="BlockHeader.Kind"/>.</summary>
    [FieldOffset(24)] public BlockKind Kind;

    /// <summary>Zero.</summary>
    [FieldOffset(25)] public byte Reserved0;

    /// <summary>Zero.</summary>
    [FieldOffset(26)] public ushort Reserved1;

    /// <summary><see cref="BlockHeader.RecordCount"/>.</summary>
    [FieldOffset(28)] public uint RecordCount;
}
