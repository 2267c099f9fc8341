using System.Linq;
using Minnow.Core.Model;
using Xunit;

namespace Minnow.Tests.Deribit.Session;

public sealed class OneWayLinkTests
{
    [Fact]
    public void B3_A_market_link_that_brings_messages_and_takes_none_is_left_3_s_after_the_first_request_without_an_answer()
    {
        using MarketBench bench = new();
        bench.Ready();
        bench.Rig.CarriesUp = false;
        bench.Change(gap: true);
        bench.Rig.Run(0.002);
        long askedNs = bench.Rig.NowNs;
        for (int i = 0; i < 40 && bench.Rig.IsOpen; i++)
        {
            bench.Change();
            bench.Rig.Run(0.1);
        }
        Assert.False(bench.Rig.IsOpen);
        Assert.InRange(bench.Rig.NowNs - askedNs, 2_900 * Units.NsPerMs, 3_200 * Units.NsPerMs);
        bench.Rig.CarriesUp = true;
        bench.Rig.RunTo(() => bench.Session.IsConnected);
    }

    [Fact]
    public void B3_An_order_link_that_brings_messages_and_takes_none_is_left_3_s_after_the_first_request_without_an_answer()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Rig.CarriesUp = false;
        long askedNs = bench.Rig.NowNs;
        bench.Place(1);
        for (int i = 0; i < 60 && bench.Session.Phase == GatewayPhase.Ready; i++)
        {
            bench.Venue.At(bench.Rig.NowNs);
            bench.Venue.Notify("user.portfolio.btc", "{}");
            bench.Rig.Run(0.1);
        }
        Assert.Equal(GatewayPhase.Down, bench.Session.Phase);
        Assert.InRange(bench.Rig.NowNs - askedNs, 3_000 * Units.NsPerMs, 4_500 * Units.NsPerMs);
        Assert.Equal(1, bench.Session.Counters.DeadLinks);
        bench.Rig.CarriesUp = true;
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Assert.Equal(OrderReport.NotFound, bench.Last(1));
    }

    [Fact]
    public void B3_B6_A_cancel_that_nothing_answers_ends_the_link_after_a_second_although_messages_come()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(1);
        bench.Rig.CarriesUp = false;
        long askedNs = bench.Rig.NowNs;
        bench.Cancel(1);
        for (int i = 0; i < 40 && bench.Session.Phase == GatewayPhase.Ready; i++)
        {
            bench.Venue.At(bench.Rig.NowNs);
            bench.Venue.Notify("user.portfolio.btc", "{}");
            bench.Rig.Run(0.05);
        }

        Assert.Equal(GatewayPhase.Down, bench.Session.Phase);
        Assert.InRange(bench.Rig.NowNs - askedNs, 1_000 * Units.NsPerMs, 1_100 * Units.NsPerMs);
        Assert.Equal(1, bench.Session.Counters.DeadLinks);
        Assert.True(bench.Session.OrdersMayRest);
        bench.Rig.CarriesUp = true;
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Assert.Equal(OrderReport.Cancelled, bench.Last(1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void B3_B6_A_cancel_of_a_quote_that_nothing_answers_ends_the_link_after_a_second_although_messages_come(bool byChange)
    {
        using OrderBench bench = new(o => o with { MassQuoteGroup = "g" });
        bench.Ready();
        bench.Place(1, lots: 5);
        bench.Flush();
        bench.Rig.Run(1);
        bench.Rig.CarriesUp = false;
        long askedNs = bench.Rig.NowNs;
        // Another size is a cancel too.
        if (byChange) bench.Edit(1, 120_000, 3);
        else bench.Cancel(1);
        bench.Flush();
        for (int i = 0; i < 40 && bench.Session.Phase == GatewayPhase.Ready; i++)
        {
            bench.Venue.At(bench.Rig.NowNs);
            bench.Venue.Notify("user.portfolio.btc", "{}");
            bench.Rig.Run(0.05);
        }

        Assert.Equal(GatewayPhase.Down, bench.Session.Phase);
        Assert.InRange(bench.Rig.NowNs - askedNs, 1_000 * Units.NsPerMs, 1_100 * Units.NsPerMs);
        Assert.Equal(1, bench.Session.Counters.DeadLinks);
    }

    [Fact]
    public void C13_A_cancel_that_alone_has_no_answer_is_sent_again_over_the_same_link()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(1);
        bench.Venue.Calls.Clear();
        bench.Venue.Intercept = c => c.Method == "private/cancel" && bench.Venue.CountOf(c.Method) < 3;
        bench.Cancel(1);
        bench.Rig.Run(4);
        Assert.Equal("cancelled", bench.Order(1).State);
        Assert.Equal(1, bench.Session.Counters.Connections);
        // The first is cleared by an answer to a test that was due anyway.
        long againNs = bench.Venue.Calls.Where(c => c.Method == "private/cancel").ElementAt(1).AtNs;
        Assert.Contains(bench.Venue.Calls, c => c.Method == "public/test" && c.AtNs - againNs == 250 * Units.NsPerMs);
    }

    [Fact]
    public void C5_A_lost_request_alone_does_not_cost_the_link()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Venue.Intercept = c => c.Method == "private/buy";
        for (int id = 1; id <= 4; id++)
        {
            bench.Place(id);
            bench.Rig.Run(1.5);
        }
        Assert.Equal(GatewayPhase.Ready, bench.Session.Phase);
        Assert.Equal(1, bench.Session.Counters.Connections);
        Assert.Equal(4, bench.Venue.Calls.Count(c => c.Method == "private/buy"));
    }
}
