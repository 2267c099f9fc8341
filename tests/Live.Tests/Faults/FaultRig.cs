using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Minnow.Core.Model;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Faults;
using Minnow.Exchange.Rpc;
using Minnow.Exchange.Server;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;
using Minnow.Host.Live;
using Xunit;

namespace Minnow.Live.Tests.Faults;

/// <summary>An exchange that gets things wrong, a live run against it over TLS, and both sides' books. Each has a key of its own, so that many run side by side.</summary>
internal sealed class FaultRig : IAsyncDisposable
{
    private const int WaitSeconds = 30;

    private static int s_number;

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _hurry = new();
    private readonly SharedText _output = new();
    private readonly SharedText _errors = new();
    private readonly string _root = Directory.CreateTempSubdirectory("minnow-fault-").FullName;
    private readonly List<FaultRule> _rules = [];
    private ExchangeServer _server = null!;
    private Task<int> _run = Task.FromResult(-1);
    private int _lines;

    private FaultRig()
    {
    }

    internal ExchangeServer Server => _server;

    internal string Errors => _errors.ToString();

    internal JsonElement Summary => JsonDocument.Parse(_output.ToString()).RootElement;

    internal Task<int> Ended => _run.WaitAsync(TimeSpan.FromSeconds(WaitSeconds));

    private string Journal => Path.Combine(_root, "journal");

    /// <summary>What is traded unless a test says otherwise: name, order amount, position limit.</summary>
    internal const string Perpetual = "BTC-PERPETUAL 100 3000";

