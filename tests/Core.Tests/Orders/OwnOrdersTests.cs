using Minnow.Core.Model;
using Minnow.Core.Orders;
using Xunit;

namespace Minnow.Core.Tests.Orders;

public class OwnOrdersTests
{
    private static OwnOrder In(OwnOrderState state) => new()
    {
        OrderId = 5, State = state, PriceTicks = 100, OpenLots = 8, SentPriceTicks = 101, SentLots = 8, SentNs = 1000,
        Confirmed = state == OwnOrderState.PendingNew ? 0 : 1,
    };

    [Theory]
    [InlineData(OwnOrderState.PendingNew, OrderReport.Accepted, OwnOrderState.Working)]
    [InlineData(OwnOrderState.PendingNew, OrderReport.Rejected, OwnOrderState.None)]
    [InlineData(OwnOrderState.PendingNew, OrderReport.Cancelled, OwnOrderState.None)]
    [InlineData(OwnOrderState.PendingNew, OrderReport.Filled, OwnOrderState.Filling)]
    [InlineData(OwnOrderState.PendingEdit, OrderReport.Accepted, OwnOrderState.Working)]
    [InlineData(OwnOrderState.PendingEdit, OrderReport.Rejected, OwnOrderState.Working)]
    [InlineData(OwnOrderState.PendingEdit, OrderReport.Cancelled, OwnOrderState.None)]
    [InlineData(OwnOrderState.PendingCancel, OrderReport.Accepted, OwnOrderState.PendingCancel)]
    [InlineData(OwnOrderState.PendingCancel, OrderReport.Cancelled, OwnOrderState.None)]
    [InlineData(OwnOrderState.PendingCancel, OrderReport.CancelRejected, OwnOrderState.Unknown)]
    [InlineData(OwnOrderState.PendingCancel, OrderReport.Filled, OwnOrderState.Filling)]
    [InlineData(OwnOrderState.PendingCancel, OrderReport.Rejected, OwnOrderState.PendingCancel)]
    [InlineData(OwnOrderState.Unknown, OrderReport.Rejected, OwnOrderState.Working)]
    [InlineData(OwnOrderState.Unknown, OrderReport.Accepted, OwnOrderState.Working)]
    [InlineData(OwnOrderState.Unknown, OrderReport.Cancelled, OwnOrderState.None)]
    [InlineData(OwnOrderState.Working, OrderReport.Cancelled, OwnOrderState.None)]
    public void An_answer_leads_to_this_state(OwnOrderState from, OrderReport report, OwnOrderState to)
    {
        OwnOrder order = In(from);
        Assert.True(OwnOrders.Answered(ref order, new OrderUpdate
        {
            OrderId = 5, Report = report, PriceTicks = 101, OpenLots = report == OrderReport.Cancelled ? Units.Missing : 8,
        }));
        Assert.Equal(to, order.State);
        Assert.Equal(to == OwnOrderState.None, order.OrderId == 0);
    }

    [Fact]
    public void An_answer_about_another_order_changes_nothing()
    {
        OwnOrder order = In(OwnOrderState.Working);
        Assert.False(OwnOrders.Answered(ref order, new OrderUpdate { OrderId = 6, Report = OrderReport.Cancelled }));
        Assert.Equal(OwnOrderState.Working, order.State);
        OwnOrder free = default;
        Assert.False(OwnOrders.Answered(ref free, new OrderUpdate { OrderId = 0, Report = OrderReport.Accepted }));
    }

    [Fact]
    public void While_an_edit_is_under_way_the_larger_size_counts()
    {
        OwnOrder order = In(OwnOrderState.Working);
        OwnOrders.Edited(ref order, 102, 4, 2000);
        Assert.Equal(8, order.OpenLots);
        OwnOrders.Edited(ref order, 102, 14, 2000);
        Assert.Equal(14, order.OpenLots);
    }

    [Fact]
    public void Time_alone_never_frees_a_slot()
    {
        foreach (OwnOrderState state in (OwnOrderState[])[OwnOrderState.PendingNew, OwnOrderState.PendingEdit, OwnOrderState.PendingCancel])
        {
            OwnOrder order = In(state);
            Assert.False(OwnOrders.Expire(ref order, 1000 + 500, 500));
            Assert.True(OwnOrders.Expire(ref order, 1000 + 501, 500));
            Assert.Equal(OwnOrderState.Unknown, order.State);
            Assert.Equal(8, order.OpenLots);
            Assert.False(OwnOrders.Expire(ref order, long.MaxValue, 500));
        }
    }

    [Fact]
    public void Fills_take_lots_off_and_the_last_one_frees_the_slot()
    {
        OwnOrder order = In(OwnOrderState.Working);
        OwnOrders.Filled(ref order, 5, 3);
        Assert.Equal(5, order.OpenLots);
        OwnOrders.Filled(ref order, 99, 4);
        Assert.Equal(5, order.OpenLots);
        OwnOrders.Filled(ref order, 5, 5);
        Assert.True(order.IsFree);
    }

    [Fact]
    public void What_the_venue_has_counted_already_is_not_taken_off_twice_when_the_fill_comes()
    {
        OwnOrder order = In(OwnOrderState.Working);
        OwnOrders.Edited(ref order, 102, 8, 2000);
        OwnOrders.Answered(ref order, new OrderUpdate { OrderId = 5, Report = OrderReport.Accepted, PriceTicks = 102, OpenLots = 3 });
        Assert.Equal((3, 5, OwnOrderState.Working), (order.OpenLots, order.UntoldLots, order.State));
        OwnOrders.Filled(ref order, 5, 5);
        Assert.Equal((3, 0, OwnOrderState.Working), (order.OpenLots, order.UntoldLots, order.State));
    }

    [Fact]
    public void An_order_that_is_gone_by_fills_counts_until_they_are_told()
    {
        OwnOrder order = In(OwnOrderState.Working);
        OwnOrders.Answered(ref order, new OrderUpdate { OrderId = 5, Report = OrderReport.Filled });
        Assert.Equal((0, 8, OwnOrderState.Filling), (order.OpenLots, order.UntoldLots, order.State));
        OwnOrders.Filled(ref order, 5, 8);
        Assert.True(order.IsFree);
        order = In(OwnOrderState.PendingCancel);
        OwnOrders.Answered(ref order, new OrderUpdate { OrderId = 5, Report = OrderReport.Cancelled, OpenLots = 6 });
        Assert.Equal((0, 2, OwnOrderState.Filling), (order.OpenLots, order.UntoldLots, order.State));
    }
}
