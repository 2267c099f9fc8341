using Minnow.Core.Model;
using Minnow.Core.Orders;
using Xunit;

namespace Minnow.Core.Tests.Orders;

/// <summary>The edges of what may still be told of an order that is over.</summary>
public sealed class EndedOrderBoundaryTests
{
    private EndedOrders _ended;

    private void End(long id, long nowNs, long known = 0, long told = 0, long peak = 10, long reportNs = 0, long hedge = 0)
    {
        OwnOrder order = new()
        {
            OrderId = id, State = OwnOrderState.Filling, PriceTicks = 100, PeakLots = peak, ReportedLots = known, FilledLots = told, ReportNs = reportNs, IsHedge = hedge,
        };
        EndedOrders.Add(ref _ended, in order, nowNs);
    }

    private OrderOutcome Told(OrderReport report, long filled = Units.Missing, long open = Units.Missing, long atNs = 0, long id = 5) =>
        EndedOrders.Answered(ref _ended, new OrderUpdate { OrderId = id, Report = report, FilledLots = filled, OpenLots = open }, atNs);

    [Fact]
    public void Everything_about_it_is_kept()
    {
        End(5, 1000, known: 4, told: 3, reportNs: 77, hedge: 1);
        Assert.True(EndedOrders.TryFind(in _ended, 5, out EndedOrder order));
        Assert.Equal((5L, 0L, 1L, 100L, 10L), (order.OrderId, order.IsSell, order.IsHedge, order.PriceTicks, order.PeakLots));
        Assert.Equal((4L, 3L, 1000L, 77L), (order.EndLots, order.FilledLots, order.EndedNs, order.ReportNs));
        Assert.False(EndedOrders.TryFind(in _ended, 6, out order));
        Assert.Equal(0, order.OrderId);
    }

    [Fact]
    public void One_that_is_dropped_at_the_very_end_of_its_time_was_kept_long_enough()
    {
        for (int i = 1; i <= EndedOrders.Capacity; i++) End(i, 0);
        Assert.Equal(0, _ended.DroppedEarly);
        End(9001, EndedOrders.KeptNs);
        Assert.Equal(0, _ended.DroppedEarly);
        End(9002, EndedOrders.KeptNs - 1);
        Assert.Equal(1, _ended.DroppedEarly);
        Assert.False(EndedOrders.TryFind(in _ended, 1, out _));
        Assert.True(EndedOrders.TryFind(in _ended, 3, out _));
        Assert.Equal(600 * Units.NsPerSecond, EndedOrders.KeptNs);
    }

    [Fact]
    public void A_late_fill_is_within_what_its_end_said_or_beyond_it_or_too_much()
    {
        End(5, 1000, known: 4);
        Assert.Equal(FillOutcome.Late, EndedOrders.Filled(ref _ended, 5, 3, out _));
        Assert.Equal(FillOutcome.Late, EndedOrders.Filled(ref _ended, 5, 1, out _));
        Assert.Equal(FillOutcome.BeyondEnd, EndedOrders.Filled(ref _ended, 5, 1, out _));
        Assert.Equal(FillOutcome.BeyondEnd, EndedOrders.Filled(ref _ended, 5, 5, out long endedNs));
        Assert.Equal(1000, endedNs);
        Assert.Equal(FillOutcome.Overfill, EndedOrders.Filled(ref _ended, 5, 1, out _));
        Assert.Equal(FillOutcome.NotThis, EndedOrders.Filled(ref _ended, 6, 1, out endedNs));
        Assert.Equal(0, endedNs);
    }

    [Fact]
    public void The_largest_fills_do_not_turn_the_sum_negative()
    {
        End(5, 1000, told: OwnOrders.MaxLots);
        Assert.Equal(FillOutcome.Overfill, EndedOrders.Filled(ref _ended, 5, long.MaxValue, out _));
        for (int i = 0; i < 20; i++) Assert.Equal(FillOutcome.Overfill, EndedOrders.Filled(ref _ended, 5, OwnOrders.MaxLots, out _));
        EndedOrders.TryFind(in _ended, 5, out EndedOrder order);
        Assert.Equal(OwnOrders.MaxLots, order.FilledLots);
    }

    [Theory]
    [InlineData(OrderReport.Cancelled)]
    [InlineData(OrderReport.Filled)]
    public void An_end_that_counts_more_than_was_known_is_news_up_to_the_whole_size_and_false_beyond(OrderReport report)
    {
        End(5, 1000, known: 4, told: 2);
        Assert.Equal(OrderOutcome.NoNews, Told(report));
        Assert.Equal(OrderOutcome.NoNews, Told(report, 4));
        Assert.Equal(OrderOutcome.MoreFilled, Told(report, 5));
        Assert.Equal(OrderOutcome.NoNews, Told(report, 5));
        Assert.Equal(OrderOutcome.MoreFilled, Told(report, 10));
        Assert.Equal(OrderOutcome.Contradiction, Told(report, 11));
        EndedOrders.TryFind(in _ended, 5, out EndedOrder order);
        Assert.Equal(10, order.EndLots);
    }

    [Fact]
    public void An_end_that_counts_what_fills_have_told_already_is_no_news()
    {
        End(5, 1000, known: 4);
        EndedOrders.Filled(ref _ended, 5, 7, out _);
        Assert.Equal(OrderOutcome.NoNews, Told(OrderReport.Cancelled, 7));
        Assert.Equal(OrderOutcome.MoreFilled, Told(OrderReport.Cancelled, 8));
    }

    [Theory]
    [InlineData(OrderReport.Accepted, 101, 6, 4, OrderOutcome.Contradiction)]
    [InlineData(OrderReport.Accepted, 100, 6, 4, OrderOutcome.NoNews)] // not newer than its last report
    [InlineData(OrderReport.Accepted, 101, 0, 10, OrderOutcome.NoNews)] // does not rest
    [InlineData(OrderReport.Accepted, 101, 1, 3, OrderOutcome.NoNews)] // counts fewer fills than its end: of before
    [InlineData(OrderReport.Accepted, 101, 1, Units.Missing, OrderOutcome.Contradiction)]
    [InlineData(OrderReport.Accepted, 101, Units.Missing, Units.Missing, OrderOutcome.Contradiction)]
    [InlineData(OrderReport.Accepted, 101, 1, 9, OrderOutcome.Contradiction)]
    [InlineData(OrderReport.EditRejected, 101, 6, 9, OrderOutcome.NoNews)]
    [InlineData(OrderReport.NotFound, 101, Units.Missing, 9, OrderOutcome.NoNews)]
    [InlineData(OrderReport.Unclear, 101, 6, 4, OrderOutcome.NoNews)]
    public void Only_a_newer_report_that_it_rests_says_that_it_came_back(OrderReport report, long atNs, long open, long filled, OrderOutcome outcome)
    {
        End(4, 900);
        End(5, 1000, known: 4, reportNs: 100);
        Assert.Equal(outcome, Told(report, filled, open, atNs));
    }

    [Fact]
    public void One_that_is_not_kept_is_not_known()
    {
        Assert.Equal(OrderOutcome.NotThis, Told(OrderReport.Cancelled, 3));
        End(5, 1000);
        Assert.Equal(OrderOutcome.NotThis, Told(OrderReport.Cancelled, 3, id: 6));
        // The first place of the ring is a place too.
        Assert.Equal(OrderOutcome.MoreFilled, Told(OrderReport.Cancelled, 3));
        Assert.Equal(FillOutcome.Late, EndedOrders.Filled(ref _ended, 5, 3, out _));
        Assert.True(EndedOrders.TryFind(in _ended, 5, out _));
    }
}
