using System;
using System.Linq;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Risk;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>Each limit in the quoter: exactly at it, one over it, on both sides, and taken away. Lots are 10 USD, an order has 10 of them, the position limit is 30.</summary>
public sealed class LimitTests
{
    private static readonly uint s_btc = (uint)XxHash64.Hash("BTC"u8);

    private static QuoterScript Ready(params (RiskParameterId Id, long Bits)[] limits)
    {
        QuoterScript s = QuoterScript.Ready();
        // Marked at 10,000.0: one lot is 0.001 BTC.
        s.Apply(KillDeskTests.Mark(s, 20_000));
        foreach ((RiskParameterId id, long bits) in limits) s.Parameter((ParameterId)id, bits);
        return s;
    }

    private static long Real(double value) => BitConverter.DoubleToInt64Bits(value);

    private static void Hold(QuoterScript s, long lots)
    {
        s.Operator(OperatorVerb.Pause).AckAll().Pass(200).AckAll().Position(lots, opening: true);
        s.Operator(OperatorVerb.Resume).AckAll().Pass(200, 2).AckAll();
    }

    private static void Account(QuoterScript s, long equityE8, long marginE8)
    {
        Event e = s.Make(EventKind.Account, -1);
        e.Detail = s_btc;
        e.Account = new AccountReport { EquityE8 = equityE8, InitialMarginE8 = marginE8, BalanceE8 = equityE8, AvailableE8 = equityE8 - marginE8, MaintenanceMarginE8 = marginE8 / 2 };
        s.Apply(e);
    }

    private static (long Cap, RiskLimit Cause, long Buy, long Sell) Seen(QuoterScript s)
    {
        s.Pass(300, 2).AckAll();
        s.Parameter(ParameterId.RequoteTicks, 2, 0); // decides anew, whatever was recorded
        DecisionRecord record = default;
        ExposureDesk.Limit(s.Block, ref s.Instrument);
        LimitDesk.Limit(ref record, s.Block, ref s.Instrument);
        return (record.CapLots, (RiskLimit)record.CapCause, s.Instrument.NetBuyRoomLots, s.Instrument.NetSellRoomLots);
    }

    [Fact]
    public void An_instrument_of_a_coin_that_there_is_no_account_for_only_reduces()
    {
        using QuoterScript s = Ready();
        Assert.Equal(RiskLimit.Position, Seen(s).Cause);
        s.Instrument.Risk.Coin = -1;
        Hold(s, 12);
        (long cap, RiskLimit cause, long buy, long sell) = Seen(s);
        Assert.Equal((0L, RiskLimit.Margin, 0L, 12L), (cap, cause, buy, sell));
    }

    [Theory]
    [InlineData(200, 20, 18, 22)]
    [InlineData(199, 19, 17, 21)] // rounded down
    [InlineData(15, 1, 0, 3)]     // beyond it already: only back, and to the limit on the other side
    [InlineData(310, 30, long.MaxValue, long.MaxValue)] // beyond the position limit it does not bind
    public void Notional_caps_the_position(long usd, long cap, long buy, long sell)
    {
        using QuoterScript s = Ready((RiskParameterId.MaxNotionalUsdE8, usd * Units.E8));
        Hold(s, 2);
        Assert.Equal((cap, cap < 30 ? RiskLimit.Notional : RiskLimit.Position, buy, sell), Seen(s));
        s.Parameter((ParameterId)RiskParameterId.MaxNotionalUsdE8, 0);
        Assert.Equal((30L, RiskLimit.Position, long.MaxValue, long.MaxValue), Seen(s));
    }

    [Theory]
    [InlineData(12, 18, 2)]
    [InlineData(-12, 2, 18)]
    public void A_cap_is_the_same_for_long_and_short(long position, long more, long back)
    {
        using QuoterScript s = Ready((RiskParameterId.MaxNotionalUsdE8, 150 * Units.E8));
        Hold(s, position);
        (long cap, _, long buy, long sell) = Seen(s);
        Assert.Equal(15, cap);
        Assert.Equal(position > 0 ? (3L, 27L) : (27L, 3L), (buy, sell));
        _ = (more, back);
        Assert.True(s.Instrument.HighestLots <= 15 && s.Instrument.LowestLots >= -15);
    }

