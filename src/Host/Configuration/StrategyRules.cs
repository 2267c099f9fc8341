using System;
using System.Collections.Generic;
using System.Globalization;
using Minnow.Host.Configuration.Strategy;

namespace Minnow.Host.Configuration;

/// <summary>What the schema can not say about the quoting sections and what instruments say of each other.</summary>
internal static class StrategyRules
{
    internal static void Check(MinnowConfiguration value, SourceValue root, ConfigurationErrors errors)
    {
        Check(value.Quoting, root.Find("quoting"), "$.quoting", errors);
        SourceValue? list = root.Find("instruments");
        for (int i = 0; i < value.Instruments.Count; i++)
        {
            InstrumentOptions instrument = value.Instruments[i];
            SourceValue at = list!.Items[i];
            string path = SourcePath.Item("$.instruments", i);
            if (instrument.Quoting is QuotingOptions own) Check(own, at.Find("quoting"), path + ".quoting", errors);
            CheckReference(instrument.RollAfter, "rollAfter", value, i, at, path, errors);
            CheckReference(instrument.Pair, "pair", value, i, at, path, errors);
        }
    }

    private static void Check(QuotingOptions q, SourceValue? at, string path, ConfigurationErrors errors)
    {
        // Values of the schema alone are right; what is wrong was written somewhere in the file.
        int offset = at?.Offset ?? 0;
        if (q.MinHalfSpreadBps > q.MaxHalfSpreadBps)
            errors.Add(at?.Find("minHalfSpreadBps")?.Offset ?? offset, path + ".minHalfSpreadBps", $"{Text(q.MinHalfSpreadBps)} is more than maxHalfSpreadBps {Text(q.MaxHalfSpreadBps)}");
        if (q.Tactics is { ReentryDriftBps: > 0, ReentryWaitMs: 0 })
            errors.Add(at?.Find("tactics")?.Offset ?? offset, path + ".tactics.reentryDriftBps", "needs reentryWaitMs: the drift is looked at when that time is over");
        if (q.Requote is { QueueValueFactor: > 0, QueueBandTicks: 0 })
            errors.Add(at?.Find("requote")?.Offset ?? offset, path + ".requote.queueValueFactor", "needs queueBandTicks: how far such an order may be from the wanted price");
        CheckTable(q.Fair.MicroPriceTicks, at, path, errors);
        Order(q.Modes.CalmRatio, q.Modes.VolatileRatio, "calmRatio", "volatileRatio", at, path, errors);
        Order(q.Modes.VolatileRatio, q.Modes.CascadeRatio, "volatileRatio", "cascadeRatio", at, path, errors);
        if (q.Model is { Kind: QuoteModelKind.Linear, LinearSkewBpsPerOrder: 0 })
            errors.Add(at?.Find("model")?.Offset ?? offset, path + ".model.linearSkewBpsPerOrder", "0 would leave a position to itself; give the linear model its step");
        if (q.Carry is { ExpiryStopHours: > 0, ExpiryReduceHours: > 0 } && q.Carry.ExpiryReduceHours < q.Carry.ExpiryStopHours)
            errors.Add(at?.Find("carry")?.Offset ?? offset, path + ".carry.expiryReduceHours", $"{Text(q.Carry.ExpiryReduceHours)} is less than expiryStopHours {Text(q.Carry.ExpiryStopHours)}: nothing would be reduced before the stop");
        if (q.Carry is { FlatBeforeFundingMs: > 0, FundingIntervalMs: 0 })
            errors.Add(at?.Find("carry")?.Offset ?? offset, path + ".carry.flatBeforeFundingMs", "needs fundingIntervalMs: funding that accrues without pause has no payment to be flat before");
    }

    private static void CheckTable(IReadOnlyList<double>? table, SourceValue? at, string path, ConfigurationErrors errors)
    {
        if (table == null) return;
        int offset = at?.Find("fair")?.Find("microPriceTicks")?.Offset ?? at?.Offset ?? 0;
        if (table.Count is not (10 or 20 or 30)) errors.Add(offset, path + ".fair.microPriceTicks", $"has {table.Count} numbers; allowed: 10 for each spread, so 10, 20 or 30");
        for (int i = 0; i < table.Count; i++)
            if (!(Math.Abs(table[i]) < 1)) errors.Add(offset, $"{path}.fair.microPriceTicks[{i}]", $"{Text(table[i])} is out of range; allowed: more than -1 and less than 1, a tick or more is an error of the calibration");
    }

    private static void Order(double low, double high, string lowName, string highName, SourceValue? at, string path, ConfigurationErrors errors)
    {
        if (low == 0 || high == 0 || low < high) return;
        SourceValue? modes = at?.Find("modes");
        errors.Add(modes?.Find(lowName)?.Offset ?? modes?.Offset ?? at?.Offset ?? 0, $"{path}.modes.{lowName}", $"{Text(low)} must be less than {highName} {Text(high)}");
    }

    private static void CheckReference(string? name, string key, MinnowConfiguration value, int self, SourceValue at, string path, ConfigurationErrors errors)
    {
        if (name == null) return;
        for (int i = 0; i < value.Instruments.Count; i++)
            if (i != self && value.Instruments[i].Name == name) return;
        errors.Add(at.Find(key)!.Offset, $"{path}.{key}", $"{SourcePath.Quote(name)} is no other instrument of this list");
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
