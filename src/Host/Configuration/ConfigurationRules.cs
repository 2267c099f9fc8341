using System.Collections.Generic;
using System.Globalization;
using Minnow.Core.Engine;
using Minnow.Core.Quoting;
using Minnow.Host.Configuration.Strategy;
using Minnow.Host.Threads;

namespace Minnow.Host.Configuration;

/// <summary>What a schema can not say: rules between values, with the money limits first.</summary>
internal static class ConfigurationRules
{
    internal static void Check(MinnowConfiguration value, SourceValue root, ConfigurationErrors errors)
    {
        SourceValue? list = root.Find("instruments");
        Dictionary<string, int> names = [];
        for (int i = 0; i < value.Instruments.Count; i++)
        {
            SourceValue at = list!.Items[i];
            string path = SourcePath.Item("$.instruments", i);
            CheckName(value.Instruments[i].Name, i, at, path, names, errors);
            CheckMoney(value.Instruments[i], at, path, errors);
            CheckDefinition(value.Instruments[i], at, path, errors);
            CheckFee(value, value.Instruments[i], at, path, errors);
            CheckModel(value, value.Instruments[i], at, path, errors);
        }
        if (value.Instruments.Count > value.Limits.MaxInstruments)
        {
            errors.Add(list!.Offset, "$.instruments", $"lists {value.Instruments.Count} instruments, but limits.maxInstruments is "
                + $"{value.Limits.MaxInstruments}; raise the limit or shorten the list");
        }
        StrategyRules.Check(value, root, errors);
        RiskRules.Check(value, root, errors);
        HedgeRules.Check(value, root, errors);
        CheckSizes(value, root, errors);
        CheckCores(value.Threads, root, errors);
        ConnectionRules.Check(value, root, errors);
        GateRules.Check(value, root, errors);
    }

