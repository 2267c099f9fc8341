using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;
using Minnow.Host.Alerts;
using Minnow.Host.Configuration;
using Minnow.Host.Control;
using Minnow.Host.Counters;
using Minnow.Host.Credentials;
using Minnow.Host.Engine;
using Minnow.Host.Gate;
using Minnow.Host.Net;
using Minnow.Native;
using Minnow.Venues.Deribit;
using Minnow.Venues.Deribit.Session;
using Minnow.Venues.Session;

namespace Minnow.Host.Live;

/// <summary>One live run: two links with their sessions before the <see cref="RunEngine"/>.</summary>
public sealed class LiveSession : IDisposable
{
    private const int FeedEndMs = 1000;

    private readonly LiveOptions _options;
    private readonly RunEngine _engine;
    private readonly InstrumentTable _instruments;
    private readonly LiveAgent _agent;
    private readonly LiveGauges _gauges;
    private readonly LiveLane _marketLane;
    private readonly LiveLane _orderLane;
    private readonly IMarketSession _market;
    private readonly IOrderSession _orders;
    private readonly CanaryLimit? _canary;
    private readonly HaltLatch? _latch;
    private readonly PullThread? _pull;
    private readonly ControlServer _control;

    private LiveSession(LiveOptions options, RunHooks hooks, Func<Net.LinkOptions, MonotonicWallClock, IVenueLink> makeLink)
    {
        _options = options;
        ConnectionOptions connection = options.Connection;
        bool trades = options.Stage != RunStage.DryRun;
        MonotonicWallClock clock = new();
        LoadedConfiguration configuration = options.Configuration;
        if (options.Stage == RunStage.Canary) configuration = configuration.With(CanaryLimit.Cap(configuration.Value, out _canary));
        MinnowConfiguration values = configuration.Value;
        Environment = EnvironmentWord(connection.Environment);

        List<IDisposable> owned = [];
        try
        {
            ApiCredentials? key = trades || connection.Interval == Configuration.FeedInterval.Raw ? Own(LoadKey(connection)) : null;
            if (trades)
            {
                Own(InstanceLock.Take(InstanceLock.DefaultDirectory, connection.Address.ToString(), key!.ToString(), Names(values)));
                _latch = new HaltLatch(options.JournalDirectory, connection.Address.ToString(), key.ToString(), Names(values));
                if (options.ArmReason == null) _latch.ThrowIfSet();
            }
            IVenueLink marketLink = Own(makeLink(SessionSettings.Link(values, "market"), clock));
            IVenueLink orderLink = Own(trades ? makeLink(SessionSettings.Link(values, "orders"), clock) : new NoLink());
            DayCarry carry = trades ? DayCarry.Of(options.JournalDirectory, values, clock.NowNs) : default;
            Directory = LiveDirectory.Begin(options.JournalDirectory, clock.NowNs);
            _engine = new RunEngine(configuration, Directory.Path, $"deribit {Environment} {RunStages.Word(options.Stage)}{(options.ArmReason is { } why ? $"; armed: {why}" : "")}");
            foreach (IDisposable part in owned) _engine.Own(part);
            owned.Clear();

            Epoch = clock.NowNs / Units.NsPerMs;
            _instruments = new InstrumentTable(trackedCapacity: values.Limits.MaxInstruments);
            DeribitParser parser = new(_instruments, new DeribitParserLimits { MaxFrameBytes = values.Limits.MaxFrameBytes, MaxLevels = values.Limits.MaxLevels });
            _gauges = new LiveGauges(_engine.Page.Counters, values.Limits.MaxInstruments);
            _market = new DeribitMarketSession(parser, SessionSettings.Market(values, Drawn()), key);
            _orders = trades
                ? new DeribitOrderSession(_instruments, SessionSettings.Orders(values, Epoch, Drawn()), key!)
                : new StubOrderSession(new OrderStub(_engine.Commands, values.Stub.AckLatencyUs * 1000L, OrderStub.CapacityFor(values.Limits.MaxInstruments)));
            _marketLane = _engine.Own(new LiveLane(marketLink, _market, _engine.BatchCapacity, values.Limits.MaxFrameBytes, _engine.Frames));
            _orderLane = _engine.Own(new LiveLane(orderLink, _orders, _engine.BatchCapacity, values.Limits.MaxFrameBytes, _engine.Frames));
            if (trades)
            {
                Net.LinkOptions hurried = OutOfBandPull.Hurried(SessionSettings.Link(values, "orders"));
                _pull = _engine.Own(new PullThread(new OutOfBandPull(ours => makeLink(hurried, ours), clock, key!, Names(values)), _engine.Page.Counters));
            }
            OperatorInbox inbox = new();
            PreTradeGate lockOnTheDoor = new(GateSettings.Of(values, clock.NowNs));
            lockOnTheDoor.CarryOver(carry.Messages, carry.CoinsE8, clock.NowNs);
            GateClerk clerk = new(lockOnTheDoor, values, _engine.Page.Counters);
            LiveGate gate = new(lockOnTheDoor, clerk, _engine.Page.Counters);
            _engine.Input.Watch = gate;
            Accounts = trades ? new AccountWatch(_engine.Page.Counters, values) : null;
            _agent = _engine.Own(new LiveAgent(new LiveParts
            {
                Clock = clock,
                MarketLane = _marketLane,
                Market = _market,
                OrderLane = _orderLane,
                Orders = _orders,
                Commands = new CommandQueue(_engine.Commands, values.Rings.OutputSlots),
                Input = _engine.Input,
                Quoter = _engine.Quoter,
                Gauges = _gauges,
                Canary = _canary,
                Gate = gate,
                Accounts = Accounts,
                Alerts = new AlertParts(new HostWatch(values.Alerts, _engine.Page.Counters), _engine.Page.Counters, _engine.JournalSequence, hooks.MachineAheadNs),
                Protocol = new ProtocolWatch(values.Instruments.Count, connection.ProtocolSeconds * Units.NsPerSecond),
                InstrumentCount = values.Instruments.Count,
                TimerNs = values.TimerMs * Units.NsPerMs,
                DeadManNs = DeadManSeconds * Units.NsPerSecond,
                PullBeside = _pull is { } pull ? pull.Ask : null,
                Inbox = inbox,
                IsLatched = _latch is { } latch ? () => latch.IsLaidByOthers : null,
            }));
            StartEvents.Publish(_engine.Input, _marketLane.Batch, values, parser);
            if (trades) StartEvents.PublishDown(_engine.Input);
            foreach (string name in Names(values))
                if (_instruments.TryGetIndex(Encoding.ASCII.GetBytes(name), out ushort index)) Accounts?.Name(index, GateSettings.Name(name));
            if (options.ArmReason is string reason)
            {
                StartEvents.PublishArm(_engine.Input, reason, clock.NowNs);
                Armed = _latch?.Arm(reason, Directory.Path) ?? "";
            }
            OperatorDesk desk = new(inbox, _engine.Page.Counters, _latch, Directory.Path);
            _control = _engine.Own(new ControlServer(Directory.Path, [.. desk.Verbs, .. GateRequest.Of(clerk, values, _engine.Page.Counters, Directory.Path)], _engine.Page, desk.Round));
            _latch?.Watch(_engine.Page.Counters, Directory.Path);
            _engine.Place(_agent, hooks, _latch is null ? [] : [_latch]);
        }
        catch
        {
            for (int i = owned.Count - 1; i >= 0; i--) owned[i].Dispose();
            _engine?.Dispose();
            throw;
        }

        T Own<T>(T part) where T : IDisposable
        {
            owned.Add(part);
            return part;
        }
    }

