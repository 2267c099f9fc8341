using System.Collections.Generic;
using Minnow.Core.Model;
using Minnow.Host.Counters;

namespace Minnow.Host.Operator;

/// <summary>All limits of a run that the quoter holds. Whoever adds a limit adds its row here.</summary>
internal static class LimitRows
{
    private const string Account = "account";

    internal static IReadOnlyList<LimitRow> Of(RunView run)
    {
        List<LimitRow> rows = [];
        foreach (InstrumentView instrument in run.Instruments) OfInstrument(rows, instrument);
        foreach (CoinView coin in run.Coins) OfCoin(rows, coin, run);
        OfAccount(rows, run);
        return rows;
    }

    private static void OfInstrument(List<LimitRow> rows, InstrumentView i)
    {
        decimal bought = decimal.Max(0, i.WorstLongLots), sold = decimal.Max(0, -(decimal)i.WorstShortLots);
        rows.Add(new LimitRow(i.Name, "long position, worst case", bought, i.LimitLots, "lots"));
        rows.Add(new LimitRow(i.Name, "short position, worst case", sold, i.LimitLots, "lots"));
        if (Limit(i.E8(InstrumentCounter.MaxNotionalUsdE8)) is decimal most)
            rows.Add(new LimitRow(i.Name, "notional, worst case", decimal.Max(bought, sold) * i.E8(InstrumentCounter.LotUsdE8), most, "USD"));
    }

    private static void OfCoin(List<LimitRow> rows, CoinView coin, RunView run)
    {
        rows.Add(new LimitRow(coin.Name, "session loss", Loss(coin.E8(CoinCounter.SessionE8)), E8(run, MoneyCounter.MaxSessionLossE8), coin.Name));
        rows.Add(new LimitRow(coin.Name, "daily loss", Loss(coin.E8(CoinCounter.DailyE8)), E8(run, MoneyCounter.MaxDailyLossE8), coin.Name));
        rows.Add(new LimitRow(coin.Name, "drawdown", coin.E8(CoinCounter.DrawdownE8), E8(run, MoneyCounter.MaxDrawdownE8), coin.Name));
        if (E6(run, MoneyCounter.MaxDrawdownShareE6) is decimal share) rows.Add(new LimitRow(coin.Name, "drawdown of equity", coin.DrawdownPercent, 100 * share, "percent"));
        rows.Add(new LimitRow(coin.Name, "initial margin of equity", coin.MarginPercent, 100 * E6(run, MoneyCounter.MaxMarginShareE6), "percent"));
        rows.Add(new LimitRow(coin.Name, "initial margin, all filled", coin.ProjectedPercent, 100 * E6(run, MoneyCounter.MaxMarginShareE6), "percent"));
        foreach (InstrumentView i in run.Instruments)
            if (i.Coin == coin.Name && i.CapitalPercent is decimal most && most != 100 * E6(run, MoneyCounter.MaxMarginShareE6))
                rows.Add(new LimitRow(i.Name, "capital, all filled", coin.Percent(i.E8(InstrumentCounter.ProjectedMarginE8)), most, "percent"));
        rows.Add(new LimitRow(coin.Name, "leverage, worst case", coin.Leverage, E6(run, MoneyCounter.MaxLeverageE6), "times"));
    }

    private static void OfAccount(List<LimitRow> rows, RunView run)
    {
        rows.Add(new LimitRow(Account, "session loss", Loss(Known(run, MoneyCounter.SessionUsdE8)), E8(run, MoneyCounter.MaxSessionLossUsdE8), "USD"));
        rows.Add(new LimitRow(Account, "daily loss", Loss(Known(run, MoneyCounter.DailyUsdE8)), E8(run, MoneyCounter.MaxDailyLossUsdE8), "USD"));
        rows.Add(new LimitRow(Account, "drawdown", Known(run, MoneyCounter.DrawdownUsdE8), E8(run, MoneyCounter.MaxDrawdownUsdE8), "USD"));
        rows.Add(new LimitRow(Account, "gross position, worst case", Known(run, MoneyCounter.GrossUsdE8), E8(run, MoneyCounter.MaxGrossUsdE8), "USD"));
        decimal orders = 0;
        Dictionary<string, (decimal Long, decimal Short, bool IsKnown)> bases = [];
        foreach (InstrumentView i in run.Instruments)
        {
            orders += i.Orders;
            (decimal bought, decimal sold, bool isKnown) = bases.GetValueOrDefault(i.Base, (0, 0, true));
            decimal? each = i.E8(InstrumentCounter.LotCoinsE8);
            isKnown &= each != null || (i.WorstLongLots | i.WorstShortLots) == 0;
            bases[i.Base] = (bought + i.WorstLongLots * (each ?? 0), sold - i.WorstShortLots * (each ?? 0), isKnown);
        }
        rows.Add(new LimitRow(Account, "orders", orders, Limit(Raw(run, MoneyCounter.MaxOpenOrders)), "orders"));
        foreach ((string name, (decimal bought, decimal sold, bool isKnown)) in bases)
            rows.Add(new LimitRow(Account, "net position, worst case", isKnown ? decimal.Max(0, decimal.Max(bought, sold)) : null, E8(run, MoneyCounter.MaxNetExposureE8), name));
    }

    private static decimal? Loss(decimal? change) => change is decimal given ? decimal.Max(0, -given) : null;

    private static decimal? Known(RunView run, MoneyCounter what) => Raw(run, what) == Units.Missing ? null : Raw(run, what) / 1e8m;

    private static decimal? E8(RunView run, MoneyCounter what) => Limit(Raw(run, what)) / 1e8m;

    private static decimal? E6(RunView run, MoneyCounter what) => Limit(Raw(run, what)) / 1e6m;

    private static long Raw(RunView run, MoneyCounter what) => run[CounterIds.Money(what)];

    // 0 is no limit.
    private static decimal? Limit(decimal? value) => value is > 0 ? value : null;
}
