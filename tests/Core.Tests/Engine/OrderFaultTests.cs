using System.Linq;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>What the quoter does about each fault of an order's life. Orders of 10 lots, a limit of 30.</summary>
public class OrderFaultTests
{
    private static Suppressions Held(QuoterScript s) => (Suppressions)s.Instrument.LastSuppressions;

    private static void Refuse(QuoterScript s, OrderReason reason) => s.Answer(s.Instrument.Bids[0].OrderId, false, OrderReport.Rejected, reason: reason);

    [Fact]
    public void C1_Six_refusals_in_a_second_stop_that_side_for_a_second()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.PlaceAnew();
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(OwnOrderState.PendingNew, s.Instrument.Bids[0].State);
            Refuse(s, OrderReason.Funds);
            if (i < 5) s.Pass(101);
        }
        s.AckAll();
        int places = s.Count(CommandVerb.Place, sell: false);
        s.Pass(99, 10);
        Assert.Equal(places, s.Count(CommandVerb.Place, sell: false));
        Assert.True(Held(s).HasFlag(Suppressions.BidRefused));
        Assert.Equal(OwnOrderState.Working, s.Instrument.Asks[0].State);
        s.Pass(20);
        Assert.Equal(places + 1, s.Count(CommandVerb.Place, sell: false));
    }

    [Fact]
    public void C1_More_than_twenty_refusals_in_a_row_halt()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.PlaceAnew().AckAll();
        s.Answer(s.Instrument.Bids[0].OrderId, false, OrderReport.Cancelled, filled: 0);
        for (int i = 0; i < 200 && s.Block.Head.Halted == 0; i++)
        {
            if (s.Instrument.Bids[0].State == OwnOrderState.PendingNew) Refuse(s, OrderReason.Funds);
            s.Pass(101);
        }
        Assert.Equal((long)HaltReason.Refusals, s.Block.Head.Halted);
        Assert.Equal(21, s.Block.Head.Refusals);
        Assert.Equal(1, s.Count(CommandVerb.CancelAll));
        Assert.Equal(OwnOrderState.PendingCancel, s.Instrument.Asks[0].State);
    }

    [Theory]
    [InlineData(OrderReason.Funds)]
    [InlineData(OrderReason.Price)]
    [InlineData(OrderReason.Size)]
    [InlineData(OrderReason.Closed)]
    [InlineData(OrderReason.Limit)]
    [InlineData(OrderReason.RateLimit)]
    [InlineData(OrderReason.PostOnly)]
    public void C1_A_refusal_releases_what_the_order_counted_and_is_not_repeated_at_once(OrderReason reason)
    {
        using QuoterScript s = QuoterScript.Ready();
        s.PlaceAnew();
        Refuse(s, reason);
        Assert.True(s.Instrument.Bids[0].IsFree);
        Assert.Equal(0, s.Instrument.HighestLots);
        Assert.Equal(1, s.Count(CommandVerb.Place, sell: false));
    }

    [Fact]
    public void C2_A_fill_before_the_answer_is_booked_and_the_answer_finds_the_rest()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.PlaceAnew();
        long id = s.Instrument.Bids[0].OrderId, ticks = s.Instrument.Bids[0].PriceTicks;
        s.Fill(id, false, ticks, 4, 1);
        Assert.Equal((4L, 6L, OwnOrderState.PendingNew), (s.Instrument.PositionLots, s.Instrument.Bids[0].OpenLots, s.Instrument.Bids[0].State));
        s.Answer(id, false, OrderReport.Accepted, ticks, 10, 0);
        Assert.Equal((6L, 0L, OwnOrderState.Working), (s.Instrument.Bids[0].OpenLots, s.Instrument.Bids[0].UntoldLots, s.Instrument.Bids[0].State));
    }

    [Fact]
    public void C3_A_fill_after_the_cancel_is_booked()
    {
        using QuoterScript s = QuoterScript.Ready();
        long id = s.Instrument.Bids[0].OrderId;
        s.Operator(OperatorVerb.Pause).Answer(id, false, OrderReport.Cancelled, lots: 6, filled: 4);
        Assert.Equal((OwnOrderState.Filling, 4L), (s.Instrument.Bids[0].State, s.Instrument.Bids[0].UntoldLots));
        s.Fill(id, false, 20000, 4, 1);
        Assert.True(s.Instrument.Bids[0].IsFree);
        Assert.Equal((4L, 0L), (s.Instrument.PositionLots, s.Instrument.Check.IsUnsure));
    }

    [Fact]
    public void C3_A_fill_that_the_cancel_did_not_count_is_booked_ten_minutes_later_and_holds_quoting_until_the_position_is_stated()
    {
        using QuoterScript s = QuoterScript.Ready();
        long id = s.Instrument.Bids[0].OrderId;
        s.PlaceAnew().AckAll().Pass(1000, 600);
        s.Fill(id, false, 20000, 4, 1);
        Assert.Equal(4, s.Instrument.PositionLots);
        Assert.Equal((1L, 1L), (s.Block.Head.LateFills, s.Block.Head.VeryLateFills));
        Assert.True(Held(s).HasFlag(Suppressions.PositionUnsure));
        Assert.Equal(OwnOrderState.PendingCancel, s.Instrument.Bids[0].State);
        s.AckAll().Pass(100).Position(4);
        Assert.Equal(OwnOrderState.PendingNew, s.Instrument.Bids[0].State);
    }

    [Fact]
    public void C4_A_cancel_that_crosses_a_fill_is_no_error()
    {
        using QuoterScript s = QuoterScript.Ready();
        long id = s.Instrument.Bids[0].OrderId;
        s.Operator(OperatorVerb.Pause).Answer(id, false, OrderReport.CancelRejected, reason: OrderReason.NotOpen);
        Assert.Equal((OwnOrderState.Unknown, 10L), (s.Instrument.Bids[0].State, s.Instrument.Bids[0].WorstLots));
        s.Answer(id, false, OrderReport.Filled, 20000, 0, 10).Fill(id, false, 20000, 10, 1).Fill(id, false, 20000, 10, 1);
        Assert.True(s.Instrument.Bids[0].IsFree);
        Assert.Equal(10, s.Instrument.PositionLots);
        s.Commands.Clear();
        s.AckAll().Pass(300, 10);
        Assert.Empty(s.Commands);
    }

    [Fact]
    public void C5_A_fill_told_again_after_a_thousand_others_counts_once()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Fill(s.Instrument.Bids[0].OrderId, false, 20000, 3, 1);
        for (int i = 0; i < 1000; i++) s.Fill(0, i % 2 == 0, 20000, 1, 100 + i, FillDetails.External);
        s.Fill(1, false, 20000, 3, 1);
        Assert.Equal(3, s.Instrument.PositionLots);
        Assert.Equal(1, s.Block.Head.DuplicateFills);
    }

    [Theory]
    [InlineData(FillDetails.External, 0)]
    [InlineData(FillDetails.FormerRun, 0)]
    [InlineData(FillDetails.None, 0)]
    [InlineData(FillDetails.None, 900)]
    public void C6_A_fill_of_an_order_that_is_not_ours_moves_the_position_and_pulls_the_quotes_until_the_venue_states_the_same(FillDetails details, long orderId)
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Commands.Clear();
        s.Fill(orderId, true, 20000, 7, 1, details);
        Assert.Equal((-7L, 1L), (s.Instrument.PositionLots, s.Block.Head.ExternalFills));
        Assert.Equal(2, s.Count(CommandVerb.Cancel));
        s.AckAll().Pass(500, 20);
        Assert.Equal(0, s.Count(CommandVerb.Place));
        s.Position(-7);
        Assert.Equal(2, s.Count(CommandVerb.Place));
    }

    [Fact]
    public void C7_An_order_filled_beyond_its_size_is_booked_and_halts()
    {
        using QuoterScript s = QuoterScript.Ready();
        long id = s.Instrument.Bids[0].OrderId;
        s.Fill(id, false, 20000, 6, 1).Fill(id, false, 20000, 6, 2);
        Assert.Equal((12L, 1L, (long)HaltReason.Overfill), (s.Instrument.PositionLots, s.Block.Head.Overfills, s.Block.Head.Halted));
        Assert.Equal(OwnOrderState.PendingCancel, s.Instrument.Asks[0].State);
    }

    [Fact]
    public void C8_An_order_without_an_answer_counts_is_not_placed_again_and_ends_by_the_venues_word()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.PlaceAnew();
        long id = s.Instrument.Bids[0].OrderId;
        s.Pass(500, 12);
        Assert.Equal((OwnOrderState.Unknown, 10L), (s.Instrument.Bids[0].State, s.Instrument.HighestLots));
        s.Pass(1000, 60);
        Assert.Equal(1, s.Count(CommandVerb.Place, sell: false));
        Assert.Equal((OwnOrderState.Unknown, id), (s.Instrument.Bids[0].State, s.Instrument.Bids[0].OrderId));
        s.Answer(id, false, OrderReport.NotFound);
        Assert.Equal(2, s.Count(CommandVerb.Place, sell: false));
    }

    [Fact]
    public void C8_An_order_that_the_venue_takes_after_all_is_cancelled_and_then_replaced()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.PlaceAnew();
        long id = s.Instrument.Bids[0].OrderId, ticks = s.Instrument.Bids[0].PriceTicks;
        s.Answer(id, false, OrderReport.Unclear);
        Assert.Equal(1, s.Count(CommandVerb.Cancel, sell: false));
        s.Answer(id, false, OrderReport.CancelRejected, reason: OrderReason.NotOpen).Pass(100);
        s.Answer(id, false, OrderReport.Accepted, ticks, 10, 0).Pass(200);
        Assert.Equal((OwnOrderState.PendingCancel, 2), (s.Instrument.Bids[0].State, s.Count(CommandVerb.Cancel, sell: false)));
        s.Answer(id, false, OrderReport.Cancelled, filled: 0);
        Assert.Equal(OwnOrderState.PendingNew, s.Instrument.Bids[0].State);
    }

    [Fact]
    public void C9_An_order_whose_answer_was_lost_with_the_connection_is_adopted_when_it_is_found()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.PlaceAnew();
        long id = s.Instrument.Bids[0].OrderId, ticks = s.Instrument.Bids[0].PriceTicks;
        s.Gateway(GatewayPhase.Down).Pass(100).Gateway(GatewayPhase.Reconciling).Answer(id, false, OrderReport.Accepted, ticks, 10, 0);
        s.Answer(s.Instrument.Asks[0].OrderId, true, OrderReport.NotFound).Gateway(GatewayPhase.Ready);
        Assert.Equal((OwnOrderState.Working, id), (s.Instrument.Bids[0].State, s.Instrument.Bids[0].OrderId));
        Assert.Equal((1, 2), (s.Count(CommandVerb.Place, sell: false), s.Count(CommandVerb.Place, sell: true)));
    }

    [Fact]
    public void C10_No_order_is_placed_while_its_slot_is_taken_and_no_id_is_used_twice()
    {
        using QuoterScript s = QuoterScript.Ready();
        OrderReport[] answers = [OrderReport.Accepted, OrderReport.Rejected, OrderReport.Cancelled, OrderReport.Unclear, OrderReport.NotFound, OrderReport.CancelRejected];
        for (int i = 0; i < 600; i++)
        {
            s.Pass(110).Shift(i % 7 - 3);
            ref readonly OwnOrder order = ref i % 2 == 0 ? ref s.Instrument.Asks[0] : ref s.Instrument.Bids[0];
            OrderReport report = answers[i * 5 % 6];
            if (!order.IsFree) s.Answer(order.OrderId, i % 2 == 0, report, order.SentPriceTicks, order.SentLots, 0);
        }
        long[] ids = [.. s.Commands.Where(c => c.Verb == CommandVerb.Place).Select(c => c.OrderId)];
        Assert.True(ids.Length > 20, $"{ids.Length} orders");
        Assert.Equal(ids.Distinct().Order(), ids);
    }

    [Fact]
    public void C11_Both_sizes_of_an_edit_without_an_answer_count()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Fill(s.Instrument.Bids[0].OrderId, false, 20000, 4, 1).Pass(200).AckAll().Pass(200).Shift(5);
        Assert.Equal((OwnOrderState.PendingEdit, 14L, 10L), (s.Instrument.Bids[0].State, s.Instrument.Bids[0].SentLots, s.Instrument.Bids[0].OpenLots));
        s.Answer(s.Instrument.Bids[0].OrderId, false, OrderReport.Unclear);
        Assert.Equal((OwnOrderState.Unknown, 14L), (s.Instrument.Bids[0].State, s.Instrument.HighestLots));
    }

    [Fact]
    public void C12_An_edit_below_what_is_filled_never_makes_a_negative_size()
    {
        EndedOrders ended = default;
        OwnOrder order = default;
        OwnOrders.Placed(ref order, 5, sell: false, 100, 10, 1000);
        OwnOrders.Answered(ref order, ref ended, new OrderUpdate { OrderId = 5, Report = OrderReport.Accepted, PriceTicks = 100, OpenLots = 10 }, 1000, 1000);
        OwnOrders.Edited(ref order, 100, 2, 1000);
        OwnOrders.Filled(ref order, ref ended, 5, 7, 1000);
        Assert.Equal((3L, OwnOrderState.PendingEdit), (order.OpenLots, order.State));
        OwnOrders.Answered(ref order, ref ended, new OrderUpdate { OrderId = 5, Report = OrderReport.Cancelled, OpenLots = 0, FilledLots = 7 }, 1100, 1100);
        Assert.True(order.IsFree);
    }

    [Fact]
    public void C13_A_cancel_without_effect_is_repeated_every_quarter_second_and_becomes_a_cancel_of_all_after_two()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Commands.Clear();
        s.Operator(OperatorVerb.Pause).Pass(50, 39);
        Assert.Equal((8, 0), (s.Count(CommandVerb.Cancel, sell: false), s.Count(CommandVerb.CancelAll)));
        s.Pass(50, 62);
        Assert.Equal(2, s.Count(CommandVerb.CancelAll));
        Assert.Equal(21, s.Count(CommandVerb.Cancel, sell: true));
    }

    [Fact]
    public void C15_An_order_that_lives_after_its_end_halts_and_cancels_all()
    {
        using QuoterScript s = QuoterScript.Ready();
        long id = s.Instrument.Bids[0].OrderId;
        s.PlaceAnew().AckAll().Pass(500);
        s.AnswerAt(-1_000_000_000, id, false, OrderReport.Accepted, 20000, 10, 0);
        Assert.Equal(0, s.Block.Head.Halted);
        s.Answer(id, false, OrderReport.Accepted, 20000, 10, 0);
        Assert.Equal((long)HaltReason.Contradiction, s.Block.Head.Halted);
        Assert.Equal((2, 1), (s.Count(CommandVerb.Cancel), s.Count(CommandVerb.CancelAll)));
    }

    [Fact]
    public void C15_What_is_halted_stays_so_until_a_person_arms_it()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Fill(s.Instrument.Bids[0].OrderId, false, 20000, 30, 1, FillDetails.Liquidation);
        (long at, long sequence) = (s.Block.Head.HaltedNs, s.Block.Head.HaltedSequence);
        Assert.Equal((s.NowNs, s.Block.Head.LastSequence), (at, sequence));
        s.AckAll().Pass(500, 4).Operator(OperatorVerb.Resume).Pass(500, 4);
        Assert.True(Held(s).HasFlag(Suppressions.Halted));
        Assert.True(s.Instrument.Bids[0].IsFree && s.Instrument.Asks[0].IsFree);
        s.Operator(OperatorVerb.Arm);
        Assert.Equal(OwnOrderState.PendingNew, s.Instrument.Asks[0].State);
        Assert.Equal(1, s.Block.Head.HaltCount);
    }

    [Fact]
    public void C16_Protection_pulls_the_quotes_until_its_time_has_passed()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Commands.Clear();
        s.Protection(s.NowNs + 2_000_000_000).AckAll().Pass(500, 3);
        Assert.Equal((2, 0), (s.Count(CommandVerb.Cancel), s.Count(CommandVerb.Place)));
        Assert.True(Held(s).HasFlag(Suppressions.ProtectionFrozen));
        s.Pass(500);
        Assert.Equal(2, s.Count(CommandVerb.Place));
    }

    [Fact]
    public void C16_Protection_without_an_end_holds_until_it_is_told()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Protection(0).AckAll();
        s.Commands.Clear();
        s.Pass(1000, 100);
        Assert.Empty(s.Commands);
        s.Protection(Units.Missing);
        Assert.Equal(2, s.Count(CommandVerb.Place));
    }

    [Fact]
    public void C17_A_liquidation_halts_and_a_lock_of_the_account_holds()
    {
        using QuoterScript s = QuoterScript.Ready();
        Event locked = s.Make(EventKind.AccountLock, -1);
        s.Apply(locked with { Flags = locked.Flags | EventFlags.Lost });
        Assert.True(Held(s).HasFlag(Suppressions.AccountLocked));
        s.AckAll().Pass(200).Apply(locked).AckAll();
        Assert.Equal(OwnOrderState.Working, s.Instrument.Bids[0].State);
        s.Answer(s.Instrument.Bids[0].OrderId, false, OrderReport.Cancelled, filled: 0, reason: OrderReason.Liquidation);
        Assert.Equal((long)HaltReason.Liquidation, s.Block.Head.Halted);
    }

    [Theory]
    [InlineData(OrderReason.Settlement)]
    [InlineData(OrderReason.Disconnect)]
    [InlineData(OrderReason.Other)]
    public void C17_A_cancel_that_we_did_not_ask_for_frees_the_slot(OrderReason reason)
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Pass(200).Answer(s.Instrument.Bids[0].OrderId, false, OrderReport.Cancelled, filled: 0, reason: reason);
        Assert.Equal((0L, OwnOrderState.PendingNew), (s.Block.Head.Halted, s.Instrument.Bids[0].State));
    }

    [Fact]
    public void C23_An_order_that_would_have_met_our_own_makes_a_pause_on_its_side()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Pass(200).Answer(s.Instrument.Bids[0].OrderId, false, OrderReport.Cancelled, filled: 0, reason: OrderReason.SelfTrade);
        s.Pass(300, 3);
        Assert.True(s.Instrument.Bids[0].IsFree);
        Assert.Equal(1, s.Block.Head.SelfTrades);
        s.Pass(300);
        Assert.Equal(OwnOrderState.PendingNew, s.Instrument.Bids[0].State);
    }

    [Fact]
    public void C27_Post_only_refusals_in_series_wait_twice_as_long_each_time()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.PlaceAnew().AckAll();
        s.Answer(s.Instrument.Bids[0].OrderId, false, OrderReport.Cancelled, filled: 0);
        int refused = 0;
        for (int i = 0; i < 3000; i++)
        {
            s.Pass(10);
            if (s.Instrument.Bids[0].State != OwnOrderState.PendingNew) continue;
            Refuse(s, OrderReason.PostOnly);
            refused++;
        }
        // 0.1 + 0.2 + 0.4 + 0.8 + 1.6 + 3.2 + 5 + 5 + … fill thirty seconds with ten or eleven tries.
        Assert.InRange(refused, 9, 12);
        Assert.Equal(0, s.Block.Head.Halted);
        s.Pass(100, 60).AckAll().Pass(200).Shift(5);
        Assert.Equal(OwnOrderState.PendingEdit, s.Instrument.Bids[0].State);
    }
}
