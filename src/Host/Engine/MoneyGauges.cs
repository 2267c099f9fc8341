using System;
using System.Buffers.Binary;
using Minnow.Core.Accounting;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Risk;
using Minnow.Host.Alerts;
using Minnow.Host.Counters;

namespace Minnow.Host.Engine;

/// <summary>What the page says of money: each instrument's account, each settlement coin's, and the limits that hold them. Thread: the quoter's.</summary>
/// <remarks>Funding is brought to now on a copy, so that the page shows what <c>minnow pnl</c> makes of the journal up to here and the state stays what it was.</remarks>
internal static class MoneyGauges
{
    private const double E6 = 1e6;

    /// <summary>Copies it.</summary>
    internal static void Update(CounterSet counters, StateBlock block)
    {
        ref readonly QuoterState head = ref block.Head;
        Span<CoinSum> coins = stackalloc CoinSum[CoinAccounts.Capacity];
        coins.Clear();
        Int128 grossUsdE8 = 0;
        bool knowsGross = true;
        for (int i = 0; i < (int)head.InstrumentCount; i++)
        {
            ref readonly InstrumentState instrument = ref block[i];
            LiveAccount account = instrument.Risk.Account;
            if (account.Terms.LotE8 != 0) LiveAccount.Accrue(ref account, head.NowNs);
            if (i < CounterIds.Positions) Tell(counters, i, in instrument, in account);
            long worst = Math.Max(0, Math.Max(instrument.HighestLots, -instrument.LowestLots)), each = instrument.LotUsdE8;
            knowsGross &= worst == 0 || each > 0;
            grossUsdE8 += (Int128)worst * each;
            if (instrument.Risk.Coin >= 0) coins[(int)instrument.Risk.Coin].Add(in instrument, in account, worst);
        }
        for (int c = 0; c < CoinAccounts.Capacity && head.Risk.Coins[c].CoinHash != 0; c++) Tell(counters, c, in head.Risk.Coins[c], in coins[c], MarginDesk.Projected(block, c));
        Set(counters, MoneyCounter.GrossUsdE8, knowsGross ? Fit(grossUsdE8) : Units.Missing);
        Limits(counters, in head);
    }

    private static void Tell(CounterSet counters, int i, in InstrumentState instrument, in LiveAccount account)
    {
        ref readonly PositionLedger ledger = ref account.Ledger;
        bool isKnown = account.Terms.LotE8 != 0, isValued = isKnown && account.IsValued;
        Set(counters, i, InstrumentCounter.Coin, CoinText(in instrument));
        Set(counters, i, InstrumentCounter.RealisedE8, isKnown ? Money.ToE8(ledger.RealisedE24) : Units.Missing);
        Set(counters, i, InstrumentCounter.FeesE8, isKnown ? Money.ToE8(ledger.FeesE24) : Units.Missing);
        Set(counters, i, InstrumentCounter.FundingE8, isKnown ? Money.ToE8(ledger.Funding.ReceivedE24) : Units.Missing);
        Set(counters, i, InstrumentCounter.UnrealisedE8, isValued ? Money.ToE8(account.UnrealisedE24) : Units.Missing);
        Set(counters, i, InstrumentCounter.TotalE8, isValued ? Money.ToE8(account.TotalE24) : Units.Missing);
        Set(counters, i, InstrumentCounter.WorthE8, isValued ? Money.ToE8(Worth(in account)) : Units.Missing);
        double entry = isKnown ? account.Terms.PriceOf(ledger.PositionLots, ledger.CostE24) : double.NaN;
        Set(counters, i, InstrumentCounter.EntryE8, entry is > 0 and < long.MaxValue * 1e-9 ? (long)Math.Round(entry * Units.E8) : Units.Missing);
        Set(counters, i, InstrumentCounter.LotCoinsE8, Known(instrument.LotCoinsE8));
        Set(counters, i, InstrumentCounter.LotUsdE8, Known(instrument.LotUsdE8));
        Set(counters, i, InstrumentCounter.MaxNotionalUsdE8, instrument.Risk.Parameters.MaxNotionalUsdE8);
        Set(counters, i, InstrumentCounter.InitialMarginE8, Estimate(MarginDesk.Initial(in instrument, instrument.PositionLots)));
        Set(counters, i, InstrumentCounter.MaintenanceMarginE8, Estimate(MarginDesk.Maintenance(in instrument, instrument.PositionLots)));
        Set(counters, i, InstrumentCounter.ProjectedMarginE8, Estimate(MarginDesk.Projected(in instrument)));
        Set(counters, i, InstrumentCounter.MaxMarginShareE6, (long)Math.Round(instrument.Risk.Parameters.MaxMarginShare * E6));
    }

