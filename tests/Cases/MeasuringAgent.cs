using System;
using Minnow.Core.Engine;
using Minnow.Host.Threads;

namespace Minnow.Cases;

/// <summary>Stands before an agent and counts what its thread allocates once it has worked <see cref="WarmCycles"/> times.</summary>
/// <remarks>Independent of the counter that the product keeps for the same: the proof does not trust what it proves.</remarks>
/// <param name="inner">The agent.</param>
/// <param name="warmCycles">Cycles that did work before the measurement begins.</param>
/// <param name="plants">True to allocate an object in each cycle.</param>
/// <param name="isOn">Measures only while this says so; null: always.</param>
internal class MeasuringAgent(IAgent inner, long warmCycles, bool plants, Func<bool>? isOn = null) : IAgent
{
    private long _before;
    private long _firstCycle;
    private long _lastCycle;

    /// <summary>Cycles that did work before the measurement begins.</summary>
    internal long WarmCycles => warmCycles;

    /// <summary>Bytes since then; -1 if it never began.</summary>
    internal long Bytes { get; private set; } = -1;

    /// <summary>Cycles that did work.</summary>
    internal long Cycles { get; private set; }

    /// <summary>Those of them that were measured.</summary>
    internal long MeasuredCycles => _lastCycle - _firstCycle;

    /// <summary>The last cycle that allocated; 0 if none did.</summary>
    internal long LastAllocatingCycle { get; private set; }

    /// <inheritdoc/>
    public string RoleName => inner.RoleName;

    /// <inheritdoc/>
    public int DoWork(long nowNs)
    {
        if (plants) AllocationCases.AllocateOneObject();
        int work = inner.DoWork(nowNs);
        if (work > 0) Cycles++;
        if (isOn != null && !isOn()) return work;
        if (Bytes < 0 && Cycles >= warmCycles)
        {
            _before = GC.GetAllocatedBytesForCurrentThread();
            _firstCycle = Cycles;
            Bytes = 0;
        }
        else if (Bytes >= 0 && GC.GetAllocatedBytesForCurrentThread() - _before is var bytes && bytes != Bytes)
        {
            Bytes = bytes;
            LastAllocatingCycle = Cycles;
        }
        _lastCycle = Cycles;
        return work;
    }
}

/// <summary>The same before the agent that brings the work.</summary>
internal sealed class MeasuringSource(ISourceAgent inner, long warmCycles, bool plants, Func<bool>? isOn = null) : MeasuringAgent(inner, warmCycles, plants, isOn), ISourceAgent
{
    /// <inheritdoc/>
    public bool IsDone => inner.IsDone;
}