    /// <summary>Where it trades: <c>production</c>, <c>testnet</c> or <c>loopback</c>.</summary>
    public string Environment { get; }

    /// <summary>The directory of this run.</summary>
    public LiveDirectory Directory { get; }

    /// <summary>What was halted before a person armed it for this run; empty if nothing was.</summary>
    public string Armed { get; } = "";

    /// <summary>What every label of this run carries, ms since 1970.</summary>
    public long Epoch { get; }

    /// <summary>How it ended.</summary>
    public LiveEnd End => _agent.End;

    /// <summary>What the end says to a person; empty after a good one. After <see cref="Run"/>.</summary>
    public string EndText => End switch
    {
        LiveEnd.NotPermitted when _orders.Reason == GatewayReason.SelfTrading => $"{_orders.FailureText} Nothing was placed.",
        LiveEnd.NotPermitted => $"the venue refused: {_orders.FailureText}{_market.FailureText} ({_orders.Reason}). Nothing was sent. Check the key with 'minnow doctor'.",
        LiveEnd.AccountLocked => $"the venue has locked the account: {_orders.FailureText}. Nothing was sent. Ask the venue, or look at the account.",
        LiveEnd.AccountLockedLater => $"the venue locked the account while we traded: {_orders.FailureText}. Nothing of ours rests; look at the account before the next run.",
        LiveEnd.CanaryTooSmall => _canary?.Complaint ?? "",
        LiveEnd.ProtocolError => $"the venue speaks otherwise than its documents: {_agent.ProtocolText}. Nothing of ours rests. Look at the venue's change log, and do not trade until this build understands it.",
        LiveEnd.NotChecked => "stopped before the order connection was open: this run sent nothing, and whether a former one left orders was not checked.",
        LiveEnd.OrdersMayRest => (_agent.Cause == LiveEnd.NotPermitted ? $"the venue refused: {_orders.FailureText}{_market.FailureText} ({_orders.Reason}). " : _agent.Cause == LiveEnd.CanaryTooSmall ? _canary?.Complaint + " " : _agent.Cause == LiveEnd.ProtocolError ? $"the venue speaks otherwise than its documents: {_agent.ProtocolText}. " : _agent.Cause is LiveEnd.AccountLocked or LiveEnd.AccountLockedLater ? $"the venue has locked the account: {_orders.FailureText}. " : "")
            + $"orders may rest at the venue: it did not say within {LiveAgent.StopLimitNs / Units.NsPerSecond} s that none does. "
            + $"Its dead-man switch pulls them by {DeadMan:yyyy-MM-dd'T'HH:mm:ss'Z'} at the latest if it lives; look at the account.",
        _ => "",
    };

