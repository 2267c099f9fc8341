using System.Numerics;
using System.Runtime.CompilerServices;

namespace Minnow.Core.Journal;

/// <summary>The 32-bit xxHash with seed 0, as the LZ4 frame format uses it for its own checksums. Nothing else of ours uses it.</summary>
/// <remarks>Source: the xxHash specification, "XXH32 algorithm description"; the LZ4 frame format, version 1.6.</remarks>
internal static unsafe class XxHash32
{
    private const uint Prime1 = 0x9E3779B1;
    private const uint Prime2 = 0x85EBCA77;
    private const uint Prime3 = 0xC2B2AE3D;
    private const uint Prime4 = 0x27D4EB2F;
    private const uint Prime5 = 0x165667B1;

    internal static uint Hash(byte* start, long length)
    {
        byte* at = start;
        byte* end = start + length;
        uint hash;
        if (length >= 16)
        {
            uint a = unchecked(Prime1 + Prime2), b = Prime2, c = 0, d = unchecked(0u - Prime1);
            byte* last = end - 16;
            do
            {
                a = Round(a, Read32(at));
                b = Round(b, Read32(at + 4));
                c = Round(c, Read32(at + 8));
                d = Round(d, Read32(at + 12));
                at += 16;
            }
            while (at <= last);
            hash = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7)
                 + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
        }
        else
        {
            hash = Prime5;
        }
        hash += (uint)length;
        for (; end - at >= 4; at += 4)
            hash = BitOperations.RotateLeft(hash + Read32(at) * Prime3, 17) * Prime4;
        for (; at < end; at++)
            hash = BitOperations.RotateLeft(hash + *at * Prime5, 11) * Prime1;
        hash = (hash ^ (hash >> 15)) * Prime2;
        hash = (hash ^ (hash >> 13)) * Prime3;
        return hash ^ (hash >> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Read32(byte* at) => Unsafe.ReadUnaligned<uint>(at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Round(uint lane, uint input) => BitOperations.RotateLeft(lane + input * Prime2, 13) * Prime1;
}
