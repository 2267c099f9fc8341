using System;
using System.Collections.Generic;
using System.IO;
using Minnow.Core.Model;
using Minnow.Host.Alerts;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;
using Minnow.Native;
using Xunit;

namespace Minnow.Host.Tests.Alerts;

/// <summary>Each watch just below its limit, at it, and over again, in time that the test makes.</summary>
public sealed class HostWatchTests : IDisposable
{
    private const long StartNs = 1_700_000_000 * Units.NsPerSecond;
    private const long LookMs = 100;

    private static readonly AlertOptions s_options = new()
    {
        JournalLagMs = 500, MinDiskFreeMb = 100, ClockJumpMs = 50, ClockOffsetMs = 200, VenueErrors = 5, Reconnections = 3, RoundTripMs = 300, WindowSeconds = 24, HoldSeconds = 2,
    };

    private readonly CountersPage _page = CountersPage.InMemory();
    private readonly EventBatch _news = new(16);
    private readonly HostWatch _watch;
    private HostMoment _now = new() { NowNs = StartNs, DiskFreeBytes = Units.Missing, ClockOffsetNs = Units.Missing, RoundTripNs = Units.Missing };

    public HostWatchTests()
    {
        _watch = new HostWatch(s_options, _page.Counters);
        Look();
    }

    [Fact]
    public void F5_A_journal_that_takes_nothing_is_an_alert_after_its_time_and_over_when_it_takes_again()
    {
        _now.Published = 10;
        for (int ms = 0; ms < 500; ms += 100) Assert.Empty(Pass());
        Event raised = Assert.Single(Pass());
        Assert.Equal((AlertKind.Journal, true, AlertWords.Hash(HostAlert.JournalLag), 500 * Units.NsPerMs), Of(raised));
        Assert.True(AlertWords.IsActive(_page.Counters.Read(CounterIds.Watch(WatchCounter.Active)), HostAlert.JournalLag));
        _now.Published = 99;
        Assert.Empty(Pass(5_000));
        _now.Journaled = 99;
        Assert.Empty(Pass(1_900));
        Event over = Assert.Single(Pass());
        Assert.Equal((AlertKind.Journal, false, AlertWords.Hash(HostAlert.JournalLag), 0L), Of(over));
        Assert.Equal((0L, 1L, 0L), (_page.Counters.Read(CounterIds.Watch(WatchCounter.Active)), _page.Counters.Read(CounterIds.Watch(WatchCounter.Raised)), _page.Counters.Read(CounterId.JournalWaitNs)));
    }

    [Fact]
    public void F5_A_journal_that_is_behind_and_takes_all_the_time_is_none_and_neither_is_a_process_that_was_stopped()
    {
        for (int i = 1; i < 50; i++)
        {
            (_now.Published, _now.Journaled) = (i * 100, i * 100 - 99);
            Assert.Empty(Pass());
        }
        _now.Published += 1;
        Pass();
        _now.NowNs += 60 * Units.NsPerSecond;
        Assert.Empty(Pass());
    }

    [Fact]
    public void F1_Each_error_of_the_disk_is_an_alert_that_lasts_its_time()
    {
        _now.JournalErrors = 1;
        Assert.Equal((AlertKind.Journal, true, AlertWords.Hash(HostAlert.JournalErrors), 1L), Of(Assert.Single(Pass())));
        Assert.Empty(Pass(1_500));
        _now.JournalErrors = 2;
        Assert.Empty(Pass());
        Assert.Empty(Pass(1_900));
        Assert.False(Assert.Single(Pass()).Has(EventFlags.Lost));
    }

    [Theory]
    [InlineData(100L << 20, false)]
    [InlineData((100L << 20) - 1, true)]
    [InlineData(0, true)]
    [InlineData(long.MinValue, false)]
    public void F1_A_disk_short_of_room_is_an_alert(long bytes, bool isOne)
    {
        Assert.Equal(Units.Missing, long.MinValue);
        _now.DiskFreeBytes = bytes;
        Assert.Equal(isOne, Pass().Count == 1);
    }

    [Theory]
    [InlineData(49, false)]
    [InlineData(50, true)]
    [InlineData(-50, true)]
    public void F13_A_clock_that_somebody_sets_is_an_alert_and_one_that_is_steered_is_none(long ms, bool isOne)
    {
        for (int i = 0; i < 20; i++)
        {
            _now.MachineAheadNs += Units.NsPerMs;
            Assert.Empty(Pass());
        }
        _now.MachineAheadNs += ms * Units.NsPerMs;
        List<Event> said = Pass();
        Assert.Equal(isOne, said.Count == 1);
        if (!isOne) return;
        Assert.Equal((AlertKind.Clock, true, AlertWords.Hash(HostAlert.ClockJump), ms * Units.NsPerMs), Of(said[0]));
        Assert.Empty(Pass(1_900));
        Assert.False(Assert.Single(Pass()).Has(EventFlags.Lost));
    }

    [Fact]
    public void F13_What_the_clock_was_before_the_first_look_is_no_jump()
    {
        HostWatch watch = new(s_options, _page.Counters);
        HostMoment first = _now;
        first.MachineAheadNs = 5 * Units.NsPerSecond;
        watch.Look(in first, _news);
        Assert.Equal(0, _news.Count);
    }

