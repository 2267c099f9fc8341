using Minnow.Native;

namespace Minnow.Host.Alerts;

/// <summary>The machine's clock, which somebody may set, against the one that only counts on.</summary>
public static class MachineClock
{
    private const int Tries = 3;

    /// <summary>The one less the other, ns; moves only when the machine's clock is set or steered. Wrong by no more than the shortest of three reads took.</summary>
    public static long AheadNs()
    {
        long ahead = 0, shortest = long.MaxValue;
        for (int i = 0; i < Tries; i++)
        {
            long before = LibcClock.MonotonicNs(), machine = LibcClock.RealtimeNs(), tookNs = LibcClock.MonotonicNs() - before;
            if (tookNs < shortest) (shortest, ahead) = (tookNs, machine - before - tookNs / 2);
        }
        return ahead;
    }
}
