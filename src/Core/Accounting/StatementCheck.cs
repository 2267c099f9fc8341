using System;
using Minnow.Core.Model;

namespace Minnow.Core.Accounting;

/// <summary>What a statement of the venue says about our account. Written to no journal.</summary>
public enum StatementVerdict : byte
{
    /// <summary>Nothing could be compared: no figure, another position, a fill too near, or the first of a session.</summary>
    None = 0,

    /// <summary>Equal, within what the venue rounds.</summary>
    Agrees = 1,

    /// <summary>Not equal; it may be a fill that is on its way.</summary>
    Differs = 2,

    /// <summary>Not equal for the third time in a row.</summary>
    Persists = 3,
}

/// <summary>Our account of one instrument against the venue's statements of it: profit of the session without funding, and funding.</summary>
/// <remarks>
/// The tolerance is what the venue rounds, and nothing else. It states realised profit, floating profit and funding each to the nearest 1e-8, and
/// the statement that was taken over was rounded so too: twice three halves of 1e-8, plus 1e-16 for each of its trades. Funding accrues at the
/// venue each ms and comes to us as mark and rate some ten times a second: what may have been between two of them is added up as
/// <see cref="FundingSlackE24"/>, with what it is if the venue sizes the position by the index, which its documents leave open: by its own formula
/// mark and index are no further apart than rate and damper. Statements and fills come on their own ways, so that a difference counts only if three statements in a row have it
/// with the position equal. A settlement begins anew, with a statement that was made after the venue's time of it: one from before is still on its way when another connection tells of the settlement. Cost: O(1) an event.
/// </remarks>
public struct StatementCheck
{
    /// <summary>Statements in a row that differ before it is said.</summary>
    public const int MaxDifferent = 3;

    // Six figures, each rounded to the nearest 1e-8.
    private const long RoundingHalvesE8 = 6;
    private const long PerE16 = 100_000_000;

    // The damper of the venue's rate, 0.025 %.
    private const long DamperE12 = 250_000_000;

    /// <summary>What we make of it.</summary>
    public SessionLedger Session;

    /// <summary>Fills since the session was taken over or settled.</summary>
    public long Fills;

    /// <summary>What funding may differ by, 1e-24 of the coin.</summary>
    public Int128 FundingSlackE24;

    /// <summary>The venue's profit without funding less ours at the last comparison, 1e-24 of the coin.</summary>
    public Int128 ProfitApartE24;

    /// <summary>The venue's funding less ours at the last comparison, 1e-24 of the coin.</summary>
    public Int128 FundingApartE24;

    /// <summary>Latest time that the venue gave a fill, ns since 1970; 0 before.</summary>
    public long LastFillExchangeNs;

    /// <summary>Venue's time of the news of the last settlement, ns since 1970; 0 if it was not said.</summary>
    public long SettledExchangeNs;

    /// <summary>Statements that agreed.</summary>
    public long AgreedCount;

    /// <summary>Statements that differ, in a row.</summary>
    public long DifferentCount;

    /// <summary>1 while a difference persists.</summary>
    public long IsApart;

    /// <summary>1 if the next statement is taken over and not compared.</summary>
    public long TakesOver;

    /// <summary>What the profits may differ by, 1e-24 of the coin.</summary>
    public readonly Int128 ToleranceE24 => RoundingHalvesE8 * Money.PerE8 / 2 + Fills * (Int128)PerE16;

    /// <summary>True if a statement of that time, ns since 1970, may be from before the last settlement; a time that is not said, 0, is taken for a later one.</summary>
    public readonly bool IsBeforeSettlement(long exchangeNs) => exchangeNs != 0 && SettledExchangeNs != 0 && exchangeNs < SettledExchangeNs + Units.NsPerMs;