    [Fact]
    public void D10_A_limit_that_is_lowered_cuts_what_rests_at_once()
    {
        using QuoterScript s = Ready();
        s.Pass(300).AckAll();
        Assert.Equal((10L, 10L), (s.Instrument.Bids.WorstLots, s.Instrument.Asks.WorstLots));
        s.Commands.Clear();
        s.Parameter((ParameterId)RiskParameterId.MaxNotionalUsdE8, 40 * Units.E8);
        Assert.Equal(2, s.Commands.Count(static c => c.Verb == CommandVerb.Edit && c.SizeLots == 4));
        s.AckAll();
        Assert.Equal((4L, 4L), (s.Instrument.Bids.WorstLots, s.Instrument.Asks.WorstLots));
        s.Parameter((ParameterId)RiskParameterId.MaxNotionalUsdE8, 9 * Units.E8);
        s.AckAll();
        Assert.True(s.Instrument.HasNoOrders);
    }

    [Theory]
    [InlineData(0.02, 20)]
    [InlineData(0.0199999, 19)]
    [InlineData(1, 30)]
    public void Leverage_caps_the_position_by_the_equity_that_the_venue_states(double leverage, long cap)
    {
        using QuoterScript s = Ready((RiskParameterId.MaxLeverage, Real(leverage)));
        Account(s, Units.E8, 0);
        Assert.Equal((cap, cap < 30 ? RiskLimit.Leverage : RiskLimit.Position), (Seen(s).Cap, Seen(s).Cause));
    }

    [Fact]
    public void Leverage_without_a_stated_equity_leaves_nothing_where_there_is_a_venue()
    {
        using QuoterScript s = Ready((RiskParameterId.MaxLeverage, Real(5)));
        Assert.Equal(30, Seen(s).Cap);
        s.Gateway(GatewayPhase.Ready);
        Assert.Equal((0L, RiskLimit.Leverage), (Seen(s).Cap, Seen(s).Cause));
    }

    [Theory]
    [InlineData(50_000_000, false)]
    [InlineData(50_000_001, true)]
    [InlineData(99_000_000, true)]
    public void D12_Margin_above_its_share_adds_nothing_and_lets_go_below(long marginE8, bool binds)
    {
        using QuoterScript s = Ready((RiskParameterId.MaxMarginShare, Real(0.5)));
        Hold(s, 12);
        Account(s, Units.E8, marginE8);
        (long cap, RiskLimit cause, long buy, long sell) = Seen(s);
        // At the limit nothing more fits, and what rests stays: 12 lots are held, 10 more are bid for.
        if (!binds) Assert.Equal((22L, RiskLimit.ProjectedMargin, 10L, 34L), (cap, cause, buy, sell));
        else Assert.Equal((0L, RiskLimit.Margin, 0L, 12L), (cap, cause, buy, sell));
        Account(s, Units.E8, 10);
        Assert.Equal(RiskLimit.Position, Seen(s).Cause);
        Account(s, -5, 10);
        Assert.Equal(RiskLimit.Margin, Seen(s).Cause);
    }

