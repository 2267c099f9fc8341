using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;
using Xunit;

namespace Minnow.Core.Tests.Risk.Gate;

/// <summary>How the gate counts one order: each part of a report, and what a report that lacks it does.</summary>
public sealed class GateOrderTests
{
    private const long T = 1_000_000;

    /// <summary>Eight lots at 100, known at the venue's time T.</summary>
    private static GateOrder Rests(long reportNs = T) => new()
    {
        OrderId = 5, IsConfirmed = true, KnownTicks = 100, KnownLots = 8, SentTicks = 100, SentLots = 8, ReportNs = reportNs,
    };

    private static GateOrder Changing(long lots = 12, long ticks = 102)
    {
        GateOrder order = Rests();
        order.Edited(new OutputRecord { PriceTicks = ticks, SizeLots = lots }, 7);
        return order;
    }

    private static GateOrder Told(GateOrder order, OrderReport report, long ticks = Units.Missing, long open = Units.Missing, long filled = Units.Missing, long atNs = T + 1,
        OrderReason reason = OrderReason.None)
    {
        order.Reported(new OrderUpdate { OrderId = 5, Report = report, PriceTicks = ticks, OpenLots = open, FilledLots = filled, Reason = reason }, atNs);
        return order;
    }

    [Fact]
    public void A_change_counts_at_both_sizes_and_reaches_to_both_prices()
    {
        GateOrder order = Changing();
        Assert.Equal((12L, 12L, 102L, 7L), (order.MostLots, order.WorstLots, order.ReachTicks, order.SentNs));
        GateOrder sell = Rests();
        sell.IsSell = true;
        sell.Edited(new OutputRecord { PriceTicks = 97, SizeLots = 5 }, 7);
        Assert.Equal((8L, 97L), (sell.MostLots, sell.ReachTicks));
        // One that has no answer may still come when another goes out.
        order.Edited(new OutputRecord { PriceTicks = 101, SizeLots = 9 }, 8);
        Assert.Equal((12L, 102L, 12L, 102L), (order.RefusedLots, order.RefusedTicks, order.MostLots, order.ReachTicks));
        order.Edited(new OutputRecord { PriceTicks = 99, SizeLots = 8 }, 9);
        Assert.Equal((12L, 102L), (order.RefusedLots, order.RefusedTicks));
        GateOrder still = Rests();
        still.SentTicks = 150;
        still.SentLots = 50;
        Assert.Equal((8L, 100L, 0L), (still.MostLots, still.ReachTicks, Told(still, OrderReport.EditRejected).RefusedLots));
    }

    [Theory]
    [InlineData(OrderReason.Price, 12, 102, 12)]
    [InlineData(OrderReason.NotSent, 0, 0, 8)]
    [InlineData(OrderReason.Denied, 0, 0, 8)]
    public void A_refused_change_counts_on_if_it_may_have_left(OrderReason reason, long lots, long ticks, long most)
    {
        foreach (OrderReport report in (OrderReport[])[OrderReport.EditRejected, OrderReport.Rejected])
        {
            GateOrder order = Told(Changing(), report, reason: reason);
            Assert.Equal((false, lots, ticks, most, false), (order.IsChanging, order.RefusedLots, order.RefusedTicks, order.MostLots, order.IsEnded));
        }
        Assert.True(Told(Changing(), OrderReport.EditRejected, reason: OrderReason.Superseded).IsChanging);
        Assert.Equal(0, Told(Changing(lots: 8), OrderReport.EditRejected, reason: OrderReason.Price).RefusedLots);
    }

    [Fact]
    public void A_new_order_that_was_refused_is_over()
    {
        GateOrder order = Rests(reportNs: 0);
        order.IsConfirmed = false;
        GateOrder over = Told(order, OrderReport.Rejected);
        Assert.Equal((true, true, 0L, 0L, 0L), (over.IsEnded, over.IsOver, over.ReportedLots, over.ReportNs, over.WorstLots));
        order.Filled(3);
        Assert.True(order.IsConfirmed);
        Assert.False(Told(order, OrderReport.Rejected).IsEnded);
    }

