using System;
using System.Runtime.CompilerServices;

namespace Minnow.Core.Model;

/// <content>The rare texts: long ones, exponents, and everything that is not a number.</content>
public readonly partial struct DecimalText
{
    private const int MaxDigits = 19;
    private const int MaxFastBytes = 19; // at most 19 digits: always below 2^64
    private const int MaxExponent = 999;

    [MethodImpl(MethodImplOptions.NoInlining)] // cold: exponents and more than 19 bytes
    private static ParseStatus TryParseSlow(ReadOnlySpan<byte> text, out DecimalText value)
    {
        value = default;
        int at = 0;
        bool negative = at < text.Length && text[at] == (byte)'-';
        if (negative) at++;

        int integerStart = at;
        while (at < text.Length && IsDigit(text[at])) at++;
        ReadOnlySpan<byte> integer = text[integerStart..at];
        if (integer.Length == 0 || (integer.Length > 1 && integer[0] == (byte)'0')) return ParseStatus.BadNumber;

        ReadOnlySpan<byte> fraction = default;
        if (at < text.Length && text[at] == (byte)'.')
        {
            int fractionStart = ++at;
            while (at < text.Length && IsDigit(text[at])) at++;
            fraction = text[fractionStart..at];
            if (fraction.Length == 0) return ParseStatus.BadNumber;
        }

        if (!TryReadExponent(text[at..], out int exponent)) return ParseStatus.BadNumber;

        Digits digits = default;
        foreach (byte digit in integer) digits.Add(digit - '0');
        foreach (byte digit in fraction) digits.Add(digit - '0');
        int power = digits.Magnitude == 0 ? 0 : exponent - fraction.Length + digits.Dropped;
        value = new DecimalText(digits.Magnitude, power, negative, digits.TailKind);
        return ParseStatus.Ok;
    }

    /// <summary>Reads <c>e12</c>, <c>E+12</c>, <c>e-12</c> or nothing.</summary>
    private static bool TryReadExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text.Length == 0) return true;
        if (text[0] is not ((byte)'e' or (byte)'E')) return false;
        text = text[1..];
        if (text.Length == 0) return false;
        bool down = text[0] == (byte)'-';
        if (down || text[0] == (byte)'+') text = text[1..];
        if (text.Length == 0) return false;
        foreach (byte b in text)
        {
            if (!IsDigit(b)) return false;
            exponent = Math.Min(exponent * 10 + (b - '0'), MaxExponent + 1);
        }

        if (exponent > MaxExponent) return false;
        if (down) exponent = -exponent;
        return true;
    }

    private static bool IsDigit(byte b) => (uint)(b - '0') <= 9;

    /// <summary>Collects digits: the first 19 significant ones exactly, of the rest only the relation to one half.</summary>
    private struct Digits
    {
        internal ulong Magnitude;
        internal int Dropped;       // digits that stand after the last one kept: the power of ten that it has lost
        private int _kept;          // significant digits in Magnitude
        private int _zeros;         // zeros seen since the last digit kept: trailing unless another digit follows
        private bool _full;
        private int _firstDropped;  // the digit right after the last one kept
        private bool _moreDropped;  // any digit but zero after that one

        internal Tail TailKind => !_full || (_firstDropped == 0 && !_moreDropped) ? Tail.None
            : _firstDropped > 5 || (_firstDropped == 5 && _moreDropped) ? Tail.AboveHalf
            : _firstDropped == 5 ? Tail.Half : Tail.BelowHalf;

        internal void Add(int digit)
        {
            if (_full)
            {
                Dropped++;
                _moreDropped |= digit != 0;
                return;
            }

            if (digit == 0)
            {
                if (_kept == 0) return; // a leading zero changes nothing, the caller counts the fraction's length
                _zeros++;
                Dropped++;
                return;
            }

            while (_zeros > 0 && _kept < MaxDigits)
            {
                Magnitude *= 10;
                _kept++;
                _zeros--;
                Dropped--;
            }

            if (_kept == MaxDigits)
            {
                // This digit is the first of the rest if no zero is left over; else a zero was, and this one is below it.
                _full = true;
                _firstDropped = _zeros > 0 ? 0 : digit;
                _moreDropped = _zeros > 0;
                Dropped++;
                return;
            }

            Magnitude = Magnitude * 10 + (ulong)digit;
            _kept++;
        }
    }
}
