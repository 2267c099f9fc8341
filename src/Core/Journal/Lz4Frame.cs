using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Minnow.Core.Journal;

/// <summary>The one shape of LZ4 frame that a segment holds: no size, no dictionary, one block of at most 64 KiB, a checksum on that block.</summary>
/// <remarks>
/// Made here and not by the library's frame call, because a frame of one block needs no context, no memory and no second copy.
/// Any LZ4 tool reads it. Source: the LZ4 frame format, version 1.6. Layout: head, block size, block, block checksum, end mark.
/// </remarks>
public static unsafe class Lz4Frame
{
    /// <summary>Bytes before the block: magic, two descriptor bytes, their check, block size.</summary>
    public const int HeadBytes = 11;

    /// <summary>Bytes after the block: checksum and end mark.</summary>
    public const int TailBytes = 8;

    /// <summary>Bytes that a frame adds to its block.</summary>
    public const int OverheadBytes = HeadBytes + TailBytes;

    private const uint Magic = 0x184D2204;
    private const byte Flags = 0x70;      // version 01, independent blocks, block checksum
    private const byte Descriptor = 0x40; // 64 KiB
    private const byte Check = 0xAD;      // second byte of XXH32 over the two bytes above; a test computes it
    private const uint StoredBit = 0x80000000;

    internal static ReadOnlySpan<byte> DescriptorBytes => [Flags, Descriptor];

    internal const byte DescriptorCheck = Check;

    /// <summary>Writes head and tail around a block that already stands at <see cref="HeadBytes"/>.</summary>
    /// <param name="frame">The whole frame: <see cref="OverheadBytes"/> and the block.</param>
    /// <param name="isStored">True if the block is the content as it is, not compressed.</param>
    /// <exception cref="ArgumentException">The block is empty or over 64 KiB.</exception>
    public static void Seal(Span<byte> frame, bool isStored)
    {
        int block = frame.Length - OverheadBytes;
        if (block is <= 0 or > JournalFormat.MaxBlockBytes)
            throw new ArgumentException($"A block of {block} bytes does not fit a frame of 1 to {JournalFormat.MaxBlockBytes}.", nameof(frame));
        BinaryPrimitives.WriteUInt32LittleEndian(frame, Magic);
        frame[4] = Flags;
        frame[5] = Descriptor;
        frame[6] = Check;
        BinaryPrimitives.WriteUInt32LittleEndian(frame[7..], (uint)block | (isStored ? StoredBit : 0));
        fixed (byte* start = frame)
        {
            Unsafe.WriteUnaligned(start + HeadBytes + block, XxHash32.Hash(start + HeadBytes, block));
            Unsafe.WriteUnaligned(start + HeadBytes + block + 4, 0u);
        }
    }

    /// <summary>Finds the block in a frame.</summary>
    /// <returns>False if the bytes are not exactly one frame of our shape with a right checksum.</returns>
    public static bool TryOpen(ReadOnlySpan<byte> frame, out ReadOnlySpan<byte> block, out bool isStored)
    {
        block = default;
        isStored = false;
        int bytes = frame.Length - OverheadBytes;
        if (bytes is <= 0 or > JournalFormat.MaxBlockBytes) return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(frame) != Magic || frame[4] != Flags || frame[5] != Descriptor || frame[6] != Check) return false;
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(frame[7..]);
        isStored = (size & StoredBit) != 0;
        if ((size & ~StoredBit) != bytes) return false;
        block = frame.Slice(HeadBytes, bytes);
        uint check;
        fixed (byte* start = block) check = XxHash32.Hash(start, bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(frame[(HeadBytes + bytes)..]) == check
            && BinaryPrimitives.ReadUInt32LittleEndian(frame[(HeadBytes + bytes + 4)..]) == 0;
    }
}
