using System;

namespace Minnow.Venues.Deribit.Private;

/// <summary>Whole steps as plain decimal text, exactly: 173485 ticks of 0.5 are <c>86742.5</c>. No double, no exponent, no trailing zero.</summary>
public static class StepText
{
    /// <summary>Bytes that a number takes at most.</summary>
    public const int MaxBytes = 42;

    private const int Decimals = 8;

    /// <summary>Writes <paramref name="steps"/> × <paramref name="stepE8"/> / 10^8.</summary>
    /// <param name="destination">At least <see cref="MaxBytes"/> bytes.</param>
    /// <param name="steps">Ticks or lots; may be negative.</param>
    /// <param name="stepE8">One step in units of 1e-8; positive.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> destination, long steps, long stepE8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, MaxBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepE8);
        Int128 value = (Int128)steps * stepE8;
        UInt128 rest = (UInt128)Int128.Abs(value);
        Span<byte> digits = stackalloc byte[MaxBytes];
        int at = MaxBytes;
        bool significant = false;
        for (int decimals = Decimals; decimals >= 0 || rest != 0; decimals--)
        {
            if (decimals == 0 && significant) digits[--at] = (byte)'.';
            (rest, UInt128 digit) = UInt128.DivRem(rest, 10);
            if (decimals > 0 && digit == 0 && !significant) continue;
            significant = true;
            digits[--at] = (byte)('0' + (int)digit);
        }

        if (value < 0) digits[--at] = (byte)'-';
        digits[at..].CopyTo(destination);
        return MaxBytes - at;
    }
}