    /// <summary>A fill of ours.</summary>
    public static void Fill(ref StatementCheck check, in ContractTerms terms, long signedLots, long priceHalfE8, long feeE8, long exchangeNs, long nowNs)
    {
        Accrue(ref check, in terms, nowNs);
        PositionLedger.Fill(ref check.Session.Ledger, in terms, signedLots, priceHalfE8, Money.FromE8(feeE8));
        // Between the venue's time and ours it was held there and not here.
        long lateNs = exchangeNs > 0 ? Math.Max(0, nowNs - exchangeNs) : 0;
        check.FundingSlackE24 += Carry(Int128.Abs(signedLots * terms.LotWorthE24(priceHalfE8)), check.Session.Ledger.Funding.RateE12, lateNs);
        if (exchangeNs > check.LastFillExchangeNs) check.LastFillExchangeNs = exchangeNs;
        check.Fills++;
    }

    /// <summary>A mark was told.</summary>
    public static void Marked(ref StatementCheck check, in ContractTerms terms, long markHalfE8, long nowNs)
    {
        Accrue(ref check, in terms, nowNs, markHalfE8, check.Session.Ledger.Funding.RateE12);
        FundingAccrual.Marked(ref check.Session.Ledger.Funding, markHalfE8, nowNs);
    }

    /// <summary>A rate per 8 h was told, 1e-12.</summary>
    public static void Rated(ref StatementCheck check, in ContractTerms terms, long rateE12, long nowNs)
    {
        Accrue(ref check, in terms, nowNs, check.Session.Ledger.Funding.MarkHalfE8, rateE12);
        FundingAccrual.Rated(ref check.Session.Ledger.Funding, rateE12, nowNs);
    }

    /// <summary>The venue settled: the next statement is taken over, as a fill of just then may belong to either session.</summary>
    /// <param name="check">State.</param>
    /// <param name="terms">Of the instrument.</param>
    /// <param name="priceHalfE8">Settlement price, halves of 1e-8; 0 if it was not told: the session is not known until then.</param>
    /// <param name="exchangeNs">The venue's time of that news, ns since 1970: statements of before say nothing; 0 if not said.</param>
    /// <param name="nowNs">Our time, ns since 1970.</param>
    public static void Settled(ref StatementCheck check, in ContractTerms terms, long priceHalfE8, long exchangeNs, long nowNs)
    {
        Accrue(ref check, in terms, nowNs);
        if (priceHalfE8 > 0) SessionLedger.Settle(ref check.Session, in terms, priceHalfE8, nowNs);
        else check.Session.IsKnown = 0;
        check.TakesOver = 1;
        check.SettledExchangeNs = exchangeNs;
        check.DifferentCount = check.IsApart = 0;
    }

