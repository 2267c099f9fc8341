using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Minnow.Core.Model;

/// <summary>The exact value of one JSON number: up to 19 significant digits and a power of ten. No double is ever involved.</summary>
/// <remarks>
/// Leading and trailing zeros are not significant, so <c>10</c>, <c>10.0</c> and <c>1e1</c> are the same value.
/// Digits beyond the 19th are kept as what rounding needs to know of them; only the rounding conversions accept such a number.
/// Cost: up to 8 bytes without an exponent are read as one word, up to 19 as two or three; then one multiplication and one division.
/// No allocation.
/// </remarks>
public readonly partial struct DecimalText
{
    private readonly ulong _magnitude;
    private readonly int _power;
    private readonly bool _negative;
    private readonly Tail _tail;

    private DecimalText(ulong magnitude, int power, bool negative, Tail tail)
    {
        _magnitude = magnitude;
        _power = power;
        _negative = negative;
        _tail = tail;
    }

    /// <summary>What the digits after the 19th amount to, in halves of the last digit that was kept.</summary>
    private enum Tail : byte
    {
        None,
        BelowHalf,
        Half,
        AboveHalf,
    }

    /// <summary>True if the value is zero.</summary>
    public bool IsZero => _magnitude == 0;

    /// <summary>True if the text begins with a minus sign; also for minus zero.</summary>
    public bool IsNegative => _negative;

    /// <summary>True if the value is zero or less, or minus zero.</summary>
    public bool IsNotPositive => _negative | _magnitude == 0;

    /// <summary>True if all significant digits were kept (there are at most 19).</summary>
    public bool IsExact => _tail == Tail.None;

    /// <summary>Reads one JSON number.</summary>
    /// <param name="text">The whole number as UTF-8, without space: <c>-12.5e3</c>. Borrowed for the call.</param>
    /// <param name="value">Zero unless the result is <see cref="ParseStatus.Ok"/>.</param>
    /// <returns><see cref="ParseStatus.BadNumber"/> if the text is not a JSON number or its exponent is outside [-999, 999].</returns>
    public static ParseStatus TryParse(ReadOnlySpan<byte> text, out DecimalText value)
    {
        int length = text.Length;
        if ((uint)(length - 1) >= BytesOfWord) return TryParseLonger(text, out value);

        ulong word = LoadWord(ref MemoryMarshal.GetReference(text), length);
        bool negative = (byte)word == '-';
        if (negative)
        {
            word >>= 8;
            length--;
        }

        // The lowest byte that equals a point; further ones fail the test for digits.
        ulong points = word ^ EachByte * '.';
        points = (points - EachByte) & ~points & (EachByte << 7);
        int integerBytes = length;
        if (points != 0)
        {
            integerBytes = BitOperations.TrailingZeroCount(points) >> 3;
            ulong before = (1UL << (8 * integerBytes)) - 1;
            word = (word & before) | ((word >> 8) & ~before);
            length--;
        }

        int decimals = length - integerBytes;
        bool shaped = integerBytes > 0 & (decimals > 0 | points == 0) & (integerBytes == 1 | (byte)word != '0');
        if (!shaped || !TryReadDigits(word, length, out uint magnitude)) return TryParseSlow(text, out value);

        value = new DecimalText(magnitude, -decimals, negative, Tail.None);
        return ParseStatus.Ok;
    }

    private static ParseStatus TryParseLonger(ReadOnlySpan<byte> text, out DecimalText value)
    {
        if ((uint)(text.Length - 1) >= MaxFastBytes) return TryParseSlow(text, out value);

        bool negative = text[0] == (byte)'-';
        ReadOnlySpan<byte> number = text[(negative ? 1 : 0)..];
        int point = number.IndexOf((byte)'.');
        ReadOnlySpan<byte> integer = point < 0 ? number : number[..point];
        ReadOnlySpan<byte> fraction = point < 0 ? default : number[(point + 1)..];
        bool shaped = integer.Length > 0 && fraction.Length > 0 == point >= 0 && (integer.Length == 1 || integer[0] != (byte)'0');
        ulong magnitude = 0;
        if (!shaped || !TryAddDigits(integer, ref magnitude) || !TryAddDigits(fraction, ref magnitude)) return TryParseSlow(text, out value);

        value = new DecimalText(magnitude, -fraction.Length, negative, Tail.None);
        return ParseStatus.Ok;
    }
}
