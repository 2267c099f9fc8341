using System;
using System.Collections.Generic;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Exchange.Engine;
using Units = Minnow.Core.Model.Units;
using Minnow.Exchange.Rpc;
using Minnow.Venues.Deribit;
using Minnow.Venues.Deribit.Session;

namespace Minnow.Sim;

/// <summary>The whole system in one thread and in virtual time: exchange, wires, sessions, quoter.</summary>
internal sealed class World : IDisposable
{
    internal const string Instrument = "BTC-PERPETUAL";
    internal const string Owner = "mm";
    internal const long StartNs = 1_790_000_000 * Units.NsPerSecond;
    private const long TimerNs = 100 * Units.NsPerMs;
    private const int MaxInstruments = 1;
    private const int MaxStepsAtOnce = 10_000;

    private readonly InstrumentTable _instruments = new(trackedCapacity: MaxInstruments);
    private readonly StateBlock _block = new(MaxInstruments);
    private readonly OutputBatch _said = new(OutputBatch.CapacityFor(MaxInstruments));
    private readonly Queue<(long DueNs, OutputRecord Command)> _commands = new();
    private readonly List<(long DueNs, Connection Peer)> _orphans = [];
    private readonly Crowd _crowd;
    private readonly long _commandDelayNs;
    private readonly PlantedBug? _bug;
    private long _nextTimerNs = StartNs + TimerNs;
    private int _stepsNow;

    internal World(SimSeed seed, Canary canary = Canary.None, Trace? trace = null)
    {
        Seed = seed;
        Trace = trace;
        _bug = canary == Canary.None ? null : new PlantedBug(this, canary);
        Venue = Exchanges.Open(seed);
        SessionInstrument[] served = [new(Instrument, "BTC", "btc_usd")];
        // Production waits up to 30 s between connections and gives up a link that flaps; both would hide whether it recovers at all.
        LinkOptions link = new()
        {
            Seed = seed.Number, BackoffMaxMs = 1000, MaintenanceBackoffMs = 1000, ConnectsPerMinute = 1000,
        };
        Parser = new DeribitParser(_instruments);
        MarketSession = new DeribitMarketSession(Parser, new MarketSessionOptions { Instruments = served, Link = link }, SimCredentials.Instance);
        OrderSession = new DeribitOrderSession(_instruments, new OrderSessionOptions
        {
            Instruments = served, Link = link, Epoch = StartNs / Units.NsPerMs, DrillsCancelOnDisconnect = seed.Drills,
            FlapLimit = 1000, PositionPollMs = 2000, OpenOrdersPollMs = 3000,
        }, SimCredentials.Instance);
        Quoter = new Quoter(_block, _said);
        Market = new Wire(this, MarketSession, seed.Number * 3 + 1, "market");
        Orders = new Wire(this, OrderSession, seed.Number * 3 + 2, "orders");
        _crowd = new Crowd(Venue.Engine, seed.Number * 3 + 3);
        Venue.Background = _crowd;
        Strangers = new Strangers(this);
        Venue.Flush();
        _commandDelayNs = 20_000;
        Log = new EventLog();
        NowNs = StartNs;
        Venue.AdvanceTo(StartNs / 1000);
        StartParameters.Say(this, seed);
    }

    internal SimSeed Seed { get; }

    internal Trace? Trace { get; }

    internal PlantedBug? Bug => _bug;

    internal Venue Venue { get; }

    internal Wire Market { get; }

    internal Wire Orders { get; }

    internal DeribitParser Parser { get; }

    internal DeribitMarketSession MarketSession { get; }

    internal DeribitOrderSession OrderSession { get; }

    internal Quoter Quoter { get; }

    internal EventBatch Batch { get; } = new(20_000);

    internal EventLog Log { get; }

    internal StateBlock Block => _block;

    internal Crowd Crowd => _crowd;

    internal Strangers Strangers { get; }

    internal long NowNs { get; private set; }

    /// <summary>Called with each command before it leaves the quoter's side.</summary>
    internal Action<OutputRecord>? OnCommand { get; set; }

    /// <summary>Called with each event that the quoter gets.</summary>
    internal Action<Event>? OnEvent { get; set; }

    /// <summary>True if nothing is under way between quoter and exchange.</summary>
    internal bool IsQuiet => _commands.Count == 0 && Orders.IsIdle;

    /// <summary>The account's own view at the exchange.</summary>
    internal Account Account => Exchanges.AccountOf(Venue);

