using System;
using Minnow.Core.Engine;
using Minnow.Native;

namespace Minnow.Host.Counters;

/// <summary>Writes the page's heartbeat and the garbage collector's counts ten times a second. Runs beside the journal.</summary>
public sealed class HeartbeatAgent : IAgent
{
    /// <summary>Time between two beats, ns.</summary>
    public const long IntervalNs = 100_000_000;

    private readonly CountersPage _page;
    private long _nextNs = long.MinValue;

    /// <summary>Beats for one page.</summary>
    public HeartbeatAgent(CountersPage page) => _page = page;

    /// <inheritdoc/>
    public string RoleName => "heartbeat";

    /// <inheritdoc/>
    /// <returns>Always 0: a beat is no reason to stay awake.</returns>
    public int DoWork(long nowNs)
    {
        if (nowNs < _nextNs) return 0;
        _nextNs = nowNs + IntervalNs;
        _page.Counters.Set(CounterId.ProcessGen0Collections, GC.CollectionCount(0));
        _page.Counters.Set(CounterId.ProcessGen1Collections, GC.CollectionCount(1));
        _page.Counters.Set(CounterId.ProcessGen2Collections, GC.CollectionCount(2));
        _page.Beat(LibcClock.RealtimeNs());
        return 0;
    }
}
