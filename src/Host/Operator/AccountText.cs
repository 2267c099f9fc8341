using System.IO;
using Minnow.Host.Counters;

namespace Minnow.Host.Operator;

/// <summary>The accounts by settlement coin, under the positions, for a person.</summary>
internal static class AccountText
{
    internal static void Write(RunView run, TextWriter output)
    {
        if (run.Coins.Count == 0) return;
        output.WriteLine();
        output.WriteLine($"{"account",-8} {"equity",14} {"balance",14} {"margin",14} {"maintenance",14} {"margin %",9} {"leverage",9} {"gross",14} {"net",14} {"realised",14} {"unrealised",14} {"fees",14} {"funding",14} {"total",14} {"session",14} {"day",14} {"drawdown",14}");
        foreach (CoinView coin in run.Coins)
        {
            output.WriteLine($"{coin.Name,-8} {E8(coin, CoinCounter.EquityE8)} {E8(coin, CoinCounter.BalanceE8)} {E8(coin, CoinCounter.InitialMarginE8)} {E8(coin, CoinCounter.MaintenanceMarginE8)} "
                + $"{StatusText.Number(coin.MarginPercent),9} {StatusText.Number(coin.Leverage),9} {E8(coin, CoinCounter.GrossE8)} {E8(coin, CoinCounter.NetE8)} {E8(coin, CoinCounter.RealisedE8)} "
                + $"{E8(coin, CoinCounter.UnrealisedE8)} {E8(coin, CoinCounter.FeesE8)} {E8(coin, CoinCounter.FundingE8)} {E8(coin, CoinCounter.TotalE8)} {E8(coin, CoinCounter.SessionE8)} "
                + $"{E8(coin, CoinCounter.DailyE8)} {E8(coin, CoinCounter.DrawdownE8)}");
        }
        output.WriteLine();
        output.WriteLine($"{"margin, estimated",-24} {"coin",-8} {"initial",14} {"maintenance",14} {"all filled",14} {"of equity %",12} {"limit %",9}");
        foreach (InstrumentView i in run.Instruments)
        {
            output.WriteLine($"{i.Name,-24} {i.Coin,-8} {E8(i, InstrumentCounter.InitialMarginE8)} {E8(i, InstrumentCounter.MaintenanceMarginE8)} {E8(i, InstrumentCounter.ProjectedMarginE8)} "
                + $"{StatusText.Number(CoinOf(run, i)?.Percent(i.E8(InstrumentCounter.ProjectedMarginE8))),12} {StatusText.Number(i.CapitalPercent),9}");
        }
        foreach (CoinView coin in run.Coins)
        {
            decimal? share = run[CounterIds.Money(MoneyCounter.MaxMarginShareE6)] is > 0 and long given ? given / 1e4m : null;
            output.WriteLine($"{"all of " + coin.Name,-24} {coin.Name,-8} {"",14} {"",14} {E8(coin, CoinCounter.ProjectedMarginE8)} {StatusText.Number(coin.ProjectedPercent),12} {StatusText.Number(share),9}");
            if (coin.E8(CoinCounter.OtherMarginE8) is > 0 and decimal other)
                output.WriteLine($"{"  of it not ours",-24} {coin.Name,-8} {"",14} {"",14} {StatusText.Number(other),14}");
        }
        output.WriteLine("By the venue's standard rule, each instrument alone: nothing is set off between a perpetual and a future. What the venue states is in the table of accounts.");
    }

    /// <summary>The account that an instrument settles in; null if it is not shown.</summary>
    internal static CoinView? CoinOf(RunView run, InstrumentView instrument)
    {
        foreach (CoinView coin in run.Coins)
            if (coin.Name == instrument.Coin) return coin;
        return null;
    }

    private static string E8(InstrumentView instrument, InstrumentCounter what) => $"{StatusText.Number(instrument.E8(what)),14}";

    private static string E8(CoinView coin, CoinCounter what) => $"{StatusText.Number(coin.E8(what)),14}";
}