    /// <summary>Compares a statement.</summary>
    /// <param name="check">State.</param>
    /// <param name="terms">Of the instrument.</param>
    /// <param name="stated">The statement.</param>
    /// <param name="isOpening">True for the one that the position is taken over from.</param>
    /// <param name="exchangeNs">The venue's time of the statement, ns since 1970; 0 if not said.</param>
    /// <param name="nowNs">Our time, ns since 1970.</param>
    public static StatementVerdict Stated(ref StatementCheck check, in ContractTerms terms, in PositionReport stated, bool isOpening, long exchangeNs, long nowNs)
    {
        if (terms.LotE8 == 0 || stated.SizeLots == Units.Missing) return StatementVerdict.None;
        Accrue(ref check, in terms, nowNs);
        // The opening one is our position, whatever else it says; later ones speak of another moment if theirs is not ours.
        if (isOpening) (check.Session.Ledger.PositionLots, check.Session.IsKnown) = (stated.SizeLots, 0);
        // The venue cuts the times of fills and settlements to the ms: a statement of the same ms may be older.
        bool isOlder = !isOpening && exchangeNs != 0 && exchangeNs < check.LastFillExchangeNs + Units.NsPerMs;
        if (isOlder || check.IsBeforeSettlement(exchangeNs) || stated.SizeLots != check.Session.Ledger.PositionLots || !SessionLedger.IsWhole(in stated)) return StatementVerdict.None;
        long lateNs = exchangeNs > 0 ? Math.Max(0, nowNs - exchangeNs) : 0;
        Int128 lateE24 = Carry(stated.SizeLots == 0 ? 0 : terms.NotionalE24(stated.SizeLots, stated.MarkE8 * ContractTerms.HalvesPerE8), check.Session.Ledger.Funding.RateE12, lateNs);
        if (check.Session.IsKnown == 0 || check.TakesOver != 0)
        {
            if (!SessionLedger.TryTakeOver(ref check.Session, in terms, in stated, nowNs)) return StatementVerdict.None;
            check.Fills = check.DifferentCount = check.IsApart = check.TakesOver = 0;
            check.FundingSlackE24 = lateE24;
            return StatementVerdict.None;
        }
        ref PositionLedger ours = ref check.Session.Ledger;
        Int128 profitE24 = ours.RealisedE24 + ours.UnrealisedE24(in terms, stated.MarkE8 * ContractTerms.HalvesPerE8);
        check.ProfitApartE24 = Money.FromE8(stated.RealizedE8 - stated.FundingE8 + stated.FloatingE8) - profitE24;
        check.FundingApartE24 = Money.FromE8(stated.FundingE8) - ours.Funding.ReceivedE24;
        Int128 fundingSlackE24 = Money.PerE8 + check.FundingSlackE24 + lateE24;
        bool agrees = Int128.Abs(check.ProfitApartE24) <= check.ToleranceE24 && Int128.Abs(check.FundingApartE24) <= fundingSlackE24;
        if (agrees)
        {
            check.AgreedCount++;
            check.DifferentCount = check.IsApart = 0;
            return StatementVerdict.Agrees;
        }
        if (++check.DifferentCount < MaxDifferent) return StatementVerdict.Differs;
        check.IsApart = 1;
        return StatementVerdict.Persists;
    }

    private static void Accrue(ref StatementCheck check, in ContractTerms terms, long nowNs) =>
        Accrue(ref check, in terms, nowNs, check.Session.Ledger.Funding.MarkHalfE8, check.Session.Ledger.Funding.RateE12);

    // Mark and rate may have been anywhere between what was told and what is told now, all the time since.
    private static void Accrue(ref StatementCheck check, in ContractTerms terms, long nowNs, long markHalfE8, long rateE12)
    {
        ref FundingAccrual funding = ref check.Session.Ledger.Funding;
        long lots = check.Session.Ledger.PositionLots, forNs = nowNs - funding.AccruedNs;
        if (lots != 0 && forNs > 0 && funding.AccruedNs != 0 && funding.MarkHalfE8 > 0 && markHalfE8 > 0)
        {
            Int128 before = terms.NotionalE24(lots, funding.MarkHalfE8), after = terms.NotionalE24(lots, markHalfE8);
            long most = Math.Max(Math.Abs(rateE12), Math.Abs(funding.RateE12));
            check.FundingSlackE24 += Carry(Int128.Max(before, after), Math.Abs(rateE12 - funding.RateE12), forNs) + Carry(Int128.Abs(after - before), most, forNs)
                + Carry(Int128.Max(before, after), (long)((Int128)most * (most + DamperE12) / Units.E12), forNs);
        }
        FundingAccrual.Accrue(ref funding, in terms, lots, nowNs);
    }

    // Size times rate times time by 8 h; what is less than 1e-16 counts as that.
    private static Int128 Carry(Int128 sizeE24, long rateE12, long forNs) =>
        sizeE24 == 0 || rateE12 == 0 || forNs == 0 ? 0 : (Money.ToE16(sizeE24) * Math.Abs(rateE12) / Units.E12 * forNs / (28_800 * Units.NsPerSecond) + 1) * PerE16;
}
