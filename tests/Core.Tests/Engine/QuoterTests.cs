using System;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

public class QuoterTests
{
    [Fact]
    public void A_ready_book_is_quoted_on_both_sides_around_the_mid()
    {
        using QuoterScript s = QuoterScript.Ready();
        Assert.Equal(OwnOrderState.Working, s.Instrument.Bids[0].State);
        Assert.Equal(OwnOrderState.Working, s.Instrument.Asks[0].State);
        Assert.True(s.Instrument.Bids[0].PriceTicks < s.Instrument.Book.BestAskTicks);
        Assert.True(s.Instrument.Asks[0].PriceTicks > s.Instrument.Book.BestBidTicks);
        Assert.Equal(10, s.Instrument.Bids[0].OpenLots);
        Decided last = s.Decisions.Last(d => d.CommandCount > 0);
        // Catalogue fee 1.5 bps and edge 0.5 bps: no narrower than 2 bps a side.
        Assert.Equal(2.0, last.FeeFloorBps, 12);
        Assert.True(last.HalfSpreadBidBps >= last.FeeFloorBps);
    }

    [Fact]
    public void Nothing_is_quoted_before_the_volatility_has_enough_samples()
    {
        using QuoterScript s = new();
        s.Defaults().Name("BTC-PERPETUAL").Define().Parameter(ParameterId.QuoteEnabled, 1, 0)
            .Parameter(ParameterId.OrderAmountE8, 100 * Units.E8, 0).Parameter(ParameterId.MaxPositionAmountE8, 300 * Units.E8, 0);
        for (int i = 0; i < 5; i++) s.Wait(1_000_000_000).Book(20000, 100, 20010 + i, 100, snapshot: i == 0);
        Assert.Empty(s.Commands);
        Assert.Contains(s.Decisions, d => d.Suppressions.HasFlag(Suppressions.NoVolatility));
    }

