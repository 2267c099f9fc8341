using System.Runtime.CompilerServices;

namespace Minnow.Core.Risk.Gate;

/// <summary>When the last orders of a side had their first fill: too many in a short time are a strategy that runs away.</summary>
internal struct FillThrottle
{
    internal const int Capacity = 256;

    private Times _times;
    private long _count;

    /// <summary>Counts an order that was filled for the first time.</summary>
    /// <returns>True if that makes <paramref name="limit"/> of them within <paramref name="windowNs"/>.</returns>
    internal bool Count(long nowNs, long limit, long windowNs)
    {
        _times[(int)(_count++ % Capacity)] = nowNs;
        if (_count < limit) return false;
        long sinceNs = _times[(int)((_count - limit) % Capacity)];
        return nowNs - sinceNs <= windowNs;
    }

    /// <summary>Orders counted within the window.</summary>
    internal readonly int Within(long nowNs, long windowNs)
    {
        int within = 0;
        for (long i = _count - 1; i >= 0 && i >= _count - Capacity && nowNs - _times[(int)(i % Capacity)] <= windowNs; i--) within++;
        return within;
    }

    [InlineArray(Capacity)]
    private struct Times
    {
        private long _first;
    }
}
