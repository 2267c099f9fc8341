using System;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Session;

/// <summary>Counts connections that were lost, and says when there were too many in a window.</summary>
/// <param name="limit">How many are too many; 0: never.</param>
/// <param name="windowSeconds">The window.</param>
public sealed class FlapWatch(int limit, int windowSeconds)
{
    private readonly long[] _lostNs = NewRing(limit);
    private int _oldest;

    /// <summary>One was lost.</summary>
    /// <returns>True if that makes the limit within the window: stop trying, a person must look.</returns>
    public bool Lost(long nowNs)
    {
        if (_lostNs.Length == 0) return false;
        _lostNs[_oldest] = nowNs;
        _oldest = (_oldest + 1) % _lostNs.Length;
        long first = _lostNs[_oldest];
        return first != long.MinValue && nowNs - first <= windowSeconds * Units.NsPerSecond;
    }

    private static long[] NewRing(int limit)
    {
        long[] ring = new long[Math.Max(0, limit)];
        Array.Fill(ring, long.MinValue);
        return ring;
    }
}
