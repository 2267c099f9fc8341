using System;
using System.Globalization;
using System.IO;
using System.Threading;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Host.Alerts;
using Minnow.Host.Counters;

namespace Minnow.Host.Live;

/// <summary>Tells a person what happens while a live run goes on: one line for each change, never one for each message. A timer of its own, off the path.</summary>
internal sealed class LiveNotices : IDisposable
{
    private const int IntervalMs = 200;
    private const long NearPercent = 80;

    private readonly LiveSession _session;
    private readonly TextWriter _errors;
    private readonly Timer _timer;
    private readonly Lock _turn = new();
    private GatewayPhase _phase = GatewayPhase.Down;
    private bool _isConnected;
    private long _halted;
    private long _hangs;
    private long _failures;
    private long _alerts;
    private bool _nearLoss;
    private bool _nearDay;
    private long _selfTrade;
    private bool _isShort;
    private bool _isApart;
    private string _troubles = "";

    internal LiveNotices(LiveSession session, TextWriter errors)
    {
        _session = session;
        _errors = errors;
        _timer = new Timer(_ => Look(), null, IntervalMs, IntervalMs);
    }

    public void Dispose()
    {
        using ManualResetEvent ended = new(false);
        // Waited for: what it reads is given back next.
        if (_timer.Dispose(ended)) ended.WaitOne();
    }

    private void Look()
    {
        if (!_turn.TryEnter()) return;
        try
        {
            CounterSet counters = _session.Counters;
            bool isConnected = counters.Read(CounterId.FeedConnected) != 0;
            if (isConnected != _isConnected) Say(isConnected ? "market data follows the venue" : "market data lost");
            _isConnected = isConnected;
            GatewayPhase phase = (GatewayPhase)counters.Read(CounterId.GatewayPhase);
            GatewayReason reason = (GatewayReason)counters.Read(CounterId.GatewayReason);
            if (phase != _phase && phase != GatewayPhase.None)
                Say(string.Create(CultureInfo.InvariantCulture, $"orders {phase.ToString().ToLowerInvariant()}{(reason == GatewayReason.None ? "" : $": {reason}")} (connection {counters.Read(CounterId.GatewayConnections)})"));
            _phase = phase;
            long halted = counters.Read(CounterId.QuoterHalted);
            if (halted != _halted) Say(halted == 0 ? "not halted any more" : $"HALTED: {(HaltReason)halted}; quotes are pulled and none comes until a person has looked: minnow arm");
            long hangs = counters.Read(CounterId.QuoterHangs);
            if (hangs != _hangs) Say("the quoter does not keep up; its quotes are pulled past it");
            _hangs = hangs;
            long failures = counters.Read(CounterId.ControlFailures);
            if (failures != _failures) Say($"a command over the control socket failed inside the engine, which goes on; what failed: minnow stat {_session.Directory.Path}");
            _failures = failures;
            _halted = halted;
            Money(counters);
            Alerts(counters);
            Near(counters, WatchCounter.LossPercent, ref _nearLoss, "of a limit of loss is used: minnow limits");
            Near(counters, WatchCounter.DayPercent, ref _nearDay, "of the day's messages, or of those that its volume allows, are used; from 95 % on only cancels leave");
            string troubles = _session.Troubles;
            if (troubles.Length > 0 && troubles != _troubles) Say(troubles);
            _troubles = troubles;
        }
        catch (IOException)
        {
            // The terminal went away; the run does not end for that.
        }
        finally
        {
            _turn.Exit();
        }
    }

    private void Money(CounterSet counters)
    {
        long shortE3 = counters.Read(CounterId.EdgeShortE3);
        if (shortE3 > 0 && !_isShort)
            Say(string.Create(CultureInfo.InvariantCulture, $"THIS WIDTH CAN NOT PAY: quotes may stand {counters.Read(CounterId.EdgeHalfE3) / 1e3:0.###} bps from the fair price, and a fill costs {counters.Read(CounterId.EdgeFeeE3) / 1e3:0.###} bps of fee; see 'minnow edge'"));
        _isShort = shortE3 > 0;
        bool isApart = counters.Read(CounterId.StatementsApart) != 0;
        if (isApart != _isApart) Say(isApart ? $"the venue's statement is not our account: {_session.Accounts?.Text}" : "the venue's statements agree with our account again");
        _isApart = isApart;
    }

    private void Alerts(CounterSet counters)
    {
        long active = counters.Read(CounterIds.Watch(WatchCounter.Active));
        for (HostAlert alert = 0; (int)alert < AlertWords.Count; alert++)
        {
            bool isActive = AlertWords.IsActive(active, alert);
            if (isActive != AlertWords.IsActive(_alerts, alert)) Say(isActive ? $"alert: {AlertWords.Text(alert, counters.Read(CounterIds.AlertFigure(alert)))}" : $"over: {AlertWords.Source(alert)}");
        }
        _alerts = active;
        long mode = counters.Read(CounterIds.Watch(WatchCounter.SelfTrade));
        if (mode == 1 && mode != _selfTrade) Say("the account's self-trade prevention at the venue is not the one that is configured");
        _selfTrade = mode;
    }

    // Said once on the way up; said again after it was well below.
    private void Near(CounterSet counters, WatchCounter what, ref bool isNear, string text)
    {
        long percent = counters.Read(CounterIds.Watch(what));
        if (percent >= NearPercent && !isNear) Say(string.Create(CultureInfo.InvariantCulture, $"{percent} % {text}"));
        isNear = percent >= NearPercent || (isNear && percent > NearPercent - 10);
    }

    private void Say(string text) => _errors.WriteLine($"{DateTime.UtcNow:HH:mm:ss.fff} {text}");
}
