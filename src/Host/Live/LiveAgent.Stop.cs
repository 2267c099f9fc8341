using System;
using Minnow.Core.Model;

namespace Minnow.Host.Live;

/// <summary>The end of a live run: pull, see that nothing rests, close, let the quoter finish.</summary>
public sealed partial class LiveAgent
{
    /// <summary>Longest time from a stop until the links are closed, ns: a venue that is dead does not hold us for ever.</summary>
    public const long StopLimitNs = 10 * Units.NsPerSecond;

    private const long PullLimitNs = 500 * Units.NsPerMs;
    private const long FinishLimitNs = 5 * Units.NsPerSecond;

    private Stage _stage;
    private long _stopNs;
    private long _leftNs;
    private bool _wasReady;
    private bool _wasLocked;
    private volatile bool _stopAsked;
    private volatile bool _hurryAsked;
    private volatile bool _done;
    private bool _isAlone;

    private enum Stage
    {
        Running,
        Pulling,
        Verifying,
        Leaving,
        Finishing,
        Done,
    }

    /// <inheritdoc/>
    public bool IsDone => _done;

    /// <summary>How it ended.</summary>
    public LiveEnd End { get; private set; }

    /// <summary>When the links were closed, ns since 1970; 0 while they are not.</summary>
    public long LeftNs => _leftNs;

    /// <summary>Time from the stop to closed links, ns.</summary>
    public long StopTookNs => _leftNs == 0 ? 0 : _leftNs - _stopNs;

    /// <summary>Why it ended before what may rest was looked at: the same as <see cref="End"/> unless that is <see cref="LiveEnd.OrdersMayRest"/>.</summary>
    public LiveEnd Cause { get; private set; }

    /// <summary>The bounded stop after the quoter or the journal has failed: what the sessions say is published to nobody. By whoever waits, once this agent's thread has ended.</summary>
    /// <param name="clockNs">The monotonic clock, ns.</param>
    /// <param name="pause">Called between rounds without work.</param>
    public void StopAlone(Func<long> clockNs, Action pause)
    {
        ArgumentNullException.ThrowIfNull(clockNs);
        ArgumentNullException.ThrowIfNull(pause);
        _isAlone = _stopAsked = true;
        while (!_done)
            if (DoWork(clockNs()) == 0) pause();
    }

    /// <summary>Closes the order connection, after this agent has failed: all that still pulls what rests is the venue's dead-man switch.</summary>
    public void CutOrders()
    {
        if (_orderLane.WasOpen) End = LiveEnd.OrdersMayRest;
        _orderLane.Cut();
        _leftNs = _clock.NowNs;
    }

    /// <summary>Pulls everything and ends. Any thread.</summary>
    public void AskStop() => _stopAsked = true;

    /// <summary>Ends without waiting for the venue; the journal is closed all the same. Any thread.</summary>
    public void AskHurry() => _hurryAsked = _stopAsked = true;

    private void EndWith(LiveEnd end)
    {
        if (End == LiveEnd.None) End = end;
        _stopAsked = true;
    }

    private int Advance(bool isQuiet)
    {
        switch (_stage)
        {
            case Stage.Running:
                return _stopAsked ? SayStop() : 0;
            case Stage.Pulling:
                // Not longer than this: a quoter that hangs does not keep its orders in the book.
                if (!(isQuiet && _commands.IsEmpty) && _nowNs - _stopNs < PullLimitNs) return 0;
                _orders.BeginStop(_nowNs);
                _orderLane.Send();
                _stage = Stage.Verifying;
                return 1;
            case Stage.Verifying:
                if (!_orders.IsStopped && !_hurryAsked && _nowNs - _stopNs < StopLimitNs && _orderLane.WasOpen) return 0;
                Judge();
                _stage = Stage.Leaving;
                return 1;
            case Stage.Leaving:
                return Leave();
            case Stage.Finishing:
                return Finish(isQuiet);
            default:
                return 0;
        }
    }

    private int SayStop()
    {
        Event stop = default;
        stop.Kind = EventKind.Operator;
        stop.Flags = EventFlags.First | EventFlags.Last;
        stop.InstrumentIndex = Units.NoInstrument;
        stop.Detail = (uint)OperatorVerb.Stop;
        stop.ReceivedNs = _nowNs;
        _stopNs = _stopNs == 0 ? _nowNs : _stopNs;
        // A full ring is a quoter that hangs: the sessions are told to stop without it.
        bool said = _isAlone || _input.TryPublish(in stop);
        if (!said && _nowNs - _stopNs < PullLimitNs) return 0;
        _stage = Stage.Pulling;
        return 1;
    }

    // That orders may rest outranks every other end. Before the first connection nothing of this run was sent, and nothing was asked either.
    private void Judge()
    {
        if (End == LiveEnd.None && _wasLocked) End = LiveEnd.AccountLockedLater;
        Cause = End == LiveEnd.None ? LiveEnd.Stopped : End;
        bool isDry = _orders.Phase == GatewayPhase.None;
        bool isSafe = isDry || !_orderLane.WasOpen || WasTurnedAway || (_orders.IsStopped && !_orders.OrdersMayRest);
        if (!isSafe) End = LiveEnd.OrdersMayRest;
        else if (End == LiveEnd.None) End = isDry || _orderLane.WasOpen ? LiveEnd.Stopped : LiveEnd.NotChecked;
    }

    // The venue refused the key on the first connection: no order of this run came before that.
    private bool WasTurnedAway => End == LiveEnd.NotPermitted && _orders.Phase == GatewayPhase.Refused && _orders.Counted.Connections <= 1;

    private int Leave()
    {
        if (_orderLane.Leave(_nowNs)) Published(_orderLane);
        else if (_marketLane.Leave(_nowNs)) Published(_marketLane);
        else
        {
            _leftNs = _nowNs;
            _gauges.Update(_market, _marketLane, _orders, _orderLane, 0);
            _stage = Stage.Finishing;
        }
        return 1;
    }

    // The quoter has hung and the ring is full of what it did not take: cutting the connections is all that still pulls its orders.
    private void GiveUp()
    {
        if (!_stopAsked) return;
        if (_stopNs == 0) _stopNs = _nowNs;
        if (_nowNs - _stopNs < PullLimitNs) return;
        _orderLane.Cut();
        _marketLane.Cut();
        _leftNs = _nowNs;
        Cause = End == LiveEnd.None ? LiveEnd.Stopped : End;
        if (_orderLane.WasOpen) End = LiveEnd.OrdersMayRest;
        else if (End == LiveEnd.None) End = LiveEnd.NotChecked;
        _stage = Stage.Done;
        _done = true;
    }

    private int Finish(bool isQuiet)
    {
        if (!isQuiet && !_isAlone && _nowNs - _leftNs < FinishLimitNs) return 0;
        _stage = Stage.Done;
        _quoter.AskEnd();
        _done = true;
        return 1;
    }
}
