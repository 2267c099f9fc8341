using Minnow.Core.Model;
using Minnow.Core.Orders;
using Xunit;

namespace Minnow.Core.Tests.Orders;

/// <summary>What each part of a report does to an order, and what a report that lacks it does.</summary>
public sealed class ReportTests
{
    private const long NowNs = 10 * OwnOrders.PlausibleNs, T = NowNs - 1000;

    private EndedOrders _ended;

    /// <summary>8 lots at 100, known at the venue's time T.</summary>
    private static OwnOrder Working(long reportNs = T) => new()
    {
        OrderId = 5, State = OwnOrderState.Working, PriceTicks = 100, OpenLots = 8, TotalLots = 8, PeakLots = 20, SentPriceTicks = 100, SentLots = 8, SentNs = 1000,
        Confirmed = 1, ReportNs = reportNs,
    };

    /// <summary>The same with a change to 102 and <paramref name="lots"/> under way.</summary>
    private static OwnOrder Edited(long lots = 12, long reportNs = T)
    {
        OwnOrder order = Working(reportNs);
        OwnOrders.Edited(ref order, 102, lots, 2000);
        return order;
    }

    private OrderOutcome Told(ref OwnOrder order, OrderReport report, long ticks = Units.Missing, long open = Units.Missing, long filled = Units.Missing, long atNs = T + 1,
        OrderReason reason = OrderReason.None) =>
        OwnOrders.Answered(ref order, ref _ended, new OrderUpdate { OrderId = 5, Report = report, PriceTicks = ticks, OpenLots = open, FilledLots = filled, Reason = reason }, atNs, NowNs);

    private EndedOrder Ended()
    {
        Assert.True(EndedOrders.TryFind(in _ended, 5, out EndedOrder order));
        return order;
    }

    [Theory]
    [InlineData(-86_400_000_000_000, 0)]
    [InlineData(-86_399_999_999_999, -86_399_999_999_999)]
    [InlineData(0, 0)]
    [InlineData(86_399_999_999_999, 86_399_999_999_999)]
    [InlineData(86_400_000_000_000, 0)]
    public void C15_A_time_a_day_away_is_no_time(long awayNs, long taken)
    {
        OwnOrder order = Working(reportNs: 0);
        Told(ref order, OrderReport.Accepted, 100, 8, 0, NowNs + awayNs);
        Assert.Equal(taken == 0 && awayNs != 0 ? 0 : NowNs + taken, order.ReportNs);
        Assert.Equal(1, order.Confirmed);
    }

    [Theory]
    [InlineData(OrderReason.Funds, OrderOutcome.Refused)]
    [InlineData(OrderReason.NotSent, OrderOutcome.Applied)]
    [InlineData(OrderReason.Denied, OrderOutcome.Refused)]
    public void A_new_order_that_was_refused_is_over_without_a_time(OrderReason reason, OrderOutcome outcome)
    {
        OwnOrder order = Working(reportNs: 0);
        order.Confirmed = 0;
        order.State = OwnOrderState.PendingNew;
        Assert.Equal(outcome, Told(ref order, OrderReport.Rejected, reason: reason));
        Assert.True(order.IsFree);
        Assert.Equal((0L, 0L, 0L), (Ended().ReportNs, Ended().EndLots, Ended().FilledLots));
    }

    [Fact]
    public void A_refusal_of_an_order_that_rests_and_has_no_change_open_makes_it_unknown()
    {
        OwnOrder order = Working();
        Assert.Equal(OrderOutcome.Applied, Told(ref order, OrderReport.Rejected, reason: OrderReason.Funds));
        Assert.Equal((OwnOrderState.Unknown, 8L), (order.State, order.OpenLots));
        foreach (OwnOrderState state in (OwnOrderState[])[OwnOrderState.PendingCancel, OwnOrderState.Filling])
        {
            order = Working();
            order.State = state;
            Assert.Equal(OrderOutcome.NoNews, Told(ref order, OrderReport.Rejected, reason: OrderReason.Funds));
            Assert.Equal(state, order.State);
        }
    }

