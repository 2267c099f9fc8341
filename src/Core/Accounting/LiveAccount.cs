using System;
using System.Runtime.InteropServices;
using Minnow.Core.Model;

namespace Minnow.Core.Accounting;

/// <summary>The account of one instrument as it grows, event by event: what <c>minnow pnl</c> computes from the journal, to the last unit.</summary>
/// <remarks>
/// Money in 1e-24 of the settlement coin. Lots that are there without a fill are taken over at the venue's mark, and wait for a price if there is none. All-zero
/// bytes are an account of nothing; terms come first. Times are the latest receive time so far. Cost: O(1) a call, no allocation.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(long))]
public struct LiveAccount
{
    /// <summary>Position, cost, realised, fees, funding.</summary>
    public PositionLedger Ledger;

    /// <summary>What a lot is; a lot of 0 says that nothing is known yet and nothing is booked.</summary>
    public ContractTerms Terms;

    /// <summary>Profit by round trips.</summary>
    public RoundTrips Trips;

    /// <summary>The venue's mark, 1e-8; 0 while it told none.</summary>
    public long MarkE8;

    /// <summary>The venue's index, 1e-8; 0 while it told none.</summary>
    public long IndexE8;

    /// <summary>The last mid, halves of 1e-8; 0 before the first.</summary>
    public long MidHalfE8;

    /// <summary>Price of the last fill, halves of 1e-8; 0 before the first.</summary>
    public long LastFillHalfE8;

    /// <summary>Lots that were stated and found no price yet.</summary>
    public long PendingLots;

    /// <summary>Times that lots were taken over from the venue's word.</summary>
    public long TakenCount;

    /// <summary>1 once the perpetual's own channel told a rate: it has more digits than the ticker's.</summary>
    public long HasInterest;

    /// <summary>What everything is valued at: the mark, else the mid, else the last fill's price; halves of 1e-8, 0 if none is known.</summary>
    public readonly long ValueHalfE8 => MarkE8 > 0 ? MarkE8 * ContractTerms.HalvesPerE8 : MidHalfE8 > 0 ? MidHalfE8 : LastFillHalfE8;

    /// <summary>True if what is held can be valued.</summary>
    public readonly bool IsValued => PendingLots == 0 && (Ledger.PositionLots == 0 || ValueHalfE8 > 0);

    /// <summary>Change of the account since its beginning; 0 counts for a position without a price.</summary>
    public readonly Int128 TotalE24 => Ledger.TotalE24(in Terms, ValueHalfE8 > 0 ? ValueHalfE8 : 1);

    /// <summary>Profit of the open position.</summary>
    public readonly Int128 UnrealisedE24 => ValueHalfE8 > 0 ? Ledger.UnrealisedE24(in Terms, ValueHalfE8) : 0;

    /// <summary>The venue defined the instrument. Terms that change under fills or a position are not taken: what was counted in others stays.</summary>
    public static void Define(ref LiveAccount account, in InstrumentDefined defined)
    {
        if (!ContractTerms.TryOf(in defined, out ContractTerms terms)) return;
        bool isSame = account.Terms.LotE8 == terms.LotE8 && account.Terms.Contract == terms.Contract;
        bool isUsed = account.LastFillHalfE8 != 0 || account.TakenCount != 0 || account.PendingLots != 0;
        if (account.Terms.LotE8 != 0 && !isSame && isUsed) return;
        account.Terms = terms;
    }

    /// <summary>The book has a mid.</summary>
    /// <param name="account">It.</param>
    /// <param name="midHalfTicks">Best bid plus best ask, ticks.</param>
    public static void Mid(ref LiveAccount account, long midHalfTicks)
    {
        long midHalfE8 = account.Terms.MidHalfE8(midHalfTicks);
        if (midHalfE8 <= 0) return;
        account.MidHalfE8 = midHalfE8;
        if (account.PendingLots != 0) TakePending(ref account, 0);
    }

