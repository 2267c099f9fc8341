using System;
using System.Collections.Generic;
using Minnow.Core.Model;
using Minnow.Core.Risk;

namespace Minnow.Host.Configuration.Risk;

/// <summary>From the settings to the parameters of risk that the quoter is told: the same numbers in its units.</summary>
internal static class RiskSettings
{
    /// <summary>Rules that hold where the file lists none: what no strategy can want, and what was told by somebody who watches.</summary>
    internal static KillRules BuiltIn
    {
        get
        {
            KillRules rules = KillRules.Safe;
            const long Soon = 10 * Units.NsPerSecond;
            KillRules.Of(ref rules, KillTrigger.FillRun) = KillRule.Of(KillStep.Latch, 20, 10 * Units.NsPerSecond, 0);
            KillRules.Of(ref rules, KillTrigger.SessionLoss) = KillRule.Of(KillStep.Latch, 1, 0, 0);
            KillRules.Of(ref rules, KillTrigger.DailyLoss) = KillRule.Of(KillStep.Latch, 1, 0, 0);
            KillRules.Of(ref rules, KillTrigger.Drawdown) = KillRule.Of(KillStep.Latch, 1, 0, 0);
            KillRules.Of(ref rules, KillTrigger.Margin) = KillRule.Of(KillStep.Flatten, 0.8, 0, 0);
            KillRules.Of(ref rules, KillTrigger.Clock) = KillRule.Of(KillStep.Cancel, 1000, 0, Soon, 0.5);
            KillRules.Of(ref rules, KillTrigger.ModelAlert) = KillRule.Of(KillStep.Widen, 0, 0, Soon);
            KillRules.Of(ref rules, KillTrigger.JournalAlert) = KillRule.Of(KillStep.Cancel, 0, 0, Soon);
            KillRules.Of(ref rules, KillTrigger.VenueAlert) = KillRule.Of(KillStep.Cancel, 0, 0, Soon);
            KillRules.Of(ref rules, KillTrigger.StatementAlert) = KillRule.Of(KillStep.StopAdding, 0, 0, Soon);
            KillRules.Of(ref rules, KillTrigger.ExternalAlert) = KillRule.Of(KillStep.Cancel, 0, 0, Soon);
            return rules;
        }
    }

    /// <summary>What is told for all.</summary>
    internal static RiskParameters Of(RiskOptions o)
    {
        RiskParameters p = RiskParameters.Safe;
        p.Rules = BuiltIn;
        List(ref p.Rules, o.Triggers);
        p.WidenFactor = o.WidenFactor;
        p.FlattenSlippageBps = o.FlattenSlippageBps;
        p.FlattenIntervalNs = o.FlattenIntervalMs * Units.NsPerMs;
        p.FlattenShare = o.FlattenShare;
        p.LatchCloseNs = o.LatchCloseMs * Units.NsPerMs;
        p.TrendWindowNs = o.TrendWindowSeconds * Units.NsPerSecond;
        p.MaxSessionLossE8 = E8(o.MaxSessionLoss);
        p.MaxSessionLossUsdE8 = E8(o.MaxSessionLossUsd);
        p.MaxDailyLossE8 = E8(o.MaxDailyLoss);
        p.MaxDailyLossUsdE8 = E8(o.MaxDailyLossUsd);
        p.MaxDrawdownE8 = E8(o.MaxDrawdown);
        p.MaxDrawdownUsdE8 = E8(o.MaxDrawdownUsd);
        p.MaxDrawdownShare = (o.MaxDrawdownPercent ?? 0) / 100;
        p.MaxOpenOrders = o.MaxOpenOrders ?? 0;
        p.MaxGrossUsdE8 = E8(o.MaxGrossUsd);
        p.MaxLeverage = o.MaxLeverage ?? 0;
        p.MaxMarginShare = o.MaxMarginPercent / 100.0;
        return p;
    }

    /// <summary>What an instrument is told where it differs.</summary>
    internal static RiskParameters Of(RiskOptions all, InstrumentRiskOptions o)
    {
        RiskParameters p = Of(all);
        List(ref p.Rules, o.Triggers);
        p.MaxOrderAmountE8 = E8(o.MaxOrderAmount);
        p.MaxLadderAmountE8 = E8(o.MaxLadderAmount);
        p.MaxInstrumentOrders = o.MaxOrders ?? 0;
        p.MaxNotionalUsdE8 = E8(o.MaxNotionalUsd);
        p.VolatilityBudgetE8 = E8(o.VolatilityBudget);
        p.VolatilityZ = o.VolatilityZ;
        p.VolatilityHorizonNs = o.VolatilitySeconds * Units.NsPerSecond;
        p.SideStopShare = o.SideStopPercent is int percent ? percent / 100.0 : RiskParameters.Safe.SideStopShare;
        p.SideReleaseShare = o.SideReleasePercent / 100.0;
        p.FundingCapAmountE8 = E8(o.FundingCapAmount);
        p.FundingIntervalNs = o.FundingIntervalMinutes * 60 * Units.NsPerSecond;
        p.FundingWindowNs = o.FundingWindowSeconds * Units.NsPerSecond;
        p.ExpiryCapAmountE8 = E8(o.ExpiryCapAmount);
        if (o.MaxMarginPercent is int own) p.MaxMarginShare = own / 100.0;
        p.InitialMarginShare = o.InitialMarginPercent / 100;
        p.MaintenanceMarginShare = o.MaintenanceMarginPercent / 100;
        p.MarginSharePerCoin = o.MarginPercentPerCoin / 100;
        p.ExpiryWindowNs = (long)(o.ExpiryWindowHours * 3600 * Units.NsPerSecond);
        return p;
    }

    /// <summary>Calls for each parameter that is not the same in both.</summary>
    internal static void Differences(in RiskParameters from, in RiskParameters to, Action<uint, long> tell)
    {
        for (uint id = (uint)RiskParameterId.RulesFirst; id <= (uint)RiskParameterId.Last; id++)
            if (RiskParameters.IsOne(id) && RiskParameters.Bits(in from, id) != RiskParameters.Bits(in to, id)) tell(id, RiskParameters.Bits(in to, id));
    }

    private static void List(ref KillRules rules, IReadOnlyList<TriggerOptions>? listed)
    {
        foreach (TriggerOptions one in listed ?? [])
        {
            KillRules.Of(ref rules, (KillTrigger)one.Trigger) = KillRule.Of(
                (KillStep)one.Step, one.Threshold ?? 0, one.ForMs * Units.NsPerMs, one.ReleaseMs * Units.NsPerMs, one.ReleaseShare);
        }
    }

    private static long E8(decimal? amount) => ExactAmount.ToE8(amount ?? 0);
}
