using System.Runtime.InteropServices;

namespace Minnow.Native;

/// <summary>How a frame is written. Layout of the library's <c>LZ4F_preferences_t</c>; all zero is its default.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Lz4FramePreferences
{
    /// <summary>Block size: 4 = 64 KiB, 5 = 256 KiB, 6 = 1 MiB, 7 = 4 MiB; 0 = 64 KiB.</summary>
    public int BlockSize;

    /// <summary>0: a block may refer to the ones before it; 1: it may not.</summary>
    public int Independent;

    /// <summary>1: a checksum over the whole content at the end.</summary>
    public int ContentChecksum;

    /// <summary>0: a frame; 1: a skippable frame.</summary>
    public int FrameType;

    /// <summary>Size of the content if it is to be written in the head; else 0.</summary>
    public ulong ContentBytes;

    /// <summary>Dictionary; 0 for none.</summary>
    public uint DictionaryId;

    /// <summary>1: a checksum behind every block.</summary>
    public int BlockChecksum;

    /// <summary>0 is the fast compressor; below 0, faster still.</summary>
    public int Level;

    /// <summary>1: every update is written out at once.</summary>
    public uint AutoFlush;

    /// <summary>Zero.</summary>
    public uint FavorDecompression;

    /// <summary>Zero.</summary>
    public uint Reserved0;

    /// <summary>Zero.</summary>
    public uint Reserved1;

    /// <summary>Zero.</summary>
    public uint Reserved2;
}
