using System.Linq;
using Minnow.Core.Book;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

public class GatewayTests
{
    private static Suppressions Held(QuoterScript s) => (Suppressions)s.Instrument.LastSuppressions;

    [Theory]
    [InlineData(GatewayPhase.Down)]
    [InlineData(GatewayPhase.Reconciling)]
    [InlineData(GatewayPhase.Refused)]
    public void Nothing_is_sent_while_the_gateway_is_not_ready(GatewayPhase phase)
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Commands.Clear();
        s.Gateway(phase);
        for (int i = 0; i < 20; i++) s.Pass(500).Shift(i % 3 * 40);
        s.Operator(OperatorVerb.Stop).Pass(3000, 2);
        Assert.Equal(0, s.Commands.Count(c => c.Verb != CommandVerb.Resync));
        Assert.True(Held(s).HasFlag(Suppressions.GatewayNotReady));
        Assert.Equal(10, s.Instrument.HighestLots);
    }

    [Fact]
    public void A_stop_while_the_gateway_is_down_cancels_when_it_is_back()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Gateway(GatewayPhase.Down).Operator(OperatorVerb.Stop);
        s.Commands.Clear();
        s.Pass(500).Gateway(GatewayPhase.Ready);
        Assert.Equal(2, s.Count(CommandVerb.Cancel));
    }

    [Fact]
    public void An_order_still_unknown_at_readiness_keeps_its_side_and_only_its_side_from_quoting()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Gateway(GatewayPhase.Down);
        Assert.Equal((OwnOrderState.Unknown, OwnOrderState.Unknown), (s.Instrument.Bids[0].State, s.Instrument.Asks[0].State));
        s.Commands.Clear();
        s.Pass(500).Gateway(GatewayPhase.Reconciling).Answer(s.Instrument.Asks[0].OrderId, true, OrderReport.Cancelled, filled: 0).Gateway(GatewayPhase.Ready);
        s.Pass(200);
        Assert.Equal(1, s.Block.Head.UnknownAtReady);
        Assert.Equal((0, 1), (s.Count(CommandVerb.Place, sell: false), s.Count(CommandVerb.Place, sell: true)));
    }

    [Fact]
    public void A_phase_that_does_not_exist_is_counted_and_changes_nothing()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Gateway((GatewayPhase)9).Gateway(GatewayPhase.None);
        Assert.Equal((2L, 0L), (s.Block.Head.Unapplied, s.Block.Head.Gateway));
    }

    [Fact]
    public void Less_than_one_request_left_holds_moves_and_lets_cancels_go()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Budget(0, 20).Pass(200);
        s.Commands.Clear();
        s.Shift(60);
        Assert.Empty(s.Commands);
        Assert.True(Held(s).HasFlag(Suppressions.NoBudget));
        s.Operator(OperatorVerb.Pause);
        Assert.Equal(2, s.Count(CommandVerb.Cancel));
    }

    [Fact]
    public void Without_budget_a_reduction_that_the_limit_demands_becomes_a_cancel()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Budget(0, 20).Pass(200).Position(25, opening: true);
        Assert.Equal(OwnOrderState.PendingCancel, s.Instrument.Bids[0].State);
    }

    [Theory]
    [InlineData(20, 1, Clamps.None)]
    [InlineData(9, 2, Clamps.BudgetHalf)]
    [InlineData(4, 4, Clamps.BudgetQuarter)]
    public void The_less_budget_is_left_the_further_a_quote_must_be_off_to_be_moved(long left, int factor, Clamps clamp)
    {
        using QuoterScript s = QuoterScript.Ready(t => t.Parameter(ParameterId.RequoteTicks, 10));
        s.Pass(200).Shift(200).AckAll().AckAll().Budget(left, 20).Pass(200).AckAll();
        s.Commands.Clear();
        s.Shift(10 * factor - 1);
        Assert.Empty(s.Commands);
        s.Pass(200).Shift(2).AckAll();
        Assert.Equal(2, s.Count(CommandVerb.Edit));
        Assert.True((s.Decisions[^1].Clamps & (Clamps.BudgetHalf | Clamps.BudgetQuarter)) == clamp);
    }

    [Fact]
    public void A11_A_book_crossed_for_more_than_a_second_is_asked_for_anew_every_five()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Gateway(GatewayPhase.Ready).Pass(200).Book(20020, 90, 20015, 90);
        s.Commands.Clear();
        for (int i = 0; i < 10; i++) s.Wait(100_000_000).Timer();
        Assert.Equal(0, s.Count(CommandVerb.Resync));
        s.Wait(1_000_000).Timer();
        Assert.Equal(1, s.Count(CommandVerb.Resync));
        for (int i = 0; i < 100; i++) s.Wait(100_000_000).Timer();
        Assert.Equal(2, s.Count(CommandVerb.Resync));
    }

    [Fact]
    public void A22_A_book_that_the_ticker_contradicts_for_too_long_is_asked_for_anew()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Gateway(GatewayPhase.Ready);
        s.Commands.Clear();
        for (int i = 0; i < 22; i++)
        {
            Event e = s.Wait(100_000_000).Make(EventKind.TickerTop, 0);
            e.Quote = new Quote { BidTicks = 15000, BidLots = 5, AskTicks = 15001, AskLots = 5 };
            s.Apply(e).Timer();
            if (i == 19) Assert.Equal(0, s.Count(CommandVerb.Resync));
        }
        Assert.Equal(1, s.Count(CommandVerb.Resync));
    }

    [Fact]
    public void A22_A_book_that_two_windows_in_a_row_deny_is_pulled_and_asked_for_anew_within_the_second()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Gateway(GatewayPhase.Ready).Pass(200).Shift(2).AckAll();
        s.Commands.Clear();
        Window(s, lots: 91);
        Assert.Empty(s.Commands);
        Assert.True(s.Instrument.Book.IsValid);
        Window(s, lots: 91);
        Assert.Equal(BookInvalidReason.Requested, s.Instrument.Book.InvalidReason);
        Assert.Equal(1, s.Count(CommandVerb.Resync));
        Assert.True(s.Instrument.Bids[0].State is OwnOrderState.PendingCancel, s.Instrument.Bids[0].State.ToString());
        s.AckAll().Wait(1_000_000).Book(20000, 100, 20010, 100, snapshot: true).AckAll();
        Window(s, lots: 100);
        Assert.True(s.Instrument.Book.IsValid);
        Assert.Equal((3, 2), (s.Instrument.DepthAudit.Compared, s.Instrument.DepthAudit.Different));
    }

    [Fact]
    public void A14_The_stamp_of_a_window_does_not_make_the_feed_late()
    {
        using QuoterScript s = QuoterScript.Ready();
        long lagNs = s.Instrument.Health.LagNs;
        Event e = s.Wait(1_000_000).Make(EventKind.GroupedLevel, 0);
        e.ExchangeNs = s.NowNs - 5_000_000_000;
        s.Apply(e);
        Assert.Equal((lagNs, s.NowNs), (s.Instrument.Health.LagNs, s.Instrument.Health.LastSeenNs));
    }

    // The best bid as it is, the best ask with the given amount.
    private static void Window(QuoterScript s, long lots)
    {
        for (int i = 0; i < 2; i++)
        {
            Event e = s.Make(EventKind.GroupedLevel, 0);
            e.Flags = EventFlags.Snapshot | (i == 0 ? EventFlags.First : EventFlags.Last | EventFlags.Ask);
            e.Detail = (uint)i;
            e.Level.ChangeId = s.Instrument.Book.LastChangeId;
            e.Level.WindowLevels = 1;
            (e.Level.PriceTicks, e.Level.SizeLots) = i == 0 ? (s.Instrument.Book.BestBidTicks, s.Instrument.Book.BestBidLots) : (s.Instrument.Book.BestAskTicks, lots);
            s.Apply(e);
        }
    }

    [Fact]
    public void A1_A_gap_asks_for_a_fresh_book_at_once_in_a_live_run_and_never_in_a_recorded_one()
    {
        foreach (bool live in (bool[])[true, false])
        {
            using QuoterScript s = QuoterScript.Ready();
            if (live) s.Gateway(GatewayPhase.Ready);
            s.Commands.Clear();
            s.Wait(1_000_000).Book(20000, 90, 20011, 90, prev: 5);
            Assert.Equal(live ? 1 : 0, s.Count(CommandVerb.Resync));
            Assert.Equal(2, s.Count(CommandVerb.Cancel));
        }
    }

    [Fact]
    public void One_event_never_says_more_than_the_batch_holds()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Gateway(GatewayPhase.Ready).Wait(1_000_000).Book(20000, 90, 20011, 90, prev: 5);
        for (int i = 0; i < 100; i++) s.Wait(2_600_000_000).Timer().Fill(0, false, 20000, 1, i + 1, FillDetails.Liquidation).Operator(OperatorVerb.Arm);
        Assert.Equal(OutputBatch.SlotsPerInstrument, OutputBatch.CapacityFor(1));
        Assert.True(s.Count(CommandVerb.CancelAll) > 10 && s.Count(CommandVerb.Resync) > 10);
    }
}
