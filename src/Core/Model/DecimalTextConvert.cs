using System;
using System.Runtime.CompilerServices;

namespace Minnow.Core.Model;

/// <content>From the exact value to whole ticks, lots, and fixed-point numbers.</content>
public readonly partial struct DecimalText
{
    private const int E8Digits = 8;
    private const int E12Digits = 12;

    private static ReadOnlySpan<ulong> PowersOfTen =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ];

    /// <summary>Whole ticks of <paramref name="tickE8"/>, exactly.</summary>
    /// <param name="tickE8">Units of 1e-8 in one tick; positive.</param>
    /// <param name="ticks">Written only on <see cref="ParseStatus.Ok"/>; never <see cref="Units.Missing"/>.</param>
    /// <returns><see cref="ParseStatus.OffTick"/>, <see cref="ParseStatus.Overflow"/>, or <see cref="ParseStatus.BadNumber"/> for more
    /// than 19 significant digits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ParseStatus TryToTicks(long tickE8, out long ticks) => TryToSteps(tickE8, ParseStatus.OffTick, out ticks);

    /// <summary>Whole lots of <paramref name="lotE8"/>, exactly; as <see cref="TryToTicks"/> with <see cref="ParseStatus.OffLot"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ParseStatus TryToLots(long lotE8, out long lots) => TryToSteps(lotE8, ParseStatus.OffLot, out lots);

    /// <summary>Whole steps of <paramref name="stepE8"/>, exactly; <paramref name="whenOff"/> if the value is between two steps.</summary>
    /// <param name="stepE8">Units of 1e-8 in one step; positive.</param>
    /// <param name="whenOff">What to return for a value that is no multiple.</param>
    /// <param name="steps">Written only on <see cref="ParseStatus.Ok"/>; never <see cref="Units.Missing"/>.</param>
    /// <returns>Also <see cref="ParseStatus.Overflow"/>, or <see cref="ParseStatus.BadNumber"/> for more than 19 significant digits.</returns>
    public ParseStatus TryToSteps(long stepE8, ParseStatus whenOff, out long steps)
    {
        int shift = _power + E8Digits;
        if ((uint)shift <= E8Digits && _tail == Tail.None)
        {
            ulong high = Math.BigMul(_magnitude, PowersOfTen[shift], out ulong low);
            if (high == 0)
            {
                ulong quotient = low / (ulong)stepE8;
                if (quotient <= long.MaxValue)
                {
                    steps = _negative ? -(long)quotient : (long)quotient;
                    return quotient * (ulong)stepE8 == low ? ParseStatus.Ok : whenOff;
                }
            }
        }

        return TryToStepsSlow(stepE8, whenOff, out steps);
    }

    /// <summary>The whole number that the text says: ids, times, counts.</summary>
    /// <returns><see cref="ParseStatus.BadNumber"/> if it has a fraction; <see cref="ParseStatus.Overflow"/>.</returns>
    public ParseStatus TryToInteger(out long integer)
    {
        if (_power == 0 && _magnitude <= long.MaxValue && _tail == Tail.None)
        {
            integer = _negative ? -(long)_magnitude : (long)_magnitude;
            return ParseStatus.Ok;
        }

        return TryToStepsSlow(Units.E8, ParseStatus.BadNumber, out integer);
    }

    /// <summary>Units of 1e-8, rounded half to even. Any number of digits.</summary>
    /// <returns><see cref="ParseStatus.Overflow"/> if it does not fit; <paramref name="e8"/> is never <see cref="Units.Missing"/>.</returns>
    public ParseStatus TryToE8Rounded(out long e8) => TryToScaledRounded(E8Digits, out e8);

    /// <summary>Units of 1e-12, rounded half to even; as <see cref="TryToE8Rounded"/>.</summary>
    public ParseStatus TryToE12Rounded(out long e12) => TryToScaledRounded(E12Digits, out e12);

    private ParseStatus TryToScaledRounded(int scale, out long scaled)
    {
        int shift = _power + scale;
        if ((uint)shift <= (uint)E12Digits && _tail == Tail.None)
        {
            ulong high = Math.BigMul(_magnitude, PowersOfTen[shift], out ulong low);
            if (high == 0 && low <= long.MaxValue)
            {
                scaled = _negative ? -(long)low : (long)low;
                return ParseStatus.Ok;
            }

            scaled = 0;
            return ParseStatus.Overflow;
        }

        return TryToScaledRoundedSlow(shift, out scaled);
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // cold: exponents, more than 8 decimals, products beyond 64 bits
    private ParseStatus TryToStepsSlow(long stepE8, ParseStatus whenOff, out long steps)
    {
        steps = 0;
        if (_tail != Tail.None) return ParseStatus.BadNumber;
        if (_magnitude == 0) return ParseStatus.Ok;

        UInt128 scaled = _magnitude;
        int shift = _power + E8Digits;
        for (; shift > 0; shift--)
        {
            // Beyond 10^38 even the largest step, 9.2e18, leaves more than fits.
            if (scaled > UInt128.MaxValue / 10) return ParseStatus.Overflow;
            scaled *= 10;
        }

        for (; shift < 0; shift++)
        {
            (UInt128 tenth, UInt128 digit) = UInt128.DivRem(scaled, 10);
            if (digit != 0) return whenOff;
            scaled = tenth;
        }

        (UInt128 quotient, UInt128 rest) = UInt128.DivRem(scaled, (UInt128)stepE8);
        if (rest != 0) return whenOff;
        if (quotient > (UInt128)long.MaxValue) return ParseStatus.Overflow;
        steps = _negative ? -(long)quotient : (long)quotient;
        return ParseStatus.Ok;
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // cold: a value with more decimals than the scale, or with an exponent
    private ParseStatus TryToScaledRoundedSlow(int shift, out long scaled)
    {
        scaled = 0;
        if (_magnitude == 0) return ParseStatus.Ok;

        ulong whole = _magnitude;
        bool up;
        if (shift < 0)
        {
            if (shift < -MaxDigits) return ParseStatus.Ok; // below 0.1 of a unit
            ulong divisor = PowersOfTen[-shift];
            (whole, ulong rest) = Math.DivRem(_magnitude, divisor);
            ulong half = divisor / 2;
            up = rest > half || (rest == half && (_tail != Tail.None || (whole & 1) != 0));
        }
        else
        {
            for (; shift > 0; shift--)
            {
                if (whole > (ulong)long.MaxValue / 10) return ParseStatus.Overflow; // also for any tail: 19 digits and more to come
                whole *= 10;
            }

            up = _tail == Tail.AboveHalf || (_tail == Tail.Half && (whole & 1) != 0);
        }

        if (up) whole++;
        if (whole > long.MaxValue) return ParseStatus.Overflow;
        scaled = _negative ? -(long)whole : (long)whole;
        return ParseStatus.Ok;
    }
}
