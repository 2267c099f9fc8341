using System;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Minnow.Exchange.Server;
using Minnow.Host.Alerts;
using Minnow.Host.Configuration;
using Minnow.Host.Control;
using Minnow.Host.Counters;
using Minnow.Host.Engine;
using Minnow.Host.Live;
using Minnow.Host.Operator;
using Xunit;

namespace Minnow.Live.Tests;

/// <summary>A person over the control socket, against a run that trades at the exchange over TLS.</summary>
[Collection("alone")]
public sealed class LiveControlTests
{
    [Fact]
    public async Task P15_A_kill_leaves_nothing_at_the_exchange_latches_and_the_next_run_refuses_until_somebody_arms()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run();
        await venue.UntilQuoting();
        JsonElement killed = Ask(venue, "kill", "bob", "it looks wrong");
        Assert.True(killed.GetProperty("ok").GetBoolean(), killed.ToString());
        Assert.InRange(killed.GetProperty("nothingRestsMs").GetDouble(), 0, 2_000);
        Assert.Equal(0, await venue.RestingOrders());
        Assert.Contains("killed by bob: it looks wrong", File.ReadAllText(Assert.Single(HaltLatch.Find(venue.Journal))), StringComparison.Ordinal);
        await Task.Delay(1_500);
        Assert.Equal(0, await venue.RestingOrders());
        _ = await venue.Stop();

        venue.Run();
        Assert.Equal(4, await venue.Ended);
        Assert.Contains("killed by bob", venue.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(DemoVenue.ClientSecret, killed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_holds_a_resume_quotes_again_and_the_journal_replays_exactly()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run();
        await venue.UntilQuoting();
        JsonElement paused = Ask(venue, "pause", "ann", "news");
        Assert.True(paused.GetProperty("ok").GetBoolean(), paused.ToString());
        await Task.Delay(500);
        Assert.Equal(0, await venue.RestingOrders());
        JsonElement resumed = Ask(venue, "resume", "ann", "news are out");
        Assert.True(resumed.GetProperty("ok").GetBoolean(), resumed.ToString());
        await venue.UntilResting(static count => count > 0);
        Assert.Equal(0, await venue.Stop());
        using StringWriter output = new(), errors = new();
        int replay = ReplayVerb.Execute(new ReplayOptions { JournalDirectory = LiveDirectory.Newest(venue.Journal)! }, output, errors);
        Assert.True(replay == 0, $"{output}{errors}");
    }

    [Fact]
    public async Task P15_A_run_that_was_killed_trades_again_after_a_person_has_armed_it()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run();
        await venue.UntilQuoting();
        Assert.True(Ask(venue, "kill", "bob", "a drill").GetProperty("ok").GetBoolean());
        JsonElement armed = Ask(venue, "arm", "ann", "it was a drill");
        Assert.True(armed.GetProperty("ok").GetBoolean(), armed.ToString());
        Assert.Contains("killed by bob: a drill", armed.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Empty(HaltLatch.Find(venue.Journal));
        await venue.UntilResting(static count => count > 0);
        Assert.Equal(0, await venue.Stop());
    }

    [Fact]
    public async Task F16_A_kill_with_a_quoter_that_hangs_empties_the_book()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        Gate gate = new("quoter");
        venue.Run(hooks: gate);
        await venue.UntilQuoting();
        gate.Close();
        JsonElement killed = Ask(venue, "kill", "bob", "it hangs");
        Assert.True(killed.GetProperty("ok").GetBoolean(), killed.ToString());
        Assert.Equal(0, await venue.RestingOrders());
        gate.Open();
        await Task.Delay(1_000);
        Assert.Equal(0, await venue.RestingOrders());
    }