    [Fact]
    public void Volatility_makes_the_cap_smaller_as_it_grows()
    {
        using QuoterScript s = Ready((RiskParameterId.VolatilityBudgetE8, 1_000), (RiskParameterId.VolatilityZ, Real(3)), (RiskParameterId.VolatilityHorizonNs, 60 * Units.NsPerSecond));
        s.Parameter(ParameterId.MaxPositionAmountE8, 1_000_000 * Units.E8, 0);
        s.Instrument.Volatility = Core.Signals.EwmaVolatility.WithHalfLife(30);
        Core.Signals.EwmaVolatility.Assume(ref s.Instrument.Volatility, 1);
        double sigma = s.Instrument.Volatility.SigmaBps, move = 3 * sigma * Math.Sqrt(60) * 1e-4;
        DecisionRecord record = default;
        LimitDesk.Limit(ref record, s.Block, ref s.Instrument);
        // A lot is 0.001 BTC, the budget 0.00001 BTC.
        Assert.Equal((long)Math.Floor(1e-5 / (0.001 * move)), record.CapLots);
        Assert.Equal((byte)RiskLimit.Volatility, record.CapCause);
        long calm = record.CapLots;
        Core.Signals.EwmaVolatility.Assume(ref s.Instrument.Volatility, 4);
        s.Instrument.Volatility = Core.Signals.EwmaVolatility.WithHalfLife(30);
        Core.Signals.EwmaVolatility.Assume(ref s.Instrument.Volatility, 4);
        LimitDesk.Limit(ref record, s.Block, ref s.Instrument);
        Assert.InRange(record.CapLots, calm / 4 - 1, calm / 4 + 1);
    }

    [Fact]
    public void The_side_that_adds_closes_at_its_share_of_the_cap_and_opens_below_the_lower_one()
    {
        using QuoterScript s = Ready((RiskParameterId.SideStopShare, Real(1)), (RiskParameterId.SideReleaseShare, Real(0.5)));
        foreach ((long position, long closed) in ((long, long)[])[(29, 0), (30, 1), (20, 1), (15, 1), (14, 0), (-30, -1), (-16, -1), (-14, 0), (30, 1), (-1, 0)])
        {
            s.Instrument.PositionLots = position;
            (_, RiskLimit cause, long buy, long sell) = Seen(s);
            Assert.Equal(closed, s.Instrument.Risk.StoppedSide);
            Assert.Equal((closed > 0, closed < 0), (buy == 0, sell == 0));
            Assert.Equal(closed != 0, cause == RiskLimit.SideStop);
        }
    }

    [Fact]
    public void D16_A_funding_payment_near_caps_what_is_held_over_it()
    {
        using QuoterScript s = Ready((RiskParameterId.FundingCapAmountE8, 50 * Units.E8), (RiskParameterId.FundingIntervalNs, 3600 * Units.NsPerSecond), (RiskParameterId.FundingWindowNs, 60 * Units.NsPerSecond));
        long hour = 3600 * Units.NsPerSecond, next = (s.NowNs / hour + 1) * hour;
        foreach ((long beforeNs, long cap) in ((long, long)[])[(60 * Units.NsPerSecond + 1, 30), (60 * Units.NsPerSecond, 5), (1, 5), (0, 30)])
        {
            DecisionRecord record = default;
            s.Block.Head.NowNs = next - beforeNs;
            LimitDesk.Limit(ref record, s.Block, ref s.Instrument);
            Assert.Equal((cap, cap < 30 ? RiskLimit.Funding : RiskLimit.Position), (record.CapLots, (RiskLimit)record.CapCause));
        }
    }

    [Fact]
    public void An_expiry_near_caps_what_is_held_towards_it_to_nothing_if_no_amount_is_given()
    {
        using QuoterScript s = Ready((RiskParameterId.ExpiryWindowNs, 100));
        s.Instrument.Spec.ExpiryNs = s.NowNs + 1_000;
        foreach ((long beforeNs, long cap) in ((long, long)[])[(101, 30), (100, 0), (-5, 0)])
        {
            DecisionRecord record = default;
            s.Block.Head.NowNs = s.Instrument.Spec.ExpiryNs - beforeNs;
            LimitDesk.Limit(ref record, s.Block, ref s.Instrument);
            Assert.Equal(cap, record.CapLots);
        }
    }

