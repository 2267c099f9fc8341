using System;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Core.Risk;
using Xunit;

namespace Minnow.Core.Tests.Risk;

public sealed class RiskPartsTests
{
    private const long Second = Units.NsPerSecond;

    [Fact]
    public void Times_within_a_window_are_counted_to_its_edge_and_up_to_the_capacity()
    {
        RecentTimes recent = default;
        Assert.Equal(0, recent.Within(100 * Second, 10 * Second));
        for (int i = 1; i <= 20; i++) RecentTimes.Add(ref recent, i * Second);
        Assert.Equal(11, recent.Within(20 * Second, 10 * Second));
        Assert.Equal(10, recent.Within(20 * Second + 1, 10 * Second));
        Assert.Equal(0, recent.Within(31 * Second, 10 * Second));
        for (int i = 0; i < 200; i++) RecentTimes.Add(ref recent, 40 * Second);
        Assert.Equal(RecentTimes.Capacity, recent.Within(40 * Second, Second));
    }

    [Fact]
    public void A_run_of_fills_ends_with_one_on_the_other_side()
    {
        FillRun run = default;
        for (int i = 0; i < 5; i++) FillRun.Filled(ref run, sold: true, orderId: i, Second);
        FillRun.Filled(ref run, sold: true, orderId: 4, Second); // the rest of the same order
        Assert.Equal(5, run.Times.Within(Second, Second));
        FillRun.Filled(ref run, sold: false, orderId: 4, Second);
        Assert.Equal((1, 0L), (run.Times.Within(Second, Second), run.IsSell));
    }

    [Fact]
    public void An_alert_holds_until_each_source_that_raised_it_has_cleared_it()
    {
        AlertBoard board = default;
        AlertBoard.Raise(ref board, AlertKind.Model, 1, 0);
        AlertBoard.Raise(ref board, AlertKind.Model, 2, 3);
        AlertBoard.Raise(ref board, AlertKind.Venue, 1, 0);
        AlertBoard.Clear(ref board, AlertKind.Model, 2);
        Assert.True(board.IsRaised(AlertKind.Model, out long step));
        Assert.Equal(0, step);
        AlertBoard.Clear(ref board, AlertKind.Model, 1);
        Assert.False(board.IsRaised(AlertKind.Model, out _));
        Assert.True(board.IsRaised(AlertKind.Venue, out _));
    }

    [Fact]
    public void An_alert_that_finds_no_place_is_not_forgotten()
    {
        AlertBoard board = default;
        for (ulong source = 0; source < AlertBoard.Capacity; source++) AlertBoard.Raise(ref board, AlertKind.Model, source, 1);
        AlertBoard.Raise(ref board, AlertKind.Journal, 99, 4);
        AlertBoard.Clear(ref board, AlertKind.Journal, 99);
        Assert.True(board.IsRaised(AlertKind.Journal, out long step));
        Assert.Equal((4L, 1L), (step, board.LostCount));
    }

    [Fact]
    public void A_move_of_the_mid_is_known_only_from_second_to_second()
    {
        SecondMids mids = default;
        SecondMids.Observe(ref mids, 100 * Second, 20_000, 1);
        Assert.True(double.IsNaN(mids.MoveBps(10)));
        for (int s = 101; s <= 110; s++) SecondMids.Observe(ref mids, s * Second + 5, 20_000 + 2 * (s - 100), 1);
        Assert.Equal(10, mids.MoveBps(10), 9);
        SecondMids.Observe(ref mids, 111 * Second, 0, 1);
        Assert.True(double.IsNaN(mids.MoveBps(10)));
        SecondMids.Observe(ref mids, 50 * Second, 20_000, 1);
        Assert.True(double.IsNaN(mids.MoveBps(1)));
        Assert.True(double.IsNaN(mids.MoveBps(0)) && double.IsNaN(mids.MoveBps(64)));
    }

