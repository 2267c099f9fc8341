using System;
using Minnow.Core.Model;

namespace Minnow.Core.Risk.Gate;

/// <summary>Messages: how fast new orders and changes go out, how many messages there were today, and what was traded for them.</summary>
/// <remarks>What former runs of the day have used is carried over by whoever makes the gate; the venue's own count is the venue's.</remarks>
internal struct MessageCount
{
    private const long DayNs = 86_400 * Units.NsPerSecond;
    private const int ShutPercent = 95;

    private long _dueNs; // when the bucket is full again
    private long _day;

    internal long Today;
    internal long CoinsE8;

    /// <summary>Begins a new day, if it is one.</summary>
    internal void Roll(long nowNs)
    {
        long day = nowNs / DayNs;
        if (day == _day) return;
        _day = day;
        Today = CoinsE8 = 0;
    }

    /// <summary>True if one more new order or change may go out now.</summary>
    internal readonly bool HasToken(long nowNs, long perSecond, long burst) => Used(nowNs, perSecond) < burst;

    /// <summary>Messages that the bucket holds, rounded up.</summary>
    internal readonly long Used(long nowNs, long perSecond)
    {
        long spacingNs = Units.NsPerSecond / perSecond;
        return _dueNs <= nowNs || spacingNs == 0 ? 0 : (_dueNs - nowNs + spacingNs - 1) / spacingNs;
    }

    internal void TakeToken(long nowNs, long perSecond)
    {
        long spacingNs = Units.NsPerSecond / perSecond;
        // A time that lies further ahead than any bucket lasts is of a clock that was set back.
        if (_dueNs < nowNs || _dueNs - nowNs > DayNs) _dueNs = nowNs;
        _dueNs += spacingNs;
    }

    /// <summary>Messages that today's volume allows.</summary>
    internal readonly Int128 Allowed(in GateLimits limits) =>
        (Int128)limits[GateLimit.FreeMessagesPerDay] + (Int128)limits[GateLimit.MessagesPerCoin] * CoinsE8 / Units.E8;

    /// <summary>Part of the two that is used, the larger, percent.</summary>
    internal readonly long Percent(in GateLimits limits)
    {
        Int128 day = Math.Max(1, limits[GateLimit.MessagesPerDay]), volume = Int128.Max(1, Allowed(in limits));
        return (long)Int128.Min(Int128.Max((Int128)Today * 100 / day, (Int128)Today * 100 / volume), 1_000_000);
    }

    /// <summary>True when what is left of the day's messages is kept for cancels.</summary>
    internal readonly bool IsDayFull(in GateLimits limits) => (Int128)Today * 100 >= (Int128)limits[GateLimit.MessagesPerDay] * ShutPercent;

    /// <summary>True when what is left of what the volume allows is kept for cancels.</summary>
    internal readonly bool IsVolumeFull(in GateLimits limits) => (Int128)Today * 100 >= Allowed(in limits) * ShutPercent;
}
