using System;
using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;
using Xunit;

namespace Minnow.Core.Tests.Risk.Gate;

/// <summary>Each control at its limit and one beyond, with the wrong sign, and where numbers end.</summary>
public sealed class GateBoundaryTests
{
    private const long Mid = GateScript.MidTicks;
    private const uint Reduces = OutputRecord.ReduceOnlyFlag | OutputRecord.ImmediateFlag;

    [Theory]
    [InlineData(0, Mid)]
    [InlineData(-1, Mid)]
    [InlineData(long.MinValue, Mid)]
    [InlineData(long.MaxValue, Mid)]
    [InlineData(PreTradeGate.MaxLots + 1, Mid)]
    [InlineData(1, 0)]
    [InlineData(1, -1)]
    [InlineData(1, long.MinValue)]
    public void D1_P23_A_price_or_size_that_is_none_is_denied_before_it_is_compared(long lots, long ticks)
    {
        GateScript s = new();
        Assert.Equal(GateControl.Malformed, s.Place(lots, ticks));
        Assert.Equal(GateControl.Malformed, s.Place(lots, ticks, sell: true));
        Assert.Equal(GateControl.None, s.Place(1));
        Assert.Equal(GateControl.Malformed, s.Edit(s.LastId, lots, ticks));
        Assert.Equal((3, 3), (s.Gate.DeniedCount, s.Gate.Denied(GateControl.Malformed)));
    }

    [Theory]
    [InlineData(Mid + 2400, GateControl.None)] // 2 % of 120,000 ticks
    [InlineData(Mid + 2401, GateControl.Collar)]
    [InlineData(Mid - 2400, GateControl.None)]
    [InlineData(Mid - 2401, GateControl.Collar)]
    [InlineData(10 * Mid, GateControl.Collar)]
    [InlineData(long.MaxValue, GateControl.Collar)]
    public void D1_D2_P1_A_price_outside_the_collar_is_denied_and_one_on_it_is_not(long ticks, GateControl control)
    {
        foreach (bool sell in new[] { false, true })
        {
            GateScript s = new();
            Assert.Equal(control, s.Place(1, ticks, sell));
            Assert.Equal(GateControl.None, s.Place(1, sell: sell));
            Assert.Equal(control, s.Edit(s.LastId, 1, ticks, sell));
        }
    }

    [Fact]
    public void P1_An_order_that_only_reduces_has_a_collar_of_its_own()
    {
        GateScript s = new GateScript().Position(10);
        Assert.Equal(GateControl.None, s.Place(1, Mid - 3600, sell: true, flags: Reduces));
        Assert.Equal(GateControl.Collar, s.Place(2, Mid - 3601, sell: true, flags: Reduces));
        Assert.Equal(GateControl.Collar, s.Place(3, Mid - 2401, sell: true));
    }

    [Fact]
    public void P1_The_reference_is_the_median_so_one_wrong_price_of_three_moves_nothing()
    {
        GateScript s = new();
        s.Marks(0, 5 * 60_000 * Units.E8, 60_000 * Units.E8);
        Assert.Equal((GateControl.None, GateControl.Collar), (s.Place(1), s.Place(1, Mid * 5)));
        s = new GateScript().Top(0, Mid * 3, Mid * 3 + 2);
        Assert.Equal((GateControl.None, GateControl.Collar), (s.Place(1), s.Place(1, Mid * 3)));
    }

    [Theory]
    [InlineData(Units.Missing, Units.Missing)]
    [InlineData(Mid + 5, Mid + 5)]
    [InlineData(Mid + 5, Mid - 5)]
    [InlineData(0, Mid)]
    public void P1_Without_a_middle_of_its_own_both_mark_and_index_must_hold(long bidTicks, long askTicks)
    {
        GateScript s = new GateScript().Top(0, bidTicks, askTicks);
        Assert.Equal(GateControl.None, s.Place(1));
        s.Marks(0, 61_300 * Units.E8, Units.Missing);
        Assert.Equal(GateControl.Collar, s.Place(1, Mid - 20)); // within 2 % of the index, not of the mark
    }