    [Fact]
    public void The_gross_of_all_instruments_counts_every_order_of_the_others_as_filled()
    {
        using QuoterScript s = Ready((RiskParameterId.MaxGrossUsdE8, 400 * Units.E8));
        s.Name("BTC-27JUN", 1).Define(instrument: 1);
        ref InstrumentState other = ref s.Block[1];
        other.PositionLots = -5;
        int slot = OrderSide.Take(ref other.Asks);
        OwnOrders.Placed(ref other.Asks[slot], 900, sell: true, 20_000, 7, s.NowNs);
        other.Asks[slot].State = OwnOrderState.Unknown;
        DecisionRecord record = default;
        LimitDesk.Limit(ref record, s.Block, ref s.Instrument);
        Assert.Equal((28L, (byte)RiskLimit.Gross), (record.CapLots, record.CapCause));
    }

    [Theory]
    [InlineData(100, 10)]
    [InlineData(70, 7)]
    [InlineData(79, 7)]
    public void No_order_is_larger_than_the_largest(long usd, long lots)
    {
        using QuoterScript s = Ready((RiskParameterId.MaxOrderAmountE8, usd * Units.E8));
        s.Pass(300, 3).AckAll();
        Assert.Equal((lots, lots), (s.Instrument.Bids.WorstLots, s.Instrument.Asks.WorstLots));
        Assert.Equal(lots < 10, s.Decisions[^1].Clamps.HasFlag(Clamps.RiskSize) || s.Decisions.Any(static d => d.Clamps.HasFlag(Clamps.RiskSize)));
    }

    [Fact]
    public void What_flattens_is_cut_to_the_largest_order_too()
    {
        using QuoterScript s = Ready((RiskParameterId.MaxOrderAmountE8, 70 * Units.E8), (RiskParameterId.FlattenShare, Real(1)));
        Hold(s, 25);
        s.Commands.Clear();
        s.Operator(OperatorVerb.Flatten).AckAll();
        Assert.Equal(7, Assert.Single(s.Commands, static one => one.Verb == CommandVerb.Place).SizeLots);
    }

    [Fact]
    public void All_orders_of_a_side_have_no_more_than_the_most_of_a_side()
    {
        using QuoterScript s = QuoterScript.Ready(static one => one.Parameter(ParameterId.LevelCount, 4).Real(ParameterId.Spacing, 3));
        s.Parameter(ParameterId.MaxPositionAmountE8, 1000 * Units.E8, 0).Pass(300, 4).AckAll();
        Assert.Equal(40, s.Instrument.Bids.WorstLots);
        s.Parameter((ParameterId)RiskParameterId.MaxLadderAmountE8, 250 * Units.E8).Pass(300, 4).AckAll();
        Assert.Equal((25L, 25L), (s.Instrument.Bids.WorstLots, s.Instrument.Asks.WorstLots));
    }

    [Theory]
    [InlineData(RiskParameterId.MaxInstrumentOrders)]
    [InlineData(RiskParameterId.MaxOpenOrders)]
    public void No_more_orders_than_the_limit_are_placed_and_the_best_prices_come_first(RiskParameterId limit)
    {
        using QuoterScript s = QuoterScript.Ready(one => one.Parameter(ParameterId.LevelCount, 4).Real(ParameterId.Spacing, 3).Parameter((ParameterId)limit, 3));
        s.Parameter(ParameterId.MaxPositionAmountE8, 1000 * Units.E8, 0).Pass(300, 6).AckAll().Pass(300, 6).AckAll();
        Assert.Equal(3, s.Instrument.Bids.Count + s.Instrument.Asks.Count);
        Assert.True(s.Decisions[^1].Suppressions.HasFlag(Suppressions.BidOrderLimit) || s.Decisions.Any(static d => d.Suppressions.HasFlag(Suppressions.AskOrderLimit)));
        s.Parameter((ParameterId)limit, 4).Pass(300, 6).AckAll();
        Assert.Equal(4, s.Instrument.Bids.Count + s.Instrument.Asks.Count);
    }
}
