using System;
using System.Collections.Generic;
using System.Threading;
using Minnow.Core.Ring;
using Minnow.Native;

namespace Minnow.Workloads.Rings;

/// <summary>Runs one side here and the other on a thread of its own, each on its own core where the machine has two.</summary>
public static class TwoThreads
{
    private const int SpinsBeforeYield = 2000;

    // Read once: a thread that a pinned one starts inherits its one core.
    private static readonly IReadOnlyList<int> s_cores = LibcThread.AllowedCores();
    private static int s_broken;

    /// <summary>True if the process may use two cores; then both threads are pinned.</summary>
    public static bool HasTwoCores { get; } = s_cores.Count >= 2;

    /// <summary>Runs both to their end.</summary>
    public static void Run(Action here, Action there)
    {
        Span<ulong> before = stackalloc ulong[LibcThread.MaxCores / 64];
        LibcThread.GetAffinity(before);
        Exception? failure = null;
        using ManualResetEventSlim ready = new();
        Thread other = new(() =>
        {
            try
            {
                Pin(1);
                ready.Set();
                there();
            }
            catch (Exception e)
            {
                failure = e;
                Volatile.Write(ref s_broken, 1); // the other side would wait for ever
            }
        })
        { IsBackground = true };
        other.Start();
        ready.Wait();
        Pin(0);
        try
        {
            here();
            other.Join();
        }
        catch
        {
            Volatile.Write(ref s_broken, 1);
            if (failure == null) throw;
        }
        finally
        {
            LibcThread.SetAffinity(before);
        }
        if (failure != null) throw new InvalidOperationException("The other thread failed.", failure);
    }

    /// <summary>Waits a little: pauses, and once it took long gives the core away each time. The caller sets the count to 0 when it got on.</summary>
    public static void Idle(ref int spins)
    {
        if (HasTwoCores && ++spins < SpinsBeforeYield) BusySpinWaitStrategy.Pause();
        else if (Volatile.Read(ref s_broken) == 0) LibcThread.Yield();
        else throw new InvalidOperationException("The other thread failed.");
    }

    private static void Pin(int which)
    {
        if (HasTwoCores) LibcThread.Pin(s_cores[which]);
    }
}