    [Theory]
    [InlineData(199, false)]
    [InlineData(200, true)]
    [InlineData(-200, true)]
    public void F13_The_venues_clock_far_from_ours_is_an_alert(long ms, bool isOne)
    {
        _now.ClockOffsetNs = ms * Units.NsPerMs;
        Assert.Equal(isOne, Pass().Count == 1);
        Assert.Empty(Pass(10_000));
    }

    [Theory]
    [InlineData(299, false)]
    [InlineData(300, true)]
    public void A_venue_far_away_is_an_alert(long ms, bool isOne)
    {
        _now.RoundTripNs = ms * Units.NsPerMs;
        List<Event> said = Pass();
        Assert.Equal(isOne, said.Count == 1 && (AlertKind)said[0].Detail == AlertKind.Venue);
    }

    [Fact]
    public void Errors_are_counted_within_the_window_and_lost_connections_apart_from_them()
    {
        _now.VenueErrors = 4;
        Assert.Empty(Pass());
        Assert.Empty(Pass(25_000));
        _now.VenueErrors = 8;
        Assert.Empty(Pass());
        _now.VenueErrors = 9;
        Assert.Equal((AlertKind.Venue, true, AlertWords.Hash(HostAlert.VenueErrors), 5L), Of(Assert.Single(Pass())));
        _now.Connections = 2;
        Assert.Empty(Pass());
        _now.Connections = 3;
        Assert.Equal((AlertKind.Venue, true, AlertWords.Hash(HostAlert.VenueConnections), 3L), Of(Assert.Single(Pass())));
    }

    [Fact]
    public void What_finds_no_room_is_told_at_the_next_look()
    {
        while (!_news.IsFull) _news.Add();
        _now.JournalErrors = 1;
        Look();
        Assert.Equal(0, _page.Counters.Read(CounterIds.Watch(WatchCounter.Active)));
        _now.JournalErrors = 2;
        Assert.Single(Pass());
    }

    [Fact]
    public void A_watch_that_is_switched_off_says_nothing()
    {
        HostWatch watch = new(new AlertOptions { ClockJumpMs = null, ClockOffsetMs = null, VenueErrors = null, Reconnections = null }, _page.Counters);
        HostMoment now = _now;
        watch.Look(in now, _news);
        now = now with { NowNs = now.NowNs + Units.NsPerSecond, MachineAheadNs = 1L << 40, ClockOffsetNs = 1L << 40, RoundTripNs = 1L << 40, VenueErrors = 1_000_000, Connections = 1_000_000 };
        watch.Look(in now, _news);
        Assert.Equal(0, _news.Count);
    }

    [Fact]
    public void A_look_allocates_nothing()
    {
        for (int i = 0; i < 100; i++) Pass();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            _now.NowNs += LookMs * Units.NsPerMs;
            _now.JournalErrors = i / 100;
            _now.MachineAheadNs = MachineClock.AheadNs();
            _watch.Look(in _now, _news);
            _news.Clear();
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Every_watch_has_words_of_its_own_and_its_kind()
    {
        HashSet<string> sources = [], texts = [];
        foreach (HostAlert alert in Enum.GetValues<HostAlert>())
        {
            Assert.True(sources.Add(AlertWords.Source(alert)) && texts.Add(AlertWords.Text(alert, 5)));
            Assert.InRange(AlertWords.Kind(alert), AlertKind.Journal, AlertKind.Venue);
        }
        Assert.Equal(AlertWords.Count, sources.Count);
    }

    [Fact]
    public void The_room_on_a_disk_is_what_the_system_says()
    {
        string directory = Directory.CreateTempSubdirectory("minnow-disk-").FullName;
        try
        {
            Assert.Equal(Errno.Ok, LibcDisk.Free(directory, out long bytes));
            long others = new DriveInfo(directory).AvailableFreeSpace;
            Assert.InRange(bytes, others - (1L << 30), others + (1L << 30));
            Assert.Equal(Errno.NoEntry, LibcDisk.Free(Path.Combine(directory, "nothing"), out _));
        }
        finally
        {
            Directory.Delete(directory);
        }
    }

    public void Dispose()
    {
        _page.Dispose();
        _news.Dispose();
    }

    private static (AlertKind, bool, ulong, long) Of(Event e)
    {
        Assert.Equal((EventKind.Alert, Units.NoInstrument), (e.Kind, e.InstrumentIndex));
        return ((AlertKind)e.Detail, e.Has(EventFlags.Lost), e.Alert.SourceHash, e.Alert.Value);
    }

    private void Look() => _watch.Look(in _now, _news);

    // Looks as often as it would, and gives what was said.
    private List<Event> Pass(long ms = LookMs)
    {
        List<Event> said = [];
        for (long done = 0; done < ms; done += LookMs)
        {
            _news.Clear();
            _now.NowNs += LookMs * Units.NsPerMs;
            Look();
            foreach (ref readonly Event e in _news.Events) said.Add(e);
        }
        return said;
    }
}
