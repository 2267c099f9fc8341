using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;
using Minnow.Core.Quoting;
using Minnow.Host.Journal;

namespace Minnow.Host.Why;

/// <summary>The explanations as text for a person.</summary>
internal static class WhyText
{
    internal static void Order(TextWriter output, long orderId, Event? cause, IReadOnlyList<OrderStep> steps, Event? fill, Instruments instruments)
    {
        OutputRecord placed = steps[0].Command ?? steps[1].Command ?? default;
        ushort index = placed.InstrumentIndex;
        if (fill is { } asked)
            output.WriteLine($"Fill {asked.Fill.TradeId}: {(asked.Has(EventFlags.Ask) ? "sold" : "bought")} {instruments.AmountText(index, asked.Fill.SizeLots)} at {instruments.PriceText(index, asked.Fill.PriceTicks)} by order {orderId}");
        output.WriteLine($"Order {orderId} on {instruments.Name(index)}: {Side(placed.Flags)} of {instruments.AmountText(index, placed.SizeLots)} at {instruments.PriceText(index, placed.PriceTicks)}; {OrderEnd.Words(steps, placed, instruments)}");
        output.WriteLine($"Times are UTC; {instruments.UnitsText(index)}.");
        output.WriteLine();
        output.WriteLine($"  {"time",-29}{"after ms",11}  who     what");
        if (cause is { } e) Step(output, e.ReceivedNs, placed.TimeNs, "cause", $"{EventWords.Of(in e, instruments)} (input {placed.CauseSequence})");
        foreach (OrderStep step in steps)
        {
            if (step.Command is not { } command)
            {
                Step(output, step.TimeNs, placed.TimeNs, "venue", Report(step.Event!.Value, instruments));
                continue;
            }
            Step(output, step.TimeNs, placed.TimeNs, "minnow", Message(in command, instruments));
            output.WriteLine($"  {"",-48}{Because(in command, step.Decision)}");
        }
        output.WriteLine();
        DecisionText text = new(output, instruments);
        output.WriteLine("The decision that placed it:");
        if (steps[0].Decision is { } decision) text.Write(decision, cause);
        else output.WriteLine("  Its record is not in the journal.");
    }

    internal static void Moment(TextWriter output, long timeNs, bool wasCut, IEnumerable<Decision> decisions, JournalSearch search, Instruments instruments)
    {
        output.WriteLine($"In force at {JournalTool.Time(timeNs)} (times are UTC):");
        DecisionText text = new(output, instruments);
        foreach (Decision decision in decisions)
        {
            output.WriteLine();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"Made {(timeNs - decision.Record.TimeNs) / 1e6:#,0.000} ms before; {instruments.UnitsText(decision.Record.InstrumentIndex)}."));
            text.Write(decision, search.Input(decision.Record.CauseSequence));
        }
        if (wasCut) output.WriteLine("\nInstruments whose last decision is far back are left out.");
    }

    private static void Step(TextWriter output, long timeNs, long fromNs, string who, string what) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {JournalTool.Time(timeNs),-29}{(timeNs - fromNs) / 1e6,11:0.000}  {who,-7} {what}"));

    private static string Side(uint flags) => (flags & OutputRecord.SellFlag) != 0 ? "ask" : "bid";

    private static string Message(in OutputRecord command, Instruments instruments)
    {
        ushort index = command.InstrumentIndex;
        string side = Side(command.Flags);
        return command.Verb switch
        {
            CommandVerb.Place => $"place {side} of {instruments.AmountText(index, command.SizeLots)} at {instruments.PriceText(index, command.PriceTicks)}{Kind(command.Flags)}",
            CommandVerb.Edit => $"move {side} to {instruments.PriceText(index, command.PriceTicks)}, {instruments.AmountText(index, command.SizeLots)} in all",
            CommandVerb.Cancel => $"cancel {side}",
            _ => command.Verb.ToString(),
        };
    }

    private static string Kind(uint flags)
    {
        string kind = (flags & OutputRecord.ReduceOnlyFlag) != 0 ? ", reduce-only" : "";
        if ((flags & OutputRecord.HedgeFlag) != 0) kind += ", as a hedge";
        if ((flags & OutputRecord.FillOrKillFlag) != 0) kind += ", takes all of it or nothing";
        return (flags & OutputRecord.ImmediateFlag) != 0 ? kind + ", takes and leaves nothing" : kind;
    }

    // The decision behind a message; of a cancel also what took the wish away.
    private static string Because(in OutputRecord command, Decision? decision)
    {
        if (decision == null) return $"decision {command.DecisionNumber}, whose record is not in the journal";
        ref readonly DecisionRecord r = ref decision.Record;
        List<string> reasons = [];
        bool sell = (command.Flags & OutputRecord.SellFlag) != 0;
        foreach (LevelRecord level in decision.Levels)
            if (level.OrderId == command.OrderId && level.Reason != LevelReason.None) reasons.Add(FlagWords.Of(level.Reason));
        if (command.Verb == CommandVerb.Cancel && (sell ? r.WantedAskCount : r.WantedBidCount) == 0)
        {
            if (DecisionText.Effect(in r, sell) is { Length: > 0 } effect) reasons.Add(effect);
            foreach (Suppressions one in Enum.GetValues<Suppressions>())
                if (one != Suppressions.None && r.Suppressions.HasFlag(one)) reasons.Add(FlagWords.Of(one));
        }
        string why = reasons.Count == 0 ? "" : ": " + string.Join("; ", reasons);
        return $"decision {command.DecisionNumber}, {DecisionText.Trigger(r.Trigger)} (input {command.CauseSequence}){why}";
    }

    private static string Report(in Event e, Instruments instruments)
    {
        ushort index = e.InstrumentIndex;
        if (e.Kind == EventKind.Fill)
        {
            string late = ((FillDetails)e.Detail & FillDetails.Backfilled) != 0 ? ", told later by a query" : "";
            string taker = ((FillDetails)e.Detail & FillDetails.Taker) != 0 ? ", as taker" : "";
            return string.Create(CultureInfo.InvariantCulture,
                $"fill of {instruments.AmountText(index, e.Fill.SizeLots)} at {instruments.PriceText(index, e.Fill.PriceTicks)}, fee {e.Fill.FeeE8 * 1e-8:0.########} {instruments.FeeCoin(index)}, trade {e.Fill.TradeId}{taker}{late}");
        }
        string reason = e.Order.Reason == OrderReason.None ? "" : $", {FlagWords.Of(e.Order.Reason)}";
        string open = e.Order.OpenLots == Units.Missing ? "" : $", {instruments.AmountText(index, e.Order.OpenLots)} open";
        string at = e.Order.PriceTicks == Units.Missing ? "" : $" at {instruments.PriceText(index, e.Order.PriceTicks)}";
        string code = e.Order.ErrorCode == 0 ? "" : e.Order.Reason == OrderReason.Denied
            ? string.Create(CultureInfo.InvariantCulture, $": control {e.Order.ErrorCode} {(GateControl)e.Order.ErrorCode}, {GateWords.Of((GateControl)e.Order.ErrorCode)}")
            : $", error {e.Order.ErrorCode.ToString(CultureInfo.InvariantCulture)}";
        return $"{OrderEnd.Report(e.Order.Report)}{open}{at}{reason}{code}";
    }
}
