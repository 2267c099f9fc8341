using System;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Minnow.Core.Model;
using Minnow.Exchange.Server;
using Minnow.Host.Configuration;
using Minnow.Host.Live;
using Minnow.Host.Operator;
using Xunit;

namespace Minnow.Live.Tests;

/// <summary>The command line of a person in a bad moment: with an engine that answers, one that hangs, and none.</summary>
[Collection("alone")]
public sealed class LiveCommandTests
{
    [Fact]
    public async Task P15_A_kill_goes_through_the_engine_and_says_in_how_long_nothing_rested()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run();
        await venue.UntilQuoting();
        (int code, JsonElement answer, string text) = Command(venue, OperatorVerb.Kill);
        Assert.True(code == 0, text);
        Assert.Equal(("engine", true, true), (answer.GetProperty("way").GetString(), answer.GetProperty("nothingRests").GetBoolean(), answer.GetProperty("latched").GetBoolean()));
        Assert.InRange(answer.GetProperty("nothingRestsMs").GetDouble(), 0, 2_000);
        Assert.Equal(0, await venue.RestingOrders());
    }

    [Fact]
    public async Task F16_An_engine_whose_session_thread_hangs_is_gone_past_within_2_s_and_stays_away_when_it_wakes()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        Gate gate = new("live");
        venue.Run(hooks: gate);
        await venue.UntilQuoting();
        gate.Close();
        (int code, JsonElement answer, string text) = Command(venue, OperatorVerb.Kill, venue.Configuration());
        Assert.True(code == 0, text);
        Assert.Equal("venue", answer.GetProperty("way").GetString());
        Assert.InRange(answer.GetProperty("nothingRestsMs").GetDouble(), OperatorVerbs.TakeMs - 100, 2_000);
        Assert.Equal(0, await venue.RestingOrders());
        Assert.NotEmpty(HaltLatch.Find(venue.Journal));
        gate.Open();
        for (int i = 0; i < 30; i++)
        {
            Assert.Equal(0, await venue.RestingOrders());
            await Task.Delay(50);
        }
        Assert.DoesNotContain(DemoVenue.ClientSecret, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F16_Without_a_configuration_the_one_in_the_journal_of_the_run_serves()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        Gate gate = new("live");
        venue.Run(hooks: gate);
        await venue.UntilQuoting();
        gate.Close();
        (int code, JsonElement answer, string text) = Command(venue, OperatorVerb.Kill);
        Assert.True(code == 0 && answer.GetProperty("way").GetString() == "venue", text);
        Assert.Equal(0, await venue.RestingOrders());
        gate.Open();
    }

    [Fact]
    public async Task F16_A_kill_needs_no_engine_at_all()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        await venue.Fault("at 0s foreign-order buy 100 by-hand");
        await venue.UntilResting(static count => count == 1);
        (int code, JsonElement answer, string text) = Command(venue, OperatorVerb.Kill, venue.Configuration());
        Assert.True(code == 0, text);
        Assert.Equal(1, answer.GetProperty("orders").GetInt64());
        Assert.Equal(0, await venue.RestingOrders());
        venue.Run();
        Assert.Equal(4, await venue.Ended);
    }

    [Fact]
    public async Task F16_A_venue_that_does_not_answer_either_ends_with_75_and_the_latch_lies()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        await venue.Fault("at 0s lose-request method=private/cancel_all_by_instrument for 60s");
        (int code, JsonElement answer, string text) = Command(venue, OperatorVerb.Kill, venue.Configuration());
        Assert.True(code == 75, text);
        Assert.False(answer.GetProperty("nothingRests").GetBoolean());
        Assert.True(answer.GetProperty("latched").GetBoolean());
        Assert.NotEmpty(HaltLatch.Find(venue.Journal));
    }

    [Fact]
    public async Task A_kill_without_engine_and_configuration_says_what_it_needs()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        (int code, _, string text) = Command(venue, OperatorVerb.Kill);
        Assert.Equal(5, code);
        Assert.Contains("--config", text, StringComparison.Ordinal);
        File.Delete(venue.KeyFile);
        (code, _, text) = Command(venue, OperatorVerb.Kill, venue.Configuration());
        Assert.True(code == 78, text);
        Assert.Contains("can not be asked past the engine", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OperatorVerb.Pause)]
    [InlineData(OperatorVerb.Resume)]
    [InlineData(OperatorVerb.Flatten)]
    [InlineData(OperatorVerb.Widen)]
    public async Task Commands_but_kill_and_arm_need_an_engine(OperatorVerb verb)
    {
        await using LiveVenue venue = await LiveVenue.Start();
        Assert.Equal(5, Command(venue, verb).Code);
    }

    [Fact]
    public async Task P6_A_latch_is_armed_on_disk_where_no_engine_runs_and_its_record_stays()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        Assert.Equal(0, Command(venue, OperatorVerb.Kill, venue.Configuration()).Code);
        (int code, JsonElement answer, string text) = Command(venue, OperatorVerb.Arm);
        Assert.True(code == 0, text);
        Assert.Equal("disk", answer.GetProperty("way").GetString());
        Assert.Contains("killed by bob past the engine: it looks wrong", text, StringComparison.Ordinal);
        Assert.Contains("by bob: it looks wrong", File.ReadAllText(Assert.Single(Directory.GetFiles(venue.Journal, "armed-*"))), StringComparison.Ordinal);
        venue.Run();
        await venue.UntilQuoting();
        Assert.Equal(0, await venue.Stop());
    }

    private static (int Code, JsonElement Answer, string Text) Command(LiveVenue venue, OperatorVerb verb, LoadedConfiguration? configuration = null)
    {
        using StringWriter output = new(), errors = new();
        CommandOptions options = new() { Verb = verb, JournalDirectory = venue.Journal, Configuration = configuration, By = "bob", Reason = "it looks wrong", Json = true };
        int code = OperatorVerbs.Execute(options, output, errors);
        return (code, JsonDocument.Parse(output.ToString()).RootElement, output.ToString() + errors);
    }
}
