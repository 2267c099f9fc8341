using Minnow.Core.Model;

namespace Minnow.Core.Accounting;

/// <summary>The account of one instrument as the venue states it: since the last settlement, which moved what was earned before into the balance and values the position anew.</summary>
/// <remarks>
/// Deribit settles each day at 08:00 UTC: realised and floating profit and funding begin at 0, and the position has cost the settlement price since
/// (venues/deribit.md, sections 8 and 14). Between settlements it is a <see cref="PositionLedger"/>. All-zero bytes are a session that is not known.
/// </remarks>
public struct SessionLedger
{
    /// <summary>Position, cost, realised profit, fees and funding since the settlement.</summary>
    public PositionLedger Ledger;

    /// <summary>1 once what happened in the session before us is known.</summary>
    public long IsKnown;

    /// <summary>Since when, ns since 1970: the settlement, or the statement that it was taken from.</summary>
    public long SinceNs;

    /// <summary>Price of the settlement that began it, halves of 1e-8; 0 if it was not seen.</summary>
    public long SettlementHalfE8;

    /// <summary>Takes over what the venue states: its realised profit, its funding, and the cost that its floating profit and mark imply, all to its 1e-8.</summary>
    /// <returns>False if the statement lacks a figure: nothing is taken over.</returns>
    public static bool TryTakeOver(ref SessionLedger session, in ContractTerms terms, in PositionReport stated, long nowNs)
    {
        if (!IsWhole(in stated) || terms.LotE8 == 0) return false;
        FundingAccrual funding = session.Ledger.Funding;
        session = new SessionLedger { IsKnown = 1, SinceNs = nowNs, SettlementHalfE8 = session.SettlementHalfE8 };
        session.Ledger.PositionLots = stated.SizeLots;
        session.Ledger.CostE24 = stated.SizeLots == 0 ? 0 : stated.SizeLots * terms.LotWorthE24(stated.MarkE8 * ContractTerms.HalvesPerE8) - Money.FromE8(stated.FloatingE8);
        session.Ledger.RealisedE24 = Money.FromE8(stated.RealizedE8 - stated.FundingE8);
        session.Ledger.CashE24 = session.Ledger.RealisedE24 - session.Ledger.CostE24;
        session.Ledger.Funding = funding;
        session.Ledger.Funding.ReceivedE24 = Money.FromE8(stated.FundingE8);
        session.Ledger.Funding.CarriedParts = 0;
        session.Ledger.Funding.AccruedNs = nowNs;
        return true;
    }

    /// <summary>The session was settled at a price: another one begins.</summary>
    /// <param name="session">It; funding must have been accrued.</param>
    /// <param name="terms">Of the instrument.</param>
    /// <param name="priceHalfE8">Above 0, halves of 1e-8.</param>
    /// <param name="nowNs">ns since 1970.</param>
    public static void Settle(ref SessionLedger session, in ContractTerms terms, long priceHalfE8, long nowNs)
    {
        long lots = session.Ledger.PositionLots;
        FundingAccrual funding = session.Ledger.Funding;
        session = new SessionLedger { IsKnown = 1, SinceNs = nowNs, SettlementHalfE8 = priceHalfE8 };
        session.Ledger.Funding = funding;
        session.Ledger.Funding.ReceivedE24 = session.Ledger.Funding.CarriedParts = 0;
        if (lots != 0) PositionLedger.Trade(ref session.Ledger, in terms, lots, priceHalfE8);
    }

    /// <summary>Whether a statement has all that a comparison needs; a flat position needs no mark.</summary>
    public static bool IsWhole(in PositionReport stated) =>
        stated.SizeLots != Units.Missing && stated.RealizedE8 != Units.Missing && stated.FloatingE8 != Units.Missing && stated.FundingE8 != Units.Missing && (stated.MarkE8 > 0 || stated.SizeLots == 0);
}
