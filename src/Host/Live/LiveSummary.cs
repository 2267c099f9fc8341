using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;
using Minnow.Host.Engine;
using Minnow.Venues.Deribit;

namespace Minnow.Host.Live;

/// <summary>What a live run came to: the one object of <c>minnow run --json</c> without a recording.</summary>
public sealed record LiveSummary
{
    /// <summary>Where it traded.</summary>
    public string Environment { get; init; } = "";

    /// <summary>How much was real.</summary>
    public string Stage { get; init; } = "";

    /// <summary>The journal's directory.</summary>
    public string Journal { get; init; } = "";

    /// <summary>How it ended.</summary>
    public LiveEnd End { get; init; }

    /// <summary>Time from the stop to closed connections, s.</summary>
    public double StopSeconds { get; init; }

    /// <summary>Time that the run took, s.</summary>
    public double WallSeconds { get; init; }

    /// <summary>Times that the feed thread was away for more than a second.</summary>
    public long LoopGaps { get; init; }

    /// <summary>Events published.</summary>
    public long Events { get; init; }

    /// <summary>Windows of the venue's best levels that were compared with our book.</summary>
    public long DepthsCompared { get; init; }

    /// <summary>Of those, the ones in which a level was not the same.</summary>
    public long DepthsDifferent { get; init; }

    /// <summary>Decisions recorded.</summary>
    public long Decisions { get; init; }

    /// <summary>Commands sent to the order session.</summary>
    public long Commands { get; init; }

    /// <summary>Reports on orders, by kind.</summary>
    public IReadOnlyList<(string Name, long Count)> Reports { get; init; } = [];

    /// <summary>Fills.</summary>
    public long Fills { get; init; }

    /// <summary>Lots filled, bought and sold.</summary>
    public long FilledLots { get; init; }

    /// <summary>Fills that a query told after a lost connection.</summary>
    public long Backfilled { get; init; }

    /// <summary>Connections of the market session.</summary>
    public long MarketConnections { get; init; }

    /// <summary>Connections of the order session.</summary>
    public long OrderConnections { get; init; }

    /// <summary>Requests of the order session.</summary>
    public long Requests { get; init; }

    /// <summary>Our positions beside the venue's.</summary>
    public IReadOnlyList<LivePosition> Positions { get; init; } = [];

    /// <summary>Instruments whose position the venue states otherwise at the end, plus what the quoter could not explain while it ran.</summary>
    public long Unexplained { get; init; }

    /// <summary>Why quoting is halted; None if it is not.</summary>
    public HaltReason Halted { get; init; }

    /// <summary>Hash of the quoter's last state, 16 hexadecimal digits.</summary>
    public string StateHash { get; init; } = "";

    /// <summary>Bytes of the journal's files.</summary>
    public long JournalBytes { get; init; }

    /// <summary>Bytes allocated after start-up by feed, quoter and journal threads.</summary>
    public (long Feed, long Quoter, long Journal) AllocatedBytes { get; init; }

    internal static LiveSummary Of(RunEngine engine, OrderTally tally, InstrumentTable instruments, MinnowConfiguration configuration)
    {
        ref readonly QuoterState head = ref engine.Block.Head;
        BookTotals books = BookTotals.Of(engine.Block);
        CounterSet counters = engine.Page.Counters;
        List<LivePosition> positions = [];
        long differences = 0;
        foreach (InstrumentOptions instrument in configuration.Instruments)
        {
            if (!instruments.TryGetIndex(Encoding.ASCII.GetBytes(instrument.Name), out ushort index) || index >= head.InstrumentCount) continue;
            LivePosition position = new(instrument.Name, engine.Block[index].PositionLots, tally.VenuePositionLots(index));
            positions.Add(position);
            if (position.VenueLots != Units.Missing && !position.Agrees) differences++;
        }
        List<(string, long)> reports = [];
        foreach (OrderReport report in Enum.GetValues<OrderReport>())
            if (tally.Reports(report) > 0) reports.Add((report.ToString(), tally.Reports(report)));
        return new LiveSummary
        {
            Events = engine.Input.EventCount,
            Decisions = head.DecisionCount,
            Commands = head.CommandCount,
            DepthsCompared = books.DepthsCompared,
            DepthsDifferent = books.DepthsDifferent,
            Reports = reports,
            Fills = tally.FillCount,
            FilledLots = tally.FilledLots,
            Backfilled = tally.BackfilledCount,
            MarketConnections = counters.Read(CounterId.FeedConnections),
            OrderConnections = counters.Read(CounterId.GatewayConnections),
            Requests = counters.Read(CounterId.GatewayRequests),
            Positions = positions,
            Unexplained = differences + head.Contradictions + head.Overfills + head.UnknownAtReady,
            Halted = (HaltReason)head.Halted,
            StateHash = engine.Block.Hash().ToString("x16", CultureInfo.InvariantCulture),
            JournalBytes = engine.Writer.Counters.FileBytes,
            AllocatedBytes = (engine.Allocated(ThreadRole.Feed), engine.Allocated(ThreadRole.Quoter), engine.Allocated(ThreadRole.Journal)),
        };
    }

