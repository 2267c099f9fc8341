using System;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Risk;
using Minnow.Core.Signals;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>The caps of risk by themselves: the smallest value, the boundary, what is not known. Instruments 0 and 1 are inverse in BTC, 2 is inverse in ETH, 3 linear in USDC; a limit of 30 lots.</summary>
public sealed class LimitDeskTests : IDisposable
{
    private const long Second = Units.NsPerSecond;
    private readonly QuoterScript _s = new(5);

    public LimitDeskTests()
    {
        _s.Name("BTC-PERPETUAL").Define().Name("BTC-27JUN", 1).Define(instrument: 1).Name("ETH-PERPETUAL", 2).Define(instrument: 2)
            .Name("SOL_USDC-PERPETUAL", 3).Define(tickE8: Units.E8 / 100, lotE8: Units.E8 / 10, contract: ContractKind.Linear, instrument: 3).Wait(Second).Timer();
        // One lot of the first is 0.001 BTC.
        for (int i = 0; i < 4; i++) Of(i).Risk.Account.MarkE8 = 10_000 * Units.E8;
        Of(0).Parameters.MaxPositionAmountE8 = 300 * Units.E8;
    }

    public void Dispose() => _s.Dispose();

    private ref InstrumentState Of(int instrument) => ref _s.Block[instrument];

    private ref RiskParameters Own => ref _s.Block[0].Risk.Parameters;

    private ref RiskParameters All => ref _s.Block.Head.Risk.Parameters;

    private DecisionRecord Limit(int instrument = 0, long roomLots = long.MaxValue)
    {
        DecisionRecord record = default;
        ref InstrumentState of = ref Of(instrument);
        of.NetBuyRoomLots = of.NetSellRoomLots = roomLots;
        LimitDesk.Limit(ref record, _s.Block, ref of);
        return record;
    }

    private (long Cap, RiskLimit Cause) Cap(int instrument = 0)
    {
        DecisionRecord record = Limit(instrument);
        return (record.CapLots, (RiskLimit)record.CapCause);
    }

    private (long Buy, long Sell) Room(long roomLots = long.MaxValue)
    {
        Limit(roomLots: roomLots);
        return (Of(0).NetBuyRoomLots, Of(0).NetSellRoomLots);
    }

    [Theory]
    [InlineData(305, 10, 30)]
    [InlineData(0, 10, 0)]
    [InlineData(-300, 10, 0)]
    [InlineData(1, 1, 1)]
    [InlineData(300, 0, 0)]
    public void The_position_limit_is_the_largest_cap(long amountE8, long lotE8, long cap)
    {
        (Of(0).Parameters.MaxPositionAmountE8, Of(0).Spec.LotE8) = (amountE8, lotE8);
        Assert.Equal((cap, RiskLimit.Position), Cap());
        Assert.Equal((long.MaxValue, long.MaxValue), Room());
        Assert.Equal(Clamps.None, Limit().Clamps);
        // Near a payment or an expiry an instrument without a lot divides by nothing.
        (Own.FundingCapAmountE8, Own.FundingIntervalNs, Own.FundingWindowNs, Own.ExpiryWindowNs, Of(0).Spec.ExpiryNs) = (1, 1, 1, 1, 1);
        Cap();
    }

    [Theory]
    [InlineData(0, RiskLimit.Position)]
    [InlineData(-1, RiskLimit.Position)]
    [InlineData(1, RiskLimit.Volatility)]
    public void Each_limit_is_off_at_nothing_and_holds_at_the_smallest_value(long value, RiskLimit first)
    {
        bool binds = value > 0;
        Of(0).Parameters.VolatilityFloorBps = 1;
        Of(0).Volatility = EwmaVolatility.WithHalfLife(30);
        EwmaVolatility.Assume(ref Of(0).Volatility, 1);
        (long, RiskLimit) Of0(RiskLimit limit) => binds ? (0, limit) : (30, RiskLimit.Position);
        Own.VolatilityBudgetE8 = value;
        Assert.Equal(Of0(first), Cap());
        Own.VolatilityBudgetE8 = 0;
        Own.MaxNotionalUsdE8 = value;
        Assert.Equal(Of0(RiskLimit.Notional), Cap());
        Own.MaxNotionalUsdE8 = 0;
        (Own.FundingCapAmountE8, Own.FundingIntervalNs, Own.FundingWindowNs) = (value, 1, 1);
        Assert.Equal(Of0(RiskLimit.Funding), Cap());
        Own.FundingCapAmountE8 = 0;
        (Own.ExpiryWindowNs, Of(0).Spec.ExpiryNs) = (value, _s.NowNs + 1);
        Assert.Equal(Of0(RiskLimit.Expiry), Cap());
        Own.ExpiryWindowNs = 0;
        All.MaxGrossUsdE8 = value;
        Assert.Equal(Of0(RiskLimit.Gross), Cap());
        All.MaxGrossUsdE8 = 0;
        // A millionth of the equity is no lot.
        (All.MaxLeverage, _s.Block.Head.Risk.Coins[0].EquityE8) = (value * 1e-6, Units.E8);
        Assert.Equal(Of0(RiskLimit.Leverage), Cap());
        All.MaxLeverage = 0;
        (All.MaxMarginShare, _s.Block.Head.Risk.Coins[0].InitialMarginE8) = (value * 1e-9, 1);
        Assert.Equal(Of0(RiskLimit.Margin), Cap());
    }

