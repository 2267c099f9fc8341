using System;
using System.Linq;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Session;
using Minnow.Venues.Session;
using Xunit;

namespace Minnow.Tests.Deribit.Session;

public sealed class MarketSessionTests
{
    [Fact]
    public void The_start_asks_in_the_documented_order_and_tells_when_the_books_are_whole()
    {
        using MarketBench bench = new();
        bench.Rig.RunTo(() => bench.Session.IsConnected);
        bench.Rig.Run(0.1);
        Assert.Equal(["public/auth", "public/set_heartbeat", "public/get_instrument", "public/subscribe", "public/status"], bench.Venue.Methods);
        Assert.Equal(
            [
                "book.BTC-PERPETUAL.raw", "book.BTC-PERPETUAL.none.10.100ms", "quote.BTC-PERPETUAL", "ticker.BTC-PERPETUAL.raw", "trades.BTC-PERPETUAL.raw", "perpetual.BTC-PERPETUAL.raw",
                "deribit_price_index.btc_usd", "platform_state", "instrument.state.future.BTC",
            ],
            bench.Venue.Subscribed);
        Assert.Equal([true, false], bench.Rig.Of(EventKind.FeedState).Select(e => e.Has(EventFlags.Lost)));
        Assert.Equal(EventKind.FeedState, bench.Rig.Events[^1].Kind);
        Assert.Contains(bench.Rig.Events, e => e.Kind == EventKind.InstrumentDefined && e.Defined.TickE8 == 50_000_000);
        Assert.DoesNotContain("CANARY", bench.Rig.SentText);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "book.BTC-PERPETUAL.none.1.100ms")]
    [InlineData(20, "book.BTC-PERPETUAL.none.20.100ms")]
    public void A_window_of_as_many_levels_as_are_audited_is_asked_for(int levels, string channel)
    {
        using MarketBench bench = new(o => o with { AuditLevels = levels });
        bench.Rig.RunTo(() => bench.Session.IsConnected);
        Assert.Equal(channel, string.Concat(bench.Venue.Subscribed.Where(n => n.Contains(".none.", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_window_that_is_not_granted_is_missing_like_any_other_channel()
    {
        using MarketBench bench = new();
        bench.Venue.Grants = n => !n.Contains(".none.", StringComparison.Ordinal);
        bench.Rig.Run(5);
        Assert.Equal(1, bench.Session.Counters.MissingChannels);
        Assert.Contains("book.BTC-PERPETUAL.none.10.100ms", bench.Session.FailureText);
        Assert.False(bench.Session.IsConnected);
        bench.Venue.Grants = _ => true;
        bench.Rig.RunTo(() => bench.Session.IsConnected, 31);
        Assert.Equal(0, bench.Session.Counters.MissingChannels);
    }

    [Fact]
    public void Without_credentials_raw_channels_are_not_asked_for()
    {
        using ParserBench parser = new();
        MarketSessionOptions options = new() { Instruments = [new SessionInstrument(MarketBench.Name, "BTC", "btc_usd")] };
        Assert.Throws<ArgumentException>(() => new DeribitMarketSession(parser.Parser, options));
        _ = new DeribitMarketSession(parser.Parser, options with { Interval = FeedInterval.Ms100 });
    }

    [Fact]
    public void A1_A_gap_gives_unsubscribe_then_the_acknowledgement_then_subscribe_and_a_fresh_snapshot()
    {
        using MarketBench bench = new();
        bench.Ready();
        bench.Change();
        bench.Rig.Run(0.1);
        Assert.Empty(bench.Venue.Calls);
        bench.Change(gap: true);
        bench.Rig.Run(0.0005);
        bench.Rig.RunTo(() => bench.Rig.Of(EventKind.BookLevel).Any(e => e.Has(EventFlags.Snapshot)), 1);
        Assert.Equal(["public/unsubscribe", "public/subscribe"], bench.Venue.Methods);
        Assert.True(bench.Venue.Calls[1].AtNs - bench.Venue.Calls[0].AtNs >= 2 * Units.NsPerMs);
        Assert.All(bench.Venue.Calls, c => Assert.Equal("[\"book.BTC-PERPETUAL.raw\"]", c.Params.GetProperty("channels").GetRawText()));
        Assert.Equal((1, 1), (bench.Session.Counters.Gaps, bench.Session.Counters.Resyncs));
        Assert.True(bench.Session.IsConnected);
    }

    [Fact]
    public void A2_A_duplicate_is_no_gap()
    {
        using MarketBench bench = new();
        bench.Ready();
        bench.Change();
        bench.Venue.Book(MarketBench.Name, bench.Venue.BookId, bench.Venue.BookId - 2);
        bench.Change();
        bench.Rig.Run(1);
        Assert.Equal(0, bench.Session.Counters.Gaps);
    }

    [Fact]
    public void A5_A_snapshot_that_never_comes_is_asked_for_after_1_2_4_up_to_30_s()
    {
        using MarketBench bench = new();
        bench.Ready();
        bench.Venue.Intercept = c =>
        {
            if (c.Method != "public/subscribe") return false;
            bench.Venue.Result(c, c.Params.GetProperty("channels").GetRawText());
            return true;
        };
        bench.Change(gap: true);
        bench.Rig.Run(150);
        long[] at = bench.Venue.Calls.Where(c => c.Method == "public/subscribe").Select(c => c.AtNs).ToArray();
        int[] waits = at.Zip(at.Skip(1), (a, b) => (int)Math.Round((b - a) / 1e9)).ToArray();
        Assert.Equal([1, 2, 4, 8, 16, 30, 30, 30], waits);
        bench.Venue.Intercept = null;
        bench.Rig.Run(60);
        Assert.Contains(bench.Rig.Events, e => e.Kind == EventKind.BookLevel && e.Has(EventFlags.Snapshot));
    }

    [Fact]
    public void A6_A_snapshot_older_than_what_was_seen_is_asked_for_again_and_then_believed()
    {
        using MarketBench bench = new();
        bench.Ready();
        bench.Venue.BookId -= 500;
        long stale = bench.Venue.BookId;
        bench.Venue.At(bench.Rig.NowNs);
        bench.Venue.Book(MarketBench.Name, 5000, 4998); // a gap, and newer than the snapshot that follows
        bench.Rig.Run(0.5);
        Assert.Equal(1, bench.Session.Counters.StaleSnapshots);
        Assert.Equal(2, bench.Venue.CountOf("public/subscribe"));
        bench.Venue.Book(MarketBench.Name, stale + 1, stale);
        bench.Rig.Run(0.5);
        Assert.Equal(1, bench.Session.Counters.Gaps);
    }

    [Fact]
    public void A16_A_refused_book_frame_asks_for_that_book_anew_and_keeps_the_link()
    {
        using MarketBench bench = new();
        bench.Ready();
        bench.Venue.At(bench.Rig.NowNs);
        bench.Venue.Notify("book.BTC-PERPETUAL.raw", "{\"timestamp\":1,\"type\":\"change\",\"change_id\":1,\"prev_change_id\":1,\"instrument_name\":\"BTC-PERPETUAL\",\"bids\":[[\"new\",NaN,1]],\"asks\":[]}");
        bench.Rig.Run(0.1);
        Assert.Equal((1, 1), (bench.Session.Counters.RefusedFrames, bench.Session.Counters.Resyncs));
        Assert.Equal(["public/unsubscribe", "public/subscribe"], bench.Venue.Methods);
        Assert.Single(bench.Rig.Connects);
    }

    [Fact]
    public void A_call_for_a_fresh_book_is_carried_out_once_while_it_is_under_way()
    {
        using MarketBench bench = new();
        bench.Ready();
        for (int i = 0; i < 10; i++) bench.Rig.Do(_ => bench.Session.Resync(0, bench.Rig.NowNs));
        bench.Rig.Run(0.1);
        Assert.Equal(["public/unsubscribe", "public/subscribe"], bench.Venue.Methods);
        Assert.Equal(1, bench.Session.Counters.Resyncs);
    }

    [Fact]
    public void A_storm_of_gaps_stays_within_the_subscription_credits()
    {
        using MarketBench bench = new();
        bench.Ready();
        long startNs = bench.Rig.NowNs;
        for (int i = 0; i < 600; i++)
        {
            bench.Change(gap: true);
            bench.Rig.Run(0.1);
        }

        double seconds = (bench.Rig.NowNs - startNs) / 1e9;
        int calls = bench.Venue.Calls.Count(c => c.Method is "public/subscribe" or "public/unsubscribe");
        Assert.True(calls <= 4 + seconds * 10 / 3 * 0.4 + 1, $"{calls} calls in {seconds} s");
        Assert.True(calls > 50);
        bench.Rig.Run(10);
        Assert.True(bench.Session.IsConnected);
    }

    [Fact]
    public void Books_that_broke_together_share_one_call()
    {
        using MarketBench bench = new(names: ["BTC-PERPETUAL", "ETH-PERPETUAL"]);
        bench.Ready();
        bench.Venue.At(bench.Rig.NowNs);
        bench.Venue.Send("{nonsense");
        bench.Rig.Run(0.1);
        Assert.Equal(["public/unsubscribe", "public/subscribe"], bench.Venue.Methods);
        Assert.Equal(2, bench.Session.Counters.Resyncs);
    }

    [Fact]
    public void A_channel_that_is_not_granted_holds_the_feed_lost_is_named_and_asked_for_again()
    {
        using MarketBench bench = new();
        bench.Venue.Grants = n => !n.StartsWith("deribit_price_index.", StringComparison.Ordinal);
        bench.Rig.Run(180);
        long[] at = bench.Venue.Calls.Where(c => c.Method == "public/subscribe").Select(c => c.AtNs).ToArray();
        Assert.Equal([1, 2, 4, 8, 16, 30, 30, 30, 30], at.Zip(at.Skip(1), (a, b) => (int)Math.Round((b - a) / 1e9)));
        Assert.Equal(1, bench.Session.Counters.MissingChannels);
        Assert.Contains("deribit_price_index.btc_usd", bench.Session.FailureText);
        Assert.True(bench.Rig.Of(EventKind.FeedState).Single().Has(EventFlags.Lost));
        Assert.False(bench.Session.IsConnected);
        bench.Venue.Grants = _ => true;
        bench.Rig.RunTo(() => bench.Session.IsConnected, 31);
        Assert.False(bench.Rig.Of(EventKind.FeedState)[^1].Has(EventFlags.Lost));
        Assert.Equal((0, ""), (bench.Session.Counters.MissingChannels, bench.Session.FailureText));
        Assert.Equal(0, bench.Session.Counters.Resyncs);
    }

    [Fact]
    public void A13_A_silent_venue_is_tested_after_1_s_and_left_after_3_s()
    {
        using MarketBench bench = new();
        bench.Ready();
        bench.Rig.CarriesDown = false;
        bench.Rig.Run(0.9);
        bench.Rig.RunTo(() => bench.Rig.Of(EventKind.FeedState).Any(e => e.Has(EventFlags.Lost)), 3.1);
        Assert.InRange(bench.Venue.CountOf("public/test"), 1, 4);
        Assert.False(bench.Session.IsConnected);
        bench.Rig.CarriesDown = true;
        bench.Rig.RunTo(() => bench.Session.IsConnected, 3);
    }

    [Fact]
    public void B15_The_market_link_too_keeps_to_20_connections_a_minute()
    {
        using MarketBench bench = new();
        bench.Rig.Run(0.01);
        for (int flap = 0; flap < 200; flap++)
        {
            bench.Rig.RunTo(() => bench.Rig.IsOpen, 40);
            bench.Rig.Run(0.2);
            if (bench.Rig.IsOpen) bench.Rig.Drop(LinkEnd.Broken);
        }

        long[] at = bench.Rig.Connects.ToArray();
        for (int i = 20; i < at.Length; i++) Assert.True(at[i] - at[i - 20] >= 60 * Units.NsPerSecond);
    }

    [Fact]
    public void B19_A_test_request_is_answered()
    {
        using MarketBench bench = new();
        bench.Ready();
        bench.Venue.At(bench.Rig.NowNs);
        bench.Venue.Send("{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":{\"type\":\"test_request\"}}");
        bench.Rig.RunTo(() => bench.Venue.CountOf("public/test") == 1, 0.1);
        Assert.Equal(1, bench.Session.Counters.HeartbeatsAnswered);
    }

    [Fact]
    public void A_lost_link_is_told_and_the_books_come_back_with_it()
    {
        using MarketBench bench = new();
        bench.Ready();
        bench.Rig.Drop(LinkEnd.Broken);
        bench.Rig.RunTo(() => bench.Session.IsConnected, 3);
        Assert.Equal([true, false], bench.Rig.Of(EventKind.FeedState).Select(e => e.Has(EventFlags.Lost)));
    }

    [Fact]
    public void No_secret_is_in_what_a_person_reads()
    {
        using MarketBench bench = new();
        bench.Venue.Intercept = c =>
        {
            if (c.Method != "public/auth") return false;
            bench.Venue.Error(c, 13004, "invalid_credentials");
            return true;
        };
        bench.Rig.Run(100);
        Assert.Contains("13004", bench.Session.FailureText);
        Assert.DoesNotContain("CANARY", bench.Session.FailureText);
        Assert.InRange(bench.Rig.Connects.Count, 2, 12);
        Assert.True(Encoding.UTF8.GetByteCount(bench.Session.FailureText) < 300);
    }
}
