using System.Linq;
using Minnow.Core.Model;
using Minnow.Host.Live;
using Minnow.Host.Net;
using Minnow.Venues.Session;
using Xunit;

namespace Minnow.Host.Tests.Live;

public sealed class LiveAgentTests
{
    [Fact]
    public void A_wish_opens_the_link_and_what_comes_reaches_the_quoter()
    {
        using LiveRig rig = new();
        rig.Connect();
        long before = rig.Applied;
        rig.MarketLink.Say("7", rig.NowNs);
        rig.OrderLink.Say("?3", rig.NowNs);
        rig.Round();
        Assert.Equal(10, rig.Applied - before);
        Assert.Equal(["opened", "received 7"], rig.Market.Calls);
        Assert.Equal(["opened", "received ?3"], rig.Orders.Calls);
        Assert.Equal(["!"], rig.OrderLink.Sent);
        Assert.Equal((1, 1), (rig.MarketLink.OpenCount, rig.OrderLink.OpenCount));
    }

    [Fact]
    public void The_end_of_a_link_is_told_after_what_came_before_it_and_it_is_opened_again()
    {
        using LiveRig rig = new();
        rig.Connect();
        rig.OrderLink.Say("1", rig.NowNs);
        rig.OrderLink.Break(LinkEnd.Peer, "closed with 1000");
        rig.Run(3);
        Assert.Equal(["opened", "received 1", "closed Peer"], rig.Orders.Calls);
        Assert.Equal("closed with 1000", rig.OrderLane.EndText);
        Assert.Equal((LinkState.Opening, 2), (rig.OrderLink.State, rig.OrderLink.OpenCount));
        Assert.Equal(LinkState.Open, rig.MarketLink.State);
    }

    [Fact]
    public void The_time_that_a_session_sees_never_goes_back()
    {
        using LiveRig rig = new();
        rig.Connect();
        for (int i = 0; i < 50; i++)
        {
            rig.OrderLink.Say("1", rig.NowNs - i * Units.NsPerMs / 3);
            rig.Orders.Next.Enqueue(FakeSession.Gateway(GatewayPhase.Down, GatewayReason.None));
            rig.Run(2);
        }
        Assert.Equal(rig.Orders.Times.Order(), rig.Orders.Times);
    }

    [Fact]
    public void A_full_ring_stops_the_reading_and_loses_nothing()
    {
        using LiveRig rig = new() { QuoterHangs = true };
        rig.Connect();
        for (int i = 0; i < 40; i++) rig.OrderLink.Say("100", rig.NowNs);
        rig.Run(50);
        Assert.InRange(rig.Orders.Calls.Count, 5, 12);
        rig.QuoterHangs = false;
        rig.Run(50);
        Assert.Equal(41, rig.Orders.Calls.Count);
        Assert.True(rig.Applied >= 4000);
        Assert.Equal(rig.Published, rig.Applied);
    }

    [Fact]
    public void A_batch_longer_than_half_the_ring_reaches_it_without_anything_in_between()
    {
        using LiveRig rig = new() { QuoterHangs = true };
        rig.Connect();
        long before = rig.Published;
        rig.MarketLink.Say("2000", rig.NowNs);
        for (int i = 0; i < 300; i++) rig.Round(1); // timers fall due meanwhile
        Assert.True(rig.Published - before < 1024);
        rig.QuoterHangs = false;
        rig.Run(20);
        Assert.True(rig.Applied - before >= 2000);
        Assert.Equal(rig.Published, rig.Applied);
    }

    [Fact]
    public void B19_A_test_request_is_answered_while_the_quoter_hangs()
    {
        using LiveRig rig = new() { QuoterHangs = true };
        rig.Connect();
        for (int i = 0; i < 9; i++) rig.OrderLink.Say("?90", rig.NowNs);
        rig.Run(5);
        Assert.Equal(9, rig.OrderLink.Sent.Count);
    }

    [Fact]
    public void Commands_go_to_the_order_session_and_a_resync_to_the_market_session()
    {
        using LiveRig rig = new();
        rig.Connect();
        rig.Command(CommandVerb.Place, 5);
        rig.Command(CommandVerb.Resync, 0, instrument: 0);
        rig.Command(CommandVerb.Cancel, 5);
        rig.Round();
        Assert.Equal(["opened", "command Place 5", "command Cancel 5"], rig.Orders.Calls);
        Assert.Equal(["opened", "resync 0"], rig.Market.Calls);
        Assert.Equal(["order 5", "order 5"], rig.OrderLink.Sent);
    }