    [Fact]
    public void A_kind_of_report_that_is_not_known_is_no_news()
    {
        OwnOrder order = Working();
        Assert.Equal(OrderOutcome.NoNews, Told(ref order, (OrderReport)200));
        Assert.Equal(OwnOrderState.Working, order.State);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(Units.Missing, 12)]
    public void An_order_that_was_filled_was_filled_as_far_as_said_or_wholly(long filled, long untold)
    {
        OwnOrder order = Edited();
        Assert.Equal(OrderOutcome.Gone, Told(ref order, OrderReport.Filled, filled: filled));
        Assert.Equal((OwnOrderState.Filling, 0L, untold, 0L), (order.State, order.OpenLots, order.UntoldLots, order.ChangeOpen));
    }

    [Theory]
    [InlineData(-1, OrderOutcome.NoNews)]
    [InlineData(0, OrderOutcome.Applied)]
    [InlineData(1, OrderOutcome.Applied)]
    [InlineData(-T, OrderOutcome.Applied)] // no time: taken as it comes
    public void C15_Only_a_report_whose_time_lies_before_the_newest_is_old(long laterNs, OrderOutcome outcome)
    {
        OwnOrder order = Working();
        Assert.Equal(outcome, Told(ref order, OrderReport.Accepted, open: 8, atNs: T + laterNs));
        Assert.Equal(laterNs > 0 ? T + laterNs : T, order.ReportNs);
        // 1 is a time like any other.
        order = Working(reportNs: 1);
        Assert.Equal(OrderOutcome.Applied, Told(ref order, OrderReport.Accepted, open: 8, atNs: T));
    }

    [Fact]
    public void What_a_report_leaves_out_is_that_of_the_message_that_it_may_answer()
    {
        OwnOrder order = Edited();
        Assert.Equal(OrderOutcome.Taken, Told(ref order, OrderReport.Accepted));
        Assert.Equal((102L, 12L, 12L, OwnOrderState.Working, NowNs), (order.PriceTicks, order.TotalLots, order.OpenLots, order.State, order.SentNs));

        // The first report of all.
        order = Working(reportNs: 0);
        (order.SentLots, order.SentPriceTicks) = (11, 103);
        Assert.Equal(OrderOutcome.Applied, Told(ref order, OrderReport.Accepted));
        Assert.Equal((103L, 11L, 11L), (order.PriceTicks, order.TotalLots, order.OpenLots));

        // Nothing is under way that it could answer.
        order = Working();
        (order.SentLots, order.SentPriceTicks) = (11, 103);
        Assert.Equal(OrderOutcome.Applied, Told(ref order, OrderReport.Accepted));
        Assert.Equal((100L, 8L, 8L), (order.PriceTicks, order.TotalLots, order.OpenLots));
        order = Working(reportNs: 1);
        (order.SentLots, order.SentPriceTicks) = (11, 103);
        Told(ref order, OrderReport.Accepted);
        Assert.Equal((100L, 8L), (order.PriceTicks, order.TotalLots));
    }

    [Theory]
    [InlineData(Units.Missing, 3, 5, 3, 8)]
    [InlineData(6, Units.Missing, 6, 2, 8)]
    [InlineData(9, Units.Missing, 9, 0, 9)]
    [InlineData(6, 2, 6, 2, 8)]
    [InlineData(1, 2, 1, 2, 3)]
    public void Open_and_filled_lots_stand_in_for_each_other(long open, long filled, long openLots, long untold, long total)
    {
        OwnOrder order = Working();
        Assert.Equal(OrderOutcome.Applied, Told(ref order, OrderReport.Accepted, 100, open, filled));
        Assert.Equal((openLots, untold, total, OwnOrderState.Working), (order.OpenLots, order.UntoldLots, order.TotalLots, order.State));
        Assert.Equal(untold, order.ReportedLots);
    }

