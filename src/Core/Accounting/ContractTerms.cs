using System;
using Minnow.Core.Model;

namespace Minnow.Core.Accounting;

/// <summary>What one lot of an instrument is worth at a price: the only place where inverse and linear contracts differ.</summary>
/// <remarks>
/// Prices are counted in halves of 1e-8, because the mid of two prices on a tick need not be a whole number of 1e-8. The worth of a lot is
/// rounded once, to 1e-24 of the settlement coin; the worth of n lots is n times that, exactly. Source of the formulas: BitMEX' and Deribit's
/// descriptions of inverse contracts, v(P) = −c/P.
/// </remarks>
public struct ContractTerms
{
    /// <summary>Halves of 1e-8 in one of 1e-8.</summary>
    public const long HalvesPerE8 = 2;

    private const long WorthE8PerHalf = Units.E8 / HalvesPerE8;

    // 1e-8 USD over halves of 1e-8 USD a coin, in 1e-24 of the coin.
    private static Int128 InverseScale => (Int128)Units.E12 * Units.E12 * HalvesPerE8;

    /// <summary>Price step, 1e-8.</summary>
    public long TickE8;

    /// <summary>Amount of one lot, 1e-8 of the venue's unit: USD of an inverse contract, coin of a linear one.</summary>
    public long LotE8;

    /// <summary><see cref="ContractKind.Inverse"/> or <see cref="ContractKind.Linear"/>.</summary>
    public ContractKind Contract;

    // The state has no byte that nobody sets.
    private readonly byte _reserved0;
    private readonly ushort _reserved1;
    private readonly uint _reserved2;

    /// <summary>Takes the terms of a definition.</summary>
    /// <returns>False if it is no contract that can be accounted: neither inverse nor linear, or without tick or lot.</returns>
    public static bool TryOf(in InstrumentDefined defined, out ContractTerms terms)
    {
        terms = new ContractTerms { TickE8 = defined.TickE8, LotE8 = defined.LotE8, Contract = defined.Contract };
        return terms.Contract is ContractKind.Inverse or ContractKind.Linear && terms.TickE8 > 0 && terms.LotE8 > 0;
    }

    /// <summary>Price of a number of ticks, halves of 1e-8.</summary>
    public readonly long PriceHalfE8(long ticks) => ticks * TickE8 * HalvesPerE8;

    /// <summary>Price of a number of half ticks (bid plus ask), halves of 1e-8.</summary>
    public readonly long MidHalfE8(long halfTicks) => halfTicks * TickE8;

    /// <summary>Worth of holding one lot, 1e-24 of the settlement coin: −amount/price of an inverse contract, amount·price of a linear one.</summary>
    /// <param name="priceHalfE8">Above 0, halves of 1e-8: who has no price has no worth, and must not ask.</param>
    /// <remarks>Only differences of worths mean money. A worth grows with the price for both kinds, so that a long position earns when it does.</remarks>
    public readonly Int128 LotWorthE24(long priceHalfE8) => Contract == ContractKind.Inverse
        ? -Money.DivideRound(LotE8 * InverseScale, priceHalfE8)
        : (Int128)LotE8 * priceHalfE8 * WorthE8PerHalf;

    /// <summary>Size of a position in the settlement coin, 1e-24, always positive: what fees, funding and leverage are counted on.</summary>
    public readonly Int128 NotionalE24(long lots, long priceHalfE8) => Int128.Abs(lots * LotWorthE24(priceHalfE8));

    /// <summary>The price at which <paramref name="lots"/> lots have this worth; NaN for no lots. For display only.</summary>
    public readonly double PriceOf(long lots, Int128 worthE24)
    {
        if (lots == 0) return double.NaN;
        double amount = lots * (LotE8 * 1e-8), coins = (double)worthE24 * 1e-24;
        return Contract == ContractKind.Inverse ? -amount / coins : coins / amount;
    }
}
