using System;
using System.IO;
using System.Text;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Ring;
using Minnow.Core.Risk.Gate;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;
using Minnow.Host.Engine;
using Minnow.Host.Gate;
using Minnow.Host.Live;
using Minnow.Venues.Deribit;

namespace Minnow.Host.Tests.Live;

/// <summary>A live agent between two links and two sessions of the test, by hand: nothing runs by itself, and time is what the test says.</summary>
internal sealed class LiveRig : IDisposable
{
    private const int CommandSlots = 256;

    private readonly string _root = Directory.CreateTempSubdirectory("minnow-live-").FullName;
    private readonly RunEngine _engine;
    private readonly NativeRingMemory _memory;
    private readonly RingBuffer<OutputRecord> _commands;

    internal LiveRig(string connection = "", bool canary = false, bool gated = false)
    {
        string text = $$"""
            { "connection": { "environment": "testnet" {{connection}} },
              "instruments": [ { "name": "BTC-PERPETUAL", "orderAmount": 100, "maxPositionAmount": 3000 } ],
              "limits": { "maxLevels": 512 }, "rings": { "inputSlots": 1024, "directory": "{{_root}}/rings" } }
            """;
        LoadedConfiguration configuration = ConfigurationFile.Parse("rig", Encoding.UTF8.GetBytes(text)).Configuration!;
        CanaryLimit? limit = null;
        if (canary) configuration = configuration.With(CanaryLimit.Cap(configuration.Value, out limit));
        _engine = new RunEngine(configuration, _root + "/journal", "test");
        _memory = new NativeRingMemory(RingBuffer<OutputRecord>.BytesFor(CommandSlots, 1));
        _commands = new RingBuffer<OutputRecord>(_memory, CommandSlots, ProducerKind.Single, 1, BusySpinWaitStrategy.Instance);
        Gauges = new LiveGauges(_engine.Page.Counters, 16);
        MarketLane = _engine.Own(new LiveLane(MarketLink, Market, 4096, 1 << 16, new NoFrameSink()));
        OrderLane = _engine.Own(new LiveLane(OrderLink, Orders, 4096, 1 << 16, new NoFrameSink()));
        Agent = _engine.Own(new LiveAgent(new LiveParts
        {
            Clock = new MonotonicWallClock(StartNs, 0),
            MarketLane = MarketLane,
            Market = Market,
            OrderLane = OrderLane,
            Orders = Orders,
            Commands = new CommandQueue(_commands.NewPoller("orders"), CommandSlots),
            Input = _engine.Input,
            Quoter = _engine.Quoter,
            Gauges = Gauges,
            Canary = limit,
            Gate = Gate = gated ? Gated(configuration.Value) : null,
            InstrumentCount = 1,
            Inbox = Inbox,
            IsLatched = () => IsLatched || Latch?.IsLaidByOthers == true,
            TimerNs = 100 * Units.NsPerMs,
            PullBeside = (_, _) =>
            {
                PullsAsked++;
                return PullsBegin;
            },
        }));
        DeribitParser parser = new(new InstrumentTable(trackedCapacity: 16));
        StartEvents.Publish(_engine.Input, MarketLane.Batch, configuration.Value, parser);
        MarketLane.Batch.Clear();
    }

    /// <summary>The pre-trade gate, if the test wants one.</summary>
    internal LiveGate? Gate { get; }

    private LiveGate Gated(MinnowConfiguration configuration)
    {
        PreTradeGate gate = new(GateSettings.Of(configuration, StartNs));
        LiveGate live = new(gate, Clerk = new GateClerk(gate, configuration, _engine.Page.Counters), _engine.Page.Counters);
        _engine.Input.Watch = live;
        return live;
    }

    internal GateClerk? Clerk { get; private set; }

    internal const long StartNs = 1_700_000_000_000_000_000;

    internal FakeLink MarketLink { get; } = new();

    internal FakeLink OrderLink { get; } = new();

    internal FakeSession Market { get; } = new();

    internal FakeSession Orders { get; } = new();

    internal LiveLane MarketLane { get; }

    internal LiveLane OrderLane { get; }

    internal LiveGauges Gauges { get; }

    internal OperatorInbox Inbox { get; } = new();

    internal bool IsLatched { get; set; }

    /// <summary>A latch on disk, if the test wants one.</summary>
    internal HaltLatch? Latch { get; set; }

    internal CountersPage Page => _engine.Page;

    internal ref readonly QuoterState Head => ref _engine.Block.Head;

    internal ref readonly InstrumentState Instrument => ref _engine.Block[0];

    internal LiveAgent Agent { get; }

    internal long MonotonicNs { get; private set; } = Units.NsPerSecond;

    internal long NowNs => StartNs + MonotonicNs;

    internal bool QuoterHangs { get; set; }

    /// <summary>Times that a pull beside the run was asked for.</summary>
    internal int PullsAsked { get; set; }

    /// <summary>False: another one runs.</summary>
    internal bool PullsBegin { get; set; } = true;

    internal bool QuoterEnded => _engine.Quoter.Ended;

    internal long Published => _engine.Input.EventCount;

    internal long Applied => _engine.Block.Head.EventCount;

    internal bool IsStoppedByOperator => _engine.Block.Head.Paused != 0;

    /// <summary>Rounds of everything, <paramref name="stepMs"/> apart, until so much time has passed.</summary>
    internal void Run(long ms, long stepMs = 1)
    {
        for (long done = 0; done < ms; done += stepMs) Round(stepMs);
    }

    internal void Round(long ms = 0)
    {
        MonotonicNs += ms * Units.NsPerMs;
        Agent.DoWork(MonotonicNs);
        while (!QuoterHangs && _engine.Quoter.DoWork(MonotonicNs) > 0)
        {
        }
        _engine.Journal.DoWork(MonotonicNs);
    }

    internal void Connect()
    {
        Run(3);
        MarketLink.Connect();
        OrderLink.Connect();
        Run(3);
    }

    internal void Command(CommandVerb verb, long orderId, ushort instrument = 0, long? timeNs = null, long lots = 0, long ticks = 0)
    {
        OutputRecord record = default;
        record.Kind = OutputKind.Command;
        record.Verb = verb;
        record.OrderId = orderId;
        record.InstrumentIndex = instrument;
        record.TimeNs = timeNs ?? NowNs;
        record.SizeLots = lots;
        record.PriceTicks = ticks;
        _commands.TryPublish(new ReadOnlySpan<OutputRecord>(in record), out _);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _memory.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