    [Fact]
    public void A1_A_gap_pulls_both_quotes_within_the_event_that_shows_it()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Commands.Clear();
        s.Wait(1_000_000).Book(20000, 90, 20011, 90, prev: 5);
        Assert.Equal([CommandVerb.Cancel, CommandVerb.Cancel], s.Commands.Select(c => c.Verb));
        s.AckAll().Wait(1_000_000_000).Book(20002, 90, 20012, 90).Timer();
        Assert.Equal(2, s.Commands.Count);
        s.Wait(1_000_000_000).Book(20002, 90, 20012, 90, snapshot: true);
        Assert.Equal(2, s.Commands.Count(c => c.Verb == CommandVerb.Place));
    }

    [Fact]
    public void A8_A_refused_book_message_pulls_the_quotes()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Commands.Clear();
        Event e = s.Make(EventKind.BookInvalid, 0);
        e.Invalid.Status = ParseStatus.BadNumber;
        s.Apply(e);
        Assert.Equal([CommandVerb.Cancel, CommandVerb.Cancel], s.Commands.Select(c => c.Verb));
    }

    [Fact]
    public void A11_A_crossed_book_is_waited_out_for_its_limit_and_then_pulls()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Commands.Clear();
        s.Wait(200_000_000).Book(20020, 90, 20015, 90);
        Assert.Empty(s.Commands);
        s.Wait(40_000_000).Timer();
        Assert.Empty(s.Commands);
        s.Wait(20_000_000).Timer();
        Assert.Equal([CommandVerb.Cancel, CommandVerb.Cancel], s.Commands.Select(c => c.Verb));
    }

    [Fact]
    public void A12_An_empty_side_pulls_the_quotes()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Commands.Clear();
        s.Wait(200_000_000).Book(0, 0, 20011, 90);
        Assert.Equal([CommandVerb.Cancel, CommandVerb.Cancel], s.Commands.Select(c => c.Verb));
        Assert.True(s.Decisions.Last().Suppressions.HasFlag(Suppressions.OneSided));
    }

    [Fact]
    public void A13_Silence_pulls_the_quotes_at_the_first_tick_after_the_deadline()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Commands.Clear();
        s.Wait(2_000_000_000).Timer();
        Assert.Empty(s.Commands);
        s.Wait(1).Timer();
        Assert.Equal([CommandVerb.Cancel, CommandVerb.Cancel], s.Commands.Select(c => c.Verb));
    }

    [Fact]
    public void A14_A_feed_that_falls_behind_its_own_time_stamps_is_stale()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Commands.Clear();
        Event e = s.Wait(300_000_000).Make(EventKind.Trade, 0);
        e.ExchangeNs = s.NowNs - 3_000_000_000;
        s.Apply(e).Timer();
        Assert.Equal(2, s.Commands.Count(c => c.Verb == CommandVerb.Cancel));
    }

    [Fact]
    public void A15_A_stamp_of_1970_or_2262_is_not_used()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Commands.Clear();
        foreach (long stamp in (long[])[1, long.MaxValue, long.MinValue])
        {
            Event e = s.Wait(1_000_000).Make(EventKind.Trade, 0);
            e.ExchangeNs = stamp;
            s.Apply(e);
        }
        s.Timer();
        Assert.Empty(s.Commands);
        Assert.Equal(2, s.Instrument.Health.StampsRefused);
    }

    [Fact]
    public void A_person_pauses_and_resumes()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Commands.Clear();
        s.Operator(OperatorVerb.Pause);
        Assert.Equal([CommandVerb.Cancel, CommandVerb.Cancel], s.Commands.Select(c => c.Verb));
        s.AckAll().Wait(500_000_000).Book(20001, 90, 20011, 90);
        Assert.Equal(2, s.Commands.Count);
        s.Operator(OperatorVerb.Resume);
        Assert.Equal(2, s.Commands.Count(c => c.Verb == CommandVerb.Place));
    }

    [Fact]
    public void A_wish_inside_the_update_interval_is_kept_and_carried_out_after_it()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Wait(1_000_000_000).Book(20050, 90, 20060, 90).AckAll().AckAll();
        s.Commands.Clear();
        s.Wait(50_000_000).Book(20100, 90, 20110, 90);
        Assert.Empty(s.Commands);
        Assert.True(s.Decisions.Last().Suppressions.HasFlag(Suppressions.Throttled));
        s.Wait(49_999_999).Timer();
        Assert.Empty(s.Commands);
        // Up by more than our own spread: the bid waits until the ask is known to have made way, and for no interval.
        s.Wait(1).Timer();
        Assert.Equal([CommandVerb.Edit], s.Commands.Select(c => c.Verb));
        s.AckAll();
        Assert.Equal([CommandVerb.Edit, CommandVerb.Edit], s.Commands.Select(c => c.Verb));
    }

    [Fact]
    public void A_move_below_the_requote_threshold_keeps_the_place_in_the_queue()
    {
        using QuoterScript s = QuoterScript.Ready(t => t.Parameter(ParameterId.RequoteTicks, 50));
        s.Commands.Clear();
        s.Wait(1_000_000_000).Book(20003, 90, 20013, 90);
        Assert.Empty(s.Commands);
        s.Wait(1_000_000_000).Book(20200, 90, 20210, 90).AckAll();
        Assert.Equal([CommandVerb.Edit, CommandVerb.Edit], s.Commands.Select(c => c.Verb));
    }

    [Fact]
    public void C5_A_fill_moves_the_position_once_and_skews_the_quotes()
    {
        using QuoterScript s = QuoterScript.Ready();
        double before = s.Decisions.Last().SkewBps;
        long id = s.Instrument.Bids[0].OrderId;
        s.Fill(id, false, s.Instrument.Bids[0].PriceTicks, 10, 77).Fill(id, false, s.Instrument.Bids[0].PriceTicks, 10, 77);
        Assert.Equal(10, s.Instrument.PositionLots);
        Assert.Equal(1, s.Block.Head.DuplicateFills);
        Assert.Equal(0, before);
        Assert.True(s.Decisions.Last().SkewBps < 0);
    }

    [Fact]
    public void A_fill_after_the_cancel_was_confirmed_still_moves_the_position()
    {
        using QuoterScript s = QuoterScript.Ready();
        long id = s.Instrument.Bids[0].OrderId;
        s.Operator(OperatorVerb.Pause).AckAll();
        Assert.True(s.Instrument.Bids[0].IsFree);
        s.Fill(id, false, 20000, 4, 78);
        Assert.Equal(4, s.Instrument.PositionLots);
    }

    [Fact]
    public void A_full_position_wants_only_the_side_that_reduces()
    {
        using QuoterScript s = QuoterScript.Ready();
        for (int i = 0; i < 3; i++)
        {
            s.Fill(s.Instrument.Bids[0].OrderId, false, s.Instrument.Bids[0].PriceTicks, 10, 100 + i);
            s.Wait(1_000_000_000).Book(20000 + i % 2, 90, 20010 + i % 2, 90).AckAll().Wait(200_000_000).Timer().AckAll();
        }
        Assert.Equal(30, s.Instrument.PositionLots);
        Decided last = s.Decisions.Last(d => d.WantedAskLots > 0);
        Assert.Equal(0, last.WantedBidLots);
        Assert.True(last.Clamps.HasFlag(Clamps.LimitBid));
        Assert.True(s.Instrument.Bids[0].IsFree);
    }

    [Fact]
    public void C8_An_overdue_answer_is_unknown_and_only_a_cancel_is_sent_until_the_venue_says()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Wait(1_000_000_000).Book(20005, 90, 20015, 90);
        Assert.Equal(OwnOrderState.PendingEdit, s.Instrument.Bids[0].State);
        s.Commands.Clear();
        for (int i = 0; i < 6; i++) s.Wait(1_000_000_000).Book(20200 + i, 90, 20210 + i, 90);
        Assert.Equal(2, s.Block.Head.UnknownOrders);
        // Nothing is sent again but a cancel, which can only make less of it; and the lots still count.
        Assert.Equal([CommandVerb.Cancel, CommandVerb.Cancel], s.Commands.Select(c => c.Verb));
        Assert.Equal(10, s.Instrument.Bids[0].OpenLots);
        s.AckAll().Wait(1_000_000_000).Timer();
        Assert.Equal(2, s.Commands.Count(c => c.Verb == CommandVerb.Place));
    }

    [Fact]
    public void An_instrument_that_is_not_enabled_leaves_no_decision()
    {
        using QuoterScript s = new();
        s.Defaults().Name("BTC-PERPETUAL").Define();
        for (int i = 0; i < 40; i++) s.Wait(1_000_000_000).Book(20000 + i % 2, 100, 20010 + i % 2, 100, snapshot: i == 0).Timer();
        Assert.Empty(s.Decisions);
        Assert.Empty(s.Commands);
    }

    [Fact]
    public void An_undefined_instrument_is_never_quoted()
    {
        using QuoterScript s = QuoterScript.Ready(t => { });
        s.Commands.Clear();
        s.Define(tickE8: 1, lotE8: 1, contract: ContractKind.Unknown);
        Assert.Equal([CommandVerb.Cancel, CommandVerb.Cancel], s.Commands.Select(c => c.Verb));
        Assert.True(s.Decisions.Last().Suppressions.HasFlag(Suppressions.NotQuotable));
    }

    [Fact]
    public void Events_that_make_no_sense_are_counted_and_change_nothing_else()
    {
        using QuoterScript s = QuoterScript.Ready();
        long before = s.Block.Head.Unapplied;
        s.Apply(s.Make(EventKind.Trade, 9)).Apply(s.Make((EventKind)200, 0)).Apply(s.Make(EventKind.Trade, -1)).Parameter((ParameterId)999, 1);
        Assert.Equal(before + 4, s.Block.Head.Unapplied);
    }

    [Fact]
    public void The_same_events_give_the_same_bytes_of_state()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Wait(1_000_000_000).Book(20100, 90, 20110, 90).AckAll().Fill(s.Instrument.Bids[0].OrderId, false, 20099, 3, 5);
        using QuoterScript twin = new();
        foreach (Event e in s.Sent) twin.Apply(e);
        Assert.True(s.Block.Used.SequenceEqual(twin.Block.Used));
        Assert.Equal(s.Block.Hash(), twin.Block.Hash());
        Assert.Equal(s.Commands, twin.Commands);
    }

    [Fact]
    public void A_state_that_was_copied_out_and_restored_goes_on_as_the_original()
    {
        using QuoterScript s = QuoterScript.Ready();
        using QuoterScript restored = new();
        restored.Block.Restore(s.Block.Used);
        restored.NowNs = s.NowNs;
        Assert.Equal(s.Block.Hash(), restored.Block.Hash());
        Event e = s.Wait(3_000_000_000).Make(EventKind.Timer, -1);
        s.Commands.Clear();
        s.Quoter.Apply(in e, s.Block.Head.LastSequence + 1);
        restored.Quoter.Apply(in e, restored.Block.Head.LastSequence + 1);
        Assert.Equal(s.Block.Hash(), restored.Block.Hash());
        Assert.Equal(s.Output.Records.ToArray(), restored.Output.Records.ToArray());
        Assert.Throws<ArgumentException>(() => restored.Block.Restore(new byte[100]));
    }
}
