using Minnow.Core.Model;
using Minnow.Core.Orders;
using Xunit;

namespace Minnow.Core.Tests.Orders;

/// <summary>What we send, what fills and time do, and where an order stands in the queue.</summary>
public sealed class TransitionTests
{
    private EndedOrders _ended;

    private static OwnOrder Placed(long lots = 8)
    {
        OwnOrder order = default;
        OwnOrders.Placed(ref order, 5, sell: false, 100, lots, 1000);
        return order;
    }

    private static OwnOrder Working()
    {
        OwnOrder order = Placed();
        order.State = OwnOrderState.Working;
        order.Confirmed = 1;
        return order;
    }

    [Fact]
    public void A_new_order_takes_nothing_over_from_the_one_before_it_in_the_slot()
    {
        OwnOrder order = new()
        {
            FilledLots = 3, UntoldLots = 2, ReportedLots = 5, Confirmed = 1, ChangeOpen = 1, RefusedLots = 9, RefusedTicks = 99, ReportNs = 7, CancelCount = 2, FirstCancelNs = 3,
            LastCancelNs = 4, JoinedNs = 5, AheadLots = 6, JoinedAheadLots = 6, TradesSeen = 1,
        };
        OwnOrders.Placed(ref order, 5, sell: false, 100, 8, 1000);
        Assert.Equal(Placed(), order);
        Assert.Equal((8L, 8L, 8L, 8L), (order.OpenLots, order.TotalLots, order.SentLots, order.PeakLots));
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(8, 7)]
    [InlineData(9, 0)]
    public void Only_a_larger_size_goes_to_the_end_of_the_queue(long openLots, long joinedNs)
    {
        OwnOrder order = Working();
        QueueWatch.Joined(ref order, 30, 7);
        OwnOrders.Edited(ref order, 100, openLots, 2000);
        Assert.Equal((joinedNs, 1L), (order.JoinedNs, order.ChangeOpen));
    }

    [Fact]
    public void An_edit_names_the_whole_size_and_what_may_ever_be_filled_grows_with_it()
    {
        OwnOrder order = Working();
        OwnOrders.Filled(ref order, ref _ended, 5, 3, 1500);
        OwnOrders.Edited(ref order, 100, 6, 2000);
        Assert.Equal((9L, 9L, 6L), (order.SentLots, order.PeakLots, order.OpenLots));
        OwnOrders.Edited(ref order, 100, 1, 2000);
        Assert.Equal((4L, 9L), (order.SentLots, order.PeakLots));
    }

    [Fact]
    public void A_cancel_sent_again_keeps_the_time_of_the_first_and_of_its_answer()
    {
        OwnOrder order = Working();
        OwnOrders.CancelSent(ref order, 2000);
        OwnOrders.CancelSent(ref order, 3000);
        Assert.Equal((OwnOrderState.PendingCancel, 2L, 2000L, 3000L, 2000L), (order.State, order.CancelCount, order.FirstCancelNs, order.LastCancelNs, order.SentNs));
        order.State = OwnOrderState.Unknown;
        OwnOrders.CancelSent(ref order, 4000);
        Assert.Equal((OwnOrderState.Unknown, 2000L), (order.State, order.SentNs));
    }

    [Fact]
    public void A_fill_shows_that_the_order_rests_and_the_last_lot_keeps_its_slot()
    {
        OwnOrder order = Placed();
        Assert.Equal(FillOutcome.Applied, OwnOrders.Filled(ref order, ref _ended, 5, 7, 1500));
        Assert.Equal((1L, 1L, OwnOrderState.PendingNew, 7L, 1L), (order.Confirmed, order.OpenLots, order.State, order.FilledLots, order.WorstLots));
        OwnOrder free = default;
        Assert.Equal(FillOutcome.NotThis, OwnOrders.Filled(ref free, ref _ended, 0, 1, 1500));
        Assert.True(free.IsFree);
        Assert.Equal(0, free.FilledLots);
    }

    [Fact]
    public void The_last_untold_lot_keeps_its_slot_too()
    {
        OwnOrder order = Working();
        (order.State, order.OpenLots, order.ReportedLots, order.UntoldLots, order.TotalLots) = (OwnOrderState.Filling, 0, 8, 8, 8);
        OwnOrders.Filled(ref order, ref _ended, 5, 7, 1500);
        Assert.Equal((1L, 1L), (order.UntoldLots, order.WorstLots));
        Assert.False(order.IsFree);
        OwnOrders.Filled(ref order, ref _ended, 5, 1, 1500);
        Assert.True(order.IsFree);
    }

    [Fact]
    public void The_largest_fills_do_not_turn_the_sum_negative()
    {
        OwnOrder order = Placed(OwnOrders.MaxLots);
        OwnOrders.Edited(ref order, 100, OwnOrders.MaxLots, 2000);
        for (int i = 0; i < 12; i++)
        {
            OwnOrder next = order;
            next.FilledLots = OwnOrders.MaxLots - 1;
            next.PeakLots = OwnOrders.MaxLots;
            Assert.Equal(FillOutcome.Applied, OwnOrders.Filled(ref next, ref _ended, 5, long.MaxValue - i, 1500));
        }
        Assert.True(EndedOrders.TryFind(in _ended, 5, out EndedOrder ended));
        Assert.Equal(OwnOrders.MaxLots, ended.FilledLots);
    }

    [Fact]
    public void More_told_than_the_venue_lets_it_have_leaves_nothing_open_and_nothing_negative()
    {
        OwnOrder order = Working();
        OwnOrders.Filled(ref order, ref _ended, 5, 3, 1500);
        OwnOrders.Answered(ref order, ref _ended, new OrderUpdate { OrderId = 5, Report = OrderReport.Accepted, PriceTicks = 100, OpenLots = 1, FilledLots = 1 }, 0, 2000);
        Assert.Equal((2L, 0L, 0L), (order.TotalLots, order.OpenLots, order.UntoldLots));
    }

