using System.Linq;
using Minnow.Exchange.Engine;
using Xunit;

namespace Minnow.Exchange.Tests.Engine;

public sealed class MatchingTests
{
    private readonly World _world = new();

    [Fact]
    public void The_better_price_goes_first_then_the_older_order()
    {
        _world.Sell(_world.Ann, 10, 50_001);
        _world.Sell(_world.Bob, 20, 50_000.5);
        _world.Sell(_world.Ann, 30, 50_000.5);
        OrderResult taker = _world.Buy(_world.Cid, 40, 50_001);
        Assert.Equal([20, 20], taker.Trades.Select(row => row.Trade.AmountE8 / 1e8));
        Assert.Equal(["bob", "ann"], taker.Trades.Select(row => row.Trade.Maker.Account.Name));
        Assert.All(taker.Trades, row => Assert.Equal(World.E8(50_000.5), row.Trade.PriceE8));
        Assert.Equal("ann:10@50000.5 ann:10@50001", _world.Queue(OrderSide.Sell));
        Assert.Equal(OrderState.Filled, taker.Order!.State);
        Assert.Equal(50_000.5m, taker.Order.AveragePrice);
        _world.CheckInvariants();
    }

    [Fact]
    public void A_request_tells_its_trades_orders_levels_and_positions_in_one_group()
    {
        _world.Sell(_world.Ann, 10, 50_000.5);
        _world.Log.Clear();
        _world.Buy(_world.Bob, 20, 50_000.5);
        Assert.Equal(
            [
                "trade buy 10@50000.5", "fill ann M", "order ann filled 10/10", "fill bob T", "order bob open 10/20",
                "level buy 50000.5 10", "level sell 50000.5 0", "book done", "position ann -10", "position bob 10", "done",
            ],
            _world.Log);
    }

    [Fact]
    public void Trade_sequences_are_consecutive_and_change_ids_are_not()
    {
        _world.Sell(_world.Ann, 50, 50_001);
        long change = _world.Instrument.ChangeId;
        bool skipped = false;
        for (int i = 0; i < 5; i++)
        {
            _world.Buy(_world.Bob, 10, 50_001);
            skipped |= _world.Instrument.ChangeId != change + 1;
            change = _world.Instrument.ChangeId;
        }

        Assert.True(skipped);
        Assert.Equal([1, 2, 3, 4, 5], _world.Trades.Select(trade => trade.Sequence));
    }

    [Fact]
    public void Ids_carry_the_currency_except_for_bitcoin()
    {
        World linear = new(spec: InstrumentSpec.BtcUsdcPerpetual() with { SpeedBumpUs = 0 });
        linear.Engine.Deposit(linear.Ann, "USDC", World.E8(1_000_000));
        Assert.StartsWith("USDC-", linear.Rests(linear.Buy(linear.Ann, 0.001, 50_000)).Id);
        string bare = _world.Rests(_world.Buy(_world.Ann, 10, 50_000)).Id;
        Assert.True(bare.All(char.IsAsciiDigit));
        Assert.Same(_world.Ann, _world.Engine.FindOrder(bare)!.Account);
    }

    [Fact]
    public void Immediate_or_cancel_leaves_nothing()
    {
        _world.Sell(_world.Ann, 10, 50_001);
        OrderResult taker = _world.Engine.Place(_world.Ask(_world.Bob, OrderSide.Buy, 30, 50_001) with { TimeInForce = TimeInForce.ImmediateOrCancel });
        Assert.Equal(OrderState.Cancelled, taker.Order!.State);
        Assert.Equal(World.E8(10), taker.Order.FilledE8);
        Assert.Empty(_world.Bob.OpenOrders);
    }

    [Theory]
    [InlineData(30, OrderState.Filled)]
    [InlineData(40, OrderState.Cancelled)]
    public void Fill_or_kill_is_all_or_nothing(double amount, OrderState state)
    {
        _world.Sell(_world.Ann, 10, 50_000.5);
        _world.Sell(_world.Ann, 20, 50_001);
        _world.Sell(_world.Ann, 90, 50_001.5);
        OrderResult taker = _world.Engine.Place(_world.Ask(_world.Bob, OrderSide.Buy, amount, 50_001) with { TimeInForce = TimeInForce.FillOrKill });
        Assert.Equal(state, taker.Order!.State);
        Assert.Equal(state == OrderState.Filled ? amount : 0, _world.Size(_world.Bob));
    }

    [Fact]
    public void A_market_order_stops_at_the_band_and_leaves_nothing()
    {
        _world.Sell(_world.Ann, 10, 50_500);
        _world.Sell(_world.Ann, 10, 50_800);
        OrderResult taker = _world.Engine.Place(_world.Ask(_world.Bob, OrderSide.Buy, 30) with { Type = OrderType.Market });
        Assert.Equal(World.E8(10), taker.Order!.FilledE8);
        Assert.Equal(OrderState.Cancelled, taker.Order.State);
    }

