using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Minnow.Core.Numerics;

/// <summary>The 64-bit xxHash: fast, exact on every machine, and no defence against somebody who wants a collision.</summary>
/// <remarks>Source: the xxHash specification, "XXH64 algorithm description". Little-endian machines only. No allocation; any thread.</remarks>
public static unsafe class XxHash64
{
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;

    /// <summary>The hash of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">Any length, also none.</param>
    /// <param name="seed">Different seeds give unrelated hashes.</param>
    public static ulong Hash(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        fixed (byte* start = bytes) return Hash(start, bytes.Length, seed);
    }

    /// <summary>The hash of <paramref name="length"/> bytes at <paramref name="start"/>.</summary>
    public static ulong Hash(byte* start, long length, ulong seed = 0)
    {
        byte* at = start;
        byte* end = start + length;
        ulong hash;
        if (length >= 32)
        {
            ulong a = seed + Prime1 + Prime2, b = seed + Prime2, c = seed, d = seed - Prime1;
            byte* last = end - 32;
            do // four independent lanes keep the multiplier busy
            {
                a = Round(a, Read64(at));
                b = Round(b, Read64(at + 8));
                c = Round(c, Read64(at + 16));
                d = Round(d, Read64(at + 24));
                at += 32;
            }
            while (at <= last);
            hash = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7)
                 + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
            hash = Merge(Merge(Merge(Merge(hash, a), b), c), d);
        }
        else
        {
            hash = seed + Prime5;
        }
        hash += (ulong)length;
        for (; end - at >= 8; at += 8)
            hash = BitOperations.RotateLeft(hash ^ Round(0, Read64(at)), 27) * Prime1 + Prime4;
        if (end - at >= 4)
        {
            hash = BitOperations.RotateLeft(hash ^ (Unsafe.ReadUnaligned<uint>(at) * Prime1), 23) * Prime2 + Prime3;
            at += 4;
        }
        for (; at < end; at++)
            hash = BitOperations.RotateLeft(hash ^ (*at * Prime5), 11) * Prime1;
        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        return hash ^ (hash >> 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read64(byte* at) => Unsafe.ReadUnaligned<ulong>(at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Round(ulong lane, ulong input) => BitOperations.RotateLeft(lane + input * Prime2, 31) * Prime1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Merge(ulong hash, ulong lane) => (hash ^ Round(0, lane)) * Prime1 + Prime4;
}
