using System;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Core.Risk;

namespace Minnow.Host.Engine;

/// <summary>How much of the limits of loss is used: the one that is used most.</summary>
internal static class LossUse
{
    /// <summary>Percent, rounded down; 0 if nothing is lost or nothing is limited.</summary>
    internal static long Percent(in RiskState risk)
    {
        ref readonly RiskParameters p = ref risk.Parameters;
        long most = 0;
        for (int i = 0; i < CoinAccounts.Capacity && risk.Coins[i].CoinHash != 0; i++)
        {
            ref readonly CoinAccount coin = ref risk.Coins[i];
            most = Math.Max(most, Math.Max(Share(-coin.SessionE24, p.MaxSessionLossE8), Math.Max(Share(-coin.DailyE24, p.MaxDailyLossE8), Share(coin.DrawdownE24, p.MaxDrawdownE8))));
            if (p.MaxDrawdownShare > 0 && coin.EquityE8 != Units.Missing) most = Math.Max(most, OfPeak(in coin, p.MaxDrawdownShare));
        }
        if (risk.SessionUsdE8 != Units.Missing)
            most = Math.Max(most, Math.Max(Share(-Money.FromE8(risk.SessionUsdE8), p.MaxSessionLossUsdE8), Share(Money.FromE8(risk.PeakUsdE8 - risk.SessionUsdE8), p.MaxDrawdownUsdE8)));
        return risk.DailyUsdE8 == Units.Missing ? most : Math.Max(most, Share(-Money.FromE8(risk.DailyUsdE8), p.MaxDailyLossUsdE8));
    }

    private static long Share(Int128 lostE24, long limitE8) =>
        limitE8 <= 0 || lostE24 <= 0 ? 0 : (long)Int128.Min(lostE24 / (Money.FromE8(limitE8) / 100), 1_000_000);

    private static long OfPeak(in CoinAccount coin, double share)
    {
        double down = Money.ToE8(coin.DrawdownE24), peak = coin.EquityE8 + down;
        return peak > 0 && down > 0 ? (long)Math.Min(100 * down / peak / share, 1e6) : 0;
    }
}
