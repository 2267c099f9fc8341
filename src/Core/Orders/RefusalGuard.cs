using System;
using Minnow.Core.Model;

namespace Minnow.Core.Orders;

/// <summary>What refusals in a row do to one side: a pause, a growing wait after post-only refusals, and in the end a halt (faults C1, C27).</summary>
/// <remarks>
/// Per side, because the venue may take every bid and refuse every ask. Refusals for taking count for the wait alone: they come with a moving
/// market and mean nothing else. The pause ends by time; the counts end with the first order that the venue takes.
/// </remarks>
public struct RefusalGuard
{
    /// <summary>More refusals than this within <see cref="WindowNs"/>, none taken in between, make a pause.</summary>
    public const int MaxInWindow = 5;

    /// <summary>More refusals in a row than this halt.</summary>
    public const int MaxInRow = 20;

    /// <summary>Time over which refusals are counted for a pause, and the length of the pause, ns.</summary>
    public const long WindowNs = Units.NsPerSecond;

    /// <summary>Longest wait after refusals for taking, ns.</summary>
    public const long MaxWaitNs = 5 * Units.NsPerSecond;

    private const long MinWaitNs = Units.NsPerMs;

    /// <summary>Refusals in a row, those for taking left out.</summary>
    public long InRow;

    /// <summary>Refusals since <see cref="WindowStartNs"/>.</summary>
    public long InWindow;

    /// <summary>Time of the first of them, ns.</summary>
    public long WindowStartNs;

    /// <summary>Start of the pause, ns; meaningless while <see cref="IsPausing"/> is 0.</summary>
    public long PauseStartNs;

    /// <summary>1 once a pause was begun.</summary>
    public long IsPausing;

    /// <summary>Length of the wait after refusals for taking, ns; 0 if there is none.</summary>
    public long WaitNs;

    /// <summary>Start of that wait, ns.</summary>
    public long WaitStartNs;

    /// <summary>The venue refused a new order or a change.</summary>
    /// <returns>True if there were too many in a row: halt.</returns>
    public static bool Refused(ref RefusalGuard guard, long nowNs)
    {
        if (guard.InWindow == 0 || nowNs < guard.WindowStartNs || nowNs - guard.WindowStartNs > WindowNs)
        {
            guard.WindowStartNs = nowNs;
            guard.InWindow = 0;
        }
        if (++guard.InWindow > MaxInWindow) Pause(ref guard, nowNs);
        return ++guard.InRow > MaxInRow;
    }

    /// <summary>Begins a pause.</summary>
    public static void Pause(ref RefusalGuard guard, long nowNs)
    {
        guard.IsPausing = 1;
        guard.PauseStartNs = nowNs;
        guard.InWindow = 0;
    }

    /// <summary>An order of ours would have taken: the next try waits twice as long as this one did, from <paramref name="intervalNs"/> on.</summary>
    public static void WouldHaveTaken(ref RefusalGuard guard, long intervalNs, long nowNs)
    {
        long first = Math.Clamp(intervalNs, MinWaitNs, MaxWaitNs);
        guard.WaitNs = guard.WaitNs == 0 ? first : Math.Min(MaxWaitNs, 2 * guard.WaitNs);
        guard.WaitStartNs = nowNs;
    }

    /// <summary>The venue took a new order or a change: what was counted is over.</summary>
    public static void Taken(ref RefusalGuard guard) => guard.InRow = guard.InWindow = guard.WaitNs = 0;

    /// <summary>True during a pause.</summary>
    public readonly bool IsPaused(long nowNs) => IsPausing != 0 && nowNs >= PauseStartNs && nowNs - PauseStartNs < WindowNs;

    /// <summary>True during the wait after refusals for taking.</summary>
    public readonly bool IsWaiting(long nowNs) => WaitNs != 0 && nowNs >= WaitStartNs && nowNs - WaitStartNs < WaitNs;
}
