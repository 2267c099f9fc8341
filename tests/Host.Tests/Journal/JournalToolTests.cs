using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Hedging;
using Minnow.Core.Risk.Monitors;
using Minnow.Host.Journal;
using Xunit;

namespace Minnow.Host.Tests.Journal;

/// <summary>What a person sees of a journal: ls, describe, verify, dump, and their exit codes.</summary>
public sealed class JournalToolTests : IDisposable
{
    private static readonly Event[] Events = RecordedEvents.Load(4000);

    private readonly JournalFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    [Fact]
    public void A_whole_journal_is_exit_code_0_for_every_tool()
    {
        Write(close: true);
        Assert.Equal(0, JournalVerifier.Run(_folder.Path, _output, _errors));
        Assert.Equal(0, JournalLister.Run(_folder.Path, _output, _errors));
        Assert.Equal(0, JournalDescriber.Run(_folder.Path, _output, _errors));
        Assert.Equal(0, JournalDumper.Run(_folder.Path, new MemoryStream(), _errors));
        Assert.Equal("", _errors.ToString());
        Assert.Contains("closed on purpose", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("{ \"quote\": true }", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void E7_A_cut_journal_is_exit_code_1_and_said_to_be_readable()
    {
        Write(close: false);
        Assert.Equal(1, JournalVerifier.Run(_folder.Path, _output, _errors));
        Assert.Contains("no end marker", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, JournalDumper.Run(_folder.Path, new MemoryStream(), _errors));
    }

    [Fact]
    public void E5_Damage_is_exit_code_1_and_its_place_is_named()
    {
        Write(close: true);
        string path = _folder.Segment(2);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[3000] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Equal(1, JournalVerifier.Run(_folder.Path, _output, _errors));
        Assert.Contains("journal-000002.mwj", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("offset", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("inputs up to sequence", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_journal_is_65_and_what_is_not_there_is_74()
    {
        Assert.Equal(65, JournalVerifier.Run(_folder.Path, _output, _errors));
        Assert.Equal(74, JournalVerifier.Run(Path.Combine(_folder.Path, "nowhere"), _output, _errors));
        File.WriteAllText(_folder.Segment(1), "something else");
        Assert.Equal(65, JournalDumper.Run(_folder.Path, new MemoryStream(), _errors));
        Assert.Equal(65, JournalLister.Run(_folder.Path, _output, _errors));
        Assert.Equal(65, JournalDescriber.Run(_folder.Path, _output, _errors));
        Assert.Equal(5, _errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void A_dump_has_every_record_with_its_fields()
    {
        OutputRecord[] outputs = Decision();
        _folder.WriteSmall(Events, outputs, _folder.Options with { RecordsPerBlock = 3 });
        JsonElement[] lines = Dump(new JournalDumpOptions());
        Assert.Equal(Events.Length + outputs.Length + 1, lines.Length);

        JsonElement[] inputs = [.. lines.Where(one => one.GetProperty("ring").GetString() == "input")];
        Assert.Equal(Enumerable.Range(0, Events.Length).Select(i => (long)i), inputs.Select(one => one.GetProperty("seq").GetInt64()));
        JsonElement level = inputs.First(one => one.GetProperty("kind").GetString() == "BookLevel");
        Event real = Events[level.GetProperty("seq").GetInt64()];
        Assert.Equal(real.Level.PriceTicks, level.GetProperty("priceTicks").GetInt64());
        Assert.Equal(JsonValueKind.Null, level.GetProperty("prevChangeId").ValueKind); // missing on a snapshot
        Assert.Equal("BTC-PERPETUAL", inputs[0].GetProperty("name").GetString());
        Assert.Equal("Inverse", inputs[1].GetProperty("contract").GetString());

        JsonElement[] slots = [.. lines.Where(one => one.GetProperty("ring").GetString() == "output")];
        Assert.Equal("TopMoved", slots[0].GetProperty("trigger").GetString());
        Assert.Equal(61_800.5, slots[3].GetProperty("fairTicks").GetDouble());
        Assert.Equal(3, slots[3].GetProperty("part").GetInt32()); // although the blocks hold three records
        Assert.Equal(12.5, slots[3].GetProperty("volatilitySamples").GetDouble());
        Assert.Equal("OwnCross", slots[11].GetProperty("reason").GetString());
        Assert.Equal("Place", slots[12].GetProperty("verb").GetString());
        Assert.Equal(5000, lines.Single(one => one.GetProperty("ring").GetString() == "checkpoint").GetProperty("stateBytes").GetInt32());
    }

    [Fact]
    public void A_dump_can_be_narrowed()
    {
        Write(close: true);
        JsonElement[] some = Dump(new JournalDumpOptions { FromSequence = 100, ToSequence = 149 });
        Assert.Equal(50, some.Count(one => one.GetProperty("ring").GetString() == "input"));
        Assert.All(some.Where(one => one.GetProperty("ring").GetString() == "output"), one => Assert.InRange(one.GetProperty("causeSequence").GetInt64(), 100, 149));
        Assert.DoesNotContain(Dump(new JournalDumpOptions { Inputs = false }), one => one.GetProperty("ring").GetString() == "input");
        Assert.All(Dump(new JournalDumpOptions { Outputs = false }), one => Assert.Equal("input", one.GetProperty("ring").GetString()));
    }

    [Fact]
    public void Lists_and_descriptions_are_also_json()
    {
        Write(close: true);
        Assert.Equal(0, JournalLister.Run(_folder.Path, _output, _errors, asJson: true));
        JsonElement[] segments = [.. _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(one => JsonDocument.Parse(one).RootElement)];
        Assert.Equal(Events.Length, segments.Sum(one => one.GetProperty("inputs").GetInt64()));
        Assert.Equal(new DirectoryInfo(_folder.Path).GetFiles().Sum(one => one.Length), segments.Sum(one => one.GetProperty("bytes").GetInt64()));

        var text = new StringWriter();
        JournalDescriber.Run(_folder.Path, text, _errors, asJson: true);
        JsonElement description = JsonDocument.Parse(text.ToString()).RootElement;
        Assert.Equal("Clean", description.GetProperty("end").GetString());
        Assert.Equal(Events.Count(one => one.Kind == EventKind.BookLevel), description.GetProperty("inputKinds").GetProperty("BookLevel").GetInt64());
    }

    [Fact]
    public void The_field_lists_are_those_of_the_structs()
    {
        var bodies = new Dictionary<EventKind, Type>
        {
            [EventKind.InstrumentNamed] = typeof(InstrumentNamed), [EventKind.InstrumentDefined] = typeof(InstrumentDefined), [EventKind.InstrumentState] = typeof(StateChange),
            [EventKind.PlatformState] = typeof(StateChange), [EventKind.BookLevel] = typeof(BookLevel), [EventKind.GroupedLevel] = typeof(BookLevel),
            [EventKind.BookInvalid] = typeof(BookInvalid), [EventKind.Trade] = typeof(Trade), [EventKind.Quote] = typeof(Quote), [EventKind.TickerTop] = typeof(Quote),
            [EventKind.TickerMarks] = typeof(TickerMarks), [EventKind.TickerCarry] = typeof(TickerCarry), [EventKind.TickerStats] = typeof(TickerStats),
            [EventKind.OptionGreeks] = typeof(OptionGreeks), [EventKind.OptionVols] = typeof(OptionVols), [EventKind.Perpetual] = typeof(IndexValue),
            [EventKind.IndexPrice] = typeof(IndexValue), [EventKind.VolatilityIndex] = typeof(IndexValue), [EventKind.VenueError] = typeof(VenueError),
            [EventKind.OrderUpdate] = typeof(OrderUpdate), [EventKind.Fill] = typeof(Fill), [EventKind.Gateway] = typeof(GatewayState),
            [EventKind.RateBudget] = typeof(RateBudgetLeft), [EventKind.Position] = typeof(PositionReport), [EventKind.Account] = typeof(AccountReport),
            [EventKind.Protection] = typeof(ProtectionState), [EventKind.Operator] = typeof(OperatorCommand), [EventKind.Parameter] = typeof(Parameter), [EventKind.Alert] = typeof(AlertReport),
            [EventKind.Gate] = typeof(GateState), [EventKind.GateLimit] = typeof(GateLimitChange),
        };
        EventKind[] without = [EventKind.None, EventKind.Timer, EventKind.FeedState, EventKind.AccountLock];
        Assert.Equal(Enum.GetValues<EventKind>().Except(without).Order(), bodies.Keys.Order());
        foreach ((EventKind kind, Type type) in bodies) Assert.Equal(Names(type), EventFields.Of(kind).ToArray().Select(one => one.Name));

        IEnumerable<string> decision = [.. OutputFields.Of(OutputKind.Decision, 0).ToArray().Select(one => one.Name),
            .. Enumerable.Range(1, DecisionRecord.Slots - 1).SelectMany(part => OutputFields.Of(OutputKind.DecisionPart, part).ToArray()).Select(one => one.Name)];
        string[] common = ["causeSequence", "timeNs", "instrumentIndex", .. Enumerable.Range(0, DecisionRecord.Slots).Select(i => $"kind{i}")];
        Assert.Equal(Names(typeof(DecisionRecord)).Except(common), decision);
        Assert.Equal(Names(typeof(LevelRecord)).Except(["kind"]), OutputFields.Of(OutputKind.DecisionPart, DecisionRecord.Slots).ToArray().Select(one => one.Name));
        string[] head = ["kind", "instrumentIndex", "causeSequence", "timeNs"];
        Assert.Equal(Names(typeof(MonitorRecord)).Except(head), OutputFields.Of(OutputKind.Monitor, 0).ToArray().Select(one => one.Name));
        Assert.Equal(Names(typeof(HedgeRecord)).Except(head), OutputFields.Of(OutputKind.Hedge, 0).ToArray().Select(one => one.Name));
        Assert.Equal(Names(typeof(HedgeCostRecord)).Except(head), OutputFields.Of(OutputKind.HedgeCost, 0).ToArray().Select(one => one.Name));
        Assert.Equal(Names(typeof(OutputRecord)).Except(head), OutputFields.Of(OutputKind.Command, 0).ToArray().Select(one => one.Name));
    }

    private static IEnumerable<string> Names(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Instance)
        .Where(one => !one.Name.StartsWith("Reserved", StringComparison.Ordinal))
        .Select(one => char.ToLowerInvariant(one.Name[0]) + one.Name[1..]);

    private static OutputRecord[] Decision()
    {
        var decision = new DecisionRecord
        {
            Kind0 = OutputKind.Decision, Kind1 = OutputKind.DecisionPart, Kind2 = OutputKind.DecisionPart, Kind3 = OutputKind.DecisionPart,
            Kind4 = OutputKind.DecisionPart, Kind5 = OutputKind.DecisionPart, Kind6 = OutputKind.DecisionPart, Kind7 = OutputKind.DecisionPart,
            Kind8 = OutputKind.DecisionPart, Kind9 = OutputKind.DecisionPart, Kind10 = OutputKind.DecisionPart, LevelCount = 1,
            Trigger = DecisionTrigger.TopMoved, CauseSequence = 7, DecisionNumber = 1, FairTicks = 61_800.5, VolatilitySamples = 12.5,
        };
        OutputRecord[] slots = [.. System.Runtime.InteropServices.MemoryMarshal.Cast<DecisionRecord, OutputRecord>([decision])];
        var level = new LevelRecord { Kind = OutputKind.DecisionPart, Action = LevelAction.Wait, Reason = LevelReason.OwnCross, Level = 2, WantedTicks = 5 };
        OutputRecord[] levels = [.. System.Runtime.InteropServices.MemoryMarshal.Cast<LevelRecord, OutputRecord>([level])];
        return [.. slots, .. levels, .. JournalFolder.Commands(2)];
    }

    private JsonElement[] Dump(JournalDumpOptions options)
    {
        var output = new MemoryStream();
        Assert.Equal(0, JournalDumper.Run(_folder.Path, output, _errors, options));
        return [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(one => JsonDocument.Parse(one).RootElement)];
    }

    private void Write(bool close) =>
        _folder.WriteSmall(Events, JournalFolder.Commands(300), _folder.Options with { SegmentBytes = 10_000, RecordsPerBlock = 200 }, close);

    public void Dispose() => _folder.Dispose();
}
