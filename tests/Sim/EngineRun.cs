using System;
using System.Collections.Generic;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Risk.Gate;
using Minnow.Host.Engine;
using Minnow.Host.Gate;
using Minnow.Host.Pnl;
using Minnow.Host.Statements;
using Minnow.Venues.Deribit;
using Minnow.Venues.Deribit.Session;

namespace Minnow.Sim;

/// <summary>One run of the engine: sessions, quoter, journal and both wires, from its start until it is stopped as by kill -9.</summary>
internal sealed class EngineRun : IDisposable
{
    private const long TimerNs = 100 * Units.NsPerMs;
    private const long CommandDelayNs = 20_000;
    private const int MaxInstruments = 2;

    private readonly World _world;
    private readonly InstrumentTable _instruments = new(trackedCapacity: MaxInstruments);
    private readonly StateBlock _block = new(MaxInstruments);
    private readonly OutputBatch _said = new(OutputBatch.CapacityFor(MaxInstruments));
    private readonly Queue<(long DueNs, OutputRecord Command)> _commands = new();
    private long _nextTimerNs;
    private bool _isKilled;

    internal EngineRun(World world, int number, bool isArmed)
    {
        _world = world;
        Number = number;
        Epoch = world.NowNs / Units.NsPerMs;
        LabelPrefix = $"mn{Epoch:x12}-";
        _nextTimerNs = world.NowNs + TimerNs;
        Records = new Records(this, world);
        Money = new MoneyCheck(this, world);
        Live = new LiveBooks(this, world);
        DeribitParser parser = new(_instruments);
        MarketSession = new DeribitMarketSession(parser, SimConfiguration.Market(world.Seed, Epoch), SimCredentials.Instance);
        OrderSession = new DeribitOrderSession(_instruments, SimConfiguration.Orders(world.Seed, Epoch), SimCredentials.Instance);
        Quoter = new Quoter(_block, _said);
        Gate = new PreTradeGate(GateSettings.Of(SimConfiguration.Of(world.Seed), world.NowNs));
        Market = new Wire(world, this, MarketSession, world.Seed.Number * 3 + 1 + (ulong)number * 0x51ED, "market");
        Orders = new Wire(world, this, OrderSession, world.Seed.Number * 3 + 2 + (ulong)number * 0x51ED, "orders");
        StartEvents.Write(Batch, SimConfiguration.Of(world.Seed, world.Bug), parser, _ => Publish());
        Event down = StartEvents.Down();
        Apply(in down);
        if (!isArmed) return;
        Event arm = StartEvents.Arm("seen", world.NowNs);
        Apply(in arm);
    }

    /// <summary>0 for the first of a seed.</summary>
    internal int Number { get; }

    internal long Epoch { get; }

    /// <summary>What every label of its orders begins with.</summary>
    internal string LabelPrefix { get; }

    internal Wire Market { get; }

    internal Wire Orders { get; }

    internal DeribitMarketSession MarketSession { get; }

    internal DeribitOrderSession OrderSession { get; }

    internal Quoter Quoter { get; }

    /// <summary>The second lock: it has the right limits, whatever bug the quoter has.</summary>
    internal PreTradeGate Gate { get; }

    internal EventBatch Batch { get; } = new(20_000);

    internal EventLog Log { get; } = new();

    internal Records Records { get; }

    /// <summary>The account as <c>minnow pnl</c> would read it from the journal so far.</summary>
    internal JournalAccounts Accounts { get; } = new();

    /// <summary>The venue's statements against our account, as a live run compares them.</summary>
    internal StatementWatch Statements { get; } = new(MaxInstruments);

    /// <summary>That account against the venue's.</summary>
    internal MoneyCheck Money { get; }

    /// <summary>The quoter's own accounts against that one.</summary>
    internal LiveBooks Live { get; }

    internal StateBlock Block => _block;

    internal HaltReason Halted => (HaltReason)_block.Head.Halted;

    /// <summary>The way to the venue, as the quoter was told last.</summary>
    internal GatewayPhase Phase { get; private set; }

    /// <summary>Its order session has ended because the venue said that the account is locked: a person has to start another run.</summary>
    internal bool IsLockedOut { get; private set; }

