using System;

namespace Minnow.Core.Accounting;

/// <summary>Money as whole numbers of 1e-24 of the settlement coin, and the few divisions that it needs.</summary>
/// <remarks>
/// The venue charges in 1e-8. The unit is sixteen digits finer, so that the worth of one lot can be rounded once and everything else is a
/// product with a number of lots: a sum of worths is then exact, however fills are cut or ordered (docs/decisions/0014-accounting.md).
/// The range is ±1.7e14 coins.
/// </remarks>
public static class Money
{
    /// <summary>Digits behind the point.</summary>
    public const int Digits = 24;

    /// <summary>Units of 1e-24 in one of 1e-8.</summary>
    public const long PerE8 = 10_000_000_000_000_000;

    private const long PerE16 = 100_000_000;

    /// <summary>1e-8 of a coin as 1e-24.</summary>
    public static Int128 FromE8(long e8) => (Int128)e8 * PerE8;

    /// <summary>1e-24 as 1e-8, nearest, halves away from zero.</summary>
    public static long ToE8(Int128 e24) => (long)DivideRound(e24, PerE8);

    /// <summary>1e-24 as 1e-16, nearest, halves away from zero.</summary>
    public static Int128 ToE16(Int128 e24) => DivideRound(e24, PerE16);

    /// <summary>What it is worth at an index price, 1e-8 USD.</summary>
    /// <param name="e24">Coins, 1e-24.</param>
    /// <param name="indexE8">USD for one coin, 1e-8.</param>
    public static long ToUsdE8(Int128 e24, long indexE8) => (long)DivideRound(ToE16(e24) * indexE8, PerE8);

    /// <summary>The part of an amount that belongs to <paramref name="part"/> of <paramref name="whole"/>, rounded once, halves away from zero.</summary>
    /// <param name="amount">Any amount.</param>
    /// <param name="part">From 0 to <paramref name="whole"/>.</param>
    /// <param name="whole">Above 0.</param>
    /// <remarks>Whole and rest go apart, so that nothing overflows: rest times part is below 2^126.</remarks>
    public static Int128 ShareOf(Int128 amount, long part, long whole)
    {
        (Int128 each, Int128 rest) = Int128.DivRem(amount, whole);
        return each * part + DivideRound(rest * part, whole);
    }

    /// <summary>Quotient, nearest, halves away from zero. The divisor is above 0.</summary>
    public static Int128 DivideRound(Int128 dividend, Int128 divisor)
    {
        Int128 half = divisor / 2;
        return Int128.IsNegative(dividend) ? (dividend - half) / divisor : (dividend + half) / divisor;
    }
}
