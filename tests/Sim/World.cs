using System;
using System.Collections.Generic;
using System.Globalization;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Faults;
using Minnow.Exchange.Rpc;
using Units = Minnow.Core.Model.Units;

namespace Minnow.Sim;

/// <summary>The whole system in one thread and in virtual time: exchange, wires, and one run of the engine after the other.</summary>
internal sealed class World : IDisposable
{
    internal const string Owner = "mm";
    internal const long StartNs = 1_790_000_000 * Units.NsPerSecond;
    private const int MaxStepsAtOnce = 10_000;
    private const int MostViolations = 5;

    private readonly List<LostWire> _lost = [];
    private readonly Instrument[] _instruments;
    private long _startAtNs = long.MaxValue;
    private bool _startsArmed;
    private bool _startedByPerson;
    private int _runs;
    private int _stepsNow;

    internal World(SimSeed seed, Canary canary = Canary.None, Trace? trace = null)
    {
        Seed = seed;
        Trace = trace;
        NowNs = StartNs;
        Bug = canary == Canary.None ? null : new PlantedBug(this, canary);
        Venue = Exchanges.Open(seed);
        _instruments = Array.ConvertAll(seed.Markets, market => Venue.Engine.FindInstrument(market.Name)!);
        Account = Exchanges.AccountOf(Venue);
        Crowd = new Crowd(Venue.Engine, seed);
        Venue.Background = Crowd;
        Strangers = new Strangers(this);
        Checks = new Invariants(this);
        (Operators, Ladder, Losses) = (new Operators(this), new LadderCheck(this), new LossCheck(this));
        Venue.Flush();
        Venue.AdvanceTo(StartNs / 1000);
        Start();
    }

    internal SimSeed Seed { get; }

    internal Trace? Trace { get; }

    internal PlantedBug? Bug { get; }

    internal Venue Venue { get; }

    /// <summary>Our account at the exchange: the truth.</summary>
    internal Account Account { get; }

    internal Crowd Crowd { get; }

    internal Strangers Strangers { get; }

    internal Invariants Checks { get; }

    internal SimTally Tally { get; } = new();

    internal Operators Operators { get; }

    internal LadderCheck Ladder { get; }

    internal LossCheck Losses { get; }

    internal List<string> Violations { get; } = [];

    /// <summary>The engine that runs now; null between two.</summary>
    internal EngineRun? Current { get; private set; }

    /// <summary>Of all wires.</summary>
    internal WireWeather Weather { get; set; } = WireWeather.Fair;

    /// <summary>True while what goes on may keep mark or index from us.</summary>
    internal bool MarksMayLack { get; set; }

    /// <summary>The faults of a script; null without one.</summary>
    internal FaultPlan? Plan { get; set; }

    /// <summary>What the host keeps beside the runs: while it is set, only a person starts one.</summary>
    internal HaltReason Latch { get; private set; }

    /// <summary>Label beginnings of runs that are over, with the time of their end, oldest first.</summary>
    internal List<(string LabelPrefix, long EndedNs)> Former { get; } = [];

    /// <summary>Since when the venue can not hear a run of ours; 0 while it can.</summary>
    internal long DeafSinceNs { get; set; }

    internal long NowNs { get; private set; }

    internal Instrument Instrument(int market) => _instruments[market];

    internal void Say(string text)
    {
        Trace?.Say(NowNs, $"VIOLATION {text}");
        if (Violations.Count < MostViolations) Violations.Add(string.Create(CultureInfo.InvariantCulture, $"{text} ({(NowNs - StartNs) / 1e9:F3} s)"));
    }

    /// <summary>Runs until <paramref name="untilNs"/>, calling <paramref name="each"/> after every step.</summary>
    internal void Run(long untilNs, Action each)
    {
        while (true)
        {
            long next = Math.Max(NextNs(), NowNs);
            if (next > untilNs) break;
            _stepsNow = next == NowNs ? _stepsNow + 1 : 0;
            if (_stepsNow > MaxStepsAtOnce) throw new InvalidOperationException($"Time stands still at {(NowNs - StartNs) / 1e9:F6} s.");
            NowNs = next;
            Step();
            if (Current is { } run) Bug?.Step(run);
            Checks.Step();
            Ladder.Step();
            Losses.Step();
            each();
        }
        NowNs = untilNs;
    }

