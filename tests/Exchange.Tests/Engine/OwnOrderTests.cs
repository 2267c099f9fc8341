using Minnow.Exchange.Engine;
using Xunit;

namespace Minnow.Exchange.Tests.Engine;

/// <summary>Orders that meet their owner's, orders that only reduce, and cancels.</summary>
public sealed class OwnOrderTests
{
    private readonly World _world = new();

    [Fact]
    public void A_taker_that_meets_its_own_order_is_cancelled_where_it_stands()
    {
        _world.Sell(_world.Bob, 10, 50_000);
        _world.Sell(_world.Ann, 10, 50_000.5);
        OrderResult taker = _world.Buy(_world.Ann, 30, 50_001);
        Assert.Equal((OrderState.Cancelled, CancelReason.OrderOverlap), (taker.Order!.State, taker.Order.CancelReason));
        Assert.Equal(World.E8(10), taker.Order.FilledE8);
        Assert.Equal("ann:10@50000.5", _world.Queue(OrderSide.Sell));
        _world.CheckInvariants();
    }

    [Fact]
    public void A_taker_that_meets_its_own_order_first_is_refused_at_the_old_venue()
    {
        World world = new(new EngineOptions { OverlapCancelsTaker = false });
        world.Sell(world.Ann, 10, 50_000.5);
        OrderResult taker = world.Buy(world.Ann, 30, 50_001);
        Assert.Equal((10003, "order_overlap"), (taker.Error.Code, taker.Error.Message));
        Assert.Null(taker.Order);
        world.CheckInvariants();
    }

    [Fact]
    public void The_resting_order_goes_when_the_account_says_so()
    {
        _world.Ann.SelfTradeMode = SelfTradeMode.CancelMaker;
        Order resting = _world.Rests(_world.Sell(_world.Ann, 10, 50_000.5));
        _world.Sell(_world.Bob, 10, 50_001);
        OrderResult taker = _world.Buy(_world.Ann, 20, 50_001);
        Assert.Equal(CancelReason.OrderOverlap, resting.CancelReason);
        Assert.Equal(World.E8(10), taker.Order!.FilledE8);
        Assert.Equal("ann:10@50001", _world.Queue(OrderSide.Buy));
        _world.CheckInvariants();
    }

    [Fact]
    public void Subaccounts_are_own_only_when_the_account_says_so()
    {
        Account one = _world.Add("one", owner: 7);
        Account two = _world.Add("two", owner: 7);
        _world.Sell(two, 20, 50_000);
        Assert.Single(_world.Buy(one, 10, 50_000).Trades);
        one.SelfTradeAcrossSubaccounts = true;
        Assert.Equal(CancelReason.OrderOverlapAnotherSub, _world.Buy(one, 10, 50_000).Order!.CancelReason);
    }

    [Fact]
    public void Reduce_only_is_refused_without_a_position_and_cut_to_it()
    {
        OrderRequest request = _world.Ask(_world.Ann, OrderSide.Sell, 50, 50_100) with { ReduceOnly = true };
        Assert.Equal(11030, _world.Engine.Place(request).Error.Code);
        Trade(OrderSide.Buy, 30);
        Assert.Equal(World.E8(30), _world.Rests(_world.Engine.Place(request)).AmountE8);
        Assert.Equal(11030, _world.Engine.Place(request with { Side = OrderSide.Buy }).Error.Code);
    }

    [Fact]
    public void A_resting_reduce_only_order_shrinks_with_the_position_and_goes_with_it()
    {
        Trade(OrderSide.Buy, 30);
        OrderRequest request = _world.Ask(_world.Ann, OrderSide.Sell, 30, 50_100) with { ReduceOnly = true };
        Order one = _world.Rests(_world.Engine.Place(request));
        Order two = _world.Rests(_world.Engine.Place(request));
        Trade(OrderSide.Sell, 10);
        Assert.Equal((World.E8(20), World.E8(20)), (one.OpenE8, two.OpenE8));
        Assert.Single(_world.Buy(_world.Bob, 40, 50_100).Trades);
        Assert.Equal((OrderState.Filled, OrderState.Cancelled), (one.State, two.State));
        Assert.Equal(0, _world.Size(_world.Ann));
        _world.CheckInvariants();
    }

