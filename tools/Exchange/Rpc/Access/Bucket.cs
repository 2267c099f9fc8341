using System;

namespace Minnow.Exchange.Rpc.Access;

/// <summary>Credits that refill evenly, exact to the µs: the level is kept in millionths of a credit.</summary>
internal sealed class Bucket
{
    private const long Unit = 1_000_000;

    private long _level;
    private long _atUs;

    public Bucket(long capacity, long perSecond, long nowUs)
    {
        Capacity = capacity;
        PerSecond = perSecond;
        _level = capacity * Unit;
        _atUs = nowUs;
    }

    public long Capacity { get; private set; }

    public long PerSecond { get; private set; }

    public bool TryTake(long cost, long nowUs)
    {
        Refill(nowUs);
        if (_level < cost * Unit) return false;
        _level -= cost * Unit;
        return true;
    }

    /// <summary>Other figures from now on; what is above the new capacity is lost.</summary>
    public void Change(long capacity, long perSecond, long nowUs)
    {
        Refill(nowUs);
        Capacity = capacity;
        PerSecond = perSecond;
        _level = Math.Min(_level, capacity * Unit);
    }

    private void Refill(long nowUs)
    {
        long full = Capacity * Unit;
        long wait = nowUs - _atUs;
        _atUs = nowUs;
        _level = wait >= (full - _level + PerSecond - 1) / PerSecond ? full : _level + (wait * PerSecond);
    }
}