    [Theory]
    [InlineData(OrderReport.Cancelled, Units.Missing, Units.Missing, 0)]
    [InlineData(OrderReport.Cancelled, 6, Units.Missing, 6)]
    [InlineData(OrderReport.Cancelled, 12, Units.Missing, 0)]
    [InlineData(OrderReport.Cancelled, 13, 2, 2)]
    [InlineData(OrderReport.Filled, Units.Missing, Units.Missing, 12)]
    [InlineData(OrderReport.Filled, Units.Missing, 9, 9)]
    [InlineData(OrderReport.NotFound, Units.Missing, Units.Missing, 0)]
    public void An_end_leaves_what_was_filled_and_not_told(OrderReport report, long open, long filled, long worst)
    {
        GateOrder order = Changing();
        (order.RefusedLots, order.RefusedTicks) = (11, 104);
        order = Told(order, report, open: open, filled: filled, atNs: T - 1);
        Assert.Equal((true, worst, worst, worst == 0), (order.IsEnded, order.WorstLots, order.KnownLots, order.IsOver));
        Assert.Equal((false, 0L, 0L, T), (order.IsChanging, order.RefusedLots, order.RefusedTicks, order.ReportNs));
        Assert.Equal(T + 5, Told(order, report, open: open, filled: filled, atNs: T + 5).ReportNs);
        Assert.Equal(worst, Told(order, OrderReport.NotFound).ReportedLots);
    }

    [Theory]
    [InlineData(-1, Units.Missing, false)]
    [InlineData(0, Units.Missing, true)]
    [InlineData(1, Units.Missing, true)]
    [InlineData(-T, Units.Missing, true)]
    [InlineData(1, 1, false)] // counts fewer fills than were counted
    [InlineData(1, 2, true)]
    public void Only_a_report_that_is_not_behind_counts(long laterNs, long filled, bool counts)
    {
        GateOrder order = Changing();
        order.ReportedLots = 2;
        order = Told(order, OrderReport.Accepted, 102, filled == Units.Missing ? 12 : 12 - filled, filled, T + laterNs);
        Assert.Equal(counts, !order.IsChanging);
        Assert.Equal(counts && laterNs > 0 ? T + laterNs : T, order.ReportNs);
        Assert.Equal(2, order.ReportedLots);
    }

    [Theory]
    [InlineData(102, 12, false, 102, 12, 12)]
    [InlineData(101, 12, true, 101, 12, 12)]
    [InlineData(102, 11, true, 102, 11, 12)]
    [InlineData(Units.Missing, Units.Missing, false, 102, 12, 12)]
    public void Only_the_new_price_and_size_answer_a_change(long ticks, long open, bool isChanging, long known, long lots, long most)
    {
        GateOrder order = Changing();
        (order.RefusedLots, order.RefusedTicks) = (9, 103);
        order = Told(order, OrderReport.Accepted, ticks, open, open == Units.Missing ? open : 0);
        Assert.Equal((isChanging, known, lots, most), (order.IsChanging, order.KnownTicks, order.KnownLots, order.MostLots));
        Assert.Equal(isChanging ? (9L, 103L) : (0L, 0L), (order.RefusedLots, order.RefusedTicks));
        Assert.True(order.IsConfirmed);
    }

    [Theory]
    [InlineData(Units.Missing, 3, 8, 5)]
    [InlineData(6, Units.Missing, 8, 6)]
    [InlineData(9, Units.Missing, 9, 9)]
    [InlineData(1, 2, 3, 1)]
    public void Open_and_filled_lots_stand_in_for_each_other(long open, long filled, long known, long worstLessUntold)
    {
        GateOrder order = Told(Rests(), OrderReport.Accepted, 100, open, filled);
        Assert.Equal((known, worstLessUntold), (order.KnownLots, order.MostLots - order.KnownFilledLots));
        Assert.False(order.IsEnded);
        // What was sent stands in only for the first report, or while a change is open.
        GateOrder first = Rests(reportNs: 0), later = Rests();
        first.SentLots = later.SentLots = 11;
        first.SentTicks = later.SentTicks = 103;
        (first, later) = (Told(first, OrderReport.Accepted), Told(later, OrderReport.Accepted));
        Assert.Equal((11L, 103L, 8L, 100L), (first.KnownLots, first.KnownTicks, later.KnownLots, later.KnownTicks));
    }