    [Fact]
    public void A_report_without_open_lots_that_counts_the_whole_order_is_its_end()
    {
        OwnOrder order = Working();
        Told(ref order, OrderReport.Accepted, 100, filled: 9);
        Assert.Equal((OwnOrderState.Filling, 0L, 9L), (order.State, order.OpenLots, order.UntoldLots));
        order = Working();
        Told(ref order, OrderReport.Accepted, 100, open: 0, filled: 8);
        Assert.Equal((OwnOrderState.Filling, 0L, 8L), (order.State, order.OpenLots, order.UntoldLots));
    }

    [Fact]
    public void The_count_of_fills_never_falls()
    {
        OwnOrder order = Working();
        Told(ref order, OrderReport.Accepted, 100, open: 5, filled: 3);
        Assert.Equal(OrderOutcome.Applied, Told(ref order, OrderReport.Accepted, 100, open: 6, atNs: T + 2));
        Assert.Equal((3L, 5L), (order.ReportedLots, order.OpenLots));
    }

    [Theory]
    [InlineData(102, 12, OrderOutcome.Taken, OwnOrderState.Working)]
    [InlineData(101, 12, OrderOutcome.Applied, OwnOrderState.PendingEdit)]
    [InlineData(102, 11, OrderOutcome.Applied, OwnOrderState.PendingEdit)]
    [InlineData(100, 8, OrderOutcome.Applied, OwnOrderState.PendingEdit)]
    public void Only_a_report_of_the_new_price_and_size_answers_a_change(long ticks, long open, OrderOutcome outcome, OwnOrderState state)
    {
        OwnOrder order = Edited();
        Assert.Equal(outcome, Told(ref order, OrderReport.Accepted, ticks, open, 0));
        Assert.Equal((state, ticks, open), (order.State, order.PriceTicks, order.TotalLots));
        Assert.Equal(12, order.OpenLots);
    }

    [Fact]
    public void A_report_that_shows_what_rests_already_answers_nothing_when_nothing_is_under_way()
    {
        OwnOrder order = Working();
        Assert.Equal(OrderOutcome.Applied, Told(ref order, OrderReport.Accepted, 100, 8, 0));
        order.RefusedLots = 12;
        order.RefusedTicks = 102;
        Assert.Equal(OrderOutcome.Applied, Told(ref order, OrderReport.Accepted, 100, 8, 0, T + 2));
        Assert.Equal((12L, 102L, 12L), (order.RefusedLots, order.RefusedTicks, order.OpenLots));
    }

    [Fact]
    public void A_change_that_was_taken_ends_what_was_refused_before_it()
    {
        OwnOrder order = Edited();
        order.RefusedLots = 15;
        order.RefusedTicks = 104;
        Assert.Equal(15, order.MostLots);
        Assert.Equal(OrderOutcome.Taken, Told(ref order, OrderReport.Accepted, 102, 12, 0));
        Assert.Equal((0L, 0L, 0L, 12L), (order.ChangeOpen, order.RefusedLots, order.RefusedTicks, order.OpenLots));
    }

    [Fact]
    public void The_answer_to_a_change_counts_even_in_the_moment_of_the_report_before_it()
    {
        OwnOrder order = Edited();
        Assert.Equal(OrderOutcome.Taken, Told(ref order, OrderReport.Accepted, 102, 12, 0, atNs: T));
        Assert.Equal((102L, 12L), (order.PriceTicks, order.TotalLots));
        // Another price in the same moment may be that of before.
        order = Working();
        Told(ref order, OrderReport.Accepted, 99, 7, 0, atNs: T);
        Assert.Equal((100L, 8L), (order.PriceTicks, order.TotalLots));
    }

    [Theory]
    [InlineData(1, 8, 12)] // a change is open
    [InlineData(0, 10, 12)] // none is, but the last one asked for was not what rests
    [InlineData(0, 8, 8)] // the last one was taken: sizes change by our changes alone
    [InlineData(1, 14, 12)]
    public void Of_two_reports_of_one_moment_the_larger_size_counts_unless_the_last_change_was_taken(long changeOpen, long sent, long total)
    {
        OwnOrder order = Working();
        (order.ChangeOpen, order.SentLots, order.SentPriceTicks) = (changeOpen, sent, 104);
        Told(ref order, OrderReport.Accepted, 100, 12, 0, atNs: T);
        Assert.Equal(total, order.TotalLots);
        Told(ref order, OrderReport.Accepted, 100, 3, 0, atNs: T);
        Assert.Equal(total, order.TotalLots);
    }