    [Fact]
    public void A_position_is_closed_by_one_request()
    {
        Trade(OrderSide.Buy, 30);
        _world.Buy(_world.Bob, 50, 49_990);
        Assert.True(_world.Engine.ClosePosition(_world.Ann, _world.Instrument, OrderType.Market, 0).IsDone);
        Assert.Equal(0, _world.Size(_world.Ann));
        Assert.False(_world.Engine.ClosePosition(_world.Ann, _world.Instrument, OrderType.Market, 0).IsDone);
    }

    [Fact]
    public void A_cancel_may_come_twice_and_a_partly_filled_order_keeps_its_fill()
    {
        Order order = _world.Rests(_world.Buy(_world.Ann, 30, 50_000));
        _world.Sell(_world.Bob, 10, 50_000);
        Assert.Equal(OrderState.Cancelled, _world.Engine.Cancel(_world.Ann, order.Id).Order!.State);
        Assert.Equal((World.E8(10), CancelReason.UserRequest), (order.FilledE8, order.CancelReason));
        Assert.Equal(10010, _world.Engine.Cancel(_world.Ann, order.Id).Error.Code);
        _world.CheckInvariants();
    }

    [Fact]
    public void A_mass_cancel_takes_what_its_filter_means()
    {
        Instrument dated = _world.Engine.AddInstrument(InstrumentSpec.BtcDated(World.StartUs / Units.DayUs * Units.DayUs + (30 * Units.DayUs)));
        _world.Buy(_world.Ann, 10, 49_000);
        _world.Engine.Place(new OrderRequest(_world.Ann, dated, OrderSide.Buy, World.E8(10), World.E8(49_000)));
        _world.Buy(_world.Bob, 10, 49_000);
        Assert.Single(_world.Engine.CancelAll(_world.Ann, new CancelFilter { Instrument = dated }));
        Assert.Empty(_world.Engine.CancelAll(_world.Ann, new CancelFilter { Currency = "USDC" }));
        Assert.Empty(_world.Engine.CancelAll(_world.Ann, new CancelFilter { Type = OrderType.Market }));
        Assert.Single(_world.Engine.CancelAll(_world.Ann, new CancelFilter { IndexName = "btc_usd" }));
        Assert.Single(_world.Bob.OpenOrders);
    }

    [Fact]
    public void The_end_of_a_connection_takes_only_what_it_protects()
    {
        OrderRequest request = _world.Ask(_world.Ann, OrderSide.Buy, 10, 49_000);
        Order kept = _world.Engine.Place(request with { ConnectionId = 5 }).Order!;
        Order gone = _world.Engine.Place(request with { ConnectionId = 5, CancelOnDisconnect = true }).Order!;
        Order other = _world.Engine.Place(request with { ConnectionId = 6, CancelOnDisconnect = true }).Order!;
        Assert.Equal([gone], _world.Engine.CancelConnection(5));
        Assert.Equal(CancelReason.CancelOnDisconnect, gone.CancelReason);
        Assert.True(kept.IsLive && other.IsLive);
    }

    private void Trade(OrderSide annsSide, double amount)
    {
        OrderSide other = annsSide == OrderSide.Buy ? OrderSide.Sell : OrderSide.Buy;
        _world.Rests(_world.Engine.Place(_world.Ask(_world.Cid, other, amount, 50_000)));
        Assert.Equal(OrderState.Filled, _world.Engine.Place(_world.Ask(_world.Ann, annsSide, amount, 50_000)).Order!.State);
    }
}