    /// <summary>Starts both; what <paramref name="faults"/> says holds from the venue's start.</summary>
    /// <param name="faults">The script.</param>
    /// <param name="venue">What else the venue is to be.</param>
    /// <param name="connection">More of the connection section.</param>
    /// <param name="instrument">What is traded.</param>
    /// <param name="hedge">A second instrument for hedges alone: name, position limit, net trigger in coin, price of risk; empty for none.</param>
    internal static async Task<FaultRig> Start(string faults = "", Action<VenueOptions>? venue = null, string connection = "", string instrument = Perpetual, string hedge = "")
    {
        FaultRig rig = new();
        VenueOptions options = DemoVenue.Options(instrument[..instrument.IndexOf(' ', StringComparison.Ordinal)], hedge.Length == 0 ? "ETH-PERPETUAL" : hedge.Split(' ')[0]);
        string client = string.Create(CultureInfo.InvariantCulture, $"fault-{Environment.ProcessId}-{Interlocked.Increment(ref s_number)}");
        options.Keys.Clear();
        options.Keys.Add(new KeyOptions(client, DemoVenue.ClientSecret, DemoVenue.Account));
        venue?.Invoke(options);
        FaultScript script = rig.Numbered(faults);
        rig._server = await ExchangeServer.StartAsync(new ExchangeServerOptions { Venue = options, Faults = script, NotesRequests = true });
        string key = Path.Combine(rig._root, "key.json");
        await File.WriteAllTextAsync(key, $$"""{"clientId":"{{client}}","clientSecret":"{{DemoVenue.ClientSecret}}"}""");
        File.SetUnixFileMode(key, UnixFileMode.UserRead);
        LiveOptions live = new()
        {
            Configuration = rig.Configuration(key, connection, instrument, hedge), JournalDirectory = rig.Journal, Stage = RunStage.Full, Json = true, Stop = rig._stop.Token, Hurry = rig._hurry.Token,
        };
        rig._run = Task.Factory.StartNew(() => LiveVerb.Execute(live, rig._output, rig._errors), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return rig;
    }

    /// <summary>Starts both and waits for quotes on both sides; then the script begins.</summary>
    internal static async Task<FaultRig> Quoting(string faults = "", Action<VenueOptions>? venue = null, string connection = "", string instrument = Perpetual, string hedge = "")
    {
        FaultRig rig = await Start("", venue, connection, instrument, hedge);
        await rig.UntilQuotes();
        if (faults.Length > 0) await rig.Inject(faults);
        return rig;
    }

    internal Task Inject(string faults) => _server.Inject(Numbered(faults));

    /// <summary>Waits until every line of the scripts did something.</summary>
    internal async Task UntilFired(int seconds = WaitSeconds)
    {
        foreach (FaultRule rule in _rules)
            await Until(async () => await _server.Fired(rule.Line) > 0, () => $"a line never fired: {rule.Verb.Name} {string.Join(' ', rule.Words)}", seconds);
    }

    internal Task UntilQuotes() => UntilVenue(static (_, mine) => mine.OpenOrders.Where(static order => !order.IsWeb).Select(static order => order.Side).Distinct().Count() == 2, "quotes on both sides");

    internal Task UntilNoQuotes() => UntilVenue(static (_, mine) => mine.OpenOrders.Count == 0, "no quotes");

    internal Task UntilVenue(Func<Venue, Account, bool> isThere, string what, int seconds = WaitSeconds) =>
        Until(() => Mine(isThere), () => what, seconds);

    internal Task UntilCounter(CounterId id, Func<long, bool> isThere, int seconds = WaitSeconds)
    {
        long value = -1;
        return Until(() => Task.FromResult(isThere(value = Counter(id))), () => $"{id} is {value}", seconds);
    }

    internal async Task UntilReadyAgain(long reconciliations)
    {
        await UntilCounter(CounterId.GatewayReconciliations, n => n > reconciliations);
        await UntilCounter(CounterId.GatewayPhase, static phase => phase == (long)GatewayPhase.Ready);
    }

    internal Task<T> Mine<T>(Func<Venue, Account, T> question) => _server.Ask(venue => question(venue, AccountOf(venue)));

    internal Task<int> Resting() => Mine(static (_, mine) => mine.OpenOrders.Count);

    internal Task<long> PositionLots() => Mine(static (venue, mine) => PositionLots(venue, mine));

    /// <summary>Somebody takes our quotes that rest on the other side of <paramref name="side"/>, if any, and all before them.</summary>
    internal Task Take(OrderSide side) => _server.Do(venue =>
    {
        Order? ours = AccountOf(venue).OpenOrders.FirstOrDefault(order => order.Side != side && order.Instrument == venue.Engine.Instruments[0]);
        if (ours is null) return;
        long amountE8 = ours.Instrument.Spec.IsInverse ? 2_000_000 * 100_000_000L : 30 * 100_000_000L;
        Account other = venue.Engine.Accounts.First(static account => account.Name.EndsWith("taker", StringComparison.Ordinal));
        OrderResult result = venue.Engine.Place(new OrderRequest(other, ours.Instrument, side, amountE8, ours.PriceE8) { TimeInForce = TimeInForce.ImmediateOrCancel, IsWeb = true });
        if (!result.IsDone && ours.Instrument.State == InstrumentState.Open) throw new InvalidOperationException($"{result.Error}");
    });

    /// <summary>A fill on each side, as soon as there is something to fill.</summary>
    internal async Task TakeBoth()
    {
        await UntilQuotes();
        await Take(OrderSide.Buy);
        await Take(OrderSide.Sell);
    }

    /// <summary>A counter of the running process, as another process reads it; -1 while there is none.</summary>
    internal long Counter(CounterId id)
    {
        string directory = Path.Combine(Journal, LiveDirectory.LatestName);
        if (!Directory.Exists(directory) || CountersReader.TryOpen(directory, out CountersReader? reader, out _) != CountersFault.None) return -1;
        using CountersReader open = reader!;
        foreach (CounterValue value in open.Snapshot().Counters)
            if (value.Id == (int)id) return value.Value;
        return -1;
    }

    /// <summary>The methods that came over the <paramref name="number"/>th connection that armed cancel-on-disconnect, in order and with their times.</summary>
    internal async Task<RequestNote[]> OrderCalls(int number)
    {
        RequestNote[] all = await _server.Requests();
        int[] wires = all.Where(static r => r.Method == "private/enable_cancel_on_disconnect").Select(static r => r.Wire).Distinct().ToArray();
        return wires.Length < number ? [] : all.Where(r => r.Wire == wires[number - 1]).ToArray();
    }

    internal Task<long> VenueUs() => _server.Ask(static venue => venue.NowUs);

    internal async Task<int> Stop()
    {
        await _stop.CancelAsync();
        return await Ended;
    }

    /// <summary>Stops the run and compares both sides: orders, fills by id, position; and what holds in each run.</summary>
    /// <param name="isExplained">False where the venue told us something wrong: then position and fills can not be equal.</param>
    internal async Task<RunStory> Finish(bool isExplained = true)
    {
        await UntilFired();
        bool isHalted = Counter(CounterId.QuoterHalted) != 0;
        int code = await Stop();
        Assert.True(code == (int)(isHalted ? ExitCode.Halted : ExitCode.Ok), $"exit code {code}\n{Errors}\n{_output}");
        Assert.Null(_server.Failure);
        RunStory story = new(LiveDirectory.Newest(Journal)!);
        story.KeepsTheRules();
        VenueBooks books = await Mine(VenueBooks.Of);
        Assert.Empty(books.Resting);
        books.HasNoOrderTwice();
        if (!isExplained) return story;
        books.AreOurs(story, Summary, Errors);
        return story;
    }

    internal static long PositionLots(Venue venue, Account mine) => (mine.PositionIn(venue.Engine.Instruments[0])?.SizeE8 ?? 0) / venue.Engine.Instruments[0].Spec.ContractE8;

    public async ValueTask DisposeAsync()
    {
        if (!_run.IsCompleted)
        {
            await _stop.CancelAsync();
            await _hurry.CancelAsync();
            await Task.WhenAny(_run, Task.Delay(20_000));
        }
        if (_server != null) await _server.DisposeAsync();
        _stop.Dispose();
        _hurry.Dispose();
        await _output.DisposeAsync();
        await _errors.DisposeAsync();
        if (_run.IsCompleted) Directory.Delete(_root, recursive: true);
    }

    private static Account AccountOf(Venue venue) => venue.Engine.Accounts.First(static account => account.Name == DemoVenue.Account);

    private async Task Until(Func<Task<bool>> isThere, Func<string> what, int seconds)
    {
        long startedAt = Stopwatch.GetTimestamp();
        while (!await isThere())
        {
            Assert.False(_run.IsCompleted, $"the run ended before this: {what()}\n{Errors}\n{_output}");
            Assert.True(Stopwatch.GetElapsedTime(startedAt).TotalSeconds < seconds, $"not within {seconds} s: {what()}\n{Errors}\n{_server.Failure}");
            await Task.Delay(5);
        }
    }

    // Each script gets lines of its own, so that what fired can be told apart.
    private FaultScript Numbered(string faults)
    {
        FaultScript script = FaultScript.Parse(new string('\n', _lines) + faults);
        _lines += faults.Count(static c => c == '\n') + 1;
        _rules.AddRange(script.Rules);
        return script;
    }

    private LoadedConfiguration Configuration(string key, string connection, string instrument, string hedge)
    {
        string[] traded = instrument.Split(' '), other = hedge.Split(' ');
        string second = hedge.Length == 0 ? "" : $$""", { "name": "{{other[0]}}", "quote": false, "maxPositionAmount": {{other[1]}} }""";
        string section = hedge.Length == 0 ? "" : $$""" "hedge": { "instruments": ["{{other[0]}}"], "trigger": {{other[2]}}, "riskWeight": {{other[3]}}, "passiveWaitMs": 3000, "intervalMs": 100 }, """;
        string text = $$"""
            {
              "connection": { "environment": "loopback", "url": "wss://127.0.0.1:{{_server.Port}}/ws/api/v2", "caFile": "{{_server.CaFile}}", "credentials": "{{key}}",
                "cancelOnDisconnectDrill": false {{connection}} },
              "instruments": [ { "name": "{{traded[0]}}", "orderAmount": {{traded[1]}}, "maxPositionAmount": {{traded[2]}} }{{second}} ],
              {{section}}
              "quoting": { "makerFeeBps": 0, "minHalfSpreadBps": 0.1, "minEdgeBps": 0.01, "startVolatilityBps": 0.5, "maxFeedAgeMs": 1000, "crossedPullMs": 50 },
              "timerMs": 5,
              "threads": { "feed": { "idle": "park" }, "quoter": { "idle": "park" } }
            }
            """;
        ConfigurationResult result = ConfigurationFile.Parse("fault.jsonc", Encoding.UTF8.GetBytes(text));
        Assert.True(result.Configuration != null, string.Join('\n', result.Errors));
        return result.Configuration!;
    }
}