    /// <summary>Writes the one object of <c>--json</c>.</summary>
    public void WriteJson(TextWriter text)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, new JsonWriterOptions { Indented = true })) Write(json);
        text.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("v", 1);
        json.WriteString("environment", Environment);
        json.WriteString("stage", Stage);
        json.WriteString("journal", Journal);
        json.WriteString("end", JsonNamingPolicy.CamelCase.ConvertName(End.ToString()));
        json.WriteNumber("events", Events);
        json.WriteNumber("depthsCompared", DepthsCompared);
        json.WriteNumber("depthsDifferent", DepthsDifferent);
        json.WriteNumber("decisions", Decisions);
        json.WriteNumber("commands", Commands);
        json.WriteStartObject("reports");
        foreach ((string name, long count) in Reports) json.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(name), count);
        json.WriteEndObject();
        json.WriteNumber("fills", Fills);
        json.WriteNumber("filledLots", FilledLots);
        json.WriteNumber("backfilled", Backfilled);
        json.WriteNumber("marketConnections", MarketConnections);
        json.WriteNumber("orderConnections", OrderConnections);
        json.WriteNumber("requests", Requests);
        json.WriteStartArray("positions");
        foreach (LivePosition position in Positions)
        {
            json.WriteStartObject();
            json.WriteString("instrument", position.Instrument);
            json.WriteNumber("oursLots", position.OursLots);
            if (position.VenueLots == Units.Missing) json.WriteNull("venueLots");
            else json.WriteNumber("venueLots", position.VenueLots);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("unexplained", Unexplained);
        json.WriteString("halted", JsonNamingPolicy.CamelCase.ConvertName(Halted.ToString()));
        json.WriteNumber("loopGaps", LoopGaps);
        json.WriteString("stateHash", StateHash);
        json.WriteNumber("journalBytes", JournalBytes);
        json.WriteStartObject("allocatedBytes");
        json.WriteNumber("feed", AllocatedBytes.Feed);
        json.WriteNumber("quoter", AllocatedBytes.Quoter);
        json.WriteNumber("journal", AllocatedBytes.Journal);
        json.WriteEndObject();
        json.WriteNumber("stopSeconds", StopSeconds);
        json.WriteNumber("wallSeconds", WallSeconds);
        json.WriteEndObject();
    }

    /// <summary>Writes the summary for a person.</summary>
    public void WriteText(TextWriter text)
    {
        CultureInfo c = CultureInfo.InvariantCulture;
        text.WriteLine(string.Create(c, $"Ran {Stage} on {Environment} for {WallSeconds:N1} s; stopped in {StopSeconds:N2} s: {Outcome}."));
        text.WriteLine(string.Create(c, $"  orders    {Commands:N0} commands, {Requests:N0} requests; {string.Join(", ", Named(Reports))}"));
        text.WriteLine(string.Create(c, $"  fills     {Fills:N0} of {FilledLots:N0} lots, {Backfilled:N0} told late"));
        foreach (LivePosition p in Positions)
            text.WriteLine(string.Create(c, $"  position  {p.Instrument} {p.OursLots:N0} lots, venue {(p.VenueLots == Units.Missing ? "said nothing" : p.VenueLots.ToString("N0", c))}"));
        text.WriteLine(string.Create(c, $"  links     {MarketConnections:N0} market, {OrderConnections:N0} order connections; {LoopGaps:N0} pauses of ours"));
        text.WriteLine(string.Create(c, $"  books     {DepthsDifferent:N0} of {DepthsCompared:N0} windows of the venue differed from ours"));
        text.WriteLine(string.Create(c, $"  truth     {Unexplained:N0} unexplained differences; {(Halted == HaltReason.None ? "not halted" : "HALTED: " + Halted)}"));
        text.WriteLine(string.Create(c, $"  journal   {JournalBytes:N0} bytes in {Journal}, {Events:N0} events, {Decisions:N0} decisions"));
        text.WriteLine(string.Create(c, $"  allocated after start: feed {AllocatedBytes.Feed:N0}, quoter {AllocatedBytes.Quoter:N0}, journal {AllocatedBytes.Journal:N0} bytes"));
        text.WriteLine($"  state     {StateHash}");
    }

    private string Outcome => End switch
    {
        LiveEnd.Stopped => "nothing rests",
        LiveEnd.OrdersMayRest => "ORDERS MAY REST",
        LiveEnd.AccountLockedLater => "nothing rests, the account is locked",
        LiveEnd.ProtocolError => "nothing rests, the venue can not be understood",
        LiveEnd.NotChecked => "not checked what rests, nothing was sent",
        _ => "refused",
    };

    private static IEnumerable<string> Named(IReadOnlyList<(string Name, long Count)> counts)
    {
        foreach ((string name, long count) in counts) yield return string.Create(CultureInfo.InvariantCulture, $"{count:N0} {name.ToLowerInvariant()}");
    }
}