    [Theory]
    [InlineData(100, 7)]
    [InlineData(101, 0)]
    public void Its_place_in_the_queue_is_lost_with_its_price_and_only_then(long ticks, long joinedNs)
    {
        OwnOrder order = Working();
        QueueWatch.Joined(ref order, 30, 7);
        Told(ref order, OrderReport.Accepted, ticks, 8, 0);
        Assert.Equal(joinedNs, order.JoinedNs);
    }

    [Theory]
    [InlineData(OrderReason.Price, OrderOutcome.Refused, OwnOrderState.Working, 12, 102)]
    [InlineData(OrderReason.NotSent, OrderOutcome.Applied, OwnOrderState.Working, 0, 0)]
    [InlineData(OrderReason.Denied, OrderOutcome.Refused, OwnOrderState.Working, 0, 0)]
    [InlineData(OrderReason.NotOpen, OrderOutcome.Applied, OwnOrderState.Unknown, 12, 102)]
    [InlineData(OrderReason.Superseded, OrderOutcome.NoNews, OwnOrderState.PendingEdit, 0, 0)]
    public void A_refused_change_counts_on_if_it_may_have_been_sent(OrderReason reason, OrderOutcome outcome, OwnOrderState state, long refused, long ticks)
    {
        OwnOrder order = Edited();
        Assert.Equal(outcome, Told(ref order, OrderReport.EditRejected, reason: reason));
        Assert.Equal((state, refused, ticks), (order.State, order.RefusedLots, order.RefusedTicks));
        Assert.Equal(reason == OrderReason.Superseded ? 1 : 0, order.ChangeOpen);
        Assert.Equal(refused == 0 && reason != OrderReason.Superseded ? 8 : 12, order.OpenLots);
        if (reason != OrderReason.Superseded) Assert.Equal(OrderOutcome.NoNews, Told(ref order, OrderReport.EditRejected, reason: reason));
    }

    [Fact]
    public void Of_several_refused_changes_the_largest_size_and_the_nearest_price_count()
    {
        OwnOrder order = Edited(lots: 12);
        Told(ref order, OrderReport.EditRejected, reason: OrderReason.Price);
        OwnOrders.Edited(ref order, 105, 10, 3000);
        Told(ref order, OrderReport.EditRejected, reason: OrderReason.Price);
        Assert.Equal((12L, 105L), (order.RefusedLots, order.RefusedTicks));
        OwnOrders.Edited(ref order, 101, 15, 3000);
        Told(ref order, OrderReport.EditRejected, reason: OrderReason.Price);
        Assert.Equal((15L, 105L, 15L), (order.RefusedLots, order.RefusedTicks, order.OpenLots));
        // One of the size that rests adds nothing to it.
        order = Edited(lots: 8);
        Told(ref order, OrderReport.EditRejected, reason: OrderReason.Price);
        Assert.Equal((0L, 102L), (order.RefusedLots, order.RefusedTicks));
    }

    [Fact]
    public void Of_refused_changes_of_an_ask_the_lowest_price_is_the_nearest()
    {
        OwnOrder order = Working();
        order.IsSell = 1;
        foreach ((long ticks, long nearest) in ((long, long)[])[(98, 98), (97, 97), (99, 97)])
        {
            OwnOrders.Edited(ref order, ticks, 8, 3000);
            Told(ref order, OrderReport.EditRejected, reason: OrderReason.Price);
            Assert.Equal((nearest, nearest), (order.RefusedTicks, order.ReachTicks));
        }
    }

