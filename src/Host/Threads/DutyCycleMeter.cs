using System;
using System.Threading;
using Minnow.Host.Counters;

namespace Minnow.Host.Threads;

/// <summary>Measures one thread of the path: bytes allocated, longest and too long duty cycles, busy and idle ones; publishes to its counters.</summary>
/// <remarks>
/// Only the measured thread calls it, but for <see cref="MarkStarted"/>. Costs a few compares a cycle and allocates nothing. Bytes and cycle times
/// count from the mark on: first calls load types and compile methods, which is start-up and not the path.
/// </remarks>
public sealed class DutyCycleMeter
{
    private readonly CounterSet _counters;
    private readonly ThreadRole _role;
    private readonly MeterOptions _options;
    private bool _markAsked; // written by any thread
    private bool _marked;
    private long _worked;
    private long _busy;
    private long _idle;
    private long _maxNs;
    private long _over;
    private long _allocatedBefore;  // in earlier stays on the thread
    private long _allocatedAtEnter;
    private long _nextPublishNs;

    /// <summary>Measures for one role.</summary>
    public DutyCycleMeter(CounterSet counters, ThreadRole role, MeterOptions options)
    {
        _counters = counters;
        _role = role;
        _options = options;
    }

    /// <summary>Begins the measurement with the next duty cycle, if it has not begun. Any thread.</summary>
    public void MarkStarted() => Volatile.Write(ref _markAsked, true);

    /// <summary>The measured thread comes in.</summary>
    public void Enter()
    {
        _allocatedAtEnter = GC.GetAllocatedBytesForCurrentThread();
        if (_options.WarmupCycles == 0 && !_marked) Mark();
    }

    /// <summary>After each duty cycle.</summary>
    /// <param name="startNs">Monotonic time before it.</param>
    /// <param name="endNs">And after it.</param>
    /// <param name="work">What it returned.</param>
    public void OnCycle(long startNs, long endNs, int work)
    {
        if (work > 0) _busy++;
        else _idle++;
        if (_marked) OnMeasured(endNs - startNs);
        else if (Volatile.Read(ref _markAsked) || (work > 0 && ++_worked == _options.WarmupCycles)) Mark();
        if (endNs < _nextPublishNs) return;
        _nextPublishNs = endNs + _options.PublishIntervalNs;
        Publish();
    }

    /// <summary>The measured thread leaves, at the end or between two rounds.</summary>
    public void Leave()
    {
        Publish();
        _allocatedBefore += GC.GetAllocatedBytesForCurrentThread() - _allocatedAtEnter;
    }

    /// <summary>A thread that is measured ended by an exception.</summary>
    internal void Failed() => _counters.Set(CounterIds.Thread(_role, ThreadCounter.Failed), 1);

    /// <summary>The measured thread was pinned.</summary>
    internal void Pinned(int core) => _counters.Set(CounterIds.Thread(_role, ThreadCounter.Core), core);

    private void OnMeasured(long tookNs)
    {
        if (tookNs > _maxNs) _maxNs = tookNs;
        if (tookNs > _options.CycleThresholdNs) _over++;
    }

    private void Mark()
    {
        _marked = true;
        _allocatedBefore = 0;
        _allocatedAtEnter = GC.GetAllocatedBytesForCurrentThread();
    }

    private void Publish()
    {
        Set(ThreadCounter.BusyCycles, _busy);
        Set(ThreadCounter.IdleCycles, _idle);
        if (!_marked) return; // -1 stays: nothing was measured
        Set(ThreadCounter.MaxCycleNs, _maxNs);
        Set(ThreadCounter.CyclesOver, _over);
        Set(ThreadCounter.AllocatedBytes, _allocatedBefore + GC.GetAllocatedBytesForCurrentThread() - _allocatedAtEnter);
    }

    private void Set(ThreadCounter counter, long value) => _counters.Set(CounterIds.Thread(_role, counter), value);
}