    private static void Tell(CounterSet counters, int c, in CoinAccount coin, in CoinSum sum, double projected)
    {
        Set(counters, c, CoinCounter.Name, sum.Name);
        Set(counters, c, CoinCounter.UsdE8, Known(coin.UsdE8));
        Set(counters, c, CoinCounter.EquityE8, coin.EquityE8);
        Set(counters, c, CoinCounter.BalanceE8, coin.BalanceE8);
        Set(counters, c, CoinCounter.InitialMarginE8, coin.InitialMarginE8);
        Set(counters, c, CoinCounter.MaintenanceMarginE8, coin.MaintenanceMarginE8);
        Set(counters, c, CoinCounter.ProjectedMarginE8, Estimate(projected));
        Set(counters, c, CoinCounter.OtherMarginE8, coin.InitialMarginE8 == Units.Missing ? Units.Missing : coin.OtherMarginE8);
        Set(counters, c, CoinCounter.RealisedE8, Money.ToE8(sum.RealisedE24));
        Set(counters, c, CoinCounter.FeesE8, Money.ToE8(sum.FeesE24));
        Set(counters, c, CoinCounter.FundingE8, Money.ToE8(sum.FundingE24));
        bool isValued = sum.Unvalued == 0;
        Set(counters, c, CoinCounter.UnrealisedE8, isValued ? Money.ToE8(sum.UnrealisedE24) : Units.Missing);
        Set(counters, c, CoinCounter.TotalE8, isValued ? Money.ToE8(sum.TotalE24) : Units.Missing);
        Set(counters, c, CoinCounter.SessionE8, isValued ? Money.ToE8(sum.TotalE24 - coin.BaseE24) : Units.Missing);
        Set(counters, c, CoinCounter.DailyE8, isValued ? Money.ToE8(sum.TotalE24 - coin.DayBaseE24) + coin.CarriedE8 : Units.Missing);
        Set(counters, c, CoinCounter.DrawdownE8, isValued ? Money.ToE8(Int128.Max(0, coin.PeakE24 - sum.TotalE24)) : Units.Missing);
        Set(counters, c, CoinCounter.NetE8, isValued ? Money.ToE8(sum.NetE24) : Units.Missing);
        Set(counters, c, CoinCounter.GrossE8, sum.Unpriced == 0 ? Money.ToE8(sum.GrossE24) : Units.Missing);
    }