    [Theory]
    [InlineData(Units.Missing)]
    [InlineData(0)]
    [InlineData(-1)]
    public void D3_P1_The_collar_fails_closed_without_a_positive_reference(long priceE8)
    {
        GateScript s = new();
        s.Index(priceE8 == Units.Missing ? 0 : priceE8);
        Assert.Equal((GateControl.Reference, GateControl.Reference), (s.Place(1), s.Place(1, sell: true, ticks: Mid + 10)));
        s = new GateScript();
        s.Marks(0, priceE8 == Units.Missing ? 0 : priceE8, Units.Missing);
        Assert.Equal(GateControl.Reference, s.Place(1));
        Assert.Equal(GateControl.None, s.Place(1, instrument: 1));
    }

    [Fact]
    public void A24_D3_A_reference_as_old_as_allowed_serves_and_one_older_does_not()
    {
        GateScript s = new GateScript().Wait(2000);
        Assert.Equal(GateControl.None, s.Place(1));
        s.NowNs++;
        Assert.Equal(GateControl.Reference, s.Place(1));
        Assert.Equal(GateControl.None, s.Cancel(1));
    }

    [Fact]
    public void A24_A_ticker_that_repeats_the_same_index_does_not_keep_it_young()
    {
        GateScript s = new();
        for (int i = 0; i < 21; i++) s.Wait(100).Marks(0, (60_000 + i) * Units.E8, 60_000 * Units.E8).Marks(1, (60_000 + i) * Units.E8, 60_000 * Units.E8);
        Assert.Equal(GateControl.Reference, s.Place(1));
        s.Marks(0, 60_000 * Units.E8, 60_001 * Units.E8);
        Assert.Equal(GateControl.None, s.Place(1));
    }

    [Theory]
    [InlineData(100, GateControl.None)] // 1,000 USD
    [InlineData(101, GateControl.OrderAmount)]
    [InlineData(PreTradeGate.MaxLots, GateControl.OrderAmount)]
    public void D2_P3_An_order_of_the_largest_amount_passes_and_a_lot_more_does_not(long lots, GateControl control)
    {
        GateScript s = new();
        Assert.Equal(control, s.Place(lots));
        Assert.Equal(control, s.Place(lots, Mid + 10, sell: true));
        GateScript edited = new();
        edited.Place(1);
        Assert.Equal(control, edited.Edit(1, lots, Mid - 10));
    }

    [Fact]
    public void P3_Of_an_order_that_is_filled_in_part_what_is_open_counts()
    {
        GateScript s = new();
        s.Place(100);
        s.Told(1, OrderReport.Accepted, 100, 0, Mid - 10).Fill(1, 60);
        Assert.Equal(GateControl.None, s.Edit(1, 160, Mid - 10));
        s.Told(1, OrderReport.Accepted, 100, 60, Mid - 10);
        Assert.Equal(GateControl.OrderAmount, s.Edit(1, 161, Mid - 10));
    }

    [Fact]
    public void D4_P2_The_worth_of_an_order_is_held_and_does_not_overflow()
    {
        GateScript s = new(static t =>
        {
            t.Linear.Set(GateLimit.OrderNotionalE8, 600 * Units.E8);
            t.Linear.Set(GateLimit.OrderAmountE8, long.MaxValue);
            t.Linear.Set(GateLimit.PositionAmountE8, long.MaxValue);
            t.Account.Set(GateLimit.CollarPpm, 1_000_000);
        });
        Assert.Equal(GateControl.None, s.Place(10, Mid, instrument: 1));           // 0.01 at 60,000: 600
        Assert.Equal(GateControl.OrderNotional, s.Place(10, Mid + 1, instrument: 1)); // 600.005
        Assert.Equal(GateControl.OrderNotional, s.Place(11, Mid, instrument: 1));
        Assert.Equal(GateControl.OrderNotional, s.Place(90_000_000_000_000, 2 * Mid - 1, instrument: 1));
        // Of an inverse contract the amount is the worth.
        s = new GateScript(static t => t.Inverse.Set(GateLimit.OrderNotionalE8, 500 * Units.E8));
        Assert.Equal((GateControl.None, GateControl.OrderNotional), (s.Place(50), s.Place(51)));
    }

