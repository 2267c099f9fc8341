using System.Collections.Generic;
using Minnow.Host.Configuration.Risk;

namespace Minnow.Host.Configuration;

/// <summary>What the schema can not say about limits and the kill ladder, and what a live run should know before it begins.</summary>
internal static class RiskRules
{
    internal static void Check(MinnowConfiguration value, SourceValue root, ConfigurationErrors errors)
    {
        Check(value.Risk.Triggers, root.Find("risk"), "$.risk", errors);
        Exact(root.Find("risk"), "$.risk", errors, ("maxGrossUsd", value.Risk.MaxGrossUsd), ("maxSessionLoss", value.Risk.MaxSessionLoss), ("maxSessionLossUsd", value.Risk.MaxSessionLossUsd),
            ("maxDailyLoss", value.Risk.MaxDailyLoss), ("maxDailyLossUsd", value.Risk.MaxDailyLossUsd), ("maxDrawdown", value.Risk.MaxDrawdown), ("maxDrawdownUsd", value.Risk.MaxDrawdownUsd));
        SourceValue? list = root.Find("instruments");
        for (int i = 0; i < value.Instruments.Count; i++)
        {
            InstrumentOptions instrument = value.Instruments[i];
            InstrumentRiskOptions own = instrument.Risk;
            SourceValue? at = list!.Items[i].Find("risk");
            string path = SourcePath.Item("$.instruments", i) + ".risk";
            Check(own.Triggers, at, path, errors);
            Exact(at, path, errors, ("maxOrderAmount", own.MaxOrderAmount), ("maxLadderAmount", own.MaxLadderAmount), ("maxNotionalUsd", own.MaxNotionalUsd),
                ("volatilityBudget", own.VolatilityBudget), ("fundingCapAmount", own.FundingCapAmount), ("expiryCapAmount", own.ExpiryCapAmount));
            if (own.SideStopPercent is int stop && own.SideReleasePercent > stop) Say(at, "sideReleasePercent", path, $"{own.SideReleasePercent} is more than sideStopPercent {stop}: the side would open where it closes", errors);
            if (own is { FundingCapAmount: not null, FundingIntervalMinutes: 0 }) Say(at, "fundingCapAmount", path, "needs fundingIntervalMinutes: funding that accrues without pause has no payment to hold it over", errors);
            if (own is { ExpiryCapAmount: not null, ExpiryWindowHours: 0 }) Say(at, "expiryCapAmount", path, "needs expiryWindowHours: the time before expiry from which it holds", errors);
            if (own.MaintenanceMarginPercent > own.InitialMarginPercent) Say(at, "maintenanceMarginPercent", path, "is more than initialMarginPercent: a position could be opened that is liquidated at once", errors);
            if (own.MaxOrderAmount is decimal most && instrument.OrderAmount is decimal order && most < order)
                Say(at, "maxOrderAmount", path, $"is less than orderAmount {order.ToString(System.Globalization.CultureInfo.InvariantCulture)}: every order would be cut", errors);
        }
    }

    /// <summary>Money limits that a live run has not; one sentence each.</summary>
    internal static IReadOnlyList<string> Warnings(MinnowConfiguration value)
    {
        List<string> missing = [];
        if (value.Connection == null) return missing;
        RiskOptions risk = value.Risk;
        if (risk.MaxSessionLoss == null && risk.MaxSessionLossUsd == null) missing.Add("no loss since the start stops the run: risk.maxSessionLoss and risk.maxSessionLossUsd are not given");
        if (risk.MaxDailyLoss == null && risk.MaxDailyLossUsd == null) missing.Add("no loss of the day stops the run: risk.maxDailyLoss and risk.maxDailyLossUsd are not given");
        if (risk.MaxDrawdown == null && risk.MaxDrawdownUsd == null && risk.MaxDrawdownPercent == null) missing.Add("no fall from the peak stops the run: risk.maxDrawdown, risk.maxDrawdownUsd and risk.maxDrawdownPercent are not given");
        return missing;
    }

    private static void Check(IReadOnlyList<TriggerOptions>? triggers, SourceValue? section, string path, ConfigurationErrors errors)
    {
        if (triggers == null) return;
        HashSet<KillTriggerName> seen = [];
        for (int i = 0; i < triggers.Count; i++)
        {
            TriggerOptions one = triggers[i];
            SourceValue at = section!.Find("triggers")!.Items[i];
            string item = SourcePath.Item(path + ".triggers", i);
            if (!seen.Add(one.Trigger)) errors.Add(at.Find("trigger")!.Offset, item + ".trigger", "is listed twice; keep one of them");
            if (one.Step == KillStepName.None) continue;
            if (Measures(one.Trigger) && one.Threshold is null or 0) errors.Add(at.Offset, item + ".threshold", "is needed above 0: from which value on it holds");
            if (!Measures(one.Trigger) && one.Trigger != KillTriggerName.Clock && one.Threshold != null) errors.Add(at.Find("threshold")!.Offset, item + ".threshold", "means nothing for this trigger: leave it out");
            if (Counts(one.Trigger) && one.ForMs == 0) errors.Add(at.Offset, item + ".forMs", "is needed: the time within which it counts");
            if (Counts(one.Trigger) && one.Threshold > Core.Risk.RecentTimes.Capacity) errors.Add(at.Find("threshold")!.Offset, item + ".threshold", $"is more than {Core.Risk.RecentTimes.Capacity}, the most that is counted");
        }
    }

    private static bool Counts(KillTriggerName trigger) => trigger is KillTriggerName.Gaps or KillTriggerName.FillRun or KillTriggerName.Refusals;

    private static bool Measures(KillTriggerName trigger) => Counts(trigger) || trigger is KillTriggerName.TrendBreak or KillTriggerName.SpreadCollapse or KillTriggerName.SpreadBlowOut
        or KillTriggerName.FundingFlip or KillTriggerName.Divergence or KillTriggerName.InventoryLoss or KillTriggerName.Latency or KillTriggerName.LosingTrips or KillTriggerName.Margin;

    private static void Exact(SourceValue? section, string path, ConfigurationErrors errors, params (string Key, decimal? Amount)[] amounts)
    {
        foreach ((string key, decimal? amount) in amounts)
            if (amount is decimal given && !ExactAmount.IsExact(given)) Say(section, key, path, $"has more than {ExactAmount.Decimals} decimals; allowed: whole multiples of 0.00000001", errors);
    }

    private static void Say(SourceValue? section, string key, string path, string text, ConfigurationErrors errors) =>
        errors.Add(section?.Find(key)?.Offset ?? section?.Offset ?? 0, $"{path}.{key}", text);
}
