using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Minnow.Core.Model;

/// <content>Eight digits at a time: a word of text is checked and added up with three multiplications. Little-endian machines only.</content>
public readonly partial struct DecimalText
{
    private const int BytesOfWord = 8;
    private const ulong EachByte = 0x0101010101010101;

    /// <summary>Up to eight bytes as a word, the first lowest, zero above; reads nothing outside them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong LoadWord(ref byte at, int length)
    {
        if (length >= 4)
        {
            // Two overlapping halves: where they overlap they hold the same bytes.
            ulong high = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref at, length - 4));
            return Unsafe.ReadUnaligned<uint>(ref at) | (high << (8 * (length - 4)));
        }

        int middle = length >> 1;
        return at | ((ulong)Unsafe.Add(ref at, middle) << (8 * middle)) | ((ulong)Unsafe.Add(ref at, length - 1) << (8 * (length - 1)));
    }

    /// <summary>The number that the lowest <paramref name="length"/> bytes spell, the first digit lowest.</summary>
    /// <param name="word">Text; anything above its bytes must be zero.</param>
    /// <param name="length">1 to 8.</param>
    /// <param name="value">Below 10^8.</param>
    /// <returns><c>false</c> if a byte is no digit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadDigits(ulong word, int length, out uint value)
    {
        int free = 8 * (BytesOfWord - length);
        ulong digits = (word << free) | (EachByte * '0' & ((1UL << free) - 1)); // zeros in front
        bool valid = ((digits & (EachByte * 0xF0)) | (((digits + EachByte * 6) & (EachByte * 0xF0)) >> 4)) == EachByte * 0x33;
        digits -= EachByte * '0';
        digits = digits * 10 + (digits >> 8); // pairs
        ulong even = (digits & 0x000000FF000000FF) * 0x000F424000000064; // 100 + (10^6 << 32)
        ulong odd = ((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001; // 1 + (10^4 << 32)
        value = (uint)((even + odd) >> 32);
        return valid;
    }

    /// <summary>Appends up to 19 digits to <paramref name="magnitude"/>, which has room for them.</summary>
    private static bool TryAddDigits(ReadOnlySpan<byte> digits, ref ulong magnitude)
    {
        bool valid = true;
        while (digits.Length > 0)
        {
            int length = Math.Min(digits.Length, BytesOfWord);
            valid &= TryReadDigits(LoadWord(ref MemoryMarshal.GetReference(digits), length), length, out uint part);
            magnitude = magnitude * PowersOfTen[length] + part;
            digits = digits[length..];
        }

        return valid;
    }
}