    [Fact]
    public void A_clock_that_was_set_back_makes_an_answer_overdue()
    {
        OwnOrder order = Placed();
        Assert.False(OwnOrders.Expire(ref order, 1000, 500));
        Assert.True(OwnOrders.Expire(ref order, 999, 500));
        Assert.Equal(OwnOrderState.Unknown, order.State);
    }

    [Theory]
    [InlineData(OwnOrderState.None, false, OwnOrderState.None)]
    [InlineData(OwnOrderState.PendingNew, true, OwnOrderState.Unknown)]
    [InlineData(OwnOrderState.Working, true, OwnOrderState.Unknown)]
    [InlineData(OwnOrderState.PendingCancel, true, OwnOrderState.Unknown)]
    [InlineData(OwnOrderState.Unknown, false, OwnOrderState.Unknown)]
    [InlineData(OwnOrderState.Filling, false, OwnOrderState.Filling)]
    public void A_lost_connection_makes_what_may_rest_unknown(OwnOrderState from, bool changed, OwnOrderState to)
    {
        OwnOrder order = Working();
        order.State = from;
        Assert.Equal(changed, OwnOrders.ConnectionLost(ref order));
        Assert.Equal((to, 8L), (order.State, order.OpenLots));
    }

    [Theory]
    [InlineData(OwnOrderState.Filling, 2, 1000, 1501, true)]
    [InlineData(OwnOrderState.Filling, 1, 1000, 1501, true)]
    [InlineData(OwnOrderState.Filling, 2, 1, 502, true)]
    [InlineData(OwnOrderState.Filling, 2, 1000, 1500, false)] // within the grace
    [InlineData(OwnOrderState.Filling, 2, 0, 1501, false)] // nobody knows when it ended
    [InlineData(OwnOrderState.Filling, 2, -1000, 0, false)] // nobody knows when the position was so
    [InlineData(OwnOrderState.Filling, 2, -1000, 1, true)]
    [InlineData(OwnOrderState.Filling, 0, 1000, 1501, false)]
    [InlineData(OwnOrderState.Working, 2, 1000, 1501, false)]
    public void Only_a_position_stated_well_after_its_end_refutes_fills_that_never_came(OwnOrderState state, long untold, long reportNs, long statedNs, bool refuted)
    {
        OwnOrder order = Working();
        (order.State, order.OpenLots, order.FilledLots, order.ReportedLots, order.UntoldLots) = (state, 0, 3, 3 + untold, untold);
        (order.TotalLots, order.ReportNs) = (3 + untold, reportNs);
        Assert.Equal(refuted, OwnOrders.UntoldRefuted(ref order, ref _ended, statedNs, 500, 9000));
        Assert.Equal(refuted, order.IsFree);
        if (!refuted) return;
        Assert.True(EndedOrders.TryFind(in _ended, 5, out EndedOrder ended));
        Assert.Equal((3L, 3L, 9000L), (ended.EndLots, ended.FilledLots, ended.EndedNs));
    }

    [Fact]
    public void A_refused_larger_size_may_still_come_and_counts()
    {
        OwnOrder order = Working();
        order.RefusedLots = 11;
        Assert.Equal(11, order.MostLots);
        order.SentLots = 12;
        Assert.Equal(11, order.MostLots);
        order.ChangeOpen = 1;
        Assert.Equal(12, order.MostLots);
    }

    [Fact]
    public void In_the_queue_trades_and_a_smaller_level_take_lots_away_before_it()
    {
        OwnOrder order = Working();
        QueueWatch.Traded(ref order, 100, 5);
        Assert.Equal(0, order.TradesSeen);
        order.TradesSeen = 9;
        QueueWatch.Joined(ref order, 30, 7);
        Assert.Equal((7L, 30L, 30L, 0L), (order.JoinedNs, order.AheadLots, order.JoinedAheadLots, order.TradesSeen));
        QueueWatch.Traded(ref order, 100, 12);
        QueueWatch.Traded(ref order, 101, 12);
        Assert.Equal((18L, 30L, 1L), (order.AheadLots, order.JoinedAheadLots, order.TradesSeen));
        QueueWatch.Traded(ref order, 100, -4);
        Assert.Equal((18L, 2L), (order.AheadLots, order.TradesSeen));
        QueueWatch.Shown(ref order, 25);
        Assert.Equal(18, order.AheadLots);
        QueueWatch.Shown(ref order, 17);
        Assert.Equal(17, order.AheadLots);
        QueueWatch.Traded(ref order, 100, 50);
        Assert.Equal(0, order.AheadLots);
        order.AheadLots = 4;
        QueueWatch.Left(ref order);
        Assert.Equal((0L, 0L, 0L, 0L), (order.JoinedNs, order.AheadLots, order.JoinedAheadLots, order.TradesSeen));
    }

    [Theory]
    [InlineData(0.5, 1, 15, 30, true)]
    [InlineData(0.5, 1, 16, 30, false)]
    [InlineData(0.5, 0, 15, 30, false)]
    [InlineData(0, 1, 0, 30, false)]
    [InlineData(0.9, 1, 0, 0, true)]
    public void It_is_near_the_front_when_at_most_that_share_of_the_queue_is_before_it(double share, long joinedNs, long ahead, long joinedAhead, bool near)
    {
        OwnOrder order = new() { JoinedNs = joinedNs, AheadLots = ahead, JoinedAheadLots = joinedAhead };
        Assert.Equal(near, QueueWatch.IsNearFront(in order, share));
    }
}
