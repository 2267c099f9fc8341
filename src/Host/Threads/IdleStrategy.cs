using System;
using System.Runtime.Intrinsics.X86;
using System.Threading;
using Minnow.Native;

namespace Minnow.Host.Threads;

/// <summary>Idles between duty cycles in one of the four ways. One per thread; allocates nothing once made.</summary>
/// <remarks>
/// Back-off: 200 pauses (about 3 µs), then 20 yields (about 5 µs if nobody else runs), then sleeps from 10 µs doubling to 100 µs: that is what a message
/// waits at most when nothing came for long, for some 5 % of a core. A sleep is
/// longer by the thread's timer slack, 50 µs by default: a thread that parks calls <see cref="PrepareThread"/> first.
/// </remarks>
public sealed class IdleStrategy
{
    /// <summary>Back-off: cycles that only pause.</summary>
    public const int MaxSpins = 200;

    /// <summary>Back-off: cycles after them that yield.</summary>
    public const int MaxYields = 20;

    /// <summary>Back-off: the first sleep, ns.</summary>
    public const long MinParkNs = 10_000;

    /// <summary>Back-off: the longest sleep, ns.</summary>
    public const long MaxParkNs = 100_000;

    private const long TimerSlackNs = 1_000;

    private readonly IdleOptions _options;
    private int _cycles; // idle cycles since the last work, up to the first sleep
    private long _parkNs = MinParkNs;

    /// <summary>Idles as told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The park lies outside its range.</exception>
    public IdleStrategy(IdleOptions options)
    {
        if (options.ParkMicros is < 1 or > IdleOptions.MaxParkMicros)
            throw new ArgumentOutOfRangeException(nameof(options), options.ParkMicros, $"A park takes 1 to {IdleOptions.MaxParkMicros} µs.");
        _options = options;
    }

    /// <summary>Lets the kernel wake the calling thread on time, if this strategy ever sleeps.</summary>
    public void PrepareThread()
    {
        // Each way of waiting once, so that what a first call loads is loaded before anything is measured.
        LibcThread.Yield();
        LibcClock.Sleep(1);
        if (_options.Kind is IdleKind.Park or IdleKind.Backoff) _ = LibcThread.SetTimerSlack(TimerSlackNs); // refused: sleeps are 50 µs longer
    }

    /// <summary>The last cycle did work: back-off starts over.</summary>
    public void Reset()
    {
        _cycles = 0;
        _parkNs = MinParkNs;
    }

    /// <summary>Idles once.</summary>
    /// <returns><c>true</c> if the core was given away, so that a time read before is old.</returns>
    public bool Idle()
    {
        switch (_options.Kind)
        {
            case IdleKind.Spin:
                Pause();
                return false;
            case IdleKind.Yield:
                LibcThread.Yield();
                return true;
            case IdleKind.Park:
                LibcClock.Sleep(_options.ParkMicros * 1000L);
                return true;
            default:
                return BackOff();
        }
    }

    private bool BackOff()
    {
        if (_cycles < MaxSpins + MaxYields)
        {
            if (++_cycles <= MaxSpins)
            {
                Pause();
                return false;
            }
            LibcThread.Yield();
            return true;
        }
        LibcClock.Sleep(_parkNs);
        _parkNs = Math.Min(2 * _parkNs, MaxParkNs);
        return true;
    }

    private static void Pause()
    {
        if (X86Base.IsSupported) X86Base.Pause(); // one instruction, about 14 ns; SpinWait(1) takes three to five times as long
        else Thread.SpinWait(1);
    }
}
