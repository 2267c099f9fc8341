using Minnow.Core.Model;
using Minnow.Core.Orders;
using Xunit;

namespace Minnow.Core.Tests.Orders;

public class OwnOrdersTests
{
    private EndedOrders _ended;

    private static OwnOrder In(OwnOrderState state, long changeOpen = 0) => new()
    {
        OrderId = 5, State = state, PriceTicks = 100, OpenLots = 8, TotalLots = 8, PeakLots = 8, SentPriceTicks = 101, SentLots = 8, SentNs = 1000,
        Confirmed = state == OwnOrderState.PendingNew ? 0 : 1, ChangeOpen = state == OwnOrderState.PendingEdit ? 1 : changeOpen,
    };

    [Theory]
    [InlineData(OwnOrderState.PendingNew, OrderReport.Accepted, OwnOrderState.Working)]
    [InlineData(OwnOrderState.PendingNew, OrderReport.Rejected, OwnOrderState.None)]
    [InlineData(OwnOrderState.PendingNew, OrderReport.Cancelled, OwnOrderState.None)]
    [InlineData(OwnOrderState.PendingNew, OrderReport.Filled, OwnOrderState.Filling)]
    [InlineData(OwnOrderState.PendingEdit, OrderReport.Accepted, OwnOrderState.Working)]
    [InlineData(OwnOrderState.PendingEdit, OrderReport.Rejected, OwnOrderState.Working)]
    [InlineData(OwnOrderState.PendingEdit, OrderReport.Cancelled, OwnOrderState.None)]
    [InlineData(OwnOrderState.PendingCancel, OrderReport.Accepted, OwnOrderState.PendingCancel)]
    [InlineData(OwnOrderState.PendingCancel, OrderReport.Cancelled, OwnOrderState.None)]
    [InlineData(OwnOrderState.PendingCancel, OrderReport.CancelRejected, OwnOrderState.Unknown)]
    [InlineData(OwnOrderState.PendingCancel, OrderReport.Filled, OwnOrderState.Filling)]
    [InlineData(OwnOrderState.PendingCancel, OrderReport.Rejected, OwnOrderState.PendingCancel)]
    [InlineData(OwnOrderState.Unknown, OrderReport.Rejected, OwnOrderState.Unknown)]
    [InlineData(OwnOrderState.PendingEdit, OrderReport.EditRejected, OwnOrderState.Working)]
    [InlineData(OwnOrderState.PendingNew, OrderReport.NotFound, OwnOrderState.None)]
    [InlineData(OwnOrderState.PendingNew, OrderReport.Unclear, OwnOrderState.Unknown)]
    [InlineData(OwnOrderState.PendingEdit, OrderReport.Unclear, OwnOrderState.Unknown)]
    [InlineData(OwnOrderState.PendingCancel, OrderReport.Unclear, OwnOrderState.Unknown)]
    [InlineData(OwnOrderState.Working, OrderReport.Unclear, OwnOrderState.Working)]
    [InlineData(OwnOrderState.Unknown, OrderReport.Unclear, OwnOrderState.Unknown)]
    [InlineData(OwnOrderState.Unknown, OrderReport.NotFound, OwnOrderState.None)]
    [InlineData(OwnOrderState.Filling, OrderReport.Accepted, OwnOrderState.Filling)]
    [InlineData(OwnOrderState.Filling, OrderReport.CancelRejected, OwnOrderState.Filling)]
    [InlineData(OwnOrderState.Unknown, OrderReport.Accepted, OwnOrderState.Working)]
    [InlineData(OwnOrderState.Unknown, OrderReport.Cancelled, OwnOrderState.None)]
    [InlineData(OwnOrderState.Working, OrderReport.Cancelled, OwnOrderState.None)]
    public void An_answer_leads_to_this_state(OwnOrderState from, OrderReport report, OwnOrderState to)
    {
        OwnOrder order = In(from);
        if (from == OwnOrderState.Filling) (order.OpenLots, order.ReportedLots, order.UntoldLots) = (0, 8, 8);
        OrderOutcome outcome = OwnOrders.Answered(ref order, ref _ended, new OrderUpdate
        {
            OrderId = 5, Report = report, PriceTicks = 101, OpenLots = report == OrderReport.Cancelled ? Units.Missing : 8, FilledLots = Units.Missing,
        }, 0, 5000);
        Assert.NotEqual(OrderOutcome.NotThis, outcome);
        Assert.Equal(to, order.State);
        Assert.Equal(to == OwnOrderState.None, order.OrderId == 0);
    }

    /// <summary>Found by the simulator: a fill and our smaller size in one millisecond of the venue, told in the wrong order.</summary>
    [Fact]
    public void A_report_of_the_same_moment_as_a_change_that_was_taken_is_of_before_it()
    {
        OwnOrder order = In(OwnOrderState.Working);
        OwnOrders.Edited(ref order, 100, 5, 1000);
        Assert.Equal(OrderOutcome.Taken, Answer(ref order, OrderReport.Accepted, 100, open: 4, filled: 1, atNs: 4000));
        Answer(ref order, OrderReport.Accepted, 100, open: 7, filled: 1, atNs: 4000);
        Assert.Equal((5, 4), (order.TotalLots, order.OpenLots));
    }

