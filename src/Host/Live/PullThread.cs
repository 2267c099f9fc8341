using System;
using System.Threading;
using Minnow.Core.Model;
using Minnow.Host.Counters;
using Minnow.Native;

namespace Minnow.Host.Live;

/// <summary>Runs an <see cref="OutOfBandPull"/> beside the run when the order connection was given up: the venue may not know that it ended (faults B3, B6).</summary>
/// <remarks>Asked by the thread of the sessions, which waits for nothing. One at a time, and none sooner than a second after the last.</remarks>
internal sealed class PullThread : IDisposable
{
    private const long SpacingNs = Units.NsPerSecond;
    private const int EndMs = 2_000;

    private readonly OutOfBandPull _pull;
    private readonly CounterSet _counters;
    private readonly CancellationTokenSource _stop = new();
    private Thread? _thread;
    private long _askedNs = long.MinValue;
    private volatile string _text = "";

    internal PullThread(OutOfBandPull pull, CounterSet counters)
    {
        _pull = pull;
        _counters = counters;
    }

    /// <summary>What came of the last one, for a person; empty before the first.</summary>
    internal string Text => _text;

    /// <summary>Begins one, unless one is under way.</summary>
    /// <param name="clockOffsetNs">Venue clock minus ours, ns.</param>
    /// <param name="deadManNs">When the venue's dead-man switch has acted at the latest, ns since 1970.</param>
    /// <returns>False if none begins now.</returns>
    internal bool Ask(long clockOffsetNs, long deadManNs)
    {
        long nowNs = LibcClock.MonotonicNs();
        if (_thread is { IsAlive: true } || (_askedNs != long.MinValue && nowNs - _askedNs < SpacingNs)) return false;
        _askedNs = nowNs;
        _thread = new Thread(() => Run(clockOffsetNs, deadManNs)) { IsBackground = true, Name = "pull" };
        _thread.Start();
        return true;
    }

    public void Dispose()
    {
        _stop.Cancel();
        // It reads the key, which is wiped next.
        _thread?.Join(EndMs);
        _stop.Dispose();
    }

    private void Run(long clockOffsetNs, long deadManNs)
    {
        try
        {
            PullResult result = _pull.Run(clockOffsetNs, _stop.Token);
            _counters.Increment(CounterId.GatewayPulls);
            if (!result.IsDone) _counters.Increment(CounterId.GatewayPullFailures);
            _counters.Set(CounterId.GatewayPullNs, (long)(result.Took.TotalMilliseconds * Units.NsPerMs));
            _text = result.IsDone ? $"{result}" : $"{result}; until {DateTime.UnixEpoch.AddTicks(deadManNs / 100):HH:mm:ss}Z the venue's dead-man switch may take to pull them";
        }
        catch (Exception e) // a bug here must not end the process while orders rest
        {
            _counters.Increment(CounterId.GatewayPullFailures);
            _text = $"the connection of its own that pulls failed ({e.GetType().Name}: {e.Message})";
        }
    }
}
