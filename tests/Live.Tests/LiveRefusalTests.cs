using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Minnow.Core.Model;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Server;
using Minnow.Host.Alerts;
using Minnow.Host.Counters;
using Minnow.Host.Live;
using Minnow.Host.Operator;
using Minnow.Live.Tests.Faults;
using Xunit;

namespace Minnow.Live.Tests;

/// <summary>A venue that can not be understood, and an account that is not set up as the configuration says, at the exchange over TLS.</summary>
[Collection("alone")]
public sealed class LiveRefusalTests
{
    [Fact]
    public async Task P17_An_account_with_another_self_trade_mode_refuses_the_run_before_an_order_is_placed()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        await Set(venue, SelfTradeMode.CancelMaker);
        venue.Run();
        Assert.Equal(77, await venue.Ended);
        Assert.Contains("self-trade prevention is not reject_taker", venue.Errors, StringComparison.Ordinal);
        Assert.Empty(new RunStory(LiveDirectory.Newest(venue.Journal)!).Sent(CommandVerb.Place));
    }

    [Theory]
    [InlineData("\"selfTradeMode\": \"cancelMaker\"", 0)]
    [InlineData("\"selfTradeMode\": \"any\"", 0)]
    [InlineData("\"selfTradeStrict\": false", 1)]
    public async Task P17_One_that_is_configured_quotes_and_one_that_is_only_warned_about_is_said(string setting, long shown)
    {
        await using LiveVenue venue = await LiveVenue.Start();
        await Set(venue, SelfTradeMode.CancelMaker);
        venue.Run(venue.Configuration(", " + setting));
        await venue.UntilQuoting();
        await venue.Until(CounterIds.Watch(WatchCounter.SelfTrade), mode => mode == shown, seconds: 5);
        using StringWriter status = new();
        Assert.Equal(0, StatusVerb.Status(venue.Journal, asJson: false, status));
        Assert.Equal(shown == 1, status.ToString().Contains("self-trade prevention", StringComparison.Ordinal));
        await Task.Delay(300);
        Assert.Equal(shown == 1, venue.Errors.Contains("self-trade prevention", StringComparison.Ordinal));
        Assert.Equal(0, await venue.Stop());
    }

    [Fact]
    public async Task P17_A_summary_that_does_not_state_the_mode_is_counted_and_quotes()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        await venue.Fault("lack self_trading_reject_mode");
        venue.Run();
        await venue.UntilQuoting();
        Assert.Equal(2, venue.Counter(CounterIds.Watch(WatchCounter.SelfTrade)));
        Assert.Equal(0, await venue.Stop());
    }

    [Fact]
    public async Task A_book_that_lacks_a_field_from_one_moment_on_ends_the_run_with_76_and_nothing_rests()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run(venue.Configuration(""", "protocolSeconds": 3"""));
        await venue.UntilQuoting();
        await venue.Fault("lack change_id");
        Assert.Equal(76, await venue.Ended);
        Assert.Contains("no message of a book could be understood for 3 s: MissingField in book.BTC-PERPETUAL.raw", venue.Errors, StringComparison.Ordinal);
        Assert.Equal("protocolError", venue.Summary.GetProperty("end").GetString());
        Assert.Equal(0, await venue.RestingOrders());
    }

    [Fact]
    public async Task Positions_that_can_not_be_read_at_the_start_end_the_run_with_76()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        await venue.Fault("replace '\"balance\":' '\"balance\":[],\"was\":' method=private/get_account_summary for 10m");
        venue.Run(venue.Configuration(""", "protocolSeconds": 3"""));
        Assert.Equal(76, await venue.Ended);
        Assert.Contains("the order connection came to nothing for 3 s: ", venue.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Odd_messages_between_good_ones_end_nothing()
    {
        await using LiveVenue venue = await LiveVenue.Start();
        venue.Run(venue.Configuration(""", "protocolSeconds": 2"""));
        await venue.UntilQuoting();
        await venue.Fault("at 0s..4s corrupt channel=book.BTC-PERPETUAL.raw rate=5%");
        await venue.Until(CounterId.FeedRefused, static refused => refused >= 3);
        await Task.Delay(5_000);
        await venue.UntilResting(static count => count > 0);
        Assert.Equal(0, await venue.Stop());
    }

    private static Task<int> Set(LiveVenue venue, SelfTradeMode mode) => venue.Server.Ask(exchange =>
    {
        Account account = exchange.Engine.Accounts.Single(static a => a.Name == DemoVenue.Account);
        account.SelfTradeMode = mode;
        return 0;
    });
}