    [Fact]
    public void Two_reports_of_one_moment_while_a_change_is_open_count_at_the_larger_size()
    {
        OwnOrder order = In(OwnOrderState.Working);
        Answer(ref order, OrderReport.Accepted, 100, open: 8, filled: 0, atNs: 4000);
        OwnOrders.Edited(ref order, 100, 5, 1000);
        Answer(ref order, OrderReport.Accepted, 100, open: 6, filled: 1, atNs: 4000);
        Assert.Equal(8, order.TotalLots);
    }

    private OrderOutcome Answer(ref OwnOrder order, OrderReport report, long ticks = Units.Missing, long open = Units.Missing, long filled = Units.Missing, long atNs = 0,
        OrderReason reason = OrderReason.None, long id = 5) =>
        OwnOrders.Answered(ref order, ref _ended, new OrderUpdate { OrderId = id, Report = report, PriceTicks = ticks, OpenLots = open, FilledLots = filled, Reason = reason }, atNs, 5000);

    [Fact]
    public void An_answer_about_another_order_changes_nothing()
    {
        OwnOrder order = In(OwnOrderState.Working);
        Assert.Equal(OrderOutcome.NotThis, Answer(ref order, OrderReport.Cancelled, id: 6));
        Assert.Equal(OwnOrderState.Working, order.State);
        OwnOrder free = default;
        Assert.Equal(OrderOutcome.NotThis, Answer(ref free, OrderReport.Accepted, id: 0));
    }

    [Fact]
    public void C11_While_an_edit_is_under_way_the_larger_size_counts()
    {
        OwnOrder order = In(OwnOrderState.Working);
        OwnOrders.Edited(ref order, 102, 4, 2000);
        Assert.Equal(8, order.OpenLots);
        order = In(OwnOrderState.Working);
        OwnOrders.Edited(ref order, 102, 14, 2000);
        Assert.Equal(14, order.OpenLots);
        OwnOrders.Expire(ref order, 1_000_000, 500);
        Assert.Equal((OwnOrderState.Unknown, 14L), (order.State, order.OpenLots));
    }

    [Fact]
    public void C15_A_report_older_than_the_newest_one_changes_nothing()
    {
        OwnOrder order = In(OwnOrderState.PendingNew);
        Answer(ref order, OrderReport.Accepted, 100, 8, 0, atNs: 100);
        OwnOrders.Edited(ref order, 102, 4, 2000);
        Assert.Equal(OrderOutcome.Taken, Answer(ref order, OrderReport.Accepted, 102, 1, 3, atNs: 120));
        Assert.Equal(OrderOutcome.NoNews, Answer(ref order, OrderReport.Accepted, 100, 8, 0, atNs: 110));
        Assert.Equal(OrderOutcome.NoNews, Answer(ref order, OrderReport.Accepted, 102, 4, 0, atNs: 130));
        Assert.Equal((102L, 1L, 3L, OwnOrderState.Working), (order.PriceTicks, order.OpenLots, order.UntoldLots, order.State));
    }

    [Fact]
    public void A_report_of_the_order_as_it_was_does_not_answer_the_edit()
    {
        OwnOrder order = In(OwnOrderState.PendingNew);
        Answer(ref order, OrderReport.Accepted, 100, 8, 0, atNs: 100);
        OwnOrders.Edited(ref order, 102, 12, 2000);
        Answer(ref order, OrderReport.Accepted, 100, 5, 3, atNs: 110);
        Assert.Equal((OwnOrderState.PendingEdit, 9L, 3L), (order.State, order.OpenLots, order.UntoldLots));
        Answer(ref order, OrderReport.Accepted, 102, 9, 3, atNs: 120);
        Assert.Equal((OwnOrderState.Working, 9L, 102L), (order.State, order.OpenLots, order.PriceTicks));
    }

    [Fact]
    public void A_superseded_edit_is_no_failure_and_the_bounds_of_the_newest_wish_stay()
    {
        OwnOrder order = In(OwnOrderState.Working);
        OwnOrders.Edited(ref order, 102, 14, 2000);
        Assert.Equal(OrderOutcome.NoNews, Answer(ref order, OrderReport.EditRejected, reason: OrderReason.Superseded));
        Assert.Equal((OwnOrderState.PendingEdit, 14L), (order.State, order.OpenLots));
    }

    [Fact]
    public void An_edit_that_post_only_refused_cancels_the_order()
    {
        OwnOrder order = In(OwnOrderState.Working);
        OwnOrders.Edited(ref order, 102, 8, 2000);
        Assert.Equal(OrderOutcome.Gone, Answer(ref order, OrderReport.Cancelled, open: 8, filled: 0, reason: OrderReason.PostOnly));
        Assert.True(order.IsFree);
    }