    [Fact]
    public void Of_two_limits_the_smaller_one_is_named_and_of_equal_ones_the_first()
    {
        (Own.MaxNotionalUsdE8, All.MaxGrossUsdE8) = (200 * Units.E8, 200 * Units.E8);
        Assert.Equal((20, RiskLimit.Notional), Cap());
        All.MaxGrossUsdE8 = 190 * Units.E8;
        Assert.Equal((19, RiskLimit.Gross), Cap());
        Own.MaxNotionalUsdE8 = 300 * Units.E8;
        All.MaxGrossUsdE8 = 0;
        Assert.Equal((30, RiskLimit.Position), Cap());
        Assert.Equal(Clamps.None, Limit().Clamps);
        Own.MaxNotionalUsdE8 = 299 * Units.E8;
        Assert.Equal(Clamps.RiskCap, Limit().Clamps);
    }

    [Theory]
    [InlineData(0, 5, 0, false)]
    [InlineData(10, 0, 0, false)]
    [InlineData(10, 5, 5, true)]
    [InlineData(10, 5, 4, false)]
    [InlineData(10, 5, 9, true)]
    [InlineData(10, 1, 9, true)]
    [InlineData(1, 1, 0, true)]
    public void A_payment_is_near_within_its_window_before_it(long intervalNs, long windowNs, long phaseNs, bool isNear)
    {
        (Own.FundingCapAmountE8, Own.FundingIntervalNs, Own.FundingWindowNs) = (59 * Units.E8, intervalNs, windowNs);
        _s.Block.Head.NowNs = 1_000_000 + phaseNs;
        Assert.Equal(isNear ? (5, RiskLimit.Funding) : (30, RiskLimit.Position), Cap());
    }

    [Theory]
    [InlineData(0, 100, false)]
    [InlineData(-5, 100, false)]
    [InlineData(long.MaxValue, long.MaxValue, false)]
    [InlineData(1, 100, true)]
    public void An_instrument_without_an_expiry_is_never_near_one(long expiryNs, long windowNs, bool isNear)
    {
        (Own.ExpiryCapAmountE8, Own.ExpiryWindowNs, Of(0).Spec.ExpiryNs) = (59 * Units.E8, windowNs, expiryNs);
        Assert.Equal(isNear ? (5, RiskLimit.Expiry) : (30, RiskLimit.Position), Cap());
        // What is far is not near.
        Of(0).Spec.ExpiryNs = _s.NowNs + windowNs / 2 + 1000;
        Assert.Equal((30, RiskLimit.Position), Own.ExpiryWindowNs < 1000 ? Cap() : (30, RiskLimit.Position));
    }

    [Theory]
    [InlineData(100, 50, 0.5)]
    [InlineData(100, 1, 0.01)]
    [InlineData(1, 2, 2.0)]
    [InlineData(100, 0, 0.0)]
    [InlineData(0, 0, 0.0)]
    [InlineData(100, -5, 0.0)]
    [InlineData(0, 1, double.PositiveInfinity)]
    [InlineData(-1, 1, double.PositiveInfinity)]
    [InlineData(Units.Missing, 1, 0.0)]
    [InlineData(100, Units.Missing, 0.0)]
    public void D12_Margin_in_use_is_its_share_of_equity_and_all_of_what_is_none(long equityE8, long marginE8, double share) =>
        Assert.Equal(share, LimitDesk.MarginShare(new CoinAccount { EquityE8 = equityE8, InitialMarginE8 = marginE8 }));

