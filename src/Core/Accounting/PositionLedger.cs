using System;
using System.Runtime.InteropServices;

namespace Minnow.Core.Accounting;

/// <summary>The account of one instrument: position, what it cost, what was realised, fees and funding. Money in 1e-24 of the settlement coin.</summary>
/// <remarks>
/// Average cost in worths, so that the average entry of an inverse position is the harmonic mean. Only a partial close rounds (its share of the
/// cost, to one unit), and what the share lacks stays in the cost: realised plus unrealised is exact always. All-zero bytes are a flat account
/// at its beginning. Cost: O(1) a fill, no allocation.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(long))]
public struct PositionLedger
{
    /// <summary>Position, lots; long is positive.</summary>
    public long PositionLots;

    /// <summary>Worth at which the open position was acquired.</summary>
    public Int128 CostE24;

    /// <summary>Sum of all trades' worths, what was bought being negative: with the position's worth it is the profit before fees and funding.</summary>
    public Int128 CashE24;

    /// <summary>Profit of what was closed, before fees and funding.</summary>
    public Int128 RealisedE24;

    /// <summary>Fees as charged; negative was paid to us.</summary>
    public Int128 FeesE24;

    /// <summary>Funding received; negative was paid.</summary>
    public FundingAccrual Funding;

    /// <summary>Books lots at a price without a fee: a position that was there before, or one that is taken over from the venue.</summary>
    /// <param name="ledger">It.</param>
    /// <param name="terms">Of the instrument; the same at every call.</param>
    /// <param name="signedLots">Bought is positive.</param>
    /// <param name="priceHalfE8">Above 0, halves of 1e-8.</param>
    public static void Trade(ref PositionLedger ledger, in ContractTerms terms, long signedLots, long priceHalfE8)
    {
        Int128 lotE24 = terms.LotWorthE24(priceHalfE8);
        long before = ledger.PositionLots, opened = signedLots;
        if (before != 0 && signedLots != 0 && (before > 0) != (signedLots > 0))
        {
            long closed = Math.Min(Math.Abs(before), Math.Abs(signedLots));
            Int128 costE24 = Money.ShareOf(ledger.CostE24, closed, Math.Abs(before));
            long signedClosed = before > 0 ? closed : -closed;
            ledger.RealisedE24 += signedClosed * lotE24 - costE24;
            ledger.CostE24 -= costE24;
            opened += signedClosed;
        }
        ledger.CostE24 += opened * lotE24;
        ledger.CashE24 -= signedLots * lotE24;
        ledger.PositionLots += signedLots;
    }

    /// <summary>Books a fill. Funding must have been accrued to its time.</summary>
    /// <param name="ledger">It.</param>
    /// <param name="terms">Of the instrument.</param>
    /// <param name="signedLots">Bought is positive.</param>
    /// <param name="priceHalfE8">Above 0, halves of 1e-8.</param>
    /// <param name="feeE24">As charged; negative was paid to us.</param>
    public static void Fill(ref PositionLedger ledger, in ContractTerms terms, long signedLots, long priceHalfE8, Int128 feeE24)
    {
        Trade(ref ledger, in terms, signedLots, priceHalfE8);
        ledger.FeesE24 += feeE24;
    }

    /// <summary>Profit of the open position at a price. 0 when flat, whatever the price.</summary>
    public readonly Int128 UnrealisedE24(in ContractTerms terms, long priceHalfE8) =>
        PositionLots == 0 ? 0 : PositionLots * terms.LotWorthE24(priceHalfE8) - CostE24;

    /// <summary>Change of the account at a price: cash and worth of the position, less fees, and funding. Equals realised + unrealised − fees + funding.</summary>
    public readonly Int128 TotalE24(in ContractTerms terms, long priceHalfE8) =>
        CashE24 + (PositionLots == 0 ? 0 : PositionLots * terms.LotWorthE24(priceHalfE8)) - FeesE24 + Funding.ReceivedE24;
}