    [Fact]
    public void Once_a_cancel_was_sent_an_order_is_never_worked_again()
    {
        OwnOrder order = In(OwnOrderState.Working);
        OwnOrders.CancelSent(ref order, 2000);
        Answer(ref order, OrderReport.CancelRejected, reason: OrderReason.NotOpen);
        Assert.Equal(OwnOrderState.Unknown, order.State);
        Answer(ref order, OrderReport.Accepted, 100, 8, 0, atNs: 200);
        Assert.Equal(OwnOrderState.PendingCancel, order.State);
    }

    [Fact]
    public void An_order_that_came_back_after_its_end_is_a_contradiction_and_an_old_report_is_not()
    {
        OwnOrder order = In(OwnOrderState.PendingNew);
        Answer(ref order, OrderReport.Accepted, 100, 8, 0, atNs: 100);
        Answer(ref order, OrderReport.Cancelled, filled: 0, atNs: 150);
        Assert.True(order.IsFree);
        OrderUpdate rests = new() { OrderId = 5, Report = OrderReport.Accepted, PriceTicks = 100, OpenLots = 8, FilledLots = 0 };
        Assert.Equal(OrderOutcome.NoNews, EndedOrders.Answered(ref _ended, in rests, 100));
        Assert.Equal(OrderOutcome.Contradiction, EndedOrders.Answered(ref _ended, in rests, 151));
        OrderUpdate more = new() { OrderId = 5, Report = OrderReport.Cancelled, OpenLots = Units.Missing, FilledLots = 2 };
        Assert.Equal(OrderOutcome.MoreFilled, EndedOrders.Answered(ref _ended, in more, 150));
        Assert.Equal(OrderOutcome.NoNews, EndedOrders.Answered(ref _ended, in more, 150));
    }

    [Fact]
    public void C7_More_than_was_ever_asked_for_is_an_overfill_or_a_contradiction()
    {
        OwnOrder order = In(OwnOrderState.Working);
        Assert.Equal(FillOutcome.Applied, OwnOrders.Filled(ref order, ref _ended, 5, 5, 3000));
        Assert.Equal(FillOutcome.Overfill, OwnOrders.Filled(ref order, ref _ended, 5, 4, 3000));
        order = In(OwnOrderState.Working);
        Assert.Equal(OrderOutcome.Contradiction, Answer(ref order, OrderReport.Accepted, 100, 9, 0));
        order = In(OwnOrderState.Working);
        Assert.Equal(OrderOutcome.Contradiction, Answer(ref order, OrderReport.Cancelled, filled: -4));
        Assert.Equal(OrderOutcome.Contradiction, Answer(ref order, OrderReport.Accepted, 100, long.MaxValue, 1));
    }

    [Fact]
    public void Time_alone_never_frees_a_slot()
    {
        foreach (OwnOrderState state in (OwnOrderState[])[OwnOrderState.PendingNew, OwnOrderState.PendingEdit, OwnOrderState.PendingCancel])
        {
            OwnOrder order = In(state);
            Assert.False(OwnOrders.Expire(ref order, 1000 + 500, 500));
            Assert.True(OwnOrders.Expire(ref order, 1000 + 501, 500));
            Assert.Equal(OwnOrderState.Unknown, order.State);
            Assert.Equal(8, order.OpenLots);
            Assert.False(OwnOrders.Expire(ref order, long.MaxValue, 500));
        }
    }

    [Fact]
    public void Fills_take_lots_off_and_the_last_one_frees_the_slot()
    {
        OwnOrder order = In(OwnOrderState.Working);
        OwnOrders.Filled(ref order, ref _ended, 5, 3, 3000);
        Assert.Equal(5, order.OpenLots);
        OwnOrders.Filled(ref order, ref _ended, 99, 4, 3000);
        Assert.Equal(5, order.OpenLots);
        OwnOrders.Filled(ref order, ref _ended, 5, 5, 3000);
        Assert.True(order.IsFree);
    }

    [Fact]
    public void What_the_venue_has_counted_already_is_not_taken_off_twice_when_the_fill_comes()
    {
        OwnOrder order = In(OwnOrderState.Working);
        OwnOrders.Edited(ref order, 102, 8, 2000);
        Answer(ref order, OrderReport.Accepted, 102, 3);
        Assert.Equal((3, 5, OwnOrderState.Working), (order.OpenLots, order.UntoldLots, order.State));
        OwnOrders.Filled(ref order, ref _ended, 5, 5, 3000);
        Assert.Equal((3, 0, OwnOrderState.Working), (order.OpenLots, order.UntoldLots, order.State));
    }

    [Fact]
    public void An_order_that_is_gone_by_fills_counts_until_they_are_told()
    {
        OwnOrder order = In(OwnOrderState.Working);
        Answer(ref order, OrderReport.Filled);
        Assert.Equal((0, 8, OwnOrderState.Filling), (order.OpenLots, order.UntoldLots, order.State));
        OwnOrders.Filled(ref order, ref _ended, 5, 8, 3000);
        Assert.True(order.IsFree);
        order = In(OwnOrderState.PendingCancel);
        Answer(ref order, OrderReport.Cancelled, open: 6);
        Assert.Equal((0, 2, OwnOrderState.Filling), (order.OpenLots, order.UntoldLots, order.State));
    }
}