    [Fact]
    public void D12_Margin_beyond_its_share_closes_both_sides_but_for_the_way_back()
    {
        All.MaxMarginShare = 0.5;
        // What the venue states is looked at here; what our own rule makes of it has its own tests.
        (Own.InitialMarginShare, Own.MarginSharePerCoin) = (0, 0);
        ref CoinAccount coin = ref _s.Block.Head.Risk.Coins[0];
        (coin.EquityE8, coin.InitialMarginE8) = (100, 50);
        Assert.Equal((30, RiskLimit.Position), Cap());
        coin.InitialMarginE8 = 51;
        Of(0).PositionLots = -4;
        Assert.Equal((4L, 0L), Room());
        // Also where the position limit leaves nothing anyway, and before any side stop.
        (Of(0).Parameters.MaxPositionAmountE8, Own.SideStopShare) = (0, 0.5);
        Assert.Equal((0, RiskLimit.Margin), Cap());
        Assert.Equal((4L, 0L), Room());
        // Another coin's margin is not ours; of a coin that has no account nothing is known.
        Of(0).Risk.Coin = 1;
        Assert.Equal(RiskLimit.SideStop, Cap().Cause);
        (Of(0).Risk.Coin, Of(0).Parameters.MaxPositionAmountE8, Own.SideStopShare) = (-1, 300 * Units.E8, 2);
        Assert.Equal((0, RiskLimit.Margin), Cap());
        (All.MaxLeverage, All.MaxMarginShare) = (1, 0);
        Assert.Equal((0, RiskLimit.Margin), Cap());
        Of(0).Risk.Coin = 1;
        Assert.Equal((30, RiskLimit.Position), Cap());
    }

    [Fact]
    public void A_lot_in_usd_is_its_amount_or_its_worth_rounded_up()
    {
        InstrumentState inverse = Of(0), linear = Of(3);
        Assert.Equal(10 * Units.E8, LimitDesk.UsdPerLotE8(in inverse));
        inverse.Spec.LotE8 = -1;
        Assert.Equal(0, LimitDesk.UsdPerLotE8(in inverse));
        inverse.Spec.LotE8 = 1;
        Assert.Equal(1, LimitDesk.UsdPerLotE8(in inverse));
        Assert.Equal(1_000 * Units.E8, LimitDesk.UsdPerLotE8(in linear));
        // A tenth of 1.00000001 halves: whatever is over a whole unit is one more.
        linear.Risk.Account.MarkE8 = 0;
        foreach ((long half, long lot, long usd) in ((long, long, long)[])[(20, Units.E8 / 10, 1), (21, Units.E8 / 10, 2), (40, Units.E8 / 10, 2), (1, 1, 1), (2 * Units.E8, 1, 1), (2 * Units.E8 + 1, 1, 2), (0, 1, 0), (5, 0, 0), (5, -1, 0)])
        {
            (linear.Risk.Account.MidHalfE8, linear.Spec.LotE8) = (half, lot);
            Assert.Equal(usd, LimitDesk.UsdPerLotE8(in linear));
        }
        (linear.Risk.Account.MidHalfE8, linear.Spec.LotE8) = (2 * Units.E8, long.MaxValue - 1);
        Assert.Equal(long.MaxValue - 1, LimitDesk.UsdPerLotE8(in linear));
        linear.Spec.LotE8 = long.MaxValue;
        Assert.Equal(0, LimitDesk.UsdPerLotE8(in linear));
        linear.Spec.Contract = ContractKind.Option;
        (linear.Risk.Account.MidHalfE8, linear.Spec.LotE8) = (2 * Units.E8, 1);
        Assert.Equal(0, LimitDesk.UsdPerLotE8(in linear));
    }

    private void Work(int instrument, bool sell, long openLots, long untoldLots = 0)
    {
        ref OrderSide side = ref Of(instrument).Side(sell);
        int slot = OrderSide.Take(ref side);
        side[slot] = new OwnOrder { OrderId = 1 + slot, State = OwnOrderState.Working, IsSell = sell ? 1 : 0, OpenLots = openLots, UntoldLots = untoldLots };
    }