    [Theory]
    [InlineData(0, 300, GateControl.None)]
    [InlineData(0, 301, GateControl.Position)]
    [InlineData(200, 100, GateControl.None)]
    [InlineData(200, 101, GateControl.Position)]
    [InlineData(-200, 500, GateControl.None)]
    [InlineData(-200, 501, GateControl.Position)]
    [InlineData(400, 1, GateControl.Position)]
    public void D5_P7_The_position_after_every_fill_is_held_on_both_sides(long position, long lots, GateControl control)
    {
        foreach (bool sell in new[] { false, true })
        {
            GateScript s = new(static t => t.Inverse.Set(GateLimit.OrderAmountE8, 1_000_000 * Units.E8));
            s.Position(sell ? -position : position);
            Assert.Equal(control, s.Place(lots, sell ? Mid + 10 : Mid - 10, sell));
        }
    }

    [Fact]
    public void D6_P5_What_was_let_out_counts_at_once_and_until_the_venue_says_that_it_is_over()
    {
        GateScript s = new();
        for (int i = 0; i < 3; i++) Assert.Equal(GateControl.None, s.Place(100, Mid - 10 - i));
        Assert.Equal(GateControl.Position, s.Place(1, Mid - 20));
        // Silence, an unclear answer and a cancel that was sent end nothing.
        s.Pass(60_000).Told(1, OrderReport.Unclear).Told(1, OrderReport.CancelRejected);
        s.Cancel(1);
        Assert.Equal(GateControl.Position, s.Place(1, Mid - 20));
        s.Told(1, OrderReport.Cancelled, 100, 0);
        Assert.Equal(GateControl.None, s.Place(100, Mid - 20));
        Assert.Equal(GateControl.Position, s.Place(1, Mid - 21));
        // A cancel that left fills behind frees only the rest; its fill then moves from one to the other.
        s.Told(2, OrderReport.Cancelled, 60, 40);
        Assert.Equal((GateControl.Position, GateControl.None), (s.Place(61, Mid - 22), s.Place(60, Mid - 22)));
        s.Fill(2, 40);
        Assert.Equal(GateControl.Position, s.Place(1, Mid - 23));
    }

    [Fact]
    public void D6_P5_A_change_counts_at_its_larger_size_until_the_venue_has_taken_it()
    {
        GateScript s = new();
        s.Place(100);
        s.Place(100, Mid - 11);
        s.Told(1, OrderReport.Accepted, 100, 0, Mid - 10).Told(2, OrderReport.Accepted, 100, 0, Mid - 11);
        Assert.Equal(GateControl.None, s.Edit(1, 10, Mid - 10));
        Assert.Equal(GateControl.None, s.Place(100, Mid - 12));
        Assert.Equal(GateControl.Position, s.Place(1, Mid - 13));
        s.Wait(1).Told(1, OrderReport.Accepted, 10, 0, Mid - 10);
        Assert.Equal((GateControl.None, GateControl.Position), (s.Place(90, Mid - 13), s.Place(1, Mid - 14)));
        // A refusal may be an old one told twice: the change counts on.
        Assert.Equal(GateControl.Position, s.Edit(1, 11, Mid - 10));
    }

    [Fact]
    public void D8_P4_The_bucket_holds_its_burst_and_fills_at_its_rate()
    {
        GateScript s = new(static t =>
        {
            t.Account.Set(GateLimit.MessagesPerSecond, 10);
            t.Account.Set(GateLimit.MessageBurst, 3);
        });
        for (int i = 0; i < 3; i++) Assert.Equal(GateControl.None, s.Place(1, Mid - 10 - i));
        Assert.Equal(GateControl.MessageRate, s.Place(1, Mid - 20));
        Assert.Equal(GateControl.None, s.Cancel(1));
        s.Wait(99);
        Assert.Equal(GateControl.MessageRate, s.Place(1, Mid - 20));
        s.Wait(1);
        Assert.Equal((GateControl.None, GateControl.MessageRate), (s.Place(1, Mid - 20), s.Edit(2, 2, Mid - 11)));
    }

