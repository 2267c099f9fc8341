using Minnow.Core.Model;
using Minnow.Host.Live;
using Minnow.Host.Net;
using Xunit;

namespace Minnow.Host.Tests.Live;

public sealed class LiveStopTests
{
    [Fact]
    public void F1_A_stop_pulls_verifies_closes_and_lets_the_quoter_finish()
    {
        using LiveRig rig = new();
        rig.Connect();
        rig.Agent.AskStop();
        rig.Run(5);
        Assert.Equal("stop", rig.Orders.Calls[^1]);
        Assert.Equal((LinkState.Open, false), (rig.OrderLink.State, rig.Agent.IsDone));
        rig.Orders.IsStopped = true;
        rig.Run(10);
        Assert.Equal((true, true, LiveEnd.Stopped), (rig.Agent.IsDone, rig.QuoterEnded, rig.Agent.End));
        Assert.Equal((LinkState.Closed, LinkState.Closed), (rig.OrderLink.State, rig.MarketLink.State));
        Assert.Equal(rig.Published, rig.Applied);
        Assert.InRange(rig.Agent.StopTookNs, 0, 20 * Units.NsPerMs);
    }

    [Fact]
    public void F1_Commands_of_the_pull_go_out_before_the_session_is_told_to_stop()
    {
        using LiveRig rig = new();
        rig.Connect();
        rig.Agent.AskStop();
        rig.Round(1);
        rig.Command(CommandVerb.Cancel, 3);
        rig.Run(5);
        Assert.Equal(["opened", "command Cancel 3", "stop"], rig.Orders.Calls);
    }

    [Fact]
    public void F2_A_dead_venue_is_waited_for_ten_seconds_and_orders_may_rest()
    {
        using LiveRig rig = new();
        rig.Connect();
        rig.Agent.AskStop();
        rig.Run(9_900, stepMs: 10);
        Assert.False(rig.Agent.IsDone);
        rig.Run(300, stepMs: 10);
        Assert.Equal((true, LiveEnd.OrdersMayRest, LinkState.Closed), (rig.Agent.IsDone, rig.Agent.End, rig.OrderLink.State));
        Assert.NotEqual(0, rig.Agent.LeftNs);
    }

    [Fact]
    public void F2_A_session_that_could_not_verify_says_so()
    {
        using LiveRig rig = new();
        rig.Connect();
        rig.Orders.IsStopped = rig.Orders.OrdersMayRest = true;
        rig.Agent.AskStop();
        rig.Run(20);
        Assert.Equal((true, LiveEnd.OrdersMayRest), (rig.Agent.IsDone, rig.Agent.End));
    }

    [Fact]
    public void F3_A_second_signal_does_not_wait_for_the_venue_and_still_finishes()
    {
        using LiveRig rig = new();
        rig.Connect();
        rig.Agent.AskStop();
        rig.Run(20);
        Assert.False(rig.Agent.IsDone);
        rig.Agent.AskHurry();
        rig.Run(20);
        Assert.Equal((true, true, LiveEnd.OrdersMayRest), (rig.Agent.IsDone, rig.QuoterEnded, rig.Agent.End));
    }

    [Fact]
    public void A_stop_before_the_first_connection_is_at_once_and_says_that_nothing_was_checked()
    {
        using LiveRig rig = new();
        rig.Run(5);
        rig.Agent.AskStop();
        rig.Run(20);
        Assert.Equal((true, LiveEnd.NotChecked), (rig.Agent.IsDone, rig.Agent.End));
    }

    [Fact]
    public void D15_A_quoter_that_hangs_does_not_keep_its_orders_in_the_book()
    {
        using LiveRig rig = new() { QuoterHangs = true };
        rig.Connect();
        rig.Agent.AskStop();
        rig.Run(600);
        Assert.Equal("stop", rig.Orders.Calls[^1]);
        for (int i = 0; i < 40; i++) rig.OrderLink.Say("100", rig.NowNs);
        rig.Run(600);
        Assert.Equal((true, LiveEnd.OrdersMayRest, LinkState.Closed), (rig.Agent.IsDone, rig.Agent.End, rig.OrderLink.State));
    }
}
