using System;
using System.Globalization;

namespace Minnow.Exchange.Engine;

/// <summary>Scales: prices, amounts and money are whole numbers of 1e-8; ledgers inside are whole numbers of 1e-16.</summary>
public static class Units
{
    /// <summary>1.0 in 1e-8.</summary>
    public const long One = 100_000_000;

    /// <summary>1.0 in 1e-16.</summary>
    public const long OneE16 = 10_000_000_000_000_000;

    /// <summary>Largest amount that anybody may name, 1e-8: sums of many such stay whole numbers.</summary>
    public const long MostE8 = 1_000_000_000 * One;

    /// <summary>One second, µs.</summary>
    public const long SecondUs = 1_000_000;

    /// <summary>One day, µs.</summary>
    public const long DayUs = 86_400 * SecondUs;

    /// <summary>1e-8 as a decimal number.</summary>
    public static decimal ToDecimal(long e8) => e8 / 100_000_000m;

    /// <summary>1e-16 as a decimal number.</summary>
    public static decimal ToDecimal(Int128 e16) => (decimal)e16 / 10_000_000_000_000_000m;

    /// <summary>A decimal number in 1e-8; further digits are cut.</summary>
    public static long ToE8(decimal value) => (long)(value * 100_000_000m);

    /// <summary>The plain text of a number of 1e-8, without zeros at the end.</summary>
    public static string Text(long e8) => ToDecimal(e8).ToString("0.########", CultureInfo.InvariantCulture);

    /// <summary>Quotient rounded to the nearest whole number, halves away from zero.</summary>
    internal static Int128 DivideRound(Int128 dividend, Int128 divisor)
    {
        Int128 half = divisor / 2;
        return dividend >= 0 ? (dividend + half) / divisor : (dividend - half) / divisor;
    }

    /// <summary>1e-16 to 1e-8, nearest, halves away from zero.</summary>
    internal static long E16ToE8(Int128 e16) => (long)DivideRound(e16, One);
}
