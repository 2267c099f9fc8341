using Minnow.Core.Orders;
using Xunit;

namespace Minnow.Core.Tests.Orders;

/// <summary>What the orders of a side may still do, at worst.</summary>
public sealed class OrderSumTests
{
    private OrderSide _side;

    private void Put(int slot, OwnOrderState state, long open, long untold = 0, long ticks = 100)
    {
        while (_side.Bound <= slot)
        {
            int taken = OrderSide.Take(ref _side);
            _side[taken].State = OwnOrderState.Working;
            _side[taken].OrderId = 1000 + taken;
        }
        _side[slot] = new OwnOrder { OrderId = 1 + slot, State = state, OpenLots = open, UntoldLots = untold, PriceTicks = ticks, SentPriceTicks = ticks };
    }

    [Fact]
    public void Open_and_untold_lots_of_all_orders_count_once()
    {
        Put(0, OwnOrderState.Working, 3, 1);
        Put(1, OwnOrderState.Unknown, 5);
        Put(2, OwnOrderState.Filling, 0, 7);
        Assert.Equal((8L, 8L, 16L), (_side.OpenLots, _side.UntoldLots, _side.WorstLots));
        Assert.Equal((3, 1), (_side.Count, _side.UnknownCount));
        _side[1].State = OwnOrderState.None;
        Assert.Equal((2, 0), (_side.Count, _side.UnknownCount));
        Assert.False(_side.IsEmpty);
    }

    [Fact]
    public void Sums_of_the_largest_orders_there_can_be_stay_far_beyond_any_limit_and_do_not_turn_negative()
    {
        Put(0, OwnOrderState.Working, OwnOrders.MaxLots);
        Assert.Equal(OwnOrders.MaxLots, _side.OpenLots);
        Put(1, OwnOrderState.Working, OwnOrders.MaxLots);
        Assert.Equal(long.MaxValue / 4, _side.OpenLots);
        OrderSide one = default;
        one[OrderSide.Take(ref one)] = new OwnOrder { OrderId = 1, State = OwnOrderState.Working, OpenLots = long.MaxValue };
        Assert.Equal(long.MaxValue / 4, one.OpenLots);
        for (int i = 0; i < OrderSide.Capacity; i++) Put(i, OwnOrderState.Working, long.MaxValue, long.MaxValue);
        Assert.Equal((long.MaxValue / 4, long.MaxValue / 4, long.MaxValue / 4), (_side.OpenLots, _side.UntoldLots, _side.WorstLots));
    }

    [Fact]
    public void A_side_has_room_until_every_slot_is_taken()
    {
        for (int i = 0; i < OrderSide.Capacity; i++)
        {
            Assert.True(_side.HasRoom);
            Assert.Equal(i, OrderSide.Take(ref _side));
            _side[i].State = OwnOrderState.Working;
            Assert.Equal((i + 1, i + 1), (_side.Count, _side.Bound));
        }
        Assert.False(_side.HasRoom);
        Assert.Equal(-1, OrderSide.Take(ref _side));
    }

    [Fact]
    public void The_bound_falls_to_the_last_slot_that_is_taken()
    {
        for (int i = 0; i < 4; i++) Put(i, OwnOrderState.Working, 1);
        _side[3].State = _side[1].State = OwnOrderState.None;
        OrderSide.Trim(ref _side);
        Assert.Equal(3, _side.Bound);
        _side[2].State = OwnOrderState.None;
        OrderSide.Trim(ref _side);
        Assert.Equal(1, _side.Bound);
        Assert.Equal(1, OrderSide.Take(ref _side));
        _side[0].State = _side[1].State = OwnOrderState.None;
        OrderSide.Trim(ref _side);
        Assert.Equal(0, _side.Bound);
        Assert.True(_side.IsEmpty);
    }

    [Fact]
    public void An_id_is_found_in_any_slot_and_never_in_a_free_one()
    {
        for (int i = 0; i < 3; i++) Put(i, OwnOrderState.Working, 1);
        Assert.Equal((0, 1, 2, -1), (_side.IndexOf(1), _side.IndexOf(2), _side.IndexOf(3), _side.IndexOf(4)));
        _side[1].State = OwnOrderState.None;
        Assert.Equal((-1, 2), (_side.IndexOf(2), _side.IndexOf(3)));
    }

    [Fact]
    public void All_are_gone_when_none_may_rest()
    {
        Assert.True(_side.AllGone);
        Put(0, OwnOrderState.Filling, 0, 3);
        Assert.True(_side.AllGone);
        Put(1, OwnOrderState.Unknown, 3);
        Assert.False(_side.AllGone);
    }

    [Fact]
    public void The_reach_is_the_price_nearest_to_the_other_side_of_those_that_may_rest()
    {
        Assert.False(_side.TryReach(sell: false, out long none));
        Assert.Equal(0, none);
        Put(0, OwnOrderState.Working, 1, ticks: 101);
        Put(1, OwnOrderState.Working, 1, ticks: 103);
        Put(2, OwnOrderState.Working, 1, ticks: 99);
        Put(3, OwnOrderState.Filling, 0, 1, ticks: 500);
        Put(4, OwnOrderState.Filling, 0, 1, ticks: 5);
        Assert.True(_side.TryReach(sell: false, out long bid));
        Assert.True(_side.TryReach(sell: true, out long ask));
        Assert.Equal((103L, 99L), (bid, ask));
    }

    [Theory]
    [InlineData(OwnOrderState.Working, 0, 0, 100, 100)]
    [InlineData(OwnOrderState.PendingEdit, 1, 0, 105, 95)]
    [InlineData(OwnOrderState.Unknown, 0, 0, 105, 95)]
    [InlineData(OwnOrderState.PendingCancel, 1, 0, 105, 95)]
    [InlineData(OwnOrderState.Working, 0, 7, 107, 93)]
    [InlineData(OwnOrderState.PendingEdit, 1, 3, 105, 95)]
    public void An_order_reaches_to_every_price_that_may_be_in_force(OwnOrderState state, long changeOpen, long refusedBy, long bid, long ask)
    {
        OwnOrder buy = new() { State = state, PriceTicks = 100, SentPriceTicks = 105, ChangeOpen = changeOpen, RefusedTicks = refusedBy == 0 ? 0 : 100 + refusedBy };
        OwnOrder sell = new() { IsSell = 1, State = state, PriceTicks = 100, SentPriceTicks = 95, ChangeOpen = changeOpen, RefusedTicks = refusedBy == 0 ? 0 : 100 - refusedBy };
        Assert.Equal((bid, ask), (buy.ReachTicks, sell.ReachTicks));
        Assert.Equal(changeOpen != 0 ? (105L, 95L) : (100L, 100L), (buy.TargetTicks, sell.TargetTicks));
    }
}
