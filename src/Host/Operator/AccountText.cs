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
    }

    private static string E8(CoinView coin, CoinCounter what) => $"{StatusText.Number(coin.E8(what)),14}";
}
