using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Minnow.Core.Journal;

/// <summary>Numbers of the delta codec: seven bits a byte, low bits first, upper bit "more follows"; a ninth byte carries eight bits.</summary>
internal static unsafe class DeltaVarint
{
    internal const int MaxBytes = 9;
    internal const int ShortBits = 56;
    internal const ulong DataBits = 0x7F7F7F7F7F7F7F7F;
    internal const ulong MoreBits = 0x8080808080808080;
    internal const uint HasExtras = 0x80;
    internal const uint NewHead = 1;
    internal const uint NewDetail = 2;
    internal const uint InMs = 1;
    private const long NsPerMs = 1_000_000;

    /// <summary>0, -1, 1, -2 … become 0, 1, 2, 3 …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Fold(ulong difference) => (difference << 1) ^ (ulong)((long)difference >> 63);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Unfold(ulong word) => (word >> 1) ^ (0 - (word & 1));

    /// <summary>As <see cref="Fold"/>, in whole milliseconds where that is exact: venues stamp in milliseconds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong FoldTime(ulong difference, out uint inMs)
    {
        long ms = (long)difference / NsPerMs;
        bool exact = (ulong)(ms * NsPerMs) == difference;
        inMs = exact && ms != 0 ? InMs : 0;
        return Fold(exact ? (ulong)ms : difference);
    }

    /// <summary>Bytes for a number of so many bits: ceil(bits / 7), and 9 for 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int LengthOf(int bits) => (bits * 9 + 63) >> 6;

    internal static byte* Write(byte* at, ulong word)
    {
        for (int i = 1; i < MaxBytes && word >= 0x80; i++)
        {
            *at++ = (byte)(word | 0x80);
            word >>= 7;
        }
        *at++ = (byte)word;
        return at;
    }

    internal static byte* Read(byte* at, out ulong word)
    {
        word = 0;
        int shift = 0;
        for (int i = 1; i < MaxBytes; i++, shift += 7)
        {
            byte next = *at++;
            word |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return at;
        }
        word |= (ulong)*at++ << shift;
        return at;
    }

    /// <summary>As <see cref="Read"/> in a few steps for up to eight bytes. Reads eight bytes whatever the length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static byte* ReadFast(byte* at, out ulong word)
    {
        if (!Bmi2.X64.IsSupported || !Bmi1.X64.IsSupported) return Read(at, out word);
        ulong bytes = Unsafe.ReadUnaligned<ulong>(at);
        ulong last = ~bytes & MoreBits;
        if (last == 0) return Read(at, out word);
        word = Bmi2.X64.ParallelBitExtract(bytes & Bmi1.X64.GetMaskUpToLowestSetBit(last), DataBits);
        return at + ((Bmi1.X64.TrailingZeroCount(last) + 1) >> 3);
    }
}