    [Theory]
    [InlineData(0, 0, 0, 40)]
    [InlineData(7, 0, 0, 33)]
    [InlineData(-7, 0, 0, 33)]
    [InlineData(7, 3, 9, 30)]  // the larger of 10 long and 2 short
    [InlineData(7, 3, 20, 27)] // 13 short
    [InlineData(-7, 3, 0, 33)]
    [InlineData(-7, 20, 3, 27)]
    public void The_gross_of_all_counts_the_others_at_their_worst_side(long position, long buys, long sells, long cap)
    {
        All.MaxGrossUsdE8 = 400 * Units.E8;
        Of(0).Parameters.MaxPositionAmountE8 = 1_000 * Units.E8;
        Of(2).PositionLots = position;
        if (buys != 0) Work(2, sell: false, buys);
        if (sells != 0) Work(2, sell: true, sells);
        Assert.Equal((cap, RiskLimit.Gross), Cap());
        // Its own position is what the cap is about.
        Of(0).PositionLots = 5;
        Assert.Equal(cap, Cap().Cap);
        All.MaxGrossUsdE8 = 400 * Units.E8 - 1;
        Assert.Equal(cap - 1, Cap().Cap);
        All.MaxGrossUsdE8 = 5;
        Assert.Equal(0, Cap().Cap);
        // What is behind the last instrument is none.
        (All.MaxGrossUsdE8, Of(4).PositionLots, Of(4).Spec.LotE8, Of(4).Spec.Contract) = (400 * Units.E8, 9, 10 * Units.E8, ContractKind.Inverse);
        Assert.Equal(cap, Cap().Cap);
    }

    [Fact]
    public void What_an_other_instrument_holds_without_a_known_worth_leaves_nothing_and_what_holds_nothing_does_not_matter()
    {
        All.MaxGrossUsdE8 = 10_000_000 * Units.E8;
        All.MaxLeverage = 1;
        _s.Block.Head.Risk.Coins[0].EquityE8 = Units.E8;
        Of(3).Risk.Account.MarkE8 = Of(1).Risk.Account.MarkE8 = 0;
        Assert.Equal((30, RiskLimit.Position), Cap());
        Of(3).PositionLots = 1;
        Assert.Equal((0, RiskLimit.Gross), Cap());
        // One that follows it, and whose worth is known, does not make it known.
        (Of(3).PositionLots, Of(1).PositionLots, Of(2).PositionLots) = (0, -1, 1);
        Of(1).Spec.LotE8 = 0;
        Assert.Equal((0, RiskLimit.Gross), Cap());
        All.MaxGrossUsdE8 = 0;
        Assert.Equal((0, RiskLimit.Leverage), Cap());
        Of(1).Risk.Account.MarkE8 = 1;
        Of(1).Risk.Account.Terms.LotE8 = 0;
        Assert.Equal((0, RiskLimit.Leverage), Cap());
        (Of(1).Risk.Account.Terms.LotE8, Of(1).Risk.Account.MarkE8) = (1, 10_000 * Units.E8);
        Assert.Equal((30, RiskLimit.Position), Cap());
        // Its own worth, too.
        Of(0).Risk.Account.MarkE8 = 0;
        Assert.Equal((0, RiskLimit.Leverage), Cap());
    }

    [Fact]
    public void Leverage_counts_the_worst_of_all_instruments_of_the_coin_and_of_no_other()
    {
        (Of(0).Parameters.MaxPositionAmountE8, All.MaxLeverage) = (100_000 * Units.E8, 2);
        _s.Block.Head.Risk.Coins[0].EquityE8 = Units.E8;
        Assert.Equal((2_000, RiskLimit.Leverage), Cap());
        Of(1).PositionLots = -300;
        Work(1, sell: true, 100);
        Of(2).PositionLots = 900;
        Assert.InRange(Cap().Cap, 1_599, 1_600);
        Work(1, sell: true, 2_000);
        Assert.Equal((0, RiskLimit.Leverage), Cap());
        // With a venue an equity that was not stated is none; without one nobody states it.
        _s.Block.Head.Risk.Coins[0].EquityE8 = Units.Missing;
        Assert.Equal(RiskLimit.Position, Cap().Cause);
        _s.Block.Head.Gateway = (long)GatewayPhase.Ready;
        Assert.Equal((0, RiskLimit.Leverage), Cap());
        _s.Block.Head.Risk.Coins[0].EquityE8 = -Units.E8;
        Assert.Equal((0, RiskLimit.Leverage), Cap());
    }