    [Theory]
    [InlineData(true, 8, 12)]
    [InlineData(false, 10, 12)]
    [InlineData(false, 8, 8)]
    public void Of_two_reports_of_one_moment_the_larger_size_counts_unless_the_last_change_was_taken(bool isChanging, long sent, long known)
    {
        GateOrder order = Rests();
        (order.IsChanging, order.SentLots, order.SentTicks) = (isChanging, sent, 104);
        order = Told(order, OrderReport.Accepted, 100, 12, 0, T);
        Assert.Equal(known, order.KnownLots);
        Assert.Equal((known, 100L), (Told(order, OrderReport.Accepted, 99, 3, 0, T).KnownLots, Told(order, OrderReport.Accepted, 99, 3, 0, T).KnownTicks));
    }

    [Theory]
    [InlineData(1, 5, 3, true)]
    [InlineData(0, 5, 3, false)]
    [InlineData(1, 0, 3, false)]
    [InlineData(1, 5, 4, true)]
    [InlineData(1, 1, Units.Missing, false)]
    public void After_its_end_only_a_newer_word_that_knows_all_fills_opens_it_again(long laterNs, long open, long filled, bool opens)
    {
        GateOrder order = Told(Rests(), OrderReport.Cancelled, filled: 3, atNs: T);
        order = Told(order, OrderReport.Accepted, 100, open, filled, T + laterNs);
        Assert.Equal(!opens, order.IsEnded);
        GateOrder behind = Told(Rests(), OrderReport.Cancelled, filled: 3, atNs: T);
        behind.FilledLots = 5;
        Assert.True(Told(behind, OrderReport.Accepted, 100, 5, 4, T + 1).IsEnded);
    }

    [Fact]
    public void A_report_that_nothing_is_open_is_its_end()
    {
        GateOrder order = Told(Rests(), OrderReport.Accepted, 100, 0, 8);
        Assert.Equal((true, 8L), (order.IsEnded, order.WorstLots));
        order.Filled(7);
        Assert.Equal((1L, false), (order.WorstLots, order.IsOver));
        order.Filled(1);
        Assert.Equal((0L, true), (order.WorstLots, order.IsOver));
        GateOrder wholly = Rests();
        wholly.Filled(7);
        Assert.False(wholly.IsEnded);
        wholly.Filled(1);
        Assert.True(wholly.IsOver);
    }

    [Fact]
    public void A_ledger_keeps_what_ended_and_brings_it_back()
    {
        GateLedger ledger = default;
        GateOrder over = new() { IsEnded = true };
        for (int id = 1; id <= 65; id++)
        {
            over.OrderId = id;
            Assert.True(ledger.TryAdd(in over));
            ledger.DropIfOver(0);
            Assert.Equal(0, ledger.Count);
        }
        Assert.Equal((-1, -1), (ledger.Revive(1), ledger.Revive(99)));
        Assert.Equal(0, ledger.Revive(2));
        Assert.Equal((1, 2L, -1), (ledger.Count, ledger[0].OrderId, ledger.Revive(2)));
        Assert.Equal(1, ledger.Revive(65));
        GateOrder rests = Rests();
        rests.OrderId = 700;
        while (ledger.Count < GateLedger.Capacity) Assert.True(ledger.TryAdd(in rests));
        Assert.False(ledger.TryAdd(in rests));
        Assert.Equal((-2, 62, 62), (ledger.Revive(3), ledger.OpenCount, ledger.UnaskedCount));
        ledger[2].IsCancelAsked = true;
        Assert.Equal((62, 61, 2, -1), (ledger.OpenCount, ledger.UnaskedCount, ledger.IndexOf(700), ledger.IndexOf(3)));
        ledger.DropIfOver(2);
        Assert.Equal(64, ledger.Count);
        ledger.DropIfOver(0);
        Assert.Equal((63, 700L, 65L), (ledger.Count, ledger[0].OrderId, ledger[1].OrderId));
    }

