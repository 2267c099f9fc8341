using System;

namespace Minnow.Exchange.Engine;

/// <summary>
/// What an account holds of one instrument. Costs are kept as whole numbers of 1e-16 of the settlement currency, signed like the position, so that
/// what one side gains the other loses to the last digit.
/// </summary>
/// <remarks>
/// Two costs run side by side: since the position was opened (average price, total profit), and the session's, which a settlement resets to the settlement
/// price (floating and realised profit, and the profit_loss of trades). A position opened in this session has both equal.
/// </remarks>
public sealed class Position
{
    internal Position(Account account, Instrument instrument, Wallet wallet)
    {
        Account = account;
        Instrument = instrument;
        Wallet = wallet;
    }

    /// <summary>Whose.</summary>
    public Account Account { get; }

    /// <summary>Of what.</summary>
    public Instrument Instrument { get; }

    /// <summary>Money it settles to.</summary>
    public Wallet Wallet { get; }

    /// <summary>Signed size, 1e-8: USD for inverse, coin for linear.</summary>
    public long SizeE8 { get; internal set; }

    /// <summary>Average price since it was opened: harmonic for inverse; 0 when flat.</summary>
    public decimal AveragePrice => AveragePriceOf(Instrument.Spec, SizeE8, CostE16);

    /// <summary>Remaining amount of own bids, 1e-8.</summary>
    public long OpenBuyE8 { get; internal set; }

    /// <summary>Remaining amount of own asks, 1e-8.</summary>
    public long OpenSellE8 { get; internal set; }

    /// <summary>Size in the base coin at the mark; linear: the size itself.</summary>
    public decimal SizeCurrency =>
        Instrument.Spec.IsInverse ? Units.ToDecimal(ValueE16(SizeE8, Instrument.MarkE8)) : Units.ToDecimal(SizeE8);

    /// <summary>Profit since it was opened, at the mark.</summary>
    public decimal TotalProfit => Units.ToDecimal(ProfitE16(CostE16, Instrument.MarkE8));

    /// <summary>Unrealised profit of this session, at the mark.</summary>
    public decimal FloatingProfit => Units.ToDecimal(FloatingE16);

    /// <summary>Realised profit of this session with funding, without fees.</summary>
    public decimal RealisedProfit => Units.ToDecimal(RealisedE16 + FundingE16);

    /// <summary>Funding received in this session; negative is paid.</summary>
    public decimal RealisedFunding => Units.ToDecimal(FundingE16);

    /// <summary>Margin needed to open it with its orders.</summary>
    public double InitialMargin => Margins.Initial(this, 0, 0);

    /// <summary>Margin below which it is liquidated.</summary>
    public double MaintenanceMargin => Margins.Maintenance(this);

    internal Int128 CostE16;
    internal Int128 SessionCostE16;
    internal Int128 RealisedE16;
    internal Int128 FundingE28;
    internal Int128 FundingFromE20;
    internal int ReduceOnlyCount;
    internal long ToldAtRequest;

    /// <summary>How much an order of a side can take from the position, 1e-8.</summary>
    internal long ReducibleE8(OrderSide side) => Math.Max(0, side == OrderSide.Buy ? -SizeE8 : SizeE8);

    internal Int128 FloatingE16 => ProfitE16(SessionCostE16, Instrument.MarkE8);

    /// <summary>Funding to now: what was booked and what the running position has accrued since.</summary>
    internal Int128 FundingE16 => (FundingE28 - (SizeE8 * (Instrument.FundingE20 - FundingFromE20))) / 1_000_000_000_000;

    /// <summary>Value of a signed amount at a price, 1e-16 of the settlement currency; 0 without a price.</summary>
    internal Int128 ValueE16(long amountE8, long priceE8) => ValueE16(Instrument.Spec, amountE8, priceE8);

    internal static Int128 ValueE16(InstrumentSpec spec, long amountE8, long priceE8)
    {
        if (priceE8 == 0) return 0;
        return spec.IsInverse ? Units.DivideRound((Int128)amountE8 * Units.OneE16, priceE8) : (Int128)amountE8 * priceE8;
    }

    internal static decimal AveragePriceOf(InstrumentSpec spec, long amountE8, Int128 valueE16)
    {
        if (amountE8 == 0 || valueE16 == 0) return 0;
        decimal amount = Units.ToDecimal(amountE8);
        decimal value = Units.ToDecimal(valueE16);
        return Math.Round(spec.IsInverse ? amount / value : value / amount, 8);
    }

    /// <summary>Profit of the whole position against a cost. An inverse position earns when its coin value falls below what it cost.</summary>
    internal Int128 ProfitE16(Int128 costE16, long priceE8)
    {
        if (SizeE8 == 0 || priceE8 == 0) return 0;
        Int128 value = ValueE16(SizeE8, priceE8);
        return Instrument.Spec.IsInverse ? costE16 - value : value - costE16;
    }

    /// <summary>Books a fill and returns what it realised against the session's cost, 1e-16.</summary>
    internal Int128 Fill(OrderSide side, long amountE8, Int128 valueE16)
    {
        BookFunding();
        long signed = side == OrderSide.Buy ? amountE8 : -amountE8;
        Int128 signedValue = side == OrderSide.Buy ? valueE16 : -valueE16;
        long before = SizeE8;
        SizeE8 += signed;
        if (before == 0 || (before > 0) == (signed > 0))
        {
            CostE16 += signedValue;
            SessionCostE16 += signedValue;
            return 0;
        }

        // The closed part leaves with its share of the cost; what remains of the fill beyond the old position opens the other way.
        bool crosses = Math.Abs(signed) > Math.Abs(before);
        Int128 closedValue = crosses ? -Units.DivideRound(signedValue * Math.Abs(before), Math.Abs(signed)) : -signedValue;
        Int128 share = crosses || SizeE8 == 0 ? SessionCostE16 : Units.DivideRound(SessionCostE16 * amountE8, Math.Abs(before));
        Int128 openShare = crosses || SizeE8 == 0 ? CostE16 : Units.DivideRound(CostE16 * amountE8, Math.Abs(before));
        Int128 realised = Instrument.Spec.IsInverse ? share - closedValue : closedValue - share;
        RealisedE16 += realised;
        SessionCostE16 -= share;
        CostE16 -= openShare;
        if (crosses)
        {
            SessionCostE16 = signedValue + closedValue;
            CostE16 = SessionCostE16;
        }

        return realised;
    }

    internal void BookFunding()
    {
        FundingE28 -= SizeE8 * (Instrument.FundingE20 - FundingFromE20);
        FundingFromE20 = Instrument.FundingE20;
    }
}
