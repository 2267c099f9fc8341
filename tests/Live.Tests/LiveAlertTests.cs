using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Minnow.Core.Model;
using Minnow.Core.Risk;
using Minnow.Host.Alerts;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;
using Minnow.Host.Engine;
using Minnow.Host.Live;
using Minnow.Host.Operator;
using Minnow.Live.Tests.Faults;
using Xunit;

namespace Minnow.Live.Tests;

/// <summary>What a live run notices beside the quoter, at the exchange over TLS: an alert in the journal, a step of the ladder, no orders; and all of it over when its cause is.</summary>
[Collection("alone")]
public sealed class LiveAlertTests
{
    private const string Rules = """
        , "risk": { "triggers": [ { "trigger": "journalAlert", "step": "cancel", "releaseMs": 200 }, { "trigger": "clock", "step": "cancel", "threshold": 60000, "releaseMs": 200 } ] }
        """;

    [Fact]
    public async Task F5_A_journal_that_takes_nothing_cancels_until_it_takes_again()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        Gate gate = new("journal");
        venue.Run(venue.Configuration(rest: """, "alerts": { "journalLagMs": 400, "holdSeconds": 0 }""" + Rules), hooks: gate);
        await venue.UntilQuoting();
        gate.Close();
        await Held(venue, HostAlert.JournalLag, KillTrigger.JournalAlert, "the journal takes no events");
        gate.Open();
        await Over(venue, HostAlert.JournalLag);
        await Journaled(venue, AlertKind.Journal, HostAlert.JournalLag);
    }

    [Fact]
    public async Task F1_A_disk_short_of_room_cancels()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run(venue.Configuration(rest: """, "alerts": { "minDiskFreeMb": 1000000000 }""" + Rules));
        await venue.Until(CounterId.GatewayPhase, phase => phase == (long)GatewayPhase.Ready);
        await Held(venue, HostAlert.DiskSpace, KillTrigger.JournalAlert, "MiB left");
        Assert.Equal(0, await venue.Stop());
    }

    [Fact]
    public async Task F13_A_venue_whose_clock_moves_away_while_it_is_connected_cancels_until_it_is_back()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run(venue.Configuration(rest: """, "alerts": { "clockOffsetMs": 500, "holdSeconds": 0 }""" + Rules));
        await venue.UntilQuoting();
        await venue.Fault("shift-clock 3s for 16s");
        await Held(venue, HostAlert.ClockOffset, KillTrigger.Clock, "the venue's clock is ", seconds: 30);
        await Over(venue, HostAlert.ClockOffset, seconds: 45);
        await Journaled(venue, AlertKind.Clock, HostAlert.ClockOffset);
    }

    [Fact]
    public async Task F13_A_machine_whose_clock_is_set_cancels_for_a_while()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        SetClock clock = new();
        venue.Run(venue.Configuration(rest: """, "alerts": { "holdSeconds": 2 }""" + Rules), hooks: clock);
        await venue.UntilQuoting();
        clock.Set(-2 * Units.NsPerSecond);
        await Held(venue, HostAlert.ClockJump, KillTrigger.Clock, "this machine's clock was set by -2000 ms");
        await Over(venue, HostAlert.ClockJump);
        await Journaled(venue, AlertKind.Clock, HostAlert.ClockJump);
    }

    private static async Task Held(LiveVenue venue, HostAlert alert, KillTrigger trigger, string text, int seconds = 15)
    {
        await venue.Until(CounterIds.Watch(WatchCounter.Active), active => active >= 0 && AlertWords.IsActive(active, alert), seconds);
        await venue.Until(CounterId.RiskStep, static step => step == (long)KillStep.Cancel, 5);
        Assert.Equal((long)trigger, venue.Counter(CounterId.RiskCause));
        await venue.UntilResting(static count => count == 0);
        using StringWriter status = new();
        Assert.Equal(3, StatusVerb.Status(venue.Journal, asJson: false, status));
        Assert.Contains(text, status.ToString(), StringComparison.Ordinal);
    }

    private static async Task Over(LiveVenue venue, HostAlert alert, int seconds = 15)
    {
        await venue.Until(CounterIds.Watch(WatchCounter.Active), active => !AlertWords.IsActive(active, alert), seconds);
        await venue.Until(CounterId.RiskStep, static step => step == (long)KillStep.None, 10);
        await venue.UntilResting(static count => count > 0);
    }

    private static async Task Journaled(LiveVenue venue, AlertKind kind, HostAlert alert)
    {
        Assert.True(await venue.Stop() == 0, venue.Errors);
        string run = LiveDirectory.Newest(venue.Journal)!;
        Event[] told = [.. new RunStory(run).Told(EventKind.Alert).Where(e => e.Alert.SourceHash == AlertWords.Hash(alert))];
        Assert.Equal([(kind, true), (kind, false)], told.Select(e => ((AlertKind)e.Detail, e.Has(EventFlags.Lost))));
        using StringWriter output = new(), errors = new();
        Assert.True(ReplayVerb.Execute(new ReplayOptions { JournalDirectory = run }, output, errors) == 0, $"{output}{errors}");
    }

    private sealed class SetClock : RunHooks
    {
        private long _byNs;

        internal void Set(long byNs) => Interlocked.Add(ref _byNs, byNs);

        public override long MachineAheadNs() => base.MachineAheadNs() + Interlocked.Read(ref _byNs);
    }
}