    [Fact]
    public void A_refused_change_does_not_take_a_cancel_back()
    {
        OwnOrder order = Edited();
        OwnOrders.CancelSent(ref order, 3000);
        Assert.Equal(OrderOutcome.Refused, Told(ref order, OrderReport.EditRejected, reason: OrderReason.Price));
        Assert.Equal(OwnOrderState.PendingCancel, order.State);
    }

    [Fact]
    public void An_end_told_again_is_no_news_unless_it_counts_more()
    {
        OwnOrder order = Working();
        Assert.Equal(OrderOutcome.Gone, Told(ref order, OrderReport.Cancelled, filled: 3));
        Assert.Equal((OwnOrderState.Filling, 3L), (order.State, order.UntoldLots));
        Assert.Equal(OrderOutcome.NoNews, Told(ref order, OrderReport.Cancelled, filled: 3));
        Assert.Equal(OrderOutcome.NoNews, Told(ref order, OrderReport.NotFound));
        Assert.Equal(3, order.ReportedLots);
        Assert.Equal(OrderOutcome.Gone, Told(ref order, OrderReport.Cancelled, filled: 4));
        Assert.Equal(OrderOutcome.Gone, Told(ref order, OrderReport.Cancelled, filled: 20));
        Assert.Equal(OrderOutcome.Contradiction, Told(ref order, OrderReport.Cancelled, filled: 21));
    }

    [Fact]
    public void An_end_forgets_what_was_under_way_and_a_later_report_of_it_resting_is_no_news()
    {
        OwnOrder order = Edited();
        (order.RefusedLots, order.RefusedTicks) = (15, 104);
        Told(ref order, OrderReport.Cancelled, filled: 3, atNs: T + 5);
        Assert.Equal((0L, 0L, 0L, 3L, T + 5), (order.ChangeOpen, order.RefusedLots, order.RefusedTicks, order.TotalLots, order.ReportNs));
        Assert.Equal(OrderOutcome.NoNews, Told(ref order, OrderReport.Accepted, 100, 5, 3, T + 6));
        Assert.Equal(OwnOrderState.Filling, order.State);
    }

    [Theory]
    [InlineData(T - 5, T)]
    [InlineData(T + 5, T + 5)]
    [InlineData(0, long.MaxValue)] // none counts as new any more
    public void The_newest_time_stays_at_an_end(long atNs, long reportNs)
    {
        OwnOrder order = Working();
        Told(ref order, OrderReport.Cancelled, atNs: atNs);
        Assert.Equal((8L - 8, reportNs), (Ended().EndLots, Ended().ReportNs));
    }

    [Theory]
    [InlineData(Units.Missing, Units.Missing, 0)]
    [InlineData(6, Units.Missing, 6)]
    [InlineData(12, Units.Missing, 0)]
    [InlineData(13, Units.Missing, 0)]
    [InlineData(13, 2, 2)]
    public void A_cancel_that_says_only_what_was_open_says_what_was_filled(long open, long filled, long untold)
    {
        OwnOrder order = Edited(); // 12 at most
        Assert.Equal(OrderOutcome.Gone, Told(ref order, OrderReport.Cancelled, open: open, filled: filled));
        Assert.Equal(untold, order.UntoldLots);
    }

    [Fact]
    public void The_largest_number_of_lots_is_one_and_one_more_is_none()
    {
        OwnOrder order = default;
        OwnOrders.Placed(ref order, 5, sell: true, 100, OwnOrders.MaxLots, 1000);
        Assert.Equal(OrderOutcome.Contradiction, Told(ref order, OrderReport.Accepted, 100, OwnOrders.MaxLots + 1, 0));
        Assert.Equal(OrderOutcome.Contradiction, Told(ref order, OrderReport.Accepted, 100, 0, -1));
        Assert.Equal(OwnOrderState.PendingNew, order.State);
        Assert.Equal(OrderOutcome.Taken, Told(ref order, OrderReport.Accepted, 100, OwnOrders.MaxLots, 0));
        Assert.Equal((OwnOrderState.Working, OwnOrders.MaxLots), (order.State, order.OpenLots));
    }
}
