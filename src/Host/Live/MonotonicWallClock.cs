using Minnow.Native;

namespace Minnow.Host.Live;

/// <summary>Time since 1970 that never goes back: the machine's clock is read once, and counted on from there by the monotonic one. Any thread.</summary>
/// <remarks>A clock that somebody sets while we run therefore moves no order's time; the venue's own clock is followed by the order session.</remarks>
public sealed class MonotonicWallClock
{
    private readonly long _offsetNs;

    /// <summary>Anchors it now.</summary>
    public MonotonicWallClock()
        : this(LibcClock.RealtimeNs(), LibcClock.MonotonicNs())
    {
    }

    /// <summary>Anchors it: <paramref name="monotonicNs"/> is <paramref name="wallNs"/>.</summary>
    public MonotonicWallClock(long wallNs, long monotonicNs) => _offsetNs = wallNs - monotonicNs;

    /// <summary>Now, ns since 1970.</summary>
    public long NowNs => LibcClock.MonotonicNs() + _offsetNs;

    /// <summary>The time since 1970 at <paramref name="monotonicNs"/> of the monotonic clock, ns.</summary>
    public long At(long monotonicNs) => monotonicNs + _offsetNs;
}
