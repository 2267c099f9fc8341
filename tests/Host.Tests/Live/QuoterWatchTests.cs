using System.Linq;
using Minnow.Core.Model;
using Minnow.Host.Live;
using Minnow.Host.Net;
using Xunit;

namespace Minnow.Host.Tests.Live;

public sealed class QuoterWatchTests
{
    [Fact]
    public void F6_The_quotes_of_a_quoter_that_hangs_are_pulled_past_it_within_half_a_second()
    {
        using LiveRig rig = new();
        rig.Connect();
        rig.QuoterHangs = true;
        rig.Run(480);
        Assert.DoesNotContain("command CancelAll 0", rig.Orders.Calls);
        rig.Run(220);
        Assert.Equal(1, rig.Orders.Calls.Count(call => call == "command CancelAll 0"));
        Assert.Equal("order 0", rig.OrderLink.Sent[^1]);
        Assert.Equal((1, LinkState.Open), (rig.Agent.HangCount, rig.OrderLink.State));
    }

    [Fact]
    public void F6_A_quoter_that_still_hangs_two_seconds_later_costs_the_order_connection_and_nothing_else()
    {
        using LiveRig rig = new();
        rig.Connect();
        rig.QuoterHangs = true;
        rig.Run(2_800);
        Assert.Equal((LinkState.Closed, LinkState.Open), (rig.OrderLink.State, rig.MarketLink.State));
        rig.Run(1_000);
        Assert.Equal((LinkState.Closed, 1), (rig.OrderLink.State, rig.OrderLink.OpenCount));
        rig.QuoterHangs = false;
        rig.Run(10);
        Assert.Equal("closed Broken", rig.Orders.Calls[^1]);
        Assert.Equal((LinkState.Opening, 2), (rig.OrderLink.State, rig.OrderLink.OpenCount));
    }

    [Fact]
    public void G2_A_ring_that_nobody_empties_pulls_the_quotes()
    {
        using LiveRig rig = new();
        rig.Connect();
        rig.QuoterHangs = true;
        rig.MarketLink.Say("800", rig.NowNs);
        rig.Run(150);
        Assert.Contains("command CancelAll 0", rig.Orders.Calls);
    }

    [Fact]
    public void F5_A_pause_of_our_own_says_nothing_about_the_quoter()
    {
        using LiveRig rig = new();
        rig.Connect();
        rig.QuoterHangs = true;
        rig.Run(150);
        rig.Round(900);
        rig.QuoterHangs = false;
        rig.Round(1);
        rig.Run(300);
        Assert.Equal(0, rig.Agent.HangCount);
        Assert.Equal((0, LinkState.Open), (rig.Agent.LoopGapCount, rig.OrderLink.State));
    }

    [Fact]
    public void F6_A_wish_of_a_quoter_that_was_away_is_not_sent_and_told_so()
    {
        using LiveRig rig = new();
        rig.Connect();
        long before = rig.Published;
        rig.Command(CommandVerb.Place, 7, timeNs: rig.NowNs - LiveAgent.LateWishNs - 1);
        rig.Command(CommandVerb.Cancel, 6, timeNs: rig.NowNs - LiveAgent.LateWishNs - 1);
        rig.Command(CommandVerb.Place, 8);
        rig.Run(2);
        Assert.Equal(["opened", "command Cancel 6", "command Place 8"], rig.Orders.Calls);
        Assert.Equal(1, rig.Agent.LateWishCount);
        Assert.True(rig.Published > before);
        Assert.Equal(1, rig.Gauges.Tally.Reports(OrderReport.Rejected));
    }

    [Fact]
    public void The_stop_after_a_failure_pulls_and_verifies_without_a_quoter()
    {
        using LiveRig rig = new();
        rig.Connect();
        rig.QuoterHangs = true;
        long ns = rig.MonotonicNs;
        for (int i = 0; i < 20; i++) rig.OrderLink.Say("100", rig.NowNs);
        rig.Agent.StopAlone(() => ns += Units.NsPerMs, () =>
        {
            if (rig.Orders.Calls[^1] == "stop") rig.Orders.IsStopped = true;
        });
        Assert.Equal((true, LiveEnd.Stopped, LinkState.Closed), (rig.Agent.IsDone, rig.Agent.End, rig.OrderLink.State));
    }

    [Fact]
    public void The_failure_of_the_source_itself_closes_the_order_connection()
    {
        using LiveRig rig = new();
        rig.Connect();
        rig.Agent.CutOrders();
        Assert.Equal((LiveEnd.OrdersMayRest, LinkState.Closed), (rig.Agent.End, rig.OrderLink.State));
    }
}
