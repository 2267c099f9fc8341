using System;
using System.Buffers.Binary;

namespace Minnow.Host.Recordings;

/// <summary>The checksum of gzip (RFC 1952, section 8), eight bytes at a time.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xedb88320; // reflected
    private const int Slices = 8;

    /// <summary>Row k: what a byte adds when k more bytes follow it.</summary>
    private static readonly uint[] s_table = MakeTable();

    /// <summary>The checksum of what gave <paramref name="crc"/> (0 for nothing) followed by <paramref name="bytes"/>.</summary>
    internal static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        uint[] table = s_table;
        crc = ~crc;
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            ulong x = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ crc;
            crc = table[7 * 256 + (byte)x] ^ table[6 * 256 + (byte)(x >> 8)] ^ table[5 * 256 + (byte)(x >> 16)] ^ table[4 * 256 + (byte)(x >> 24)]
                ^ table[3 * 256 + (byte)(x >> 32)] ^ table[2 * 256 + (byte)(x >> 40)] ^ table[256 + (byte)(x >> 48)] ^ table[(byte)(x >> 56)];
        }
        foreach (byte b in bytes) crc = crc >> 8 ^ table[(byte)(crc ^ b)];
        return ~crc;
    }

    private static uint[] MakeTable()
    {
        uint[] table = new uint[Slices * 256];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ ((crc & 1) == 0 ? 0 : Polynomial);
            table[i] = crc;
        }
        for (int i = 256; i < table.Length; i++) table[i] = table[i - 256] >> 8 ^ table[(byte)table[i - 256]];
        return table;
    }
}
