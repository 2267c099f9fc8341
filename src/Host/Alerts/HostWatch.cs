using System;
using Minnow.Core.Model;
using Minnow.Core.Risk.Monitors;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;

namespace Minnow.Host.Alerts;

/// <summary>Watches journal, clocks and venue beside the quoter: what it can not see becomes an alert in its input, with a beginning and an end, so that the kill ladder acts and a replay decides the same.</summary>
/// <remarks>Looks ten times a second. Nothing is allocated after construction. Thread: the one of the sessions.</remarks>
public sealed class HostWatch
{
    private const long LookNs = 100 * Units.NsPerMs;
    // A process that was stopped says nothing about its disk: longer steps of the clock count as this.
    private const long LongestStepNs = 2 * LookNs;

    private readonly AlertOptions _options;
    private readonly CounterSet _counters;
    private readonly HeldAlert[] _alerts = new HeldAlert[AlertWords.Count];
    private readonly ulong[] _hashes = new ulong[AlertWords.Count];
    private readonly long _holdNs;
    private readonly long _windowNs;
    private WindowCount _errors;
    private WindowCount _connections;
    private HostMoment _last;
    private long _nextNs;
    private long _awaited = -1;
    private long _waitedNs;

    /// <summary>Watches as configured, counted in <paramref name="counters"/>.</summary>
    public HostWatch(AlertOptions options, CounterSet counters)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _counters = counters;
        _holdNs = options.HoldSeconds * Units.NsPerSecond;
        _windowNs = options.WindowSeconds * Units.NsPerSecond;
        for (int i = 0; i < _hashes.Length; i++) _hashes[i] = AlertWords.Hash((HostAlert)i);
    }

    /// <summary>True if it is time to look.</summary>
    public bool IsDue(long nowNs) => nowNs >= _nextNs;

    /// <summary>Looks, and tells what has changed as events; what finds no room is told at the next look.</summary>
    public void Look(in HostMoment now, EventBatch news)
    {
        ArgumentNullException.ThrowIfNull(news);
        bool isFirst = _nextNs == 0;
        _nextNs = now.NowNs + LookNs;
        if (!isFirst) Compare(in now, news);
        _last = now;
        long active = 0;
        for (int i = 0; i < _alerts.Length; i++) active |= _alerts[i].IsRaised ? 1L << i : 0;
        _counters.Set(CounterIds.Watch(WatchCounter.Active), active);
    }

    private void Compare(in HostMoment now, EventBatch news)
    {
        long waitedNs = Waited(in now);
        _counters.Set(CounterId.JournalWaitNs, waitedNs);
        Show(HostAlert.JournalLag, waitedNs >= _options.JournalLagMs * Units.NsPerMs, waitedNs, in now, news);
        Show(HostAlert.JournalErrors, now.JournalErrors > _last.JournalErrors, now.JournalErrors, in now, news);
        Show(HostAlert.DiskSpace, now.DiskFreeBytes != Units.Missing && now.DiskFreeBytes < (long)_options.MinDiskFreeMb << 20, now.DiskFreeBytes, in now, news);
        long jumpNs = now.MachineAheadNs - _last.MachineAheadNs;
        bool isJump = _options.ClockJumpMs is int most && Math.Abs(jumpNs) >= most * Units.NsPerMs;
        Show(HostAlert.ClockJump, isJump, jumpNs, in now, news);
        Show(HostAlert.ClockOffset, IsBeyond(now.ClockOffsetNs, _options.ClockOffsetMs), now.ClockOffsetNs, in now, news);
        Show(HostAlert.VenueRoundTrip, IsBeyond(now.RoundTripNs, _options.RoundTripMs), now.RoundTripNs, in now, news);
        Count(HostAlert.VenueErrors, ref _errors, now.VenueErrors - _last.VenueErrors, _options.VenueErrors, in now, news);
        Count(HostAlert.VenueConnections, ref _connections, now.Connections - _last.Connections, _options.Reconnections, in now, news);
    }

    // A thread that hangs in its disk counts nothing any more: what it took is looked at from here.
    private long Waited(in HostMoment now)
    {
        if (now.Journaled >= _awaited) (_awaited, _waitedNs) = (now.Published, 0);
        else _waitedNs += Math.Min(now.NowNs - _last.NowNs, LongestStepNs);
        return _waitedNs;
    }

    private void Count(HostAlert alert, ref WindowCount count, long more, int? most, in HostMoment now, EventBatch news)
    {
        WindowCount.Add(ref count, now.NowNs, _windowNs, more);
        Show(alert, most is int limit && count.Sum >= limit, (long)count.Sum, in now, news);
    }

    private static bool IsBeyond(long ns, int? mostMs) => mostMs is int most && ns != Units.Missing && Math.Abs(ns) >= most * Units.NsPerMs;

    private void Show(HostAlert alert, bool isBad, long figure, in HostMoment now, EventBatch news)
    {
        ref HeldAlert held = ref _alerts[(int)alert];
        if (isBad) _counters.Set(CounterIds.AlertFigure(alert), figure);
        if (!held.Observe(isBad, figure, now.NowNs, _holdNs) || news.IsFull) return;
        held.Turn();
        if (held.IsRaised) _counters.Increment(CounterIds.Watch(WatchCounter.Raised));
        ref Event e = ref news.Add();
        e = default;
        e.Kind = EventKind.Alert;
        e.Flags = EventFlags.First | EventFlags.Last | (held.IsRaised ? EventFlags.Lost : EventFlags.None);
        e.InstrumentIndex = Units.NoInstrument;
        e.Detail = (uint)AlertWords.Kind(alert);
        e.ReceivedNs = now.NowNs;
        e.Alert.SourceHash = _hashes[(int)alert];
        e.Alert.Value = held.IsRaised ? held.Figure : 0;
    }
}
