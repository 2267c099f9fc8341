using System;
using System.Text.Json;
using Minnow.Core.Model;
using Xunit;

namespace Minnow.Host.Tests.Pnl;

/// <summary>What users of other programs complained about in accounts and profit, each under the number of its issue.</summary>
public sealed class PeerPnlTests
{
    [Fact]
    public void Nt1484_Hb7591_Hb6654_Funding_paid_and_received_is_in_the_total_and_has_a_line_of_its_own()
    {
        using PnlScript script = new();
        // Short 60,000 USD, one coin, for 16 h at 0.01 % per 8 h and a mark that stays: the longs pay us 0.0002.
        script.Position(0).Mark(60_000, 60_000).Rate(0.0001).Fill(-6_000, 60_000, 0, 1);
        for (int hour = 0; hour < 16; hour++) script.Wait(3600).Rate(0.0001).Mark(60_000, 60_000);
        JsonElement one = One(script);
        Assert.Equal((0.0002m, 0.0002m, 0m), (Of(one, "funding"), Of(one, "total"), Of(one, "residual")));
        // And a long pays the same.
        using PnlScript other = new();
        other.Position(0).Mark(60_000, 60_000).Rate(0.0001).Fill(6_000, 60_000, 0, 1).Wait(16 * 3600).Mark(60_000, 60_000);
        Assert.Equal(-0.0002m, Of(One(other), "total"));
    }

    [Fact]
    public void Hb6281_Funding_runs_on_while_the_feed_is_lost_and_the_stale_time_is_said()
    {
        using PnlScript script = new();
        script.Position(0).Mark(60_000, 60_000).Rate(0.0001).Fill(6_000, 60_000, 0, 1).FeedLost().Wait(8 * 3600).Mark(60_000, 60_000);
        JsonElement one = One(script);
        Assert.Equal(-0.0001m, Of(one, "funding"));
        Assert.Equal(8 * 3600 - 60, one.GetProperty("fundingStaleSeconds").GetDouble());
    }

    [Theory]
    [InlineData(-100, 40_000, 39_000, 1)]
    [InlineData(-100, 40_000, 41_000, -1)]
    [InlineData(100, 40_000, 41_000, 1)]
    [InlineData(100, 40_000, 39_000, -1)]
    public void Hb8099_Hb2724_A_short_earns_when_the_price_falls_and_a_long_when_it_rises(long lots, double entry, double exit, int sign)
    {
        using PnlScript open = new(), closed = new();
        open.Position(0).Mark(entry, entry).Fill(lots, entry, 0, 1).Wait(1).Mark(exit, exit);
        closed.Position(0).Mark(entry, entry).Fill(lots, entry, 0, 1).Wait(1).Fill(-lots, exit, 0, 2).Mark(entry, entry);
        decimal want = lots * 10m * (1m / (decimal)entry - 1m / (decimal)exit);
        Assert.Equal(sign, Math.Sign(want));
        Assert.Equal(want, Of(One(open), "unrealised"), 18);
        Assert.Equal(want, Of(One(closed), "realised"), 18);
    }

    [Fact]
    public void Hb3405_Hb2710_Hftb67_Fees_are_what_was_charged_and_a_rebate_adds()
    {
        using PnlScript script = new();
        // Neither sum is what a rate would make of these fills.
        script.Position(0).Mark(50_000, 50_000).Fill(10, 50_000, 17, 1).Fill(-10, 50_000, -4, 2);
        JsonElement one = One(script);
        Assert.Equal((-13e-8m, -13e-8m, 0m), (Of(one, "fees"), Of(one, "total"), Of(one, "realised")));
    }

    [Fact]
    public void Hb3202_Hb3196_Fees_of_two_coins_are_never_added()
    {
        using PnlScript script = new();
        script.Position(0).Mark(50_000, 50_000).Mark(50_000, 50_000, 1).Fill(10, 50_000, 30, 1).Fill(1, 50_000, 500_000, 2, 1);
        JsonElement coins = script.Json().GetProperty("coins");
        Assert.Equal(("BTC", -30e-8m), (coins[0].GetProperty("coin").GetString(), Of(coins[0], "fees")));
        Assert.Equal(("USDC", -0.005m), (coins[1].GetProperty("coin").GetString(), Of(coins[1], "fees")));
    }

    [Fact]
    public void Hb3021_What_was_held_at_the_start_costs_what_it_was_worth_then_and_not_nothing()
    {
        using PnlScript script = new();
        script.Position(100, mark: 50_000).Wait(1).Fill(-100, 50_100, 0, 1).Mark(50_100, 50_100);
        Assert.Equal(1000m / 50_000m - 1000m / 50_100m, Of(One(script), "realised"), 18);
    }

    [Fact]
    public void Hb4737_A_fill_that_can_not_be_or_is_told_twice_moves_no_profit()
    {
        using PnlScript script = new();
        script.Position(0).Mark(50_000, 50_000).Fill(10, 50_000, 0, 1).Fill(10, 50_000, 0, 1).Fill(0, 50_000, 0, 2).Fill(10, 0, 0, 3).Wait(1).Mark(50_000, 50_000);
        JsonElement one = One(script);
        Assert.Equal((1, 100m, 0m), (one.GetProperty("fills").GetInt32(), Of(one, "position"), Of(one, "total")));
    }

    [Fact]
    public void K1117_Whoever_asks_why_it_took_is_told_the_rule_and_the_decision()
    {
        using PnlScript script = new();
        script.Position(0).Book(50_000, 50_001).Send(1, 50_000, 12, 50_000.5, 50_000, 50_001, flags: OutputRecord.ImmediateFlag | OutputRecord.ReduceOnlyFlag).Fill(-1, 50_000, 5, 1, details: FillDetails.Taker);
        JsonElement taker = Assert.Single(One(script).GetProperty("takers").EnumerateArray());
        Assert.Equal((12, "the position is brought down"), (taker.GetProperty("decision").GetInt32(), taker.GetProperty("rule").GetString()));
    }

    private static JsonElement One(PnlScript script) => script.Json().GetProperty("instruments")[0];

    private static decimal Of(JsonElement one, string name) => one.GetProperty(name).GetDecimal();
}
