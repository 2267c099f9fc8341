using System;
using Minnow.Core.Model;
using Minnow.Core.Signals;

namespace Minnow.Core.Accounting;

/// <summary>A fill with what is needed to say where its profit came from.</summary>
public struct FillEdge
{
    /// <summary><see cref="Level"/> of a fill of which no level of ours is known.</summary>
    public const byte NoLevel = byte.MaxValue;

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

    /// <summary>Our fair price at the decision that set the price, halves of 1e-8; 0 if the decision is not known.</summary>
    public long FairHalfE8;

    /// <summary>Mid at that decision, halves of 1e-8; 0 if it is not known.</summary>
    public long DecidedMidHalfE8;

    /// <summary>Mid of our own book when the venue acknowledged the price, halves of 1e-8; 0 if it was filled before.</summary>
    public long AcknowledgedMidHalfE8;

    /// <summary>Number of that decision, from 1; 0 if it is not known.</summary>
    public long DecisionNumber;

    /// <summary>Taker, liquidation, of a former run.</summary>
    public FillDetails Details;

    /// <summary>Level of the quote, from 0; <see cref="NoLevel"/> if it was none.</summary>
    public byte Level;

    /// <summary>Mode of the market at the decision.</summary>
    public MarketModeKind Mode;

    /// <summary>What it was for.</summary>
    public FillPurpose Purpose;

    /// <summary>True if the book had no mid at the fill, and the last one before it, the mark or the price stands in.</summary>
    public bool HasNoMid;

    /// <summary>True if it made: it is no taker's.</summary>
    public readonly bool IsMaker => (Details & FillDetails.Taker) == 0;

    /// <summary>Takes the fill apart. A price that is not known takes that of the step behind it, so that the step before has all of both.</summary>
    /// <param name="terms">Of the instrument.</param>
    /// <param name="finalHalfE8">The price at which everything is valued at the end, halves of 1e-8; horizons that lie behind the end have it too.</param>
    public readonly EdgeParts Parts(in ContractTerms terms, long finalHalfE8)
    {
        EdgeParts parts = new() { FeesE24 = FeeE24 };
        long acknowledged = AcknowledgedMidHalfE8 > 0 ? AcknowledgedMidHalfE8 : MidHalfE8;
        long decided = DecidedMidHalfE8 > 0 ? DecidedMidHalfE8 : acknowledged;
        Int128 fromE24 = terms.LotWorthE24(PriceHalfE8);
        Step(ref parts, EdgeStep.Quoted, in terms, FairHalfE8 > 0 ? FairHalfE8 : decided, ref fromE24);
        Step(ref parts, EdgeStep.View, in terms, decided, ref fromE24);
        Step(ref parts, EdgeStep.Latency, in terms, acknowledged, ref fromE24);
        Step(ref parts, EdgeStep.Resting, in terms, MidHalfE8, ref fromE24);
        for (int horizon = 0; horizon < Markouts.Horizons; horizon++)
            Step(ref parts, EdgeStep.After + horizon, in terms, After[horizon] > 0 ? After[horizon] : finalHalfE8, ref fromE24);
        Step(ref parts, EdgeStep.Count - 1, in terms, finalHalfE8, ref fromE24);
        return parts;
    }

    /// <summary>What the fill would have earned, had it been closed at the mid of a horizon, bps of its price; NaN if that time has not come.</summary>
    public readonly double MarkoutBps(int horizon) => After[horizon] > 0 ? Bps(After[horizon] - PriceHalfE8) : double.NaN;

    /// <summary>Distance of its price from the mid, bps of the price: positive is better than the mid.</summary>
    public readonly double HalfSpreadBps => Bps(MidHalfE8 - PriceHalfE8);

    private readonly void Step(ref EdgeParts parts, int step, in ContractTerms terms, long toHalfE8, ref Int128 fromE24)
    {
        Int128 toE24 = terms.LotWorthE24(toHalfE8);
        parts.Steps[step] = SignedLots * (toE24 - fromE24);
        fromE24 = toE24;
    }

    private readonly double Bps(long halfE8) => Math.Sign(SignedLots) * (double)halfE8 / PriceHalfE8 * 1e4;
}