    private static void CheckName(string name, int index, SourceValue at, string path, Dictionary<string, int> names, ConfigurationErrors errors)
    {
        int offset = at.Find("name")!.Offset;
        foreach (char c in name)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-') continue;
            errors.Add(offset, path + ".name", $"{SourcePath.Quote(name)} has the character {SourcePath.Quote(c.ToString())}; allowed: letters, digits, _ . -");
            return;
        }
        if (!names.TryAdd(name, index))
            errors.Add(offset, path + ".name", $"{SourcePath.Quote(name)} is listed twice, first as instruments[{names[name]}]; keep one of them");
    }

    private static void CheckMoney(InstrumentOptions instrument, SourceValue at, string path, ConfigurationErrors errors)
    {
        CheckExact(instrument.OrderAmount, at.Find("orderAmount"), path + ".orderAmount", errors);
        CheckExact(instrument.MaxPositionAmount, at.Find("maxPositionAmount"), path + ".maxPositionAmount", errors);
        if (!instrument.Quote) return;
        const string Why = "missing; a money limit has no default: give it in the venue's unit (USD on inverse, coin on linear), or set \"quote\": false to only watch";
        if (instrument.OrderAmount is not decimal order) errors.Add(Offset(at, "orderAmount"), path + ".orderAmount", Why);
        else if (instrument.MaxPositionAmount is decimal most && most < order)
            errors.Add(at.Find("maxPositionAmount")!.Offset, path + ".maxPositionAmount", $"{Text(most)} is less than orderAmount {Text(order)}: no order could ever be sent");
        if (instrument.MaxPositionAmount is null) errors.Add(Offset(at, "maxPositionAmount"), path + ".maxPositionAmount", Why);
    }

    private static void CheckDefinition(InstrumentOptions instrument, SourceValue at, string path, ConfigurationErrors errors)
    {
        if (instrument.Definition is not InstrumentDefinitionOptions definition) return;
        SourceValue place = at.Find("definition")!;
        CheckExact(definition.TickSize, place.Find("tickSize"), path + ".definition.tickSize", errors);
        CheckExact(definition.LotSize, place.Find("lotSize"), path + ".definition.lotSize", errors);
        CheckLots(instrument.OrderAmount, definition.LotSize, at.Find("orderAmount"), path + ".orderAmount", errors);
        CheckLots(instrument.MaxPositionAmount, definition.LotSize, at.Find("maxPositionAmount"), path + ".maxPositionAmount", errors);
    }

    private static void CheckFee(MinnowConfiguration value, InstrumentOptions instrument, SourceValue at, string path, ConfigurationErrors errors)
    {
        if (!instrument.Quote || instrument.Definition == null || (instrument.Quoting ?? value.Quoting).MakerFeeBps != null) return;
        errors.Add(at.Find("definition")!.Offset, path + ".definition", "carries no fee, so the fee floor would be a guess; give quoting.makerFeeBps");
    }

    // The table of the exact model would put a wall where the limit is not.
    private static void CheckModel(MinnowConfiguration value, InstrumentOptions instrument, SourceValue at, string path, ConfigurationErrors errors)
    {
        if ((instrument.Quoting ?? value.Quoting).Model.Kind != QuoteModelKind.GlftExact) return;
        if (instrument.OrderAmount is not decimal order || instrument.MaxPositionAmount is not decimal most || most <= order * GlftTable.MaxOrders) return;
        errors.Add(at.Find("maxPositionAmount")!.Offset, path + ".maxPositionAmount",
            $"{Text(most)} is more than {GlftTable.MaxOrders} orders, and glftExact knows no more; allowed: up to {Text(order * GlftTable.MaxOrders)}, or the model glft");
    }

    private static void CheckExact(decimal? amount, SourceValue? at, string path, ConfigurationErrors errors)
    {
        if (amount is decimal given && !ExactAmount.IsExact(given))
            errors.Add(at!.Offset, path, $"{Text(given)} has more than {ExactAmount.Decimals} decimals; allowed: whole multiples of 0.00000001");
    }

    private static void CheckLots(decimal? amount, decimal lot, SourceValue? at, string path, ConfigurationErrors errors)
    {
        if (amount is decimal given && !ExactAmount.IsMultiple(given, lot))
            errors.Add(at!.Offset, path, $"{Text(given)} is not a whole number of lots; allowed: multiples of definition.lotSize {Text(lot)}");
    }

    /// <summary>A message's events reach the ring together or not at all, so the ring must hold the largest message.</summary>
    private static void CheckSizes(MinnowConfiguration value, SourceValue root, ConfigurationErrors errors)
    {
        const int Headroom = 256; // instrument definitions and a timer before the message's own events
        if (value.Limits.MaxLevels + Headroom > value.Rings.InputSlots)
        {
            SourceValue at = root.Find("limits")?.Find("maxLevels") ?? root.Find("rings")!.Find("inputSlots")!;
            errors.Add(at.Offset, "$.limits.maxLevels", $"{value.Limits.MaxLevels} levels and {Headroom} more do not fit into rings.inputSlots "
                + $"{value.Rings.InputSlots}: a message reaches the ring whole or not at all; raise inputSlots or lower maxLevels");
        }
        const int SlotsPerInstrument = OutputBatch.SlotsPerInstrument;
        if (value.Rings.OutputSlots < SlotsPerInstrument * value.Limits.MaxInstruments)
        {
            SourceValue at = root.Find("rings")?.Find("outputSlots") ?? root.Find("limits")!.Find("maxInstruments")!;
            errors.Add(at.Offset, "$.rings.outputSlots", $"{value.Rings.OutputSlots} slots can not take what one event may cause; with limits.maxInstruments "
                + $"{value.Limits.MaxInstruments} at least {SlotsPerInstrument * value.Limits.MaxInstruments} are needed");
        }
        if (value.Limits.MaxFrameBytes >= (long)value.Rings.CaptureMb << 20)
        {
            SourceValue at = root.Find("limits")?.Find("maxFrameBytes") ?? root.Find("rings")!.Find("captureMb")!;
            errors.Add(at.Offset, "$.limits.maxFrameBytes", $"{value.Limits.MaxFrameBytes} bytes do not fit into rings.captureMb {value.Rings.CaptureMb}; raise captureMb");
        }
    }

    private static void CheckCores(ThreadsOptions threads, SourceValue root, ConfigurationErrors errors)
    {
        (string Name, AgentThreadOptions Thread)[] used = threads.Mode switch
        {
            ThreadMode.Threaded => [("feed", threads.Feed), ("quoter", threads.Quoter), ("journal", threads.Journal)],
            ThreadMode.Fused => [("feed", threads.Feed), ("journal", threads.Journal)],
            _ => [],
        };
        for (int later = 1; later < used.Length; later++)
        {
            for (int first = 0; first < later; first++)
            {
                if (used[later].Thread.Core is not int core || used[first].Thread.Core != core) continue;
                errors.Add(root.Find("threads")!.Find(used[later].Name)!.Find("core")!.Offset, $"$.threads.{used[later].Name}.core",
                    $"core {core} is already taken by threads.{used[first].Name}; allowed: another core, or null");
            }
        }
    }

    private static int Offset(SourceValue section, string key) => section.Find(key)?.Offset ?? section.Offset;

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
