namespace Minnow.Native;

/// <summary>Kind, rights, owner and length of a file.</summary>
/// <param name="Mode">st_mode: kind and permission bits.</param>
/// <param name="User">Who owns it.</param>
/// <param name="Bytes">Its length; 0 for what has none.</param>
public readonly record struct FileOwner(uint Mode, uint User, long Bytes)
{
    private const uint KindMask = 0xF000;
    private const uint OrdinaryKind = 0x8000;
    private const uint StickyBit = 0x200;
    private const uint OthersWrite = 0x12;

    /// <summary>True for a file of bytes on a disk; false for a directory, pipe, device, socket.</summary>
    public bool IsOrdinary => (Mode & KindMask) == OrdinaryKind;

    /// <summary>The twelve permission bits.</summary>
    public uint Permissions => Mode & 0xFFF;

    /// <summary>True if the group or anybody may write: in a directory, may put another file in a file's place.</summary>
    public bool IsWritableByOthers => (Mode & OthersWrite) != 0;

    /// <summary>True for a directory in which only owners may replace their files, as /tmp.</summary>
    public bool IsSticky => (Mode & StickyBit) != 0;
}
