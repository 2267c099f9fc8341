using System;
using System.Collections.Generic;
using System.IO;
using Minnow.Core.Model;
using Minnow.Host.Configuration;
using Minnow.Host.Journal;

namespace Minnow.Host.Why;

/// <summary><c>minnow why</c>: from an order, a fill or a moment to the decisions behind it.</summary>
public static class WhyVerb
{
    // How far back a decision that is still in force may lie, in slots of the output ring.
    private const long LookBackSlots = 1 << 16;

    /// <summary>Writes the explanation to <paramref name="output"/>; what went wrong goes to <paramref name="errors"/>.</summary>
    /// <returns>0 found; 1 the journal has no such order, fill or moment; 65 and 74 as all that read journals.</returns>
    public static int Execute(WhyOptions options, TextWriter output, TextWriter errors) => JournalTool.Guard(options.Journal, errors, () =>
    {
        JournalReader journal = new(options.Journal);
        JournalSearch search = new(journal);
        if (options.TimeNs is long time) return AtTime(journal, search, time, options, output, errors);
        if (options.TradeId is not long trade) return OfOrder(journal, search, options.OrderId!.Value, null, options, output, errors);
        if (search.Fill(trade) is not { } fill) return NotFound($"no fill with trade id {trade}", "'minnow journal dump' lists all fills", options, errors);
        return OfOrder(journal, search, fill.Fill.Fill.OrderId, fill.Fill, options, output, errors);
    });

    private static int OfOrder(JournalReader journal, JournalSearch search, long orderId, Event? fill, WhyOptions options, TextWriter output, TextWriter errors)
    {
        if (search.Placed(orderId) is not { } placed)
        {
            string what = fill == null ? $"no order {orderId}" : $"the fill, and no order {orderId} of this run that it belongs to";
            return NotFound(what, "ids count from 1 in each run; a fill of a former run is in that run's journal", options, errors);
        }
        IReadOnlyList<OrderStep> steps = OrderStory.Of(journal, placed.Command, placed.Sequence);
        Instruments instruments = Instruments.At(journal, placed.Command.CauseSequence);
        Event? cause = search.Input(placed.Command.CauseSequence);
        if (options.Json) WhyJson.Order(output, orderId, cause, steps, fill, instruments);
        else WhyText.Order(output, orderId, cause, steps, fill, instruments);
        return (int)ExitCode.Ok;
    }

    private static int AtTime(JournalReader journal, JournalSearch search, long timeNs, WhyOptions options, TextWriter output, TextWriter errors)
    {
        SortedDictionary<ushort, Decision> inForce = [];
        long from = Math.Max(0, search.OutputBefore(timeNs) - LookBackSlots);
        using (OutputScan scan = new(journal, from))
        {
            while (scan.Next())
            {
                if (scan.Decision is not { } decision) continue;
                if (decision.Record.TimeNs > timeNs) break;
                inForce[decision.Record.InstrumentIndex] = decision;
            }
        }
        if (inForce.Count == 0) return NotFound($"no decision at or before {JournalTool.Time(timeNs)}", "'minnow journal ls' shows the times that it covers", options, errors);
        long last = 0;
        foreach (Decision decision in inForce.Values) last = Math.Max(last, decision.Record.CauseSequence);
        Instruments instruments = Instruments.At(journal, last);
        if (options.Json) WhyJson.Moment(output, timeNs, inForce.Values, search, instruments);
        else WhyText.Moment(output, timeNs, from > 0, inForce.Values, search, instruments);
        return (int)ExitCode.Ok;
    }

    private static int NotFound(string what, string next, WhyOptions options, TextWriter errors)
    {
        errors.WriteLine($"minnow why: {options.Journal} has {what}; {next}.");
        return (int)ExitCode.Negative;
    }
}