    /// <summary>Runs until <paramref name="untilNs"/>, calling <paramref name="each"/> after every step.</summary>
    internal void Run(long untilNs, Action each)
    {
        while (true)
        {
            long next = Math.Min(Math.Min(Market.NextNs, Orders.NextNs), _nextTimerNs);
            if (Venue.NextDeadlineUs < long.MaxValue / 1000) next = Math.Min(next, Venue.NextDeadlineUs * 1000);
            if (_commands.TryPeek(out (long DueNs, OutputRecord Command) first)) next = Math.Min(next, first.DueNs);
            next = Math.Max(next, NowNs);
            if (next > untilNs) break;
            _stepsNow = next == NowNs ? _stepsNow + 1 : 0;
            if (_stepsNow > MaxStepsAtOnce) throw new InvalidOperationException($"Time stands still at {(NowNs - StartNs) / 1e9:F6} s.");
            NowNs = next;
            Step();
            each();
        }
        NowNs = untilNs;
    }

    /// <summary>Hands the batch to the quoter, and its commands on.</summary>
    internal void Publish()
    {
        foreach (ref readonly Event e in Batch.Events) Apply(in e);
        Batch.Clear();
    }

    /// <summary>Publishes one event.</summary>
    internal void Apply(ref readonly Event e)
    {
        if (_bug?.Swallows(in e) == true) return;
        Trace?.Say(NowNs, in e);
        Suppressions before = Block.Head.InstrumentCount == 0 ? default : (Suppressions)Block[0].LastSuppressions;
        OnEvent?.Invoke(e);
        Quoter.Apply(in e, Log.Count);
        if (Trace != null && before != (Suppressions)Block[0].LastSuppressions) Trace.Say(NowNs, $"quoter {(Suppressions)Block[0].LastSuppressions} {(HaltReason)Block.Head.Halted}");
        Log.Add(in e, _said.Records);
        _bug?.AfterLogged(in e);
        foreach (ref readonly OutputRecord record in _said.Records)
        {
            if (record.Kind != OutputKind.Command) continue;
            Trace?.Say(NowNs, in record);
            OnCommand?.Invoke(record);
            _commands.Enqueue((NowNs + _commandDelayNs, record));
        }
    }

    /// <summary>The venue goes on believing in a connection that is gone, until its own timeouts.</summary>
    internal void Orphan(Connection peer, long untilNs) => _orphans.Add((untilNs, peer));

    /// <summary>A person's command.</summary>
    internal void Operator(OperatorVerb verb)
    {
        Event e = default;
        e.Kind = EventKind.Operator;
        e.Flags = EventFlags.First | EventFlags.Last;
        e.InstrumentIndex = Units.NoInstrument;
        e.Detail = (uint)verb;
        e.ReceivedNs = NowNs;
        Apply(in e);
    }

    private void Step()
    {
        Venue.AdvanceTo(NowNs / 1000);
        Market.Step(NowNs);
        Orders.Step(NowNs);
        Commands();
        if (NowNs >= _nextTimerNs) Timer();
        for (int i = _orphans.Count - 1; i >= 0; i--)
        {
            if (_orphans[i].Peer.IsOpen && NowNs >= _orphans[i].DueNs) Venue.Disconnect(_orphans[i].Peer, DisconnectKind.Reset);
            if (!_orphans[i].Peer.IsOpen) _orphans.RemoveAt(i);
        }
    }

    private void Commands()
    {
        while (_commands.TryPeek(out (long DueNs, OutputRecord Command) next) && next.DueNs <= NowNs)
        {
            OutputRecord command = _commands.Dequeue().Command;
            if (_bug?.Swallows(ref command) == true) continue;
            if (command.Verb == CommandVerb.Resync) MarketSession.Resync(command.InstrumentIndex, NowNs);
            else OrderSession.Command(in command, NowNs, Batch);
            Publish();
            Orders.Send(NowNs);
            Market.Send(NowNs);
        }
    }

    private void Timer()
    {
        Event timer = default;
        timer.Kind = EventKind.Timer;
        timer.Flags = EventFlags.First | EventFlags.Last;
        timer.InstrumentIndex = Units.NoInstrument;
        timer.ReceivedNs = NowNs;
        _nextTimerNs += TimerNs;
        Apply(in timer);
    }

    public void Dispose()
    {
        Batch.Dispose();
        _said.Dispose();
        _block.Dispose();
    }
}