    [Theory]
    [InlineData(0.5, 0.2, 0.5)]
    [InlineData(0.1, 0.2, 0.2)] // the floor
    public void The_volatility_cap_is_the_budget_by_what_a_lot_may_lose(double sigma, double floor, double counted)
    {
        (Own.VolatilityBudgetE8, Own.VolatilityZ, Own.VolatilityHorizonNs) = (12_345, 2, 25 * Second);
        (Of(0).Parameters.MaxPositionAmountE8, Of(0).Parameters.VolatilityFloorBps) = (1_000_000_000 * Units.E8, floor);
        Of(0).Volatility = EwmaVolatility.WithHalfLife(30);
        EwmaVolatility.Assume(ref Of(0).Volatility, sigma);
        counted = Math.Max(Of(0).Volatility.SigmaBps, floor);
        double lots = 1.2345e-4 / (0.001 * 2 * counted * 5 * 1e-4);
        Assert.Equal((long)lots, Cap().Cap);
        Assert.Equal(RiskLimit.Volatility, Cap().Cause);
        // No volatility, no price: nothing is known.
        Of(0).Volatility = EwmaVolatility.WithHalfLife(30);
        Assert.Equal((0, RiskLimit.Volatility), Cap());
        EwmaVolatility.Assume(ref Of(0).Volatility, sigma);
        Of(0).Risk.Account.MarkE8 = 0;
        Assert.Equal((0, RiskLimit.Volatility), Cap());
    }

    [Theory]
    [InlineData(0.9999, 0)]
    [InlineData(1.5e15, 1_000_000_000_000_000)]
    [InlineData(1, 1)]
    [InlineData(1.9999, 1)]
    [InlineData(2, 2)]
    [InlineData(1e15, 1_000_000_000_000_000)]
    [InlineData(1e18, 1_000_000_000_000_000)]
    public void Lots_are_whole_and_no_more_than_can_be_counted(double lots, long cap)
    {
        // A linear lot of one coin at 1: a lot is one of the settlement coin.
        ref InstrumentState of = ref Of(3);
        (of.Spec.LotE8, of.Risk.Account.Terms.LotE8, of.Risk.Account.MarkE8, of.Parameters.MaxPositionAmountE8) = (1, Units.E8, Units.E8, long.MaxValue);
        (All.MaxLeverage, _s.Block.Head.Risk.Coins[2].EquityE8) = (lots, Units.E8);
        Assert.Equal((cap, RiskLimit.Leverage), Cap(3));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(OwnOrders.MaxLots, OwnOrders.MaxLots)]
    [InlineData(OwnOrders.MaxLots + 1, OwnOrders.MaxLots)]
    public void A_cap_by_notional_is_no_more_than_an_order_may_have(long notionalE8, long cap)
    {
        (Of(0).Spec.LotE8, Of(0).Parameters.MaxPositionAmountE8, Own.MaxNotionalUsdE8) = (1, long.MaxValue, notionalE8);
        Assert.Equal(notionalE8 == 0 ? long.MaxValue : cap, Cap().Cap);
    }

    [Theory]
    [InlineData(0, 10, 10)]
    [InlineData(4, 6, 14)]
    [InlineData(-4, 14, 6)]
    [InlineData(12, 0, 22)]
    [InlineData(-12, 22, 0)]
    public void A_cap_leaves_each_side_the_way_to_it_less_what_is_filled_or_being_taken(long position, long buy, long sell)
    {
        Own.MaxNotionalUsdE8 = 100 * Units.E8;
        Of(0).PositionLots = position;
        Assert.Equal((buy, sell), Room());
        // What is left by others stays where it is less.
        Assert.Equal((Math.Min(5, buy), Math.Min(5, sell)), Room(roomLots: 5));
        foreach (bool side in (bool[])[false, true])
        {
            // What is being taken may be more than is left: that much less than nothing.
            (long, long) Less(long filled, long taken) => side ? (buy, Math.Max(0, sell - filled) - taken) : (Math.Max(0, buy - filled) - taken, sell);
            Of(0).Taker = new OwnOrder { State = OwnOrderState.Working, IsSell = side ? 1 : 0, OpenLots = 3 };
            Assert.Equal(Less(0, 3), Room());
            Of(0).Hedger = new OwnOrder { State = OwnOrderState.Working, IsSell = side ? 1 : 0, OpenLots = 1, UntoldLots = 1 };
            Assert.Equal(Less(1, 4), Room());
            Of(0).Taker = Of(0).Hedger = default;
            // Quotes themselves are what the room is for.
            Work(0, side, openLots: 4, untoldLots: 1);
            Assert.Equal(Less(1, 0), Room());
            Of(0).Bids = Of(0).Asks = default;
        }
    }

