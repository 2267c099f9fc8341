using System;
using Minnow.Core.Accounting;

namespace Minnow.Host.Pnl;

/// <summary>The result of one instrument.</summary>
internal sealed class InstrumentPnl
{
    /// <summary>Adds the account up, twice: from its ledger, and from the parts of each fill.</summary>
    internal InstrumentPnl(InstrumentAccount account)
    {
        Account = account;
        ref readonly PositionLedger ledger = ref account.Ledger;
        ref readonly ContractTerms terms = ref account.Terms;
        ValueHalfE8 = account.ValueHalfE8;
        RealisedE24 = ledger.RealisedE24;
        EdgeParts unfilled = new() { FundingE24 = ledger.Funding.ReceivedE24 };
        if (ValueHalfE8 <= 0) return;
        foreach (ref readonly FillEdge fill in account.Fills)
        {
            EdgeParts parts = fill.Parts(in terms, ValueHalfE8);
            EdgeSplit.Add(ref Parts, fill.Purpose, in parts);
            long lots = Math.Abs(fill.SignedLots);
            VolumeLots += lots;
            if (fill.IsMaker) (MakerFills, MakerLots) = (MakerFills + 1, MakerLots + lots);
            if (fill.HasNoMid) NoMids++;
            if (fill.Purpose == FillPurpose.Take) TookFills++;
            if (fill.Purpose == FillPurpose.Hedge) HedgeFills++;
        }
        Int128 valueE24 = terms.LotWorthE24(ValueHalfE8);
        foreach (InstrumentAccount.TakenOver taken in account.Taken)
            unfilled.HeldE24 += taken.SignedLots * (valueE24 - terms.LotWorthE24(taken.PriceHalfE8));
        HeldDriftE24 = unfilled.HeldE24;
        EdgeSplit.Add(ref Parts, FillPurpose.Quote, in unfilled);
        UnrealisedE24 = ledger.UnrealisedE24(in terms, ValueHalfE8);
        TotalE24 = ledger.TotalE24(in terms, ValueHalfE8);
        NotionalE24 = terms.NotionalE24(ledger.PositionLots, ValueHalfE8);
    }

    internal InstrumentAccount Account { get; }

    /// <summary>What all is valued at, halves of 1e-8.</summary>
    internal long ValueHalfE8 { get; }

    /// <summary>Where the total came from; drift includes <see cref="HeldDriftE24"/>.</summary>
    internal EdgeSplit Parts;

    /// <summary>The part of drift that belongs to lots which were there without a fill.</summary>
    internal Int128 HeldDriftE24 { get; }

    internal Int128 RealisedE24 { get; }

    internal Int128 UnrealisedE24 { get; }

    /// <summary>Change of the account, from the ledger.</summary>
    internal Int128 TotalE24 { get; }

    /// <summary>Size of the open position in the coin.</summary>
    internal Int128 NotionalE24 { get; }

    internal long VolumeLots { get; }

    internal long MakerLots { get; }

    internal int MakerFills { get; }

    /// <summary>Fills that took and were no hedge.</summary>
    internal int TookFills { get; }

    /// <summary>Fills that hedge, made or took.</summary>
    internal int HedgeFills { get; }

    /// <summary>Fills without a mid of their own.</summary>
    internal int NoMids { get; }

    /// <summary>What the parts leave unexplained, and what ledger and cost basis differ by: 0, or there is a bug.</summary>
    internal Int128 ResidualE24
    {
        get
        {
            Int128 byParts = TotalE24 - Parts.TotalE24;
            return byParts != 0 ? byParts : TotalE24 - (RealisedE24 + UnrealisedE24 - Account.Ledger.FeesE24 + Account.Ledger.Funding.ReceivedE24);
        }
    }
}