    /// <summary>The opening positions were told: from here on it counts by itself.</summary>
    internal bool HasOpened { get; private set; }

    /// <summary>A command is between quoter and session.</summary>
    internal bool HasCommands => _commands.Count > 0;

    /// <summary>Nothing is under way between quoter and exchange, and nothing was lost on the way.</summary>
    internal bool IsQuiet => _commands.Count == 0 && Orders.IsIdle;

    internal long NextNs
    {
        get
        {
            long next = Math.Min(Math.Min(Market.NextNs, Orders.NextNs), _nextTimerNs);
            return _commands.TryPeek(out (long DueNs, OutputRecord Command) first) ? Math.Min(next, first.DueNs) : next;
        }
    }

    internal void Step(long nowNs)
    {
        Market.Step(nowNs);
        Orders.Step(nowNs);
        Commands(nowNs);
        AdvanceGate(nowNs);
        if (nowNs >= _nextTimerNs) Timer(nowNs);
    }

    /// <summary>Hands the batch to the quoter, and its commands on.</summary>
    internal void Publish()
    {
        foreach (ref readonly Event e in Batch.Events) Apply(in e);
        Batch.Clear();
    }

    /// <summary>Publishes one event.</summary>
    internal void Apply(ref readonly Event told)
    {
        if (_world.Bug?.Swallows(in told) == true) return;
        Event e = told;
        _world.Bug?.Alters(this, ref e);
        _world.Trace?.Say(_world.NowNs, in e);
        if (e.Kind == EventKind.Gateway) Phase = (GatewayPhase)e.Detail;
        if (e.Kind == EventKind.Gateway) IsLockedOut = Phase == GatewayPhase.Refused && e.Gateway.Reason == GatewayReason.AccountLocked;
        if (e.Kind == EventKind.Position && e.Has(EventFlags.Snapshot)) HasOpened = true;
        long halts = _block.Head.HaltCount;
        Suppressions before = _block.Head.InstrumentCount == 0 ? default : (Suppressions)_block[0].LastSuppressions;
        Gate.See(in e);
        Quoter.Apply(in e, Log.Count);
        if (_world.Trace is { } trace && before != (Suppressions)_block[0].LastSuppressions) trace.Say(_world.NowNs, $"quoter {(Suppressions)_block[0].LastSuppressions} {Halted}");
        Log.Add(in e, _said.Records);
        Accounts.Apply(in e);
        Accounts.Said(_said.Records);
        StatementChange change = Statements.Apply(in e, e.ReceivedNs);
        if (change == StatementChange.Raised && !_world.Seed.Script.Lies && !_world.Seed.Script.Loses) _world.Say($"I2 the venue's statement is said to differ from our account: {Statements.Text()}");
        Records.Check(in e, _said.Records);
        if (e.Kind is EventKind.Fill or EventKind.Position or EventKind.TickerMarks) Live.Compare();
        _world.Tally.Count(this, in e);
        if (_block.Head.HaltCount != halts) _world.Halted(this);
        _world.Bug?.AfterLogged(this, in e);
        foreach (ref readonly OutputRecord record in _said.Records)
        {
            if (record.Kind != OutputKind.Command) continue;
            _world.Trace?.Say(_world.NowNs, in record);
            _world.Checks.Commanded(this, in record);
            _commands.Enqueue((_world.NowNs + CommandDelayNs, record));
        }
    }

    /// <summary>A person commands, as the host takes it: a kill is sent past the quoter, and lets nothing out from then on.</summary>
    internal void Operate(OperatorVerb verb)
    {
        if (verb == OperatorVerb.Arm) _isKilled = false;
        if (verb == OperatorVerb.Kill)
        {
            _isKilled = true;
            for (ushort i = 0; i < _block.Head.InstrumentCount; i++)
            {
                OutputRecord pull = new() { Kind = OutputKind.Command, Verb = CommandVerb.CancelAll, InstrumentIndex = i, TimeNs = _world.NowNs };
                Gate.Check(in pull, _world.NowNs);
                OrderSession.Command(in pull, _world.NowNs, Batch);
                Publish();
            }
            Orders.Send(_world.NowNs);
        }
        Event e = default;
        e.Kind = EventKind.Operator;
        e.Flags = EventFlags.First | EventFlags.Last;
        e.InstrumentIndex = Units.NoInstrument;
        e.Detail = (uint)verb;
        e.ReceivedNs = _world.NowNs;
        Apply(in e);
    }