    [Fact]
    public async Task F16_A_latch_that_another_process_lays_stops_the_run()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run();
        await venue.UntilQuoting();
        HaltLatch latch = new(venue.Journal, venue.Configuration().Value.Connection!.Address.ToString(), DemoVenue.ClientId, ["BTC-PERPETUAL"]);
        Assert.Equal("", latch.Lay("killed by bob: from outside", ""));
        await venue.UntilResting(static count => count == 0, seconds: 2);
        await venue.Until(CounterId.ControlKilled, killed => killed == 1);
        await Task.Delay(500);
        Assert.Equal(0, await venue.RestingOrders());
    }

    [Fact]
    public async Task D10_P8_P9_A_limit_made_tighter_takes_orders_down_is_kept_in_the_journal_and_made_looser_only_when_confirmed()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run();
        await venue.UntilQuoting();
        string run = Path.Combine(venue.Journal, LiveDirectory.LatestName);
        using StringWriter output = new(), errors = new();
        LimitChange change = new() { JournalDirectory = venue.Journal, Name = "maxOrderAmount", Value = "50", Instrument = "BTC-PERPETUAL", By = "ann", Reason = "news" };
        Assert.True(change.Execute(output, errors) == 0, errors.ToString());
        // What rested with 100 USD goes at once, and is quoted with what is allowed.
        await venue.Until(CounterId.GateExcessCancels, static n => n > 0);
        await venue.UntilResting(static count => count > 0);
        Assert.Equal((int)ExitCode.Usage, (change with { Value = "80" }).Execute(output, errors));
        Assert.Contains("needs --confirm", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, (change with { Value = "60", IsConfirmed = true }).Execute(output, errors));
        Assert.Equal((int)ExitCode.Usage, (change with { Name = "maxFun" }).Execute(output, errors));
        using StringWriter shown = new();
        StatusVerb.Limits(venue.Journal, asJson: true, shown);
        JsonElement row = Assert.Single(JsonDocument.Parse(shown.ToString()).RootElement.GetProperty("gate").EnumerateArray(), static r => r.GetProperty("limit").GetString() == "maxOrderAmount");
        Assert.Equal((60, "set by ann", "BTC-PERPETUAL"), (row.GetProperty("allowed").GetInt32(), row.GetProperty("source").GetString(), row.GetProperty("of").GetString()));
        Assert.Contains("limit BTC-PERPETUAL maxOrderAmount 100 -> 50 by ann", File.ReadAllText(Path.Combine(run, OperatorDesk.RecordName)), StringComparison.Ordinal);
        Assert.Equal(0, await venue.Stop());
        using StringWriter told = new(), wrong = new();
        int replay = ReplayVerb.Execute(new ReplayOptions { JournalDirectory = LiveDirectory.Newest(venue.Journal)! }, told, wrong);
        Assert.True(replay == 0, $"{told}{wrong}");
    }

    [Fact]
    public async Task D8_A_restart_within_the_day_goes_on_counting_messages_and_one_at_80_percent_is_warned_of()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run();
        await venue.UntilQuoting();
        await venue.Until(CounterId.GateMessagesToday, static n => n >= 90, seconds: 90);
        Assert.Equal(0, await venue.Stop());
        long used = venue.Counter(CounterId.GateMessagesToday);
        // A day of which the first run has used most: the second one is warned at once, and stops placing before the end of it.
        venue.Run(venue.Configuration(rest: FormattableString.Invariant($$""", "gate": { "messagesPerDay": {{Math.Max(100, used * 100 / 81)}} }""")));
        await venue.Until(CounterIds.Watch(WatchCounter.DayPercent), static percent => percent >= 80, seconds: 10);
        Assert.True(venue.Counter(CounterId.GateMessagesToday) >= used);
        using StringWriter status = new();
        StatusVerb.Status(venue.Journal, asJson: false, status);
        Assert.Contains("% of the day's messages, or of those that its volume allows, are used", status.ToString(), StringComparison.Ordinal);
        await venue.Until(CounterIds.Watch(WatchCounter.DayPercent), static percent => percent >= 95, seconds: 60);
        await venue.Until(CounterId.GateShut, static shut => shut > 0, seconds: 5);
        await Task.Delay(500);
        Assert.True(venue.Errors.Contains("% of the day's messages", StringComparison.Ordinal), venue.Errors);
        Assert.Equal(0, await venue.Stop());
    }

    private static JsonElement Ask(LiveVenue venue, string verb, string by, string reason)
    {
        using ControlClient client = ControlClient.TryConnect(Path.Combine(venue.Journal, LiveDirectory.LatestName))!;
        Assert.True(client.TryAsk(verb, by, reason));
        JsonElement? answer = client.Answer(5_000);
        if (answer is { } taken && taken.TryGetProperty("taken", out _) && !taken.TryGetProperty("ok", out _)) answer = client.Answer(5_000);
        Assert.NotNull(answer);
        return answer.Value;
    }
}
