using System.Linq;
using Minnow.Core.Model;
using Xunit;

namespace Minnow.Tests.Deribit.Session;

public sealed class PlatformTests
{
    private const string Maintenance = "{\"maintenance\":true}";

    [Fact]
    public void I2_A_maintenance_that_ends_while_nobody_listens_is_over_on_the_next_connection()
    {
        using MarketBench bench = new();
        bench.Ready();
        bench.Venue.At(bench.Rig.NowNs);
        bench.Venue.Notify("platform_state", Maintenance);
        bench.Rig.Run(0.01);
        Assert.Equal([TradingState.Halted], States(bench));
        bench.Rig.Drop();
        bench.Rig.RunTo(() => bench.Session.IsConnected, 60);
        bench.Rig.Run(0.1);
        Assert.Equal([TradingState.Halted, TradingState.Open], States(bench));
    }

    [Fact]
    public void I1_A_lock_that_begins_while_nobody_listens_is_told_on_the_next_connection_and_its_end_on_the_one_after()
    {
        using MarketBench bench = new();
        bench.Ready();
        bench.Venue.LockedIndex = "btc_usd";
        bench.Rig.Drop();
        bench.Rig.Run(5);
        Assert.Equal([TradingState.Locked], States(bench));
        bench.Venue.LockedIndex = "";
        bench.Rig.Drop();
        bench.Rig.Run(5);
        Assert.Equal([TradingState.Locked, TradingState.Open], States(bench));
    }

    [Fact]
    public void I1_Locks_of_other_indexes_neither_hold_nor_free_us()
    {
        using MarketBench bench = new();
        bench.Ready();
        Lock(bench, "eth_usd", locked: true);
        Assert.Empty(States(bench));
        Lock(bench, "btc_usd", locked: true);
        Lock(bench, "eth_usd", locked: false);
        Assert.Equal([TradingState.Locked], States(bench));
        Lock(bench, "btc_usd", locked: false);
        Assert.Equal([TradingState.Locked, TradingState.Open], States(bench));
    }

    [Fact]
    public void I1_The_end_of_a_lock_does_not_end_a_maintenance()
    {
        using MarketBench bench = new();
        bench.Ready();
        bench.Venue.At(bench.Rig.NowNs);
        bench.Venue.Notify("platform_state", Maintenance);
        Lock(bench, "btc_usd", locked: false);
        Assert.Equal([TradingState.Halted], States(bench));
    }

    private static TradingState[] States(MarketBench bench) => bench.Rig.Of(EventKind.PlatformState).Select(e => e.State.Trading).ToArray();

    private static void Lock(MarketBench bench, string index, bool locked)
    {
        bench.Venue.At(bench.Rig.NowNs);
        bench.Venue.Notify("platform_state", $"{{\"locked\":{(locked ? "true" : "false")},\"price_index\":\"{index}\",\"reasons\":[]}}");
        bench.Rig.Run(0.01);
    }
}