    /// <summary>The process is gone. What it had put on its wires is still on them.</summary>
    internal void Kill(bool withItsMachine)
    {
        Market.Abandon(_world.NowNs, withItsMachine);
        Orders.Abandon(_world.NowNs, withItsMachine);
    }

    /// <summary>I8: its journal through a fresh quoter.</summary>
    internal void Replay()
    {
        long difference = Log.FirstDifference(_block, MaxInstruments);
        if (difference >= 0) _world.Say($"I8 the replay of run {Number} differs at event {difference} of {Log.Count}");
    }

    public void Dispose()
    {
        Batch.Dispose();
        _said.Dispose();
        _block.Dispose();
    }

    private void Commands(long nowNs)
    {
        bool isOrdered = false;
        while (_commands.TryPeek(out (long DueNs, OutputRecord Command) next) && next.DueNs <= nowNs)
        {
            OutputRecord command = _commands.Dequeue().Command;
            _world.Bug?.Breaks(ref command);
            if (IsHeld(in command, nowNs) || !IsLetOut(in command, nowNs) || _world.Bug?.Swallows(this, ref command) == true) continue;
            if (command.Verb == CommandVerb.Resync) MarketSession.Resync(command.InstrumentIndex, nowNs);
            else OrderSession.Command(in command, nowNs, Batch);
            isOrdered |= command.Verb != CommandVerb.Resync;
            Publish();
            Orders.Send(nowNs);
            Market.Send(nowNs);
        }
        if (!isOrdered || !_world.Seed.Flushes) return;
        OrderSession.Flush(nowNs, Batch);
        Publish();
        Orders.Send(nowNs);
    }

    // As the host: to the quoter it is an order that was never sent.
    private bool IsHeld(in OutputRecord command, long nowNs)
    {
        if (!_isKilled || command.Verb is not (CommandVerb.Place or CommandVerb.Edit)) return false;
        Event answer = default;
        answer.Kind = EventKind.OrderUpdate;
        answer.Flags = EventFlags.First | EventFlags.Last | ((command.Flags & OutputRecord.SellFlag) != 0 ? EventFlags.Ask : EventFlags.None);
        answer.InstrumentIndex = command.InstrumentIndex;
        answer.ReceivedNs = nowNs;
        answer.Order.OrderId = command.OrderId;
        answer.Order.Report = command.Verb == CommandVerb.Place ? OrderReport.Rejected : OrderReport.EditRejected;
        answer.Order.Reason = OrderReason.NotSent;
        answer.Order.PriceTicks = answer.Order.OpenLots = answer.Order.FilledLots = Units.Missing;
        Apply(in answer);
        return true;
    }

    // As the host: what is denied never reaches the session, and the quoter is told.
    private bool IsLetOut(in OutputRecord command, long nowNs)
    {
        GateControl denies = Gate.Check(in command, nowNs);
        if (denies == GateControl.None) return true;
        _world.Checks.Denied(this, in command, denies);
        Event answer = default;
        LiveGate.Deny(ref answer, in command, denies, nowNs);
        Apply(in answer);
        return false;
    }

    private void AdvanceGate(long nowNs)
    {
        Gate.Advance(nowNs);
        while (Gate.TryTakeNews(nowNs, out Event news)) Apply(in news);
        while (Gate.TryTakePull(nowNs, out OutputRecord pull))
        {
            _world.Tally.GatePulls++;
            Gate.Check(in pull, nowNs);
            OrderSession.Command(in pull, nowNs, Batch);
            Publish();
            Orders.Send(nowNs);
        }
    }

    private void Timer(long nowNs)
    {
        Event timer = default;
        timer.Kind = EventKind.Timer;
        timer.Flags = EventFlags.First | EventFlags.Last;
        timer.InstrumentIndex = Units.NoInstrument;
        timer.ReceivedNs = nowNs;
        _nextTimerNs += TimerNs;
        Apply(in timer);
    }
}