    [Fact]
    public void Hb4737_A_round_trip_is_judged_after_fees_and_a_turn_ends_it()
    {
        LiveAccount account = Defined();
        // Bought and sold for the same: the fees lose.
        Fill(ref account, sold: false, 2000, 10, feeE8: 5);
        Fill(ref account, sold: true, 2000, 10, feeE8: 5);
        Assert.Equal((1L, 1L), (account.Trips.Count, account.Trips.LosingInRow));
        // A loss in two closes is one trip.
        Fill(ref account, sold: true, 2000, 10);
        Fill(ref account, sold: false, 2010, 4);
        Assert.Equal(1, account.Trips.Count);
        // The turn ends it, and begins the next, which wins.
        Fill(ref account, sold: false, 2010, 12);
        Assert.Equal((2L, 2L, 6L), (account.Trips.Count, account.Trips.LosingInRow, account.Ledger.PositionLots));
        Fill(ref account, sold: true, 2020, 6);
        Assert.Equal((3L, 0L), (account.Trips.Count, account.Trips.LosingInRow));
        // Neither lost nor won.
        Fill(ref account, sold: false, 2000, 1);
        Fill(ref account, sold: true, 2000, 1);
        Assert.Equal((4L, 0L), (account.Trips.Count, account.Trips.LosingInRow));
    }

    [Fact]
    public void A_position_that_was_taken_over_is_no_round_trip_of_ours()
    {
        LiveAccount account = Defined();
        PositionReport stated = new() { SizeLots = 10, MarkE8 = 1000 * Units.E8, RealizedE8 = Units.Missing, FloatingE8 = Units.Missing, FundingE8 = Units.Missing };
        LiveAccount.State(ref account, in stated, Second);
        Assert.Equal((10L, 0L), (account.Ledger.PositionLots, account.PendingLots));
        Assert.Equal(0, account.TotalE24);
        Fill(ref account, sold: true, 1990, 10);
        Assert.Equal((1L, 1L), (account.Trips.Count, account.Trips.LosingInRow));
        Assert.True(account.TotalE24 < 0);
    }

    [Fact]
    public void What_was_taken_over_without_a_price_waits_for_one()
    {
        LiveAccount account = Defined();
        PositionReport stated = new() { SizeLots = -7, MarkE8 = Units.Missing };
        LiveAccount.State(ref account, in stated, Second);
        Assert.Equal((0L, -7L, false), (account.Ledger.PositionLots, account.PendingLots, account.IsValued));
        LiveAccount.Mid(ref account, 4001);
        Assert.Equal((-7L, 0L, true), (account.Ledger.PositionLots, account.PendingLots, account.IsValued));
        Assert.Equal(0, account.TotalE24);
    }

    [Fact]
    public void The_account_of_a_coin_keeps_its_peak_its_day_and_what_a_person_began_anew()
    {
        CoinAccount coin = default;
        Int128 one = Money.FromE8(100);
        CoinAccount.Value(ref coin, 0, day: 10);
        coin.CarriedE8 = -40;
        CoinAccount.Value(ref coin, 3 * one, day: 10);
        CoinAccount.Value(ref coin, one, day: 10);
        Assert.Equal((one, 2 * one, one - Money.FromE8(40)), (coin.SessionE24, coin.DrawdownE24, coin.DailyE24));
        CoinAccount.Value(ref coin, -one, day: 11);
        Assert.Equal((-one, 4 * one, -2 * one), (coin.SessionE24, coin.DrawdownE24, coin.DailyE24));
        CoinAccount.Rebase(ref coin);
        Assert.Equal((0, 0, -2 * one), (coin.SessionE24, coin.DrawdownE24, coin.DailyE24));
        CoinAccount.Value(ref coin, -2 * one, day: 9);
        Assert.Equal((-one, one, -3 * one), (coin.SessionE24, coin.DrawdownE24, coin.DailyE24));
    }

    [Fact]
    public void Coins_find_their_places_until_there_are_none()
    {
        CoinAccounts coins = default;
        for (uint hash = 1; hash <= CoinAccounts.Capacity; hash++) Assert.Equal((int)hash - 1, CoinAccounts.Place(ref coins, hash));
        Assert.Equal(3, CoinAccounts.Place(ref coins, 4));
        Assert.Equal(-1, CoinAccounts.Place(ref coins, 100));
    }

    private static LiveAccount Defined()
    {
        LiveAccount account = default;
        InstrumentDefined defined = new() { TickE8 = 50_000_000, LotE8 = 10 * Units.E8, Contract = ContractKind.Inverse };
        LiveAccount.Define(ref account, in defined);
        return account;
    }

    private static void Fill(ref LiveAccount account, bool sold, long ticks, long lots, long feeE8 = 0)
    {
        Fill fill = new() { PriceTicks = ticks, SizeLots = lots, FeeE8 = feeE8 };
        LiveAccount.Fill(ref account, sold, in fill, Second);
    }
}
