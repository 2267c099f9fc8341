using System.Linq;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

public class QuoterHostileTests
{
    private static bool Rests(QuoterScript s) => !s.Instrument.Bids[0].IsFree;

    [Fact]
    public void A_definition_with_a_lot_of_zero_is_not_quoted_and_does_not_throw()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Define(lotE8: 0);
        s.Book(20000, 100, 20010, 100, snapshot: true);
        for (int i = 0; i < 40; i++) { s.Wait(1_000_000_000); s.Book(20000 + i % 2, 100, 20010, 100).AckAll(); }
    }

    [Fact]
    public void A_confirmed_price_at_the_end_of_the_number_range_does_not_throw()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Wait(1_000_000_000).AckAll();
        long want = s.Decisions[^1].WantedBidTicks;
        s.Answer(s.Instrument.Bids[0].OrderId, false, OrderReport.Accepted, unchecked(want + long.MinValue), 10);
    }

    [Fact]
    public void An_edit_that_is_refused_late_leaves_the_order_in_its_slot()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Wait(1_000_000_000).AckAll();
        Assert.Equal(OwnOrderState.Working, s.Instrument.Bids[0].State);
        long id = s.Instrument.Bids[0].OrderId;
        s.Book(20005, 100, 20015, 100);
        Assert.Equal(OwnOrderState.PendingEdit, s.Instrument.Bids[0].State);
        s.Wait(6_000_000_000).Timer();
        Assert.Equal(OwnOrderState.Unknown, s.Instrument.Bids[0].State);
        Assert.Equal(CommandVerb.Cancel, s.Commands[^1].Verb);
        s.Answer(id, false, OrderReport.Rejected);
        Assert.True(Rests(s), "edit refused => the order still rests, the slot was freed");
    }

    [Fact]
    public void An_edit_that_is_refused_during_a_cancel_leaves_the_order_in_its_slot()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Wait(1_000_000_000).AckAll();
        long id = s.Instrument.Bids[0].OrderId;
        s.Book(20100, 100, 20110, 100);
        s.Operator(OperatorVerb.Pause);
        Assert.Equal(OwnOrderState.PendingCancel, s.Instrument.Bids[0].State);
        s.Answer(id, false, OrderReport.Rejected);
        s.Answer(id, false, OrderReport.CancelRejected);
        Assert.True(Rests(s), "slot freed while the order rests");
    }

    [Fact]
    public void C8_An_order_of_unknown_fate_is_cancelled_when_nothing_is_wanted()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Wait(1_000_000_000).AckAll();
        s.Book(20100, 100, 20110, 100);
        s.Operator(OperatorVerb.Stop);
        int before = s.Commands.Count;
        s.Wait(6_000_000_000).Timer().Wait(6_000_000_000).Timer();
        Assert.Contains(s.Commands.Skip(before), c => c.Verb == CommandVerb.Cancel);
    }

    [Fact]
    public void C8_A_refused_cancel_is_tried_again()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Wait(1_000_000_000).AckAll();
        long id = s.Instrument.Bids[0].OrderId;
        s.Operator(OperatorVerb.Stop);
        s.Answer(id, false, OrderReport.CancelRejected); // too_many_requests
        int before = s.Commands.Count;
        for (int i = 0; i < 100; i++) s.Wait(1_000_000_000).Timer();
        Assert.Contains(s.Commands.Skip(before), c => c.Verb == CommandVerb.Cancel && c.OrderId == id);
    }

    [Fact]
    public void I3_A_report_of_a_full_fill_before_the_fill_does_not_open_the_limit()
    {
        using QuoterScript s = QuoterScript.Ready(); // order 10 lots, max 30
        s.Wait(500_000_000).AckAll();
        s.Position(20, opening: true);
        s.Wait(500_000_000).Timer().AckAll();
        long id = s.Instrument.Bids[0].OrderId, open = s.Instrument.Bids[0].OpenLots;
        Assert.Equal(10, open);
        s.Wait(500_000_000);
        s.Answer(id, false, OrderReport.Filled);
        s.AckAll();
        s.Fill(id, false, 20000, 10, 2); // 30
        Assert.True(s.Instrument.PositionLots + s.Instrument.Bids[0].OpenLots <= 30, $"position {s.Instrument.PositionLots} + bid {s.Instrument.Bids[0].OpenLots} {s.Instrument.Bids[0].State}");
    }

    [Fact]
    public void A_reduction_that_the_limit_demands_does_not_wait_for_the_interval()
    {
        using QuoterScript s = QuoterScript.Ready(x => x.Parameter(ParameterId.MinRequoteIntervalNs, 60_000_000_000));
        for (int i = 0; i < 61; i++) s.Wait(1_000_000_000).Book(20000 + i % 2, 100, 20010 + i % 2, 100).AckAll();
        s.Book(20100, 100, 20110, 100); // an update: the interval begins
        s.AckAll().AckAll();
        Assert.Equal(10, s.Instrument.Bids[0].OpenLots);
        s.Position(25, opening: true).Timer();
        Assert.True(s.Instrument.Bids[0].State == OwnOrderState.PendingCancel || s.Instrument.PositionLots + s.Instrument.Bids[0].SentLots <= 30, $"position {s.Instrument.PositionLots} bid {s.Instrument.Bids[0].OpenLots} {s.Instrument.Bids[0].State}");
    }

    [Fact]
    public void Switching_quoting_off_cancels_at_once()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Wait(1_000_000_000).AckAll();
        s.Parameter(ParameterId.QuoteEnabled, 0, 0);
        Assert.Equal(OwnOrderState.PendingCancel, s.Instrument.Bids[0].State);
    }

    [Fact]
    public void A_lot_that_changed_under_a_position_stops_quoting_for_good()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Wait(1_000_000_000).AckAll();
        s.Position(5, opening: true);
        s.Define(lotE8: Units.E8);
        Assert.Equal(1, s.Instrument.LotsChanged);
        s.AckAll();
        s.Define(lotE8: Units.E8); // the venue repeats itself, e.g. another fee
        int n = s.Commands.Count;
        s.Book(20000, 100, 20010, 100, snapshot: true);
        for (int i = 0; i < 40; i++) { s.Wait(1_000_000_000); s.Book(20000 + i % 2, 100, 20010, 100).AckAll(); }
        Assert.DoesNotContain(s.Commands.Skip(n), c => c.Verb == CommandVerb.Place);
    }

    [Fact]
    public void A15_A_clock_that_jumped_a_day_ahead_and_was_set_back_does_not_switch_the_watch_off()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Wait(1_000_000_000).AckAll();
        long t = s.NowNs;
        s.NowNs = t + 86_400_000_000_000;
        s.Book(20000, 100, 20010, 100, snapshot: true).AckAll();
        s.NowNs = t;
        s.Book(20001, 100, 20010, 100).AckAll().Wait(1_000_000_000).Book(20000, 100, 20010, 100).AckAll();
        Assert.Equal(s.NowNs, s.Block.Head.NowNs);
        s.NowNs = t + 3600_000_000_000;
        s.Timer();
        Assert.True(s.Instrument.Bids[0].State is OwnOrderState.None or OwnOrderState.PendingCancel, s.Instrument.Bids[0].State.ToString());
    }

    [Fact]
    public void An_event_that_is_a_little_late_keeps_the_clock()
    {
        using QuoterScript s = QuoterScript.Ready();
        long t = s.Block.Head.NowNs;
        s.NowNs = t - 900_000_000;
        s.Timer();
        Assert.Equal(t, s.Block.Head.NowNs);
    }

    [Fact]
    public void A23_A_book_that_the_ticker_contradicts_is_stale_however_alive_the_ticker_is()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Wait(1_000_000_000).AckAll();
        for (int i = 0; i < 600; i++)
        {
            s.Wait(100_000_000);
            Event e = s.Make(EventKind.TickerTop, 0);
            e.Quote = new Quote { BidTicks = 15000, BidLots = 5, AskTicks = 15001, AskLots = 5 };
            s.Apply(e).Timer().AckAll();
        }
        Assert.True(s.Instrument.Bids[0].IsFree, $"bid {s.Instrument.Bids[0].PriceTicks} rests 60 s after the last book message, market at 15000");
    }

    [Fact]
    public void A15_One_stamp_from_the_future_does_not_stop_quoting()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Wait(1_000_000_000).AckAll();
        Event e = s.Make(EventKind.Trade, 0);
        e.ExchangeNs = s.NowNs + 600_000_000_000;
        s.Apply(e);
        int n = s.Commands.Count;
        for (int i = 0; i < 36000; i++) { s.Wait(1_000_000_000); s.Book(20000 + i % 2, 100, 20010 + i % 2, 100).AckAll(); }
        Assert.True(s.Instrument.Bids[0].State == OwnOrderState.Working, $"10 h later: {(Suppressions)s.Instrument.LastSuppressions}");
    }

    [Fact]
    public void A15_Many_stamps_from_the_future_in_a_few_seconds_do_not_stop_quoting()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Wait(1_000_000_000).AckAll();
        for (int i = 0; i < 4000; i++)
        {
            s.Wait(3_000_000);
            Event e = s.Make(EventKind.Trade, 0);
            e.ExchangeNs = s.NowNs + 30_000_000_000;
            s.Apply(e);
        }
        for (int i = 0; i < 20; i++) { s.Wait(100_000_000); s.Book(20000 + i % 2, 100, 20010 + i % 2, 100).AckAll(); }
        Assert.True(s.Instrument.Bids[0].State == OwnOrderState.Working, $"2 s after the last wrong stamp: {(Suppressions)s.Instrument.LastSuppressions}");
    }

    [Fact]
    public void A15_A_contradiction_stamped_in_the_future_is_settled_by_the_books_that_follow()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Wait(1_000_000_000).AckAll();
        Event e = s.Make(EventKind.TickerTop, 0);
        e.ExchangeNs = s.NowNs + 600_000_000_000;
        e.Quote = new Quote { BidTicks = 15000, BidLots = 5, AskTicks = 15001, AskLots = 5 };
        s.Apply(e);
        for (int i = 0; i < 50; i++) { s.Wait(100_000_000); s.Book(20000 + i % 2, 100, 20010 + i % 2, 100).AckAll(); }
        Assert.True(s.Instrument.Bids[0].State == OwnOrderState.Working, $"5 s later: {(Suppressions)s.Instrument.LastSuppressions}");
    }

    [Fact]
    public void A_confirmation_that_counts_a_fill_already_does_not_free_the_order()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Wait(1_000_000_000).AckAll();
        long id = s.Instrument.Bids[0].OrderId;
        s.Book(20100, 100, 20110, 100); // edit to 10 lots under way
        // venue filled 6 before it took the edit: 4 rest; its answer is here before the fill
        s.Answer(id, false, OrderReport.Accepted, 20098, 4);
        s.Fill(id, false, 20000, 6, 1);
        Assert.True(!s.Instrument.Bids[0].IsFree && s.Instrument.Bids[0].OrderId == id, "slot was freed or reused while 4 lots rest");
    }

    [Fact]
    public void A_floor_that_is_no_number_quotes_nothing()
    {
        using QuoterScript s = QuoterScript.Ready(x => x.Real(ParameterId.MinEdgeBps, double.NaN).Real(ParameterId.MinHalfSpreadBps, 0).Real(ParameterId.IntensityDecayPerBps, 1000));
        s.Wait(1_000_000_000).Book(20010, 100, 20020, 100);
        Decided d = s.Decisions[^1];
        Assert.True(d.WantedBidLots == 0, $"half {d.HalfSpreadBidBps} bps with floor {d.FeeFloorBps}; the fee alone is 1.5 bps");
    }

    [Fact]
    public void Without_risk_aversion_the_half_spread_is_one_over_k()
    {
        using QuoterScript s = QuoterScript.Ready(x => x.Real(ParameterId.RiskAversionPerLotBps, 0));
        Assert.True(s.Commands.Count > 0, s.Decisions[^1].Suppressions.ToString());
    }
}