    [Fact]
    public void Commands_are_taken_out_of_their_ring_while_the_input_ring_is_full()
    {
        using LiveRig rig = new() { QuoterHangs = true };
        rig.Connect();
        for (int i = 0; i < 40; i++) rig.OrderLink.Say("100", rig.NowNs);
        rig.Run(5);
        int calls = rig.Orders.Calls.Count;
        for (int i = 1; i <= 200; i++) rig.Command(CommandVerb.Cancel, i);
        rig.Run(5);
        Assert.Equal(calls, rig.Orders.Calls.Count);
        rig.QuoterHangs = false;
        rig.Run(50);
        Assert.Equal(Enumerable.Range(1, 200).Select(i => (long)i), rig.Orders.Commanded.Select(c => c.OrderId));
    }

    [Fact]
    public void F5_A_pause_of_ours_drops_both_links_before_anything_else()
    {
        using LiveRig rig = new();
        rig.Connect();
        rig.OrderLink.Say("1", rig.NowNs);
        rig.Command(CommandVerb.Place, 9);
        rig.Round(60_000);
        rig.Run(2);
        Assert.Equal("closed Broken", rig.Market.Calls[1]);
        Assert.Contains("closed Broken", rig.Orders.Calls);
        Assert.DoesNotContain("received 1", rig.Orders.Calls);
        Assert.Equal((1L, LinkState.Opening, LinkState.Opening), (rig.Agent.LoopGapCount, rig.MarketLink.State, rig.OrderLink.State));
    }

    [Fact]
    public void F5_A_cycle_of_less_than_a_second_is_no_pause()
    {
        using LiveRig rig = new();
        rig.Connect();
        rig.Run(9_000, stepMs: 900);
        Assert.Equal((0L, LinkState.Open), (rig.Agent.LoopGapCount, rig.OrderLink.State));
    }

    [Fact]
    public void Timers_come_on_a_grid_and_one_at_a_time()
    {
        using LiveRig rig = new();
        rig.Run(1_000);
        long before = rig.Published;
        rig.Run(1_000);
        Assert.Equal(10, rig.Published - before);
        rig.Round(950);
        Assert.Equal(11, rig.Published - before);
    }

    [Fact]
    public void B17_A_refused_key_ends_the_run_at_the_start_and_not_later()
    {
        foreach (bool late in (bool[])[false, true])
        {
            using LiveRig rig = new();
            rig.Connect();
            if (late) rig.Orders.Next.Enqueue(FakeSession.Gateway(GatewayPhase.Ready, GatewayReason.None));
            rig.Run(5);
            rig.Orders.Next.Enqueue(FakeSession.Gateway(GatewayPhase.Refused, GatewayReason.Credentials));
            rig.Orders.IsStopped = true;
            rig.Run(50);
            Assert.Equal((!late, late ? LiveEnd.None : LiveEnd.NotPermitted), (rig.Agent.IsDone, rig.Agent.End));
        }
    }

    [Fact]
    public void B3_A_pull_that_could_not_begin_is_asked_for_again_until_one_does()
    {
        using LiveRig rig = new() { PullsBegin = false };
        rig.Connect();
        rig.Orders.OrdersMayRest = true;
        rig.Orders.CountDeadLink();
        rig.OrderLink.Break(LinkEnd.Stalled, "stalled");
        rig.Run(5);
        Assert.Equal(5, rig.PullsAsked);
        rig.PullsBegin = true;
        rig.Run(5);
        Assert.Equal(6, rig.PullsAsked);
    }

    [Fact]
    public void B3_A_pull_that_could_not_begin_is_forgotten_once_our_own_link_has_cleared_all()
    {
        using LiveRig rig = new() { PullsBegin = false };
        rig.Connect();
        rig.Orders.OrdersMayRest = true;
        rig.Orders.CountDeadLink();
        rig.OrderLink.Break(LinkEnd.Stalled, "stalled");
        rig.Run(3);
        int asked = rig.PullsAsked;
        rig.OrderLink.Connect();
        rig.Run(3);
        rig.Orders.Phase = GatewayPhase.Ready;
        rig.Run(3);
        rig.OrderLink.Break(LinkEnd.Peer, "closed");
        rig.Orders.Phase = GatewayPhase.Down;
        rig.Run(3);
        Assert.Equal(asked, rig.PullsAsked);
    }

    [Theory]
    [InlineData(10, LiveEnd.None)]
    [InlineData(1, LiveEnd.CanaryTooSmall)]
    public void A_canary_below_the_smallest_order_is_refused(int percent, LiveEnd end)
    {
        using LiveRig rig = new($", \"canaryPercent\": {percent}", canary: true);
        rig.Connect();
        Event named = default, defined = default;
        named.Kind = EventKind.InstrumentNamed;
        "BTC-PERPETUAL"u8.CopyTo(named.Named.Name);
        defined.Kind = EventKind.InstrumentDefined;
        defined.Defined.LotE8 = 10 * Units.E8;
        defined.Defined.MinLots = 1;
        rig.Market.Next.Enqueue(named);
        rig.Market.Next.Enqueue(defined);
        rig.Run(3);
        Assert.Equal(end, rig.Agent.End);
    }
}
