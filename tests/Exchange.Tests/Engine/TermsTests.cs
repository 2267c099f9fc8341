using System.Linq;
using Minnow.Exchange.Engine;
using Xunit;

namespace Minnow.Exchange.Tests.Engine;

/// <summary>Terms of instruments, limits, mark, ticker, and what the families share.</summary>
public sealed class TermsTests
{
    [Fact]
    public void Sizes_of_orders_and_positions_are_limited()
    {
        World world = new(spec: InstrumentSpec.BtcPerpetual() with { MaxOrderE8 = World.E8(100), MaxPositionE8 = World.E8(150) });
        Assert.Equal("max_order_size_reached 100", world.Buy(world.Ann, 110, 50_000).Error.Message);
        Assert.True(world.Buy(world.Ann, 100, 50_000).IsDone);
        Assert.Equal(10016, world.Buy(world.Ann, 60, 50_000).Error.Code);
        Assert.True(world.Buy(world.Ann, 50, 50_000).IsDone);
        Assert.True(world.Sell(world.Ann, 100, 50_001).IsDone);
    }

    [Fact]
    public void A_new_tick_holds_from_the_next_order_on()
    {
        World world = new();
        Order order = world.Rests(world.Buy(world.Ann, 10, 49_999.5));
        world.Engine.ChangeSpec(world.Instrument, world.Instrument.Spec with { TickE8 = World.E8(2.5) });
        Assert.Equal(10043, world.Buy(world.Ann, 10, 49_999.5).Error.Code);
        Assert.True(world.Buy(world.Ann, 10, 49_997.5).IsDone);
        Assert.True(order.IsLive);
    }

    [Fact]
    public void The_mark_follows_the_bounded_mid_slowly()
    {
        World world = new();
        world.Buy(world.Ann, 10, 50_009.5);
        world.Sell(world.Bob, 10, 50_010.5);
        Assert.Equal(World.E8(50_000), world.Instrument.MarkE8);
        world.After(1);
        Assert.InRange(world.Instrument.MarkE8, World.E8(50_000.1), World.E8(50_001));
        world.After(300);
        Assert.InRange(world.Instrument.MarkE8, World.E8(50_009.9), World.E8(50_010));
        world.Engine.CancelAll(world.Ann, new CancelFilter());
        world.Engine.CancelAll(world.Bob, new CancelFilter());
        world.Buy(world.Ann, 10, 50_700);
        world.Sell(world.Bob, 10, 50_701);
        world.After(600);
        Assert.Equal(World.E8(50_250), world.Instrument.MarkE8);
    }

    [Fact]
    public void The_band_follows_the_mark_and_stays_near_the_index()
    {
        World world = new();
        Assert.Equal((World.E8(49_250), World.E8(50_750)), (world.Instrument.MinPriceE8, world.Instrument.MaxPriceE8));
        world.Engine.SetMark(world.Instrument, World.E8(60_000));
        Assert.Equal(World.E8(53_750), world.Instrument.MaxPriceE8);
        world.Engine.SetMark(world.Instrument, 0);
        world.Engine.SetIndex("btc_usd", World.E8(60_000));
        Assert.Equal(World.E8(60_900), world.Instrument.MaxPriceE8);
    }

    [Fact]
    public void The_day_has_a_high_a_low_and_a_volume_that_pass()
    {
        World world = new();
        world.Sell(world.Bob, 100, 50_000);
        world.Buy(world.Ann, 100, 50_000);
        world.After(3600);
        world.Sell(world.Bob, 100, 50_100);
        world.Buy(world.Ann, 100, 50_100);
        var day = world.Instrument.Stats.At(world.Engine.NowUs);
        Assert.Equal((World.E8(50_100), World.E8(50_000), 200m), (day.HighE8, day.LowE8, day.VolumeUsd));
        Assert.Equal(0.00399601m, System.Math.Round(day.Volume, 8));
        world.After(24.5 * 3600);
        Assert.Equal(0m, world.Instrument.Stats.At(world.Engine.NowUs).VolumeUsd);
    }

    [Fact]
    public void Tick_directions_tell_up_down_and_unchanged()
    {
        World world = new();
        foreach (double price in new[] { 50_000, 50_001, 50_001, 50_000, 50_000 })
        {
            world.Sell(world.Bob, 10, price);
            world.Buy(world.Ann, 10, price);
        }

        Assert.Equal([0, 0, 1, 2, 3], world.Trades.Select(trade => trade.TickDirection));
    }

    [Fact]
    public void Instruments_of_one_currency_share_change_ids_and_trade_ids_but_not_sequences()
    {
        World world = new();
        Instrument dated = world.Engine.AddInstrument(InstrumentSpec.BtcDated((World.StartUs / Units.DayUs * Units.DayUs) + (30 * Units.DayUs)));
        Instrument linear = world.Engine.AddInstrument(InstrumentSpec.BtcUsdcPerpetual());
        Assert.Same(world.Instrument.Family, dated.Family);
        Assert.NotSame(world.Instrument.Family, linear.Family);
        world.Buy(world.Ann, 10, 49_000);
        long change = world.Instrument.ChangeId;
        world.Engine.Place(new OrderRequest(world.Ann, dated, OrderSide.Buy, World.E8(10), World.E8(49_000)));
        Assert.True(dated.ChangeId > change);
        Assert.Equal(change, world.Instrument.ChangeId);
    }

    [Fact]
    public void All_or_nothing_counts_what_reduce_only_makers_can_really_give()
    {
        World world = new();
        world.Sell(world.Bob, 10, 50_000);
        world.Buy(world.Ann, 10, 50_000);
        OrderRequest reduce = world.Ask(world.Ann, OrderSide.Sell, 10, 50_001) with { ReduceOnly = true };
        world.Engine.Place(reduce);
        world.Engine.Place(reduce);
        OrderRequest taker = world.Ask(world.Cid, OrderSide.Buy, 20, 50_001) with { TimeInForce = TimeInForce.FillOrKill };
        Assert.Equal(OrderState.Cancelled, world.Engine.Place(taker).Order!.State);
        Assert.Equal(OrderState.Filled, world.Engine.Place(taker with { AmountE8 = World.E8(10) }).Order!.State);
        world.CheckInvariants();
    }

    [Fact]
    public void Linear_funding_is_paid_on_the_coins_value_at_the_index()
    {
        World world = new(new EngineOptions { SettlesByClock = false }, InstrumentSpec.BtcUsdcPerpetual() with { SpeedBumpUs = 0, MakerFeeE8 = 0, TakerFeeE8 = 0 });
        world.Engine.Deposit(world.Ann, "USDC", World.E8(1e6));
        world.Engine.Deposit(world.Bob, "USDC", World.E8(1e6));
        world.Sell(world.Bob, 1, 50_000);
        world.Buy(world.Ann, 1, 50_000);
        world.Engine.SetMark(world.Instrument, World.E8(50_025));
        world.After(8 * 3600);
        Assert.Equal(-12.5m, System.Math.Round(world.Position(world.Ann).RealisedFunding, 6));
        Assert.Equal(25m - 12.5m, System.Math.Round(world.Ann.WalletIn("USDC")!.Equity - 1_000_100m, 6));
        world.CheckMoney();
    }

    [Fact]
    public void Every_reason_and_state_has_the_venues_word()
    {
        Assert.Equal(16, System.Enum.GetValues<CancelReason>().Select(Words.Of).Distinct().Count());
        Assert.Equal(7, System.Enum.GetValues<InstrumentState>().Select(Words.Of).Distinct().Count());
        Assert.Equal("good_til_day", Words.Of(TimeInForce.GoodTilDay));
    }
}