    [Fact]
    public void A_market_limit_order_rests_at_the_best_price_it_met()
    {
        _world.Sell(_world.Ann, 10, 50_001);
        _world.Sell(_world.Ann, 10, 50_002);
        Order order = _world.Rests(_world.Engine.Place(_world.Ask(_world.Bob, OrderSide.Buy, 30) with { Type = OrderType.MarketLimit }));
        Assert.Equal((World.E8(50_001), OrderType.Limit, OrderType.MarketLimit), (order.PriceE8, order.Type, order.OriginalType));
        Assert.Equal("bob:20@50001", _world.Queue(OrderSide.Buy));
    }

    [Fact]
    public void A_post_only_order_that_would_take_moves_one_tick_inside()
    {
        _world.Sell(_world.Ann, 10, 50_001);
        _world.Buy(_world.Ann, 10, 49_999);
        Assert.Equal(World.E8(50_000.5), _world.Rests(_world.Engine.Place(_world.Ask(_world.Bob, OrderSide.Buy, 10, 50_100) with { PostOnly = true })).PriceE8);
        _world.Engine.CancelAll(_world.Bob, new CancelFilter());
        Assert.Equal(World.E8(49_999.5), _world.Rests(_world.Engine.Place(_world.Ask(_world.Bob, OrderSide.Sell, 10, 49_900) with { PostOnly = true })).PriceE8);
        Assert.Empty(_world.Trades);
    }

    [Fact]
    public void A_rejecting_post_only_order_that_would_take_is_refused()
    {
        _world.Sell(_world.Ann, 10, 50_001);
        OrderRequest request = _world.Ask(_world.Bob, OrderSide.Buy, 10, 50_001) with { PostOnly = true, RejectPostOnly = true };
        Assert.Equal(11054, _world.Engine.Place(request).Error.Code);
        Assert.Equal(11055, _world.Engine.Place(request with { TimeInForce = TimeInForce.ImmediateOrCancel }).Error.Code);
        Assert.Equal(11055, _world.Engine.Place(request with { Type = OrderType.Market }).Error.Code);
    }

    [Theory]
    [InlineData(5, 50_000, 10002)]
    [InlineData(0, 50_000, 10021)]
    [InlineData(15, 50_000, 10027)]
    [InlineData(10, 50_000.25, 10043)]
    [InlineData(10, 0, 10023)]
    [InlineData(10, 50_750.5, 10007)]
    [InlineData(10, 50_750, 0)]
    [InlineData(10, 1_000, 0)]
    [InlineData(1_000_000_000, 50_000, 10009)]
    public void A_bad_order_is_refused_by_number(double amount, double price, int code) =>
        Assert.Equal(code, _world.Buy(_world.Ann, amount, price).Error.Code);

    [Fact]
    public void The_message_of_a_price_outside_the_band_carries_the_limit()
    {
        Assert.Equal("price_too_low 49250", _world.Sell(_world.Ann, 10, 49_000).Error.Message);
        Assert.Equal("price_too_high 50750", _world.Buy(_world.Ann, 10, 51_000).Error.Message);
    }

    [Fact]
    public void An_order_that_came_too_late_is_not_matched()
    {
        OrderRequest request = _world.Ask(_world.Ann, OrderSide.Buy, 10, 50_000) with { ValidUntilUs = World.StartUs };
        Assert.True(_world.Engine.Place(request).IsDone);
        _world.Engine.AdvanceTo(World.StartUs + 1);
        Assert.Equal(13888, _world.Engine.Place(request).Error.Code);
    }

    [Fact]
    public void An_iceberg_is_refused() =>
        Assert.Equal(10024, _world.Engine.Place(_world.Ask(_world.Ann, OrderSide.Buy, 1000, 50_000) with { DisplayE8 = World.E8(10) }).Error.Code);

    [Theory]
    [InlineData(InstrumentState.Locked, 10019, 0)]
    [InlineData(InstrumentState.Settlement, 10041, 10041)]
    [InlineData(InstrumentState.Inactive, 10012, 10010)]
    [InlineData(InstrumentState.Delivered, 10012, 10010)]
    [InlineData(InstrumentState.Halted, 10012, 10010)]
    public void The_state_says_what_may_be_done(InstrumentState state, int placeCode, int cancelCode)
    {
        Order resting = _world.Rests(_world.Buy(_world.Ann, 10, 49_000));
        _world.Engine.SetState(_world.Instrument, state);
        Assert.Equal(placeCode, _world.Buy(_world.Ann, 10, 49_000).Error.Code);
        int editCode = _world.Engine.Edit(_world.Ann, resting.Id, new EditRequest { PriceE8 = World.E8(49_001) }).Error.Code;
        Assert.Equal(resting.IsLive ? placeCode : 10010, editCode);
        Assert.Equal(cancelCode, _world.Engine.Cancel(_world.Ann, resting.Id).Error.Code);
    }

    [Fact]
    public void The_number_of_open_orders_is_limited()
    {
        World world = new(new EngineOptions { MaxOrdersPerInstrument = 2, MaxOrders = 3 });
        world.Buy(world.Ann, 10, 49_000);
        world.Buy(world.Ann, 10, 49_000);
        Assert.Equal(10013, world.Buy(world.Ann, 10, 49_000).Error.Code);
    }
}
