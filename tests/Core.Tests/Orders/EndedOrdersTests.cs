using Minnow.Core.Model;
using Minnow.Core.Orders;
using Xunit;

namespace Minnow.Core.Tests.Orders;

public class EndedOrdersTests
{
    private EndedOrders _ended;

    private void End(long id, long nowNs, long filled = 0)
    {
        OwnOrder order = default;
        OwnOrders.Placed(ref order, id, sell: true, 100, 10, nowNs);
        OwnOrders.Answered(ref order, ref _ended, new OrderUpdate { OrderId = id, Report = OrderReport.Cancelled, OpenLots = Units.Missing, FilledLots = filled }, nowNs, nowNs);
    }

    [Fact]
    public void C3_An_order_that_ended_stays_fillable()
    {
        End(1, 1000);
        Assert.Equal(FillOutcome.BeyondEnd, EndedOrders.Filled(ref _ended, 1, 4, out long endedNs));
        Assert.Equal(1000, endedNs);
        Assert.Equal(FillOutcome.BeyondEnd, EndedOrders.Filled(ref _ended, 1, 6, out _));
        Assert.Equal(FillOutcome.Overfill, EndedOrders.Filled(ref _ended, 1, 1, out _));
        Assert.Equal(FillOutcome.NotThis, EndedOrders.Filled(ref _ended, 2, 1, out _));
    }

    [Fact]
    public void A_full_ring_drops_the_oldest_and_counts_what_had_to_go_early()
    {
        const long slow = 2 * Units.NsPerSecond;
        for (int i = 1; i <= 600; i++) End(i, i * slow);
        Assert.False(EndedOrders.TryFind(in _ended, 600 - EndedOrders.Capacity, out _));
        Assert.True(EndedOrders.TryFind(in _ended, 601 - EndedOrders.Capacity, out EndedOrder oldest));
        Assert.Equal((1L, 100L, 10L), (oldest.IsSell, oldest.PriceTicks, oldest.PeakLots));
        // One that ends every two seconds is kept for a thousand.
        Assert.Equal(0, _ended.DroppedEarly);
        for (int i = 601; i <= 1200; i++) End(i, 600 * slow);
        Assert.True(_ended.DroppedEarly > 0);
        Assert.Equal(1200, _ended.Count);
    }
}