    /// <summary>The venue told mark and index.</summary>
    public static void Marks(ref LiveAccount account, in TickerMarks marks, long nowNs)
    {
        if (marks.IndexE8 > 0) account.IndexE8 = marks.IndexE8;
        if (marks.MarkE8 <= 0) return;
        Accrue(ref account, nowNs);
        account.MarkE8 = marks.MarkE8;
        FundingAccrual.Marked(ref account.Ledger.Funding, account.MarkE8 * ContractTerms.HalvesPerE8, nowNs);
        if (account.PendingLots != 0) TakePending(ref account, 0);
    }

    /// <summary>The ticker told a funding rate per 8 h.</summary>
    public static void Carry(ref LiveAccount account, long rateE12, long nowNs)
    {
        if (account.HasInterest == 0) Rate(ref account, rateE12, nowNs);
    }

    /// <summary>The perpetual's own channel told it.</summary>
    public static void Interest(ref LiveAccount account, long rateE12, long nowNs)
    {
        if (rateE12 != Units.Missing) account.HasInterest = 1;
        Rate(ref account, rateE12, nowNs);
    }

    /// <summary>Brings funding to now.</summary>
    public static void Accrue(ref LiveAccount account, long nowNs) => FundingAccrual.Accrue(ref account.Ledger.Funding, in account.Terms, account.Ledger.PositionLots, nowNs);

    /// <summary>Books a fill that was not booked before.</summary>
    public static void Fill(ref LiveAccount account, bool sold, in Fill fill, long nowNs)
    {
        if (account.Terms.LotE8 == 0 || fill.SizeLots <= 0 || fill.PriceTicks <= 0) return;
        long priceHalfE8 = account.Terms.PriceHalfE8(fill.PriceTicks);
        TakePending(ref account, priceHalfE8);
        Accrue(ref account, nowNs);
        long before = account.Ledger.PositionLots;
        Int128 closedE24 = ClosedE24(in account);
        PositionLedger.Fill(ref account.Ledger, in account.Terms, sold ? -fill.SizeLots : fill.SizeLots, priceHalfE8, Money.FromE8(fill.FeeE8));
        account.LastFillHalfE8 = priceHalfE8;
        RoundTrips.Filled(ref account.Trips, before, account.Ledger.PositionLots, closedE24, ClosedE24(in account));
    }

    /// <summary>The venue's opening statement is taken over, at the mark that it was stated with.</summary>
    public static void State(ref LiveAccount account, in PositionReport stated, long nowNs)
    {
        if (stated.SizeLots == Units.Missing || stated.SizeLots == account.Ledger.PositionLots + account.PendingLots) return;
        Accrue(ref account, nowNs);
        account.PendingLots = stated.SizeLots - account.Ledger.PositionLots;
        if (account.MarkE8 == 0 && stated.MarkE8 > 0)
        {
            account.MarkE8 = stated.MarkE8;
            FundingAccrual.Marked(ref account.Ledger.Funding, account.MarkE8 * ContractTerms.HalvesPerE8, nowNs);
        }
        Take(ref account, stated.MarkE8 > 0 ? stated.MarkE8 * ContractTerms.HalvesPerE8 : account.ValueHalfE8);
    }

    // What no price can change any more.
    private static Int128 ClosedE24(in LiveAccount account) => account.Ledger.RealisedE24 - account.Ledger.FeesE24 + account.Ledger.Funding.ReceivedE24;

    private static void Rate(ref LiveAccount account, long rateE12, long nowNs)
    {
        if (rateE12 == Units.Missing) return;
        Accrue(ref account, nowNs);
        FundingAccrual.Rated(ref account.Ledger.Funding, rateE12, nowNs);
    }

    private static void TakePending(ref LiveAccount account, long elseHalfE8) => Take(ref account, account.ValueHalfE8 > 0 ? account.ValueHalfE8 : elseHalfE8);

    private static void Take(ref LiveAccount account, long priceHalfE8)
    {
        if (account.PendingLots == 0 || account.Terms.LotE8 == 0 || priceHalfE8 <= 0) return;
        PositionLedger.Trade(ref account.Ledger, in account.Terms, account.PendingLots, priceHalfE8);
        account.TakenCount++;
        account.PendingLots = 0;
        // Lots that nobody traded here belong to no round trip.
        RoundTrips.Begin(ref account.Trips, ClosedE24(in account));
    }
}