    [Fact]
    public void D8_P4_The_last_twentieth_of_a_day_is_kept_for_cancels()
    {
        GateScript s = new(static t => t.Account.Set(GateLimit.MessagesPerDay, 100));
        for (int i = 0; i < 94; i++) s.Cancel(1000 + i);
        s.Gate.Advance(s.NowNs);
        Assert.Equal(GateControl.None, s.Place(1));
        s.Gate.Advance(s.NowNs);
        Assert.Equal(GateControl.DailyMessages, s.Place(1, Mid - 11));
        Assert.Equal(GateControl.None, s.Cancel(1));
        // A new day of UTC.
        s.Pass(24 * 3_600_000);
        s.Gate.Advance(s.NowNs);
        Assert.Equal(GateControl.None, s.Place(1, Mid - 12));
    }

    [Fact]
    public void D8_What_former_runs_of_the_day_have_used_is_used_and_a_new_day_forgets_it()
    {
        GateScript s = new(static t => t.Account.Set(GateLimit.MessagesPerDay, 100));
        s.Gate.CarryOver(94, 5, s.NowNs);
        s.Gate.Advance(s.NowNs);
        Assert.Equal((94L, 5L, 94L), (s.Gate.Used(GateLimit.MessagesPerDay, 0, s.NowNs), s.Gate.CoinsTodayE8, s.Gate.DayPercent));
        Assert.Equal(GateControl.None, s.Place(1));
        s.Gate.Advance(s.NowNs);
        Assert.Equal(GateControl.DailyMessages, s.Place(2, Mid - 11));
        s.Pass(24 * 3_600_000);
        s.Gate.Advance(s.NowNs);
        Assert.Equal((0L, 0L), (s.Gate.Used(GateLimit.MessagesPerDay, 0, s.NowNs), s.Gate.DayPercent));
    }

    [Fact]
    public void D8_Volume_of_former_runs_allows_as_many_messages_as_it_did_then()
    {
        GateScript s = new(static t =>
        {
            t.Account.Set(GateLimit.FreeMessagesPerDay, 20);
            t.Account.Set(GateLimit.MessagesPerCoin, 1000);
        });
        s.Gate.CarryOver(60, Units.E8 / 10, s.NowNs);
        Assert.Equal(50, s.Gate.DayPercent);
        s.Gate.Advance(s.NowNs);
        Assert.Equal(GateControl.None, s.Place(1));
    }

    [Fact]
    public void D8_P4_Messages_beyond_the_free_ones_need_volume_as_a_maker()
    {
        GateScript s = new(static t =>
        {
            t.Account.Set(GateLimit.FreeMessagesPerDay, 20);
            t.Account.Set(GateLimit.MessagesPerCoin, 1200);
        });
        for (int i = 0; i < 19; i++) s.Cancel(1000 + i);
        s.Gate.Advance(s.NowNs);
        Assert.Equal(GateControl.OrderToVolume, s.Place(1));
        // 100 lots at 60,000 are 1/60 coin, and 20 messages; what takes brings none.
        s.Fill(0, 100, details: FillDetails.External | FillDetails.Taker).Gate.Advance(s.NowNs);
        Assert.Equal(GateControl.OrderToVolume, s.Place(1));
        s.Fill(0, 100, sell: true, details: FillDetails.External).Gate.Advance(s.NowNs);
        Assert.Equal(GateControl.None, s.Place(1));
    }

    [Theory]
    [InlineData(GateLimit.CollarPpm, 0)]
    [InlineData(GateLimit.CollarPpm, -1)]
    [InlineData(GateLimit.CollarPpm, 1_000_001)]
    [InlineData(GateLimit.ReferenceAgeNs, 0)]
    [InlineData(GateLimit.MessagesPerSecond, 0)]
    [InlineData(GateLimit.RepeatedFills, 257)]
    [InlineData(GateLimit.NetExposureE8, -5)]
    public void H9_A_limit_that_limits_nothing_or_everything_is_no_limit(GateLimit limit, long value) =>
        Assert.Throws<ArgumentException>(() => new GateScript(t => t.Account.Set(limit, value)));

    [Theory]
    [InlineData(GateLimit.OrderAmountE8)]
    [InlineData(GateLimit.PositionAmountE8)]
    [InlineData(GateLimit.OpenOrders)]
    public void H9_A_money_limit_that_was_not_said_is_refused(GateLimit limit) =>
        Assert.Throws<ArgumentException>(() => new GateScript(t => t.Inverse.Set(limit, 0)));
}
