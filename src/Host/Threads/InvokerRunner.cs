using System;
using Minnow.Core.Engine;
using Minnow.Host.Counters;
using Minnow.Native;

namespace Minnow.Host.Threads;

/// <summary>Runs agents in turn on the calling thread: the whole path on no thread of its own, for tests and replay.</summary>
public sealed class InvokerRunner
{
    private readonly AgentRing _agents;
    private readonly CountersPage _page;
    private readonly StopSignal _signal;
    private readonly DutyCycleMeter _meter;
    private readonly IdleStrategy _idle;
    private readonly Func<long> _clock;

    /// <summary>Makes the runner.</summary>
    /// <param name="idle">What to do while a source is not done but has nothing.</param>
    /// <param name="meter">What is measured from when on.</param>
    /// <param name="page">Takes its counters and its error.</param>
    /// <param name="signal">Ends it when raised, and learns of its failure.</param>
    /// <param name="clock">Monotonic ns for the agents; <c>null</c> = the machine's.</param>
    /// <param name="agents">In the order in which they are called; at least one.</param>
    public InvokerRunner(IdleOptions idle, MeterOptions meter, CountersPage page, StopSignal signal, Func<long>? clock,
        params ReadOnlySpan<IAgent> agents)
    {
        _agents = new AgentRing(agents);
        _page = page;
        _signal = signal;
        _meter = new DutyCycleMeter(page.Counters, ThreadRole.Inline, meter);
        _idle = new IdleStrategy(idle);
        _clock = clock ?? LibcClock.MonotonicNs;
    }

    /// <summary>Begins the measurement with the next duty cycle, if it has not begun.</summary>
    public void MarkStarted() => _meter.MarkStarted();

    /// <summary>Rounds until one finds nothing to do, whether the sources are done or not.</summary>
    /// <returns>The session's failure, if there is one.</returns>
    public AgentFailure? RunUntilIdle() => Guarded(untilDone: false);

    /// <summary>Rounds until all sources are done and a round after that finds nothing to do, or the signal is raised.</summary>
    /// <returns>The session's failure, if there is one.</returns>
    /// <remarks>When the signal is raised, what is queued is finished first, unless it was raised by a failure.</remarks>
    public AgentFailure? RunToEnd() => Guarded(untilDone: true);

    private AgentFailure? Guarded(bool untilDone)
    {
        _meter.Enter();
        try
        {
            Rounds(untilDone);
        }
        catch (Exception e)
        {
            Fail(e);
        }
        _meter.Leave();
        return _signal.Failure;
    }

    private void Rounds(bool untilDone)
    {
        while (!_signal.IsRaised)
        {
            bool last = !untilDone || _agents.SourcesAreDone; // asked before the round: what comes in during it needs another
            if (Cycle(finish: false) > 0) continue;
            if (last) return;
            _ = _idle.Idle();
        }
        while (!_signal.HasFailed && Cycle(finish: true) > 0)
        {
        }
    }

    private int Cycle(bool finish)
    {
        long nowNs = _clock();
        int work = finish ? _agents.Drain(nowNs) : _agents.DoWork(nowNs);
        _meter.OnCycle(nowNs, _clock(), work);
        if (work > 0) _idle.Reset();
        return work;
    }

    private void Fail(Exception error)
    {
        long timeNs = LibcClock.RealtimeNs();
        AgentFailure failure = new("inline", _agents.Current, timeNs, error);
        _meter.Failed();
        _page.Errors.Record(failure.ToString(), timeNs);
        _signal.Fail(failure);
    }
}
