using Minnow.Core.Model;
using Xunit;

namespace Minnow.Tests.Deribit.Session;

/// <summary>What the last step of the kill ladder makes of the order connection.</summary>
public sealed class KillLinkTests
{
    [Fact]
    public void It_is_closed_what_rests_is_seen_to_and_it_is_not_opened_again_to_trade()
    {
        using OrderBench bench = new OrderBench().Ready();
        bench.Place(1);
        bench.Rig.Run(1);
        bench.Say(CommandVerb.Disconnect);
        Assert.Equal((GatewayPhase.Refused, GatewayReason.Latched), (bench.Session.Phase, bench.Session.Reason));
        bench.Rig.Run(60);
        Assert.False(bench.Session.OrdersMayRest);
        Assert.Equal((GatewayPhase.Refused, GatewayReason.Latched), (bench.Session.Phase, bench.Session.Reason));
        Assert.DoesNotContain(bench.Venue.Orders, static o => o.State == "open");
        long connections = bench.Session.Counters.Connections;
        bench.Place(2);
        bench.Rig.Run(60);
        Assert.Equal(connections, bench.Session.Counters.Connections);
        Assert.DoesNotContain(bench.Venue.Orders, static o => o.State == "open");
    }

    [Fact]
    public void A_person_who_arms_opens_it_again()
    {
        using OrderBench bench = new OrderBench().Ready();
        bench.Say(CommandVerb.Disconnect);
        bench.Rig.Run(20);
        bench.Say(CommandVerb.Connect);
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Assert.Equal(GatewayReason.None, bench.Session.Reason);
        bench.Rig.Run(5);
        bench.Place(3);
        bench.Rig.Run(1);
        Assert.Single(bench.Venue.Orders, static o => o.State == "open");
    }

    [Fact]
    public void It_opens_again_at_once_too()
    {
        using OrderBench bench = new OrderBench().Ready();
        bench.Place(1);
        bench.Rig.Run(1);
        bench.Say(CommandVerb.Disconnect);
        bench.Say(CommandVerb.Connect);
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Assert.DoesNotContain(bench.Venue.Orders, static o => o.State == "open");
    }

    [Fact]
    public void What_the_venue_refused_is_not_opened_by_it()
    {
        using OrderBench bench = new OrderBench().Ready();
        bench.Say(CommandVerb.Connect);
        Assert.Equal(GatewayPhase.Ready, bench.Session.Phase);
    }
}