    /// <summary>The counters of this run, for whoever tells a person what happens.</summary>
    internal CounterSet Counters => _engine.Page.Counters;

    /// <summary>Our account against the venue's statements; null in a dry run.</summary>
    internal AccountWatch? Accounts { get; }

    /// <summary>Why the connections ended last, and what the sessions say: for a person.</summary>
    internal string Troubles => string.Join("; ", Trouble("market", _market.FailureText, _marketLane.EndText), Trouble("orders", _orders.FailureText, _orderLane.EndText), _pull?.Text ?? "").Trim(' ', ';');

    // Two heartbeats and a test request: by then a venue that did not see the connection end takes us for dead.
    private long DeadManSeconds => 2 * _options.Connection.HeartbeatSeconds + 2;

    private DateTime DeadMan => DateTime.UnixEpoch.AddTicks(_agent.LeftNs / 100).AddSeconds(DeadManSeconds);

    /// <summary>Reads key and authorities, takes lock and memory, begins the journal; nothing is connected yet.</summary>
    /// <exception cref="CredentialException">The key can not be used.</exception>
    /// <exception cref="LinkSetupException">The connection can not be made as configured.</exception>
    /// <exception cref="LiveRefusedException">Another process trades the same.</exception>
    /// <exception cref="Journal.JournalException">The journal can not be written.</exception>
    public static LiveSession Open(LiveOptions options, RunHooks? hooks = null, Func<Net.LinkOptions, MonotonicWallClock, IVenueLink>? makeLink = null) =>
        new(options, hooks ?? new RunHooks(), makeLink ?? (static (link, clock) => new WebSocketLink(link, () => clock.NowNs)));

    /// <summary>Runs until it is stopped.</summary>
    /// <exception cref="AgentFailedException">A stage failed.</exception>
    public LiveSummary Run()
    {
        long startedAt = Stopwatch.GetTimestamp();
        using CancellationTokenRegistration stop = _options.Stop.Register(_agent.AskStop);
        using CancellationTokenRegistration hurry = _options.Hurry.Register(_agent.AskHurry);
        using Timer? limit = _options.ForSeconds is long seconds ? new Timer(_ => _agent.AskStop(), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan) : null;
        _control.Start();
        _engine.Run(StopAfterFailure);
        _latch?.DoWork(0);
        return Summary(Stopwatch.GetElapsedTime(startedAt).TotalSeconds);
    }

    /// <summary>What a person must know of a halt, at the end; empty if there was none. After <see cref="Run"/>.</summary>
    public string HaltText
    {
        get
        {
            HaltReason reason = (HaltReason)_engine.Page.Counters.Read(CounterId.QuoterHalted);
            if (reason == HaltReason.None) return "";
            string kept = _latch is null ? "" : _latch.FailureText.Length > 0 ? $" The next run does not know it: {_latch.FailureText}" : " No run trades these instruments until a person arms: minnow arm.";
            return $"HALTED: {reason}. Nothing is quoted until a person has looked: at the account, and at 'minnow journal' of {Directory.Path}.{kept}";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _engine.Dispose();

    // What rests is pulled before anything else is looked at. Without a quoter or a journal nothing new is sent, and what the venue says goes nowhere.
    private void StopAfterFailure()
    {
        if (_engine.SourceHasEnded(_agent, FeedEndMs)) _agent.StopAlone(LibcClock.MonotonicNs, static () => Thread.Sleep(1));
        else _agent.CutOrders();
        _latch?.DoWork(0);
    }

    private LiveSummary Summary(double wallSeconds) => LiveSummary.Of(_engine, _gauges.Tally, _instruments, _options.Configuration.Value) with
    {
        Environment = Environment,
        Stage = RunStages.Word(_options.Stage),
        Journal = Directory.Path,
        End = _agent.End,
        StopSeconds = _agent.StopTookNs / (double)Units.NsPerSecond,
        WallSeconds = wallSeconds,
        LoopGaps = _agent.LoopGapCount,
    };

    // Each session signs with nonces of its own: no two, and none of a former run, may meet.
    private static ulong Drawn() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    private static ApiCredentials LoadKey(ConnectionOptions connection) => CredentialFile.Load(connection.Credentials
        ?? throw new CredentialException("the configuration names no credentials. Set connection.credentials to the key's file; a dry run (--stage dry-run) with interval 100ms needs none."));

    private static string EnvironmentWord(VenueEnvironment environment) => environment.ToString().ToLowerInvariant();

    private static IEnumerable<string> Names(MinnowConfiguration values)
    {
        foreach (InstrumentOptions instrument in values.Instruments) yield return instrument.Name;
    }

    private static string Trouble(string name, string failure, string end)
    {
        string text = failure.Length > 0 && end.Length > 0 ? $"{failure} ({end})" : failure + end;
        return text.Length == 0 ? "" : $"{name}: {text}";
    }
}