    [Fact]
    public void Orders_of_every_kind_and_instrument_are_counted_and_the_tighter_limit_holds()
    {
        Assert.Equal(long.MaxValue, LimitDesk.OrdersLeft(_s.Block, in Of(0)));
        Work(0, sell: false, 1);
        Work(0, sell: true, 1);
        Work(0, sell: true, 1);
        Of(0).Taker.State = OwnOrderState.Working;
        Of(0).Hedger.State = OwnOrderState.Unknown;
        Work(3, sell: false, 1);
        Assert.Equal((5, 0, 1), (LimitDesk.OrderCount(in Of(0)), LimitDesk.OrderCount(in Of(1)), LimitDesk.OrderCount(in Of(3))));
        Own.MaxInstrumentOrders = 7;
        Assert.Equal((2, long.MaxValue), (LimitDesk.OrdersLeft(_s.Block, in Of(0)), LimitDesk.OrdersLeft(_s.Block, in Of(1))));
        All.MaxOpenOrders = 7;
        Assert.Equal((1, 1), (LimitDesk.OrdersLeft(_s.Block, in Of(0)), LimitDesk.OrdersLeft(_s.Block, in Of(1))));
        All.MaxOpenOrders = 20;
        Assert.Equal((2, 14), (LimitDesk.OrdersLeft(_s.Block, in Of(0)), LimitDesk.OrdersLeft(_s.Block, in Of(1))));
        Of(4).Taker.State = Of(4).Hedger.State = OwnOrderState.Working;
        Assert.Equal(14, LimitDesk.OrdersLeft(_s.Block, in Of(1)));
        (All.MaxOpenOrders, Own.MaxInstrumentOrders) = (1, 1);
        Assert.Equal(-5, LimitDesk.OrdersLeft(_s.Block, in Of(0)));
    }

    [Fact]
    public void A_side_that_was_closed_at_its_share_opens_below_the_lower_share_of_the_cap_of_then()
    {
        (Own.SideStopShare, Own.SideReleaseShare) = (1, 0.5);
        Clamps Clamped(long position)
        {
            Of(0).PositionLots = position;
            return Limit().Clamps;
        }

        Assert.Equal((Clamps.None, 0L), (Clamped(29), Of(0).Risk.StoppedSide));
        Assert.Equal((Clamps.RiskCap, 1L), (Clamped(30), Of(0).Risk.StoppedSide));
        Assert.Equal((0L, long.MaxValue), Room());
        Assert.Equal((Clamps.RiskCap, 1L), (Clamped(15), Of(0).Risk.StoppedSide));
        Assert.Equal((Clamps.None, 0L), (Clamped(14), Of(0).Risk.StoppedSide));
        Assert.Equal((Clamps.RiskCap, -1L), (Clamped(-30), Of(0).Risk.StoppedSide));
        Assert.Equal((long.MaxValue, 0L), Room());
        // On the other side, and flat, it is over however far.
        Assert.Equal((Clamps.None, 0L), (Clamped(16), Of(0).Risk.StoppedSide));
        Clamped(30);
        Assert.Equal((Clamps.None, 0L), (Clamped(0), Of(0).Risk.StoppedSide));
        // With a cap of nothing, flat is no side.
        Own.MaxNotionalUsdE8 = 1;
        Assert.Equal(RiskLimit.Notional, Cap().Cause);
        Assert.Equal(0, Of(0).Risk.StoppedSide);
        Own.MaxNotionalUsdE8 = 0;
        // Switched off it lets go.
        Clamped(30);
        Own.SideStopShare = 1.01;
        Assert.Equal((Clamps.None, 0L), (Clamped(30), Of(0).Risk.StoppedSide));
        Own.SideStopShare = double.NaN;
        Assert.Equal(Clamps.None, Clamped(30));
    }
}
