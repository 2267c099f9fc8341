using Minnow.Exchange.Engine;
using Xunit;

namespace Minnow.Exchange.Tests.Engine;

public sealed class EditTests
{
    private readonly World _world = new();
    private readonly Order _first;

    public EditTests()
    {
        _first = _world.Rests(_world.Buy(_world.Ann, 20, 49_999));
        _world.Buy(_world.Bob, 20, 49_999);
    }

    [Theory]
    [InlineData(10.0, null, "ann:10@49999 bob:20@49999")]
    [InlineData(null, 49_999.0, "ann:20@49999 bob:20@49999")]
    [InlineData(30.0, null, "bob:20@49999 ann:30@49999")]
    [InlineData(null, 50_000.0, "ann:20@50000 bob:20@49999")]
    [InlineData(null, 49_998.0, "bob:20@49999 ann:20@49998")]
    [InlineData(10.0, 50_000.0, "ann:10@50000 bob:20@49999")]
    public void Only_the_same_price_with_no_larger_amount_keeps_the_place(double? amount, double? price, string queue)
    {
        EditRequest request = new() { AmountE8 = amount is { } a ? World.E8(a) : null, PriceE8 = price is { } p ? World.E8(p) : null };
        OrderResult result = _world.Engine.Edit(_world.Ann, _first.Id, request);
        Assert.True(result.IsDone);
        Assert.True(_first.Replaced);
        Assert.Equal(queue, _world.Queue(OrderSide.Buy));
        _world.CheckInvariants();
    }

    [Fact]
    public void A_price_and_back_loses_the_place()
    {
        _world.Engine.Edit(_world.Ann, _first.Id, new EditRequest { PriceE8 = World.E8(49_998) });
        _world.Engine.Edit(_world.Ann, _first.Id, new EditRequest { PriceE8 = World.E8(49_999) });
        Assert.Equal("bob:20@49999 ann:20@49999", _world.Queue(OrderSide.Buy));
    }

    [Fact]
    public void The_amount_of_an_edit_counts_what_is_filled()
    {
        _world.Sell(_world.Cid, 10, 49_999);
        _world.Engine.Edit(_world.Ann, _first.Id, new EditRequest { AmountE8 = World.E8(40) });
        Assert.Equal(World.E8(30), _first.OpenE8);
        Assert.Equal("bob:20@49999 ann:30@49999", _world.Queue(OrderSide.Buy));
        _world.CheckInvariants();
    }

    [Fact]
    public void An_edit_to_what_is_filled_closes_the_order_as_filled()
    {
        _world.Sell(_world.Cid, 10, 49_999);
        Assert.True(_world.Engine.Edit(_world.Ann, _first.Id, new EditRequest { AmountE8 = World.E8(10) }).IsDone);
        Assert.Equal((OrderState.Filled, World.E8(10), World.E8(10)), (_first.State, _first.AmountE8, _first.FilledE8));
        _world.CheckInvariants();
    }

    [Fact]
    public void An_edit_that_becomes_marketable_trades()
    {
        _world.Sell(_world.Cid, 10, 50_001);
        OrderResult result = _world.Engine.Edit(_world.Ann, _first.Id, new EditRequest { PriceE8 = World.E8(50_001) });
        Assert.Single(result.Trades);
        Assert.False(result.Trades[0].IsMaker);
        Assert.Equal("ann:10@50001 bob:20@49999", _world.Queue(OrderSide.Buy));
        _world.CheckInvariants();
    }

    [Fact]
    public void An_edit_that_would_take_cancels_a_rejecting_post_only_order()
    {
        _world.Sell(_world.Cid, 10, 50_001);
        OrderResult result = _world.Engine.Edit(
            _world.Ann, _first.Id, new EditRequest { PriceE8 = World.E8(50_001), PostOnly = true, RejectPostOnly = true });
        Assert.Equal(11054, result.Error.Code);
        Assert.Equal((OrderState.Cancelled, CancelReason.EditPostOnlyReject), (_first.State, _first.CancelReason));
        Assert.Equal("edit_post_only_reject", Words.Of(_first.CancelReason));
        _world.CheckInvariants();
    }

    [Fact]
    public void An_edit_that_would_take_moves_a_post_only_order_inside()
    {
        _world.Sell(_world.Cid, 10, 50_001);
        Assert.True(_world.Engine.Edit(_world.Ann, _first.Id, new EditRequest { PriceE8 = World.E8(50_002), PostOnly = true }).IsDone);
        Assert.Equal(World.E8(50_000.5), _first.PriceE8);
    }

    [Theory]
    [InlineData(11008)]
    [InlineData(11044)]
    [InlineData(10004)]
    [InlineData(10010)]
    public void An_edit_of_a_filled_order_is_refused_with_the_code_chosen(int code)
    {
        World world = new(new EngineOptions { FilledOrderCode = code });
        Order order = world.Rests(world.Buy(world.Ann, 10, 50_000));
        world.Sell(world.Bob, 10, 50_000);
        Assert.Equal(code, world.Engine.Edit(world.Ann, order.Id, new EditRequest { PriceE8 = World.E8(49_000) }).Error.Code);
        Assert.Equal(code, world.Engine.Cancel(world.Ann, order.Id).Error.Code);
    }

    [Fact]
    public void Edits_of_strangers_orders_of_unknown_ones_and_of_the_protection_flag_are_refused()
    {
        Assert.Equal(10029, _world.Engine.Edit(_world.Bob, _first.Id, new EditRequest { AmountE8 = World.E8(10) }).Error.Code);
        Assert.Equal(10004, _world.Engine.Edit(_world.Ann, "1", new EditRequest { AmountE8 = World.E8(10) }).Error.Code);
        Assert.Equal(-32602, _world.Engine.Edit(_world.Ann, _first.Id, new EditRequest { Mmp = true }).Error.Code);
        Assert.Equal(10009, _world.Engine.Edit(_world.Ann, _first.Id, new EditRequest { AmountE8 = World.E8(1_000_000_000) }).Error.Code);
        Assert.Equal("ann:20@49999 bob:20@49999", _world.Queue(OrderSide.Buy));
    }

    [Fact]
    public void A_label_names_an_order_only_while_it_is_the_only_one()
    {
        OrderRequest request = _world.Ask(_world.Ann, OrderSide.Buy, 10, 49_000) with { Label = "x" };
        EditRequest edit = new() { PriceE8 = World.E8(49_001) };
        Assert.Equal(10004, _world.Engine.EditByLabel(_world.Ann, _world.Instrument, "x", edit).Error.Code);
        _world.Engine.Place(request);
        Assert.True(_world.Engine.EditByLabel(_world.Ann, _world.Instrument, "x", edit).IsDone);
        _world.Engine.Place(request);
        Assert.Equal(13032, _world.Engine.EditByLabel(_world.Ann, _world.Instrument, "x", edit).Error.Code);
        Assert.Equal(2, _world.Engine.CancelAll(_world.Ann, new CancelFilter { Label = "x" }).Count);
        Assert.Single(_world.Ann.OpenOrders);
    }
}
