using Minnow.Core.Model;
using Xunit;

namespace Minnow.Tests.Deribit.Session;

public sealed class LostOrderTests
{
    [Fact]
    public void C5_A_lost_order_is_settled_as_soon_as_the_venue_can_not_take_it_any_more_however_often_it_is_cancelled()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Venue.Intercept = c => c.Method == "private/buy";
        long sentNs = bench.Rig.NowNs;
        bench.Place(1);
        bench.Rig.Run(1.001);
        // As the quoter does while the fate of an order is not known.
        for (int i = 0; i < 20 && bench.Last(1) != OrderReport.NotFound; i++)
        {
            bench.Cancel(1);
            bench.Rig.Run(0.25);
        }
        Assert.Equal(OrderReport.NotFound, bench.Last(1));
        // 2 s of validity, 1 s of margin, and one question more.
        Assert.InRange(bench.Rig.NowNs - sentNs, 3_000 * Units.NsPerMs, 3_300 * Units.NsPerMs);
        Assert.Equal(1, bench.Session.Counters.Connections);
    }
}