    /// <summary>The engine ends as by kill -9, or with its machine, and a new one starts after a while.</summary>
    internal void Restart(long downNs, bool withItsMachine)
    {
        if (Current is not { } run) return;
        Trace?.Say(NowNs, $"run {run.Number} is killed{(withItsMachine ? " with its machine" : "")}");
        run.Kill(withItsMachine);
        Operators.Ended();
        End(run);
        run.Dispose();
        Tally.Kills++;
        if (withItsMachine) Tally.PowerLosses++;
        Former.Add((run.LabelPrefix, NowNs));
        if (DeafSinceNs == 0) DeafSinceNs = NowNs;
        Current = null;
        _startAtNs = NowNs + downNs;
    }

    /// <summary>Replays what the engine did until now, and counts it.</summary>
    internal void End(EngineRun run)
    {
        run.Replay();
        NaiveTwin.Compare(run, this);
        Tally.StatementsAgreed += run.Statements.AgreedCount;
        Tally.StatementsDifferent += run.Statements.DifferentCount;
        Tally.Connections += run.Market.ConnectCount + run.Orders.ConnectCount;
    }

    /// <summary>A run says that it is halted: the next one must know.</summary>
    internal void Halted(EngineRun run)
    {
        Latch = run.Halted;
        Tally.Halted(Latch);
        Trace?.Say(NowNs, $"HALTED {Latch}");
    }

    /// <summary>A person has armed the run that there is.</summary>
    internal void Armed()
    {
        if (Current is { Halted: HaltReason.None }) Latch = HaltReason.None;
        Losses.Begin();
    }

    /// <summary>Nothing will be quoted again without a person: halted, or refused by the venue for a reason that does not pass.</summary>
    internal bool NeedsPerson => Latch != HaltReason.None || Current is { Phase: GatewayPhase.Refused };

    /// <summary>A person looks: what needs one is started anew, and armed if it was halted.</summary>
    internal void PersonLooks(long downNs)
    {
        bool wasHalted = Latch != HaltReason.None;
        _startedByPerson |= NeedsPerson;
        if (Current is not null && NeedsPerson) Restart(downNs, withItsMachine: false);
        else if (Current is null) _startAtNs = Math.Min(_startAtNs, NowNs + downNs);
        _startsArmed = wasHalted;
    }

    /// <summary>A payload has reached the venue's end of a wire.</summary>
    internal void Deliver(Connection peer, FaultyWire? faulty, byte[] payload)
    {
        if (faulty is null)
        {
            Venue.Receive(peer, payload);
            return;
        }
        faulty.FromClient(payload, NowNs / 1000);
        Pass(peer, faulty);
    }

    /// <summary>What a script's faults held back and is due goes on to the venue.</summary>
    internal void Pass(Connection peer, FaultyWire faulty)
    {
        while (peer.IsOpen && faulty.TryTakeForVenue(NowNs / 1000, out byte[] due)) Venue.Receive(peer, due);
    }

    /// <summary>A wire without an owner.</summary>
    internal void Leave(LostWire wire) => _lost.Add(wire);

    public void Dispose() => Current?.Dispose();

    private long NextNs()
    {
        long next = Math.Min(Current?.NextNs ?? long.MaxValue, _startAtNs);
        if (Venue.NextDeadlineUs < long.MaxValue / 1000) next = Math.Min(next, Venue.NextDeadlineUs * 1000);
        if (Plan?.NextUs is { } planUs && planUs < long.MaxValue / 1000) next = Math.Min(next, planUs * 1000);
        foreach (LostWire lost in _lost) next = Math.Min(next, lost.NextNs);
        return next;
    }

    private void Step()
    {
        Venue.AdvanceTo(NowNs / 1000);
        if (Plan is { } plan)
        {
            plan.AdvanceTo(NowNs / 1000);
            while (plan.TryTakeVenueFault(out VenueFault fault)) VenueFaults.Apply(Venue, fault);
        }
        if (NowNs >= _startAtNs) Start();
        Current?.Step(NowNs);
        for (int i = _lost.Count - 1; i >= 0; i--)
            if (_lost[i].Step(this)) _lost.RemoveAt(i);
    }

    // As the host: where a run was halted none starts until a person has looked.
    private void Start()
    {
        _startAtNs = long.MaxValue;
        if (Latch != HaltReason.None && !_startsArmed)
        {
            Trace?.Say(NowNs, $"no run starts: {Latch}");
            _startAtNs = long.MaxValue;
            return;
        }
        if (_startedByPerson) Tally.PersonStarts++;
        Latch = HaltReason.None;
        Trace?.Say(NowNs, $"run {_runs} starts{(_startsArmed ? ", armed" : "")}");
        Bug?.Started();
        Current = new EngineRun(this, _runs++, _startsArmed);
        _startsArmed = _startedByPerson = false;
    }
}
