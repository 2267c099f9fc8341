using System;
using System.Threading;
using Minnow.Core.Engine;
using Minnow.Host.Counters;
using Minnow.Native;

namespace Minnow.Host.Threads;

/// <summary>Runs one or several agents on one named, optionally pinned thread, in turn, until it is asked to stop.</summary>
/// <remarks>
/// A stop lets the agents that are no source go on until a whole round finds nothing to do, or the limit has passed. An exception ends the thread,
/// is kept as the signal's failure, and is counted in the page. After the start the loop itself allocates nothing.
/// </remarks>
public sealed class AgentRunner
{
    private readonly RunnerOptions _options;
    private readonly AgentRing _agents;
    private readonly CountersPage _page;
    private readonly StopSignal _signal;
    private readonly DutyCycleMeter _meter;
    private readonly IdleStrategy _idle;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _up = new(false);
    private AgentFailure? _failure;
    private Exception? _refused;
    private bool _stop;
    private long _drainUntilNs;

    /// <summary>Makes the thread; <see cref="Start"/> starts it.</summary>
    /// <param name="options">How it runs.</param>
    /// <param name="page">Takes its counters and its error.</param>
    /// <param name="signal">Learns of its failure.</param>
    /// <param name="agents">In the order in which they are called; at least one.</param>
    public AgentRunner(RunnerOptions options, CountersPage page, StopSignal signal, params ReadOnlySpan<IAgent> agents)
    {
        _options = options;
        _agents = new AgentRing(agents);
        _page = page;
        _signal = signal;
        _meter = new DutyCycleMeter(page.Counters, options.Role, options.Meter);
        _idle = new IdleStrategy(options.Idle);
        Name = options.Role.ToString().ToLowerInvariant();
        _thread = new Thread(Run) { Name = Name, IsBackground = true };
    }

    /// <summary>Name of the thread, also in top and /proc.</summary>
    public string Name { get; }

    /// <summary>Which thread it is.</summary>
    public ThreadRole Role => _options.Role;

    /// <summary>The kernel's id of the thread; 0 before the start.</summary>
    public int ThreadId { get; private set; }

    /// <summary>The thread runs.</summary>
    public bool IsRunning => _thread.IsAlive;

    /// <summary>This thread's failure, if it has failed.</summary>
    public AgentFailure? Failure => Volatile.Read(ref _failure);

    /// <summary>All sources on this thread are done; true if there is none.</summary>
    public bool SourcesAreDone => _agents.SourcesAreDone;

    /// <summary>Starts the thread and returns when it runs on its core.</summary>
    /// <exception cref="InvalidOperationException">It can not be pinned there: says which cores can be had.</exception>
    public void Start()
    {
        _thread.Start();
        _up.Wait();
        if (_refused == null) return;
        _thread.Join();
        throw _refused;
    }

    /// <summary>Begins the measurement with the next duty cycle, if it has not begun.</summary>
    public void MarkStarted() => _meter.MarkStarted();

    /// <summary>Asks the thread to finish what is queued and end. Any thread, its own too; does not wait.</summary>
    /// <param name="limitMs">Longest time for that, ms: half of it to finish, the rest for the last cycle.</param>
    public void RequestStop(int limitMs)
    {
        Volatile.Write(ref _drainUntilNs, LibcClock.MonotonicNs() + limitMs * 1_000_000L / 2);
        Volatile.Write(ref _stop, true); // release: who sees the stop sees the limit
    }

    /// <summary>Asks the thread to finish what is queued and end, and waits for it.</summary>
    /// <param name="limitMs">Longest time for both, ms.</param>
    /// <returns><c>false</c> if it did not end in time: an agent does not return.</returns>
    public bool Stop(int limitMs)
    {
        RequestStop(limitMs);
        return !_thread.IsAlive || _thread.Join(limitMs);
    }

    private void Run()
    {
        try
        {
            if (!TryPrepare()) return;
            _meter.Enter();
            Loop();
            _meter.Leave();
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private bool TryPrepare()
    {
        ThreadId = LibcThread.CurrentId;
        _ = LibcThread.SetName(Name); // refused: the name only helps people
        Errno error = _options.Core == ThreadPlan.AnyCore ? Errno.Ok : LibcThread.Pin(_options.Core);
        if (error == Errno.Ok)
        {
            _idle.PrepareThread();
            _meter.Pinned(_options.Core);
        }
        else
        {
            _refused = new InvalidOperationException($"Thread {Name} can not run on core {_options.Core}: {LibcException.Text(error)}. "
                + $"This process may use cores {string.Join(", ", LibcThread.AllowedCores())}; choose one of them, or {ThreadPlan.AnyCore} for any.");
        }
        _up.Set();
        return _refused == null;
    }

    private void Loop()
    {
        long nowNs = LibcClock.MonotonicNs();
        while (!Volatile.Read(ref _stop)) // acquire: the limit is visible
        {
            if (IsHalted) return;
            nowNs = Cycle(nowNs);
        }
        Finish(nowNs);
    }

    private bool IsHalted => _options.HaltsOnFailure && _signal.HasFailed;

    private void Finish(long nowNs)
    {
        int work = 1;
        while (work > 0 && nowNs < _drainUntilNs && !IsHalted)
        {
            work = _agents.Drain(nowNs);
            long afterNs = LibcClock.MonotonicNs();
            _meter.OnCycle(nowNs, afterNs, work);
            nowNs = afterNs;
        }
    }

    /// <summary>One duty cycle and the idling after it. A method of its own, so that it is compiled anew once it is known to be hot.</summary>
    private long Cycle(long nowNs)
    {
        int work = _agents.DoWork(nowNs);
        long afterNs = LibcClock.MonotonicNs();
        _meter.OnCycle(nowNs, afterNs, work);
        if (work > 0)
        {
            _idle.Reset();
            return afterNs;
        }
        return _idle.Idle() ? LibcClock.MonotonicNs() : afterNs;
    }

    private void Fail(Exception error)
    {
        long timeNs = LibcClock.RealtimeNs();
        AgentFailure failure = new(Name, _agents.Current, timeNs, error);
        Volatile.Write(ref _failure, failure);
        _meter.Failed();
        _meter.Leave();
        _page.Errors.Record(failure.ToString(), timeNs);
        _signal.Fail(failure);
    }
}
