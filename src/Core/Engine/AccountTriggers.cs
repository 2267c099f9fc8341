using System;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Core.Risk;

namespace Minnow.Core.Engine;

/// <summary>Shows the kill ladder of the account what is about all instruments: losses, margin, the venue's answers, the clock.</summary>
internal static class AccountTriggers
{
    /// <summary>Everything. At the timer.</summary>
    /// <returns>True if the step of the account changed.</returns>
    internal static bool Look(StateBlock block)
    {
        ref RiskState risk = ref block.Head.Risk;
        return LookAtLosses(ref risk, block.Head.NowNs) | Margin(ref risk, block.Head.NowNs) | Venue(block) | Clock(ref block.Head);
    }

    /// <summary>What a fill or a mark may change. The accounts are summed up.</summary>
    /// <returns>True if the step of the account changed.</returns>
    internal static bool LookAtLosses(ref RiskState risk, long nowNs)
    {
        ref readonly RiskParameters p = ref risk.Parameters;
        double session = 0, daily = 0, drawdown = 0;
        for (int i = 0; i < CoinAccounts.Capacity && risk.Coins[i].CoinHash != 0; i++)
        {
            ref readonly CoinAccount coin = ref risk.Coins[i];
            session = Math.Max(session, Share(-coin.SessionE24, p.MaxSessionLossE8));
            daily = Math.Max(daily, Share(-coin.DailyE24, p.MaxDailyLossE8));
            drawdown = Math.Max(drawdown, Share(coin.DrawdownE24, p.MaxDrawdownE8));
            if (p.MaxDrawdownShare > 0 && coin.EquityE8 != Units.Missing) drawdown = Math.Max(drawdown, OfPeak(in coin) / p.MaxDrawdownShare);
        }
        if (risk.SessionUsdE8 != Units.Missing)
        {
            session = Math.Max(session, Share(-Money.FromE8(risk.SessionUsdE8), p.MaxSessionLossUsdE8));
            drawdown = Math.Max(drawdown, Share(Money.FromE8(risk.PeakUsdE8 - risk.SessionUsdE8), p.MaxDrawdownUsdE8));
        }
        if (risk.DailyUsdE8 != Units.Missing) daily = Math.Max(daily, Share(-Money.FromE8(risk.DailyUsdE8), p.MaxDailyLossUsdE8));
        return Reached(ref risk, KillTrigger.SessionLoss, session, nowNs) | Reached(ref risk, KillTrigger.DailyLoss, daily, nowNs) | Reached(ref risk, KillTrigger.Drawdown, drawdown, nowNs);
    }

    /// <summary>An order or a change was refused.</summary>
    /// <returns>True if the step of the account changed.</returns>
    internal static bool LookAtRefusals(ref RiskState risk, long nowNs)
    {
        ref readonly KillRule rule = ref KillRules.At(in risk.Parameters.Rules, KillTrigger.Refusals);
        if (rule.Step == 0 && risk.Ladder.Triggers == 0) return false;
        int refused = risk.Refusals.Within(nowNs, rule.ForNs);
        return KillLadder.Observe(ref risk.Ladder, KillTrigger.Refusals, in rule, refused > 0 && rule.IsHigh(refused), refused == 0 || rule.IsLow(refused), nowNs, atOnce: true);
    }

    // At the limit is lost: an amount that may be lost is one that may be lost once.
    private static bool Reached(ref RiskState risk, KillTrigger trigger, double share, long nowNs)
    {
        KillRule rule = KillRules.At(in risk.Parameters.Rules, trigger);
        rule.Threshold = 1;
        return KillLadder.Observe(ref risk.Ladder, trigger, in rule, rule.IsHigh(share), rule.IsLow(share), nowNs);
    }

    // Compared in whole numbers; a share only says how near it is.
    private static double Share(Int128 lostE24, long limitE8)
    {
        if (limitE8 <= 0) return 0;
        Int128 limitE24 = Money.FromE8(limitE8);
        return lostE24 >= limitE24 ? 1 : Math.Min((double)lostE24 / (double)limitE24, Math.BitDecrement(1.0));
    }

    private static double OfPeak(in CoinAccount coin)
    {
        double down = (double)Money.ToE8(coin.DrawdownE24), peak = coin.EquityE8 + down;
        return peak > 0 ? down / peak : down > 0 ? 1 : 0;
    }

    private static bool Margin(ref RiskState risk, long nowNs)
    {
        ref readonly KillRule rule = ref KillRules.At(in risk.Parameters.Rules, KillTrigger.Margin);
        double most = 0;
        for (int i = 0; i < CoinAccounts.Capacity && risk.Coins[i].CoinHash != 0; i++) most = Math.Max(most, LimitDesk.MarginShare(in risk.Coins[i]));
        return KillLadder.Observe(ref risk.Ladder, KillTrigger.Margin, in rule, most > 0 && rule.IsHigh(most), most == 0 || rule.IsLow(most), nowNs);
    }

    private static bool Venue(StateBlock block)
    {
        ref QuoterState head = ref block.Head;
        ref readonly KillRule rule = ref KillRules.At(in head.Risk.Parameters.Rules, KillTrigger.Latency);
        bool changed = LookAtRefusals(ref head.Risk, head.NowNs);
        if (rule.Step == 0 && head.Risk.Ladder.Triggers == 0) return changed;
        long waitNs = head.RoundTripNs;
        for (int i = 0; i < (int)head.InstrumentCount; i++) waitNs = Math.Max(waitNs, TriggerDesk.OldestWaitNs(in block[i], head.NowNs));
        double waitMs = (double)waitNs / Units.NsPerMs;
        return changed | KillLadder.Observe(ref head.Risk.Ladder, KillTrigger.Latency, in rule, rule.IsHigh(waitMs), rule.IsLow(waitMs), head.NowNs);
    }

    /// <summary>Our clock against the venue's, or what was told of it. Of two reasons for one trigger the worse counts.</summary>
    /// <returns>True if the step of the account changed.</returns>
    internal static bool Clock(ref QuoterState head)
    {
        KillRule rule = KillRules.At(in head.Risk.Parameters.Rules, KillTrigger.Clock);
        bool isTold = head.Risk.Alerts.IsRaised(AlertKind.Clock, out long step);
        rule.Step = Math.Max(rule.Step, step);
        double offMs = Math.Abs((double)head.ClockOffsetNs) / Units.NsPerMs;
        bool isOff = rule.Threshold > 0 && rule.IsHigh(offMs);
        return KillLadder.Observe(ref head.Risk.Ladder, KillTrigger.Clock, in rule, isTold || isOff, !isTold && (!(rule.Threshold > 0) || rule.IsLow(offMs)), head.NowNs, atOnce: isTold);
    }
}
