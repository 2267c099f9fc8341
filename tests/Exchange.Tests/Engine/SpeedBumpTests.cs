using System.Linq;
using Minnow.Exchange.Engine;
using Xunit;

namespace Minnow.Exchange.Tests.Engine;

public sealed class SpeedBumpTests
{
    private readonly World _world = new(spec: InstrumentSpec.BtcPerpetual() with { SpeedBumpUs = 10_000 });

    public SpeedBumpTests() => _world.Sell(_world.Bob, 10, 50_001);

    [Fact]
    public void An_aggressive_order_is_held_for_ten_milliseconds_and_nothing_is_told()
    {
        _world.Log.Clear();
        OrderResult held = _world.Buy(_world.Ann, 20, 50_001);
        Assert.True(held.IsHeld);
        Assert.Equal("speed_bumped", Words.Of(held.Order!.State));
        Assert.Contains(held.Order, _world.Ann.OpenOrders);
        Assert.Empty(_world.Log);
        Assert.Equal(World.StartUs + 10_000, _world.Engine.NextDeadlineUs);
        _world.Engine.AdvanceTo(World.StartUs + 9_999);
        Assert.Empty(_world.Released);
        _world.Engine.AdvanceTo(World.StartUs + 10_000);
        Assert.Single(_world.Released.Single().Result.Trades);
        Assert.Equal("ann:10@50001", _world.Queue(OrderSide.Buy));
        _world.CheckInvariants();
    }

    [Fact]
    public void Passive_and_post_only_orders_and_cancels_are_not_held()
    {
        Order passive = _world.Rests(_world.Buy(_world.Ann, 10, 50_000));
        _world.Rests(_world.Engine.Place(_world.Ask(_world.Ann, OrderSide.Buy, 10, 50_001) with { PostOnly = true }));
        Assert.Equal(OrderState.Cancelled, _world.Engine.Cancel(_world.Ann, passive.Id).Order!.State);
    }

    [Fact]
    public void A_maker_can_leave_before_the_held_order_comes()
    {
        _world.Buy(_world.Ann, 10, 50_001);
        _world.Engine.CancelAll(_world.Bob, new CancelFilter());
        _world.After(0.01);
        Assert.Empty(_world.Released.Single().Result.Trades);
        Assert.Equal("ann:10@50001", _world.Queue(OrderSide.Buy));
    }

    [Fact]
    public void A_cancel_of_a_held_order_makes_it_immediate_and_it_may_still_fill()
    {
        Order order = _world.Buy(_world.Ann, 20, 50_001).Order!;
        Assert.True(_world.Engine.Cancel(_world.Ann, order.Id).IsDone);
        Assert.Equal(OrderState.SpeedBumped, order.State);
        _world.After(0.01);
        Assert.Equal((OrderState.Cancelled, World.E8(10), CancelReason.UserRequest), (order.State, order.FilledE8, order.CancelReason));
        _world.CheckInvariants();
    }

    [Fact]
    public void An_order_edited_to_take_leaves_the_book_and_is_held()
    {
        Order order = _world.Rests(_world.Buy(_world.Ann, 10, 50_000));
        OrderResult result = _world.Engine.Edit(_world.Ann, order.Id, new EditRequest { PriceE8 = World.E8(50_001) });
        Assert.True(result.IsHeld);
        Assert.Equal("", _world.Queue(OrderSide.Buy));
        Assert.Equal(11044, _world.Engine.Edit(_world.Ann, order.Id, new EditRequest { PriceE8 = World.E8(50_000) }).Error.Code);
        _world.CheckInvariants();
        _world.After(0.01);
        Assert.Equal(OrderState.Filled, order.State);
    }

    [Fact]
    public void Held_orders_are_released_in_order_of_arrival()
    {
        _world.Buy(_world.Ann, 10, 50_001);
        _world.After(0.001);
        _world.Buy(_world.Cid, 10, 50_001);
        _world.After(1);
        Assert.Equal(["ann", "cid"], _world.Released.Select(row => row.Order.Account.Name));
        Assert.Equal(["ann"], _world.Trades.Select(trade => trade.Taker.Account.Name));
    }

    [Fact]
    public void A_shorter_bump_of_another_book_ends_first()
    {
        InstrumentSpec spec = InstrumentSpec.BtcDated((World.StartUs / Units.DayUs * Units.DayUs) + (30 * Units.DayUs)) with { SpeedBumpUs = 1_000 };
        Instrument dated = _world.Engine.AddInstrument(spec);
        _world.Engine.Place(new OrderRequest(_world.Bob, dated, OrderSide.Sell, World.E8(10), World.E8(50_001)));
        _world.Buy(_world.Ann, 10, 50_001);
        _world.Engine.Place(new OrderRequest(_world.Cid, dated, OrderSide.Buy, World.E8(10), World.E8(50_001)));
        _world.After(0.001);
        Assert.Equal("cid", _world.Released.Single().Order.Account.Name);
    }

    [Fact]
    public void A_lock_makes_held_orders_immediate()
    {
        Order order = _world.Buy(_world.Ann, 20, 50_001).Order!;
        _world.Engine.SetLock(_world.Ann, isLocked: true);
        _world.After(0.01);
        Assert.Equal((OrderState.Cancelled, World.E8(10)), (order.State, order.FilledE8));
    }

    [Fact]
    public void A_settlement_ends_what_is_held()
    {
        Order order = _world.Buy(_world.Ann, 10, 50_001).Order!;
        _world.Engine.SettleNow("BTC");
        _world.After(0.01);
        Assert.Equal((OrderState.Cancelled, CancelReason.Settlement), (order.State, order.CancelReason));
        _world.CheckInvariants();
    }
}