    private static void Limits(CounterSet counters, in QuoterState head)
    {
        ref readonly RiskState risk = ref head.Risk;
        ref readonly RiskParameters p = ref risk.Parameters;
        counters.Set(CounterIds.Watch(WatchCounter.LossPercent), LossUse.Percent(in risk));
        Set(counters, MoneyCounter.SessionUsdE8, risk.SessionUsdE8);
        Set(counters, MoneyCounter.DailyUsdE8, risk.DailyUsdE8);
        Set(counters, MoneyCounter.DrawdownUsdE8, risk.SessionUsdE8 == Units.Missing ? Units.Missing : Math.Max(0, risk.PeakUsdE8 - risk.SessionUsdE8));
        Set(counters, MoneyCounter.MaxSessionLossE8, p.MaxSessionLossE8);
        Set(counters, MoneyCounter.MaxSessionLossUsdE8, p.MaxSessionLossUsdE8);
        Set(counters, MoneyCounter.MaxDailyLossE8, p.MaxDailyLossE8);
        Set(counters, MoneyCounter.MaxDailyLossUsdE8, p.MaxDailyLossUsdE8);
        Set(counters, MoneyCounter.MaxDrawdownE8, p.MaxDrawdownE8);
        Set(counters, MoneyCounter.MaxDrawdownUsdE8, p.MaxDrawdownUsdE8);
        Set(counters, MoneyCounter.MaxDrawdownShareE6, (long)Math.Round(p.MaxDrawdownShare * E6));
        Set(counters, MoneyCounter.MaxGrossUsdE8, p.MaxGrossUsdE8);
        Set(counters, MoneyCounter.MaxLeverageE6, (long)Math.Round(p.MaxLeverage * E6));
        Set(counters, MoneyCounter.MaxMarginShareE6, (long)Math.Round(p.MaxMarginShare * E6));
        Set(counters, MoneyCounter.MaxOpenOrders, p.MaxOpenOrders);
        Set(counters, MoneyCounter.MaxNetExposureE8, head.MaxNetExposureE8);
    }

    // BTC-PERPETUAL settles in BTC, BTC_USDC-PERPETUAL in USDC.
    private static long CoinText(in InstrumentState instrument)
    {
        ReadOnlySpan<byte> name = InstrumentName.Text(in instrument.Name);
        int end = name.IndexOf((byte)'-');
        ReadOnlySpan<byte> pair = end < 0 ? name : name[..end];
        ReadOnlySpan<byte> coin = pair[(pair.IndexOf((byte)'_') + 1)..];
        Span<byte> text = stackalloc byte[sizeof(long)];
        text.Clear();
        coin[..Math.Min(coin.Length, text.Length)].CopyTo(text);
        return BinaryPrimitives.ReadInt64LittleEndian(text);
    }

    private static Int128 Worth(in LiveAccount account)
    {
        if (account.Ledger.PositionLots == 0) return 0;
        Int128 size = account.Terms.NotionalE24(account.Ledger.PositionLots, account.ValueHalfE8);
        return account.Ledger.PositionLots > 0 ? size : -size;
    }

    private static long Estimate(double coins) => Math.Abs(coins) < 9e10 ? (long)Math.Round(coins * Units.E8) : Units.Missing;

    private static long Fit(Int128 e8) => e8 < long.MaxValue ? (long)e8 : long.MaxValue;

    private static long Known(long value) => value > 0 ? value : Units.Missing;

    private static void Set(CounterSet counters, MoneyCounter what, long value) => counters.Set(CounterIds.Money(what), value);

    private static void Set(CounterSet counters, int instrument, InstrumentCounter what, long value) => counters.Set(CounterIds.Instrument(instrument, what), value);

    private static void Set(CounterSet counters, int coin, CoinCounter what, long value) => counters.Set(CounterIds.Coin(coin, what), value);

    // The instruments of one coin together, 1e-24 of it.
    private struct CoinSum
    {
        internal long Name;
        internal int Unvalued;
        internal int Unpriced;
        internal Int128 RealisedE24;
        internal Int128 UnrealisedE24;
        internal Int128 FeesE24;
        internal Int128 FundingE24;
        internal Int128 TotalE24;
        internal Int128 GrossE24;
        internal Int128 NetE24;

        internal void Add(in InstrumentState instrument, in LiveAccount account, long worstLots)
        {
            Name = CoinText(in instrument);
            if (account.Terms.LotE8 == 0) return;
            RealisedE24 += account.Ledger.RealisedE24;
            FeesE24 += account.Ledger.FeesE24;
            FundingE24 += account.Ledger.Funding.ReceivedE24;
            if (worstLots != 0 && account.ValueHalfE8 <= 0) Unpriced++;
            else if (worstLots != 0) GrossE24 += account.Terms.NotionalE24(worstLots, account.ValueHalfE8);
            if (!account.IsValued)
            {
                Unvalued++;
                return;
            }
            UnrealisedE24 += account.UnrealisedE24;
            TotalE24 += account.TotalE24;
            NetE24 += Worth(in account);
        }
    }
}