    [Fact]
    public void The_limits_that_nobody_set_are_these()
    {
        GateLimits safe = GateLimits.Safe;
        Assert.Equal((20_000L, 30_000L, 2 * Units.NsPerSecond), (safe[GateLimit.CollarPpm], safe[GateLimit.ReduceCollarPpm], safe[GateLimit.ReferenceAgeNs]));
        Assert.Equal((100L, 200L, 1_000_000L), (safe[GateLimit.MessagesPerSecond], safe[GateLimit.MessageBurst], safe[GateLimit.MessagesPerDay]));
        Assert.Equal((250_000L, 10_000L, 20L, long.MaxValue), (safe[GateLimit.FreeMessagesPerDay], safe[GateLimit.MessagesPerCoin], safe[GateLimit.RepeatedFills], safe[GateLimit.NetExposureE8]));
        Assert.Equal((false, true, true, false), (GateLimits.IsPossible(GateLimit.RepeatedFills, 0), GateLimits.IsPossible(GateLimit.RepeatedFills, 1), GateLimits.IsPossible(GateLimit.PositionAmountE8, 1), GateLimits.IsPossible(GateLimit.MessageBurst, 1_000_001)));
    }

    [Fact]
    public void A_top_that_says_one_side_alone_keeps_the_other()
    {
        GateReference prices = default;
        prices.SeeTop(new Quote { BidTicks = 10, AskTicks = 12 }, isIncremental: false);
        prices.SeeTop(new Quote { BidTicks = Units.Missing, AskTicks = 13 }, isIncremental: true);
        Assert.Equal((10L, 13L), (prices.BidTicks, prices.AskTicks));
        prices.SeeTop(new Quote { BidTicks = 9, AskTicks = Units.Missing }, isIncremental: true);
        Assert.Equal((9L, 13L), (prices.BidTicks, prices.AskTicks));
        prices.SeeTop(new Quote { BidTicks = Units.Missing, AskTicks = Units.Missing }, isIncremental: false);
        Assert.Equal((Units.Missing, Units.Missing), (prices.BidTicks, prices.AskTicks));
        prices.SeeMarks(new TickerMarks { MarkE8 = 5, IndexE8 = 6 }, 100);
        prices.SeeMarks(new TickerMarks { MarkE8 = Units.Missing, IndexE8 = Units.Missing }, 200);
        Assert.Equal((5L, 100L, 6L, 100L), (prices.MarkE8, prices.MarkNs, prices.IndexE8, prices.IndexNs));
        // A second ahead is young, and no more.
        Assert.Equal((true, false), (prices.IsKnown(100 - Units.NsPerSecond, 50), prices.IsKnown(99 - Units.NsPerSecond, 50)));
        Assert.Equal((true, false), (prices.IsKnown(150, 50), prices.IsKnown(151, 50)));
    }

    [Fact]
    public void Fills_on_the_edge_of_the_window_count()
    {
        FillThrottle side = default;
        Assert.False(side.Count(1000, 3, 500));
        Assert.False(side.Count(1200, 3, 500));
        Assert.Equal((2, 2, 1, 0), (side.Within(1200, 500), side.Within(1500, 500), side.Within(1501, 500), side.Within(1701, 500)));
        FillThrottle late = side;
        Assert.True(side.Count(1500, 3, 500));
        Assert.False(late.Count(1501, 3, 500));
        for (int i = 0; i < 300; i++) side.Count(2000, 3, 500);
        Assert.Equal(FillThrottle.Capacity, side.Within(2000, 500));
    }
}
