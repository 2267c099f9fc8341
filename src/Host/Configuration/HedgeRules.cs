using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Minnow.Host.Configuration;

/// <summary>What the schema can not say about the hedge section.</summary>
internal static class HedgeRules
{
    private const string Path = "$.hedge";

    internal static void Check(MinnowConfiguration value, SourceValue root, ConfigurationErrors errors)
    {
        HedgeOptions hedge = value.Hedge;
        if (hedge.Instruments is not { Count: > 0 } instruments) return;
        SourceValue at = root.Find("hedge")!;
        HashSet<string> seen = [];
        for (int i = 0; i < instruments.Count; i++)
        {
            string name = instruments[i], path = SourcePath.Item(Path + ".instruments", i);
            int offset = at.Find("instruments")!.Items[i].Offset;
            InstrumentOptions? instrument = value.Instruments.FirstOrDefault(one => one.Name == name);
            if (instrument == null) errors.Add(offset, path, $"{SourcePath.Quote(name)} is no instrument of the list instruments; add it there, with \"quote\": false if it is for hedges alone");
            else if (instrument.MaxPositionAmount == null) errors.Add(offset, path, $"{SourcePath.Quote(name)} has no maxPositionAmount; a money limit has no default: give it, in the venue's unit");
            if (!seen.Add(name)) errors.Add(offset, path, $"{SourcePath.Quote(name)} is listed twice; keep one of them");
            if (Base(name) != Base(instruments[0])) errors.Add(offset, path, $"{SourcePath.Quote(name)} is of another base coin than {SourcePath.Quote(instruments[0])}; one run hedges one coin");
        }
        CheckMoney(value, hedge, at, errors);
    }

    private static void CheckMoney(MinnowConfiguration value, HedgeOptions hedge, SourceValue at, ConfigurationErrors errors)
    {
        foreach ((string name, decimal? amount) in ((string, decimal?)[])[("trigger", hedge.Trigger), ("target", hedge.Target), ("urgent", hedge.Urgent), ("maxOrder", hedge.MaxOrder)])
            if (amount is decimal given && !ExactAmount.IsExact(given))
                errors.Add(at.Find(name)!.Offset, $"{Path}.{name}", $"{Text(given)} has more than {ExactAmount.Decimals} decimals; allowed: whole multiples of 0.00000001");
        if (hedge.Trigger is not decimal trigger)
        {
            errors.Add(at.Offset, Path + ".trigger", "missing; a money limit has no default: give the net position above which it is hedged, in the base coin");
            return;
        }
        if (hedge.Target >= trigger) errors.Add(at.Find("target")!.Offset, Path + ".target", $"{Text(hedge.Target)} is not below the trigger {Text(trigger)}");
        if (hedge.Urgent < trigger) errors.Add(at.Find("urgent")!.Offset, Path + ".urgent", $"{Text(hedge.Urgent.Value)} is below the trigger {Text(trigger)}");
        if (value.Risk.MaxNetExposure <= trigger)
            errors.Add(at.Find("trigger")!.Offset, Path + ".trigger", $"{Text(trigger)} is not below risk.maxNetExposure {Text(value.Risk.MaxNetExposure.Value)}: the limit would hold before a hedge begins");
    }

    // The base is the name up to the first mark that is no letter or digit: BTC-PERPETUAL, BTC_USDC-PERPETUAL.
    private static string Base(string name)
    {
        int end = name.AsSpan().IndexOfAny('-', '_');
        return end < 0 ? name : name[..end];
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
