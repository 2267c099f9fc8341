using System;
using Minnow.Core.Model;

namespace Minnow.Core.Accounting;

/// <summary>A fill with what is needed to say where its profit came from.</summary>
public struct FillEdge
{
    /// <summary>When we learned of it, ns since 1970: the axis of mids and horizons.</summary>
    public long TimeNs;

    /// <summary>Lots; bought is positive.</summary>
    public long SignedLots;

    /// <summary>Price, halves of 1e-8.</summary>
    public long PriceHalfE8;

    /// <summary>Mid of our own book at the fill, halves of 1e-8.</summary>
    public long MidHalfE8;

    /// <summary>Fee as charged, 1e-24 of the settlement coin; negative was paid to us.</summary>
    public Int128 FeeE24;

    /// <summary>Our order's id; 0 if it is not of the process that wrote the journal.</summary>
    public long OrderId;

    /// <summary>The venue's trade id.</summary>
    public long TradeId;

    /// <summary>Mids at the horizons after it.</summary>
    public MarkoutMids After;

    /// <summary>Taker, liquidation, of a former run.</summary>
    public FillDetails Details;

    /// <summary>True if the book had no mid at the fill, and the last one before it, the mark or the price stands in.</summary>
    public bool HasNoMid;

    /// <summary>True if it made: it is no taker's.</summary>
    public readonly bool IsMaker => (Details & FillDetails.Taker) == 0;

    /// <summary>Takes the fill apart.</summary>
    /// <param name="terms">Of the instrument.</param>
    /// <param name="finalHalfE8">The price at which everything is valued at the end, halves of 1e-8.</param>
    public readonly EdgeParts Parts(in ContractTerms terms, long finalHalfE8)
    {
        long laterHalfE8 = After[Markouts.AdverseIndex] > 0 ? After[Markouts.AdverseIndex] : finalHalfE8;
        Int128 priceE24 = terms.LotWorthE24(PriceHalfE8), midE24 = terms.LotWorthE24(MidHalfE8);
        Int128 laterE24 = terms.LotWorthE24(laterHalfE8), finalE24 = terms.LotWorthE24(finalHalfE8);
        return new EdgeParts
        {
            SpreadE24 = SignedLots * (midE24 - priceE24), AdverseE24 = SignedLots * (laterE24 - midE24),
            DriftE24 = SignedLots * (finalE24 - laterE24), FeesE24 = FeeE24,
        };
    }

    /// <summary>What the fill would have earned, had it been closed at the mid of a horizon, bps of its price; NaN if that time has not come.</summary>
    public readonly double MarkoutBps(int horizon) => After[horizon] > 0 ? Bps(After[horizon] - PriceHalfE8) : double.NaN;

    /// <summary>Distance of its price from the mid, bps of the price: positive is better than the mid.</summary>
    public readonly double HalfSpreadBps => Bps(MidHalfE8 - PriceHalfE8);

    private readonly double Bps(long halfE8) => Math.Sign(SignedLots) * (double)halfE8 / PriceHalfE8 * 1e4;
}
