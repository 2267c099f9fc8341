using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Exchange.Faults;
using Minnow.Exchange.Server;
using Minnow.Host.Counters;
using Minnow.Host.Live;
using Xunit;

namespace Minnow.Live.Tests;

[Collection("alone")]
public sealed class LiveFaultTests
{
    private static readonly CounterId s_places = CounterIds.Command(CommandVerb.Place);

    [Theory]
    [InlineData("fin")]
    [InlineData("rst")]
    public async Task B1_B2_A_cut_connection_is_reconciled_and_quoted_on_again_within_three_seconds(string verb)
    {
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run();
        await venue.UntilQuoting();
        long before = venue.Counter(CounterId.GatewayReconciliations);
        long startedAt = Stopwatch.GetTimestamp();
        await venue.Fault($"at 0s {verb}");
        await venue.Until(CounterId.GatewayReconciliations, n => n > before);
        await venue.UntilResting(count => count > 0);
        Assert.InRange(Stopwatch.GetElapsedTime(startedAt).TotalSeconds, 0, 3);
        await Ended(venue, 0);
    }

    [Fact]
    public async Task B19_A_quoter_that_stalls_loses_its_quotes_and_heartbeats_are_answered_all_the_same()
    {
        Gate quoter = new("quoter");
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run(hooks: quoter);
        await venue.UntilQuoting();
        long answered = venue.Counter(CounterId.GatewayHeartbeatsAnswered), hangs = venue.Counter(CounterId.QuoterHangs), places = venue.Counter(s_places);
        quoter.Close();
        long startedAt = Stopwatch.GetTimestamp();
        await venue.Fault("""at 0s insert '{"params":{"type":"test_request"},"method":"heartbeat","jsonrpc":"2.0"}' link=orders""");
        await venue.Until(CounterId.GatewayHeartbeatsAnswered, n => n > answered, seconds: 1);
        await venue.UntilResting(count => count == 0);
        Assert.InRange(Stopwatch.GetElapsedTime(startedAt).TotalSeconds, 0, 2);
        quoter.Open();
        await venue.Until(s_places, n => n > places);
        await venue.UntilResting(count => count > 0);
        Assert.True(venue.Counter(CounterId.QuoterHangs) > hangs);
        await Ended(venue, 0);
    }

    [Theory]
    [InlineData("wide-scope wallet:read_write", "wallet:read_write")]
    [InlineData("narrow-scope trade:read_write", "trade")]
    public async Task B20_A_key_that_can_do_too_much_or_too_little_is_refused_by_name(string fault, string named)
    {
        await using LiveVenue venue = await LiveVenue.Start(new ExchangeServerOptions { Faults = FaultScript.Parse(fault) });
        venue.Run();
        int code = await venue.Ended;
        Assert.True(code == 77, $"{code}\n{venue.Errors}");
        Assert.Contains(named, venue.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await venue.RestingOrders());
    }

    [Fact]
    public async Task B22_Without_market_data_the_order_connection_pulls_the_quotes()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run();
        await venue.UntilQuoting();
        long connections = venue.Counter(CounterId.GatewayConnections);
        await venue.Fault("at 0s refuse for 2s\nat 0s rst link=data");
        await venue.UntilResting(count => count == 0, seconds: 1);
        await venue.UntilResting(count => count > 0);
        Assert.Equal(connections, venue.Counter(CounterId.GatewayConnections));
        Assert.True(venue.Counter(CounterId.FeedConnections) > 1);
        await Ended(venue, 0);
    }

    [Fact]
    public async Task B22_Without_an_order_connection_nothing_rests_while_the_books_go_on()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run();
        await venue.UntilQuoting();
        long markets = venue.Counter(CounterId.FeedConnections);
        await venue.Fault("at 0s refuse for 2s\nat 0s rst link=orders");
        await venue.UntilResting(count => count == 0, seconds: 1);
        await venue.UntilResting(count => count > 0);
        Assert.Equal(markets, venue.Counter(CounterId.FeedConnections));
        await Ended(venue, 0);
    }

    [Fact]
    public async Task F4_After_a_crash_nothing_rests_and_the_next_run_takes_over_journal_and_position()
    {
        Gate journal = new("journal");
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run(hooks: journal);
        await venue.UntilQuoting();
        journal.Fail();
        int code = await venue.Ended;
        Assert.True(code == 70, $"{code}\n{venue.Errors}");
        Assert.Contains("planted", venue.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await venue.RestingOrders());
        await venue.Fault("at 0s unknown-fill buy 500");
        venue.Run();
        await venue.UntilQuoting();
        Assert.Contains("was killed: moved ", venue.Errors, StringComparison.Ordinal);
        await Ended(venue, 0);
        System.Text.Json.JsonElement position = venue.Summary.GetProperty("positions")[0];
        Assert.Equal(position.GetProperty("venueLots").GetInt64(), position.GetProperty("oursLots").GetInt64());
        Assert.NotEqual(0, position.GetProperty("oursLots").GetInt64());
    }

    [Fact]
    public async Task F5_After_a_pause_of_ours_everything_is_compared_anew_before_anything_is_quoted()
    {
        Gate feed = new("live");
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run(hooks: feed);
        await venue.UntilQuoting();
        long gaps = venue.Counter(CounterId.FeedLoopGaps), reconciled = venue.Counter(CounterId.GatewayReconciliations);
        feed.Sleep(1_500);
        await venue.Until(CounterId.FeedLoopGaps, n => n > gaps);
        await venue.Until(CounterId.GatewayReconciliations, n => n > reconciled);
        await venue.UntilResting(count => count > 0);
        await Ended(venue, 0);
    }

    [Fact]
    public async Task C13_A_halt_is_said_ends_with_4_and_stops_the_next_run_until_a_person_arms_it()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run();
        await venue.UntilQuoting();
        await venue.Fault("at 0s unknown-fill buy 1000\nat 200ms liquidate");
        await venue.Until(CounterId.QuoterHalted, halted => halted == (long)HaltReason.Liquidation);
        await venue.UntilResting(count => count == 0, seconds: 2);
        await Ended(venue, 4);
        Assert.Contains("minnow run: HALTED: Liquidation.", venue.Errors, StringComparison.Ordinal);
        Assert.Equal("liquidation", venue.Summary.GetProperty("halted").GetString());
        venue.Run();
        Assert.Equal(4, await venue.Ended);
        Assert.Contains("BTC-PERPETUAL halted: Liquidation, ", venue.Errors, StringComparison.Ordinal);
        venue.Run(arm: "the venue took our position");
        // The venue keeps a liquidated account locked, so the armed run does not quote; it begins, which it may.
        await venue.Until(CounterId.FeedBookFrames, frames => frames > 0);
        await venue.Stop();
        Assert.Empty(Directory.GetFiles(venue.Journal, "halted-*"));
        Assert.Contains("the venue took our position", File.ReadAllText(Path.Combine(LiveDirectory.Newest(venue.Journal)!, "armed.txt")), StringComparison.Ordinal);
    }

    private static async Task Ended(LiveVenue venue, int expected)
    {
        int code = await venue.Stop();
        Assert.True(code == expected, $"{code}\n{venue.Errors}\n{venue.Output}");
        Assert.Equal(0, await venue.RestingOrders());
    }
}
