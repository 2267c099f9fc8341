using System;
using System.Threading;
using Minnow.Core.Ring;

namespace Minnow.Host.Waiting;

/// <summary>Pauses, yields, then sleeps for a bounded time. For threads that must not cost a core: journal, counters, idle machines.</summary>
/// <remarks>
/// A sleeper looks again after at most <see cref="ParkMs"/>, so a lost or false wake costs that much and no more (fault G5). By default nobody signals
/// on publish: the sleeper pays with latency and the hot thread pays nothing. With <c>wakeOnPublish</c> each publish looks for sleepers.
/// </remarks>
public sealed class ParkingWaitStrategy : IWaitStrategy
{
    /// <summary>Pauses before the first yield.</summary>
    public const int SpinsBeforeYield = 100;

    /// <summary>Pauses and yields before the first sleep: about 25 µs.</summary>
    public const int SpinsBeforePark = 200;

    private readonly object _gate = new();
    private int _sleepers;

    /// <summary>Sets the bound.</summary>
    /// <param name="parkMs">Longest sleep, in [1, 1000] ms.</param>
    /// <param name="wakeOnPublish">True: rings call <see cref="Signal"/> after each publish and release.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parkMs"/> is out of range.</exception>
    public ParkingWaitStrategy(int parkMs = 1, bool wakeOnPublish = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parkMs, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parkMs, 1000);
        ParkMs = parkMs;
        WantsSignal = wakeOnPublish;
    }

    /// <summary>Longest sleep, ms.</summary>
    public int ParkMs { get; }

    /// <inheritdoc/>
    public bool WantsSignal { get; }

    /// <inheritdoc/>
    public void Wait(ref int spins)
    {
        if (spins < SpinsBeforePark)
        {
            if (spins++ < SpinsBeforeYield) BusySpinWaitStrategy.Pause();
            else Thread.Yield();
            return;
        }

        lock (_gate)
        {
            Interlocked.Increment(ref _sleepers);
            Monitor.Wait(_gate, ParkMs);
            Interlocked.Decrement(ref _sleepers);
        }
    }

    /// <inheritdoc/>
    public void Signal()
    {
        // A thread on its way to sleep may be missed here: the bound of its sleep is the remedy, a fence on each publish would cost more.
        if (Volatile.Read(ref _sleepers) == 0) return;
        lock (_gate) Monitor.PulseAll(_gate);
    }
}
