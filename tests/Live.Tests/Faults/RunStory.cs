using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Host.Journal;
using Xunit;

namespace Minnow.Live.Tests.Faults;

/// <summary>What a run's journal tells: all that came in, and all that was sent.</summary>
internal sealed class RunStory
{
    private readonly List<Event> _inputs = [];
    private readonly List<OutputRecord> _commands = [];

    internal RunStory(string directory)
    {
        JournalReader reader = new(directory);
        using JournalCursor<Event> inputs = reader.Inputs();
        while (inputs.MoveNext())
        {
            Assert.Equal(_inputs.Count, inputs.FirstSequence);
            foreach (ref readonly Event e in inputs.Records) _inputs.Add(e);
        }
        using JournalCursor<OutputRecord> outputs = reader.Outputs();
        while (outputs.MoveNext())
            foreach (ref readonly OutputRecord record in outputs.Records)
                if (record.Kind == OutputKind.Command) _commands.Add(record);
    }

    internal IReadOnlyList<Event> Inputs => _inputs;

    internal IReadOnlyList<OutputRecord> Commands => _commands;

    /// <summary>Signed lots by trade id, each once.</summary>
    internal Dictionary<long, long> Fills()
    {
        Dictionary<long, long> fills = [];
        foreach (Event e in Told(EventKind.Fill)) fills.TryAdd(e.Fill.TradeId, e.Has(EventFlags.Ask) ? -e.Fill.SizeLots : e.Fill.SizeLots);
        return fills;
    }

    internal IEnumerable<Event> Told(EventKind kind) => _inputs.Where(e => e.Kind == kind);

    internal IEnumerable<OutputRecord> Sent(CommandVerb verb) => _commands.Where(c => c.Verb == verb);

    /// <summary>Sequence of the first event from <paramref name="from"/> on that is <paramref name="what"/>; the count of all if none is.</summary>
    internal long Next(long from, Func<Event, bool> what)
    {
        int at = (int)Math.Max(0, from);
        while (at < _inputs.Count && !what(_inputs[at])) at++;
        return at;
    }

    /// <summary>Where the book broke: a gap in its chain, an event that says that it can not be trusted, or what a new snapshot was asked for.</summary>
    internal long[] Breaks(ushort instrument = 0)
    {
        SortedSet<long> breaks = [.. Sent(CommandVerb.Resync).Where(c => c.InstrumentIndex == instrument).Select(static c => c.CauseSequence)];
        long lastId = -1;
        for (int i = 0; i < _inputs.Count; i++)
        {
            Event e = _inputs[i];
            if (e.InstrumentIndex != instrument && e.InstrumentIndex != Units.NoInstrument) continue;
            if (e.Kind == EventKind.BookInvalid) breaks.Add(i);
            if (e.Kind is EventKind.BookInvalid) lastId = -1;
            if (e.Kind != EventKind.BookLevel || !e.Has(EventFlags.First)) continue;
            bool follows = e.Has(EventFlags.Snapshot) || (lastId >= 0 && (e.Level.PrevChangeId == lastId || e.Level.ChangeId == lastId));
            if (!follows && lastId >= 0) breaks.Add(i);
            lastId = follows ? e.Level.ChangeId : -1;
        }
        return [.. breaks];
    }

    internal long NextSnapshot(long from, ushort instrument = 0) =>
        Next(from + 1, e => e.Kind == EventKind.BookLevel && e.InstrumentIndex == instrument && e.Has(EventFlags.Snapshot));

    /// <summary>No order and no change was wanted because of an event in [from, until).</summary>
    internal void NothingOffered(long from, long until, string why, ushort? instrument = null)
    {
        foreach (OutputRecord command in _commands.Where(one => instrument == null || one.InstrumentIndex == instrument))
            Assert.False(command.Verb is CommandVerb.Place or CommandVerb.Edit && command.CauseSequence >= from && command.CauseSequence < until, $"{command.Verb} of {command.OrderId} at {command.CauseSequence}: {why}");
    }

    /// <summary>What holds in each run: nothing is offered but while the gateway is ready, nor on a book that waits for its snapshot; every order has an end.</summary>
    internal void KeepsTheRules()
    {
        GatewayPhase phase = GatewayPhase.None;
        long from = 0;
        for (int i = 0; i <= _inputs.Count; i++)
        {
            if (i < _inputs.Count && _inputs[i].Kind != EventKind.Gateway) continue;
            if (phase != GatewayPhase.Ready) NothingOffered(from, i, $"the gateway is {phase}");
            if (i == _inputs.Count) break;
            phase = (GatewayPhase)_inputs[i].Detail;
            from = i;
        }
        foreach (ushort instrument in _commands.Select(static one => one.InstrumentIndex).Distinct())
            foreach (long broken in Breaks(instrument)) NothingOffered(broken, NextSnapshot(broken, instrument), "the book waits for its snapshot", instrument);
        HashSet<long> ended = [.. Told(EventKind.OrderUpdate).Where(e => IsEnd(e.Order.Report)).Select(e => e.Order.OrderId)];
        foreach (OutputRecord place in Sent(CommandVerb.Place)) Assert.True(ended.Contains(place.OrderId), $"order {place.OrderId} was never told to have ended");
    }

    internal static bool IsEnd(OrderReport report) => report is OrderReport.Cancelled or OrderReport.Filled or OrderReport.Rejected or OrderReport.NotFound;
}
