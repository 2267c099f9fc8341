using System.Linq;
using Minnow.Exchange.Engine;
using Xunit;

namespace Minnow.Exchange.Tests.Engine;

public sealed class SettlementTests
{
    private const long Midnight = World.StartUs / Units.DayUs * Units.DayUs + Units.DayUs;
    private const long Eight = Midnight + (8 * 3600 * Units.SecondUs);

    [Fact]
    public void At_eight_the_session_is_paid_and_orders_for_the_day_die()
    {
        World world = new(spec: InstrumentSpec.BtcPerpetual() with { FundingCapE8 = 0 }, startUs: Eight - (10 * Units.SecondUs));
        Order forDay = world.Rests(world.Engine.Place(world.Ask(world.Ann, OrderSide.Buy, 10, 49_000) with { TimeInForce = TimeInForce.GoodTilDay }));
        Order stays = world.Rests(world.Buy(world.Ann, 10, 49_000));
        world.Sell(world.Bob, 100_000, 50_000);
        world.Buy(world.Ann, 100_000, 50_000);
        long before = world.Ann.WalletIn("BTC")!.BalanceE8;
        world.Engine.SetMark(world.Instrument, World.E8(50_100));
        world.Engine.AdvanceTo(Eight);
        Assert.Equal(InstrumentState.Settlement, world.Instrument.State);
        Assert.Equal(10041, world.Buy(world.Ann, 10, 49_000).Error.Code);
        Assert.Equal(10041, world.Engine.Cancel(world.Ann, stays.Id).Error.Code);
        Assert.Equal(CancelReason.Settlement, forDay.CancelReason);
        Assert.Equal(before + World.E8((100_000 / 50_000.0) - (100_000 / 50_100.0)), world.Ann.WalletIn("BTC")!.BalanceE8);
        Assert.Equal((0m, 50_000m), (world.Position(world.Ann).FloatingProfit, world.Position(world.Ann).AveragePrice));
        Assert.Equal(World.E8(50_100), world.Instrument.SettlementE8);
        Assert.False(world.Ann.Settlements.Single().IsDelivery);
        world.After(3);
        Assert.Equal(InstrumentState.Open, world.Instrument.State);
        Assert.True(stays.IsLive);
        Assert.Equal(["state BTC-PERPETUAL settlement", "state BTC-PERPETUAL open"], world.Log.Where(line => line.StartsWith("state", System.StringComparison.Ordinal)));
        world.CheckInvariants();
    }

    [Fact]
    public void Settlement_comes_every_day_and_funding_moves_to_the_balance()
    {
        World world = new(startUs: Midnight);
        world.Sell(world.Bob, 100_000, 50_000);
        world.Buy(world.Ann, 100_000, 50_000);
        world.Engine.SetMark(world.Instrument, World.E8(50_025));
        world.Engine.AdvanceTo(Midnight + (3 * Units.DayUs));
        Assert.Equal(3, world.Ann.Settlements.Count);
        Assert.All(world.Ann.Settlements, row => Assert.True(row.FundingE8 < 0 && row.RealisedE8 == row.FundingE8));
        Assert.All(world.Bob.Settlements, row => Assert.True(row.FundingE8 > 0));
        Assert.Equal(-World.E8(0.0005), world.Ann.Settlements[0].FundingE8);
        world.CheckInvariants();
    }

    [Fact]
    public void A_dated_future_is_delivered_at_the_average_of_the_last_half_hour()
    {
        World world = new(spec: InstrumentSpec.BtcDated(Eight) with { SpeedBumpUs = 0 }, startUs: Eight - (3600 * Units.SecondUs));
        Assert.Equal("BTC-22SEP26", world.Instrument.Name);
        world.Sell(world.Bob, 100_000, 50_000);
        world.Buy(world.Ann, 100_000, 50_000);
        Order resting = world.Rests(world.Buy(world.Cid, 10, 49_000));
        world.Engine.AdvanceTo(Eight - (20 * 60 * Units.SecondUs));
        Assert.Equal(World.E8(50_000), world.Instrument.Index.EstimatedDeliveryE8(world.Engine.NowUs));
        world.Engine.SetIndex("btc_usd", World.E8(50_300));
        world.Engine.AdvanceTo(Eight);
        Assert.Equal(World.E8(50_200), world.Instrument.DeliveryE8);
        Assert.Equal(CancelReason.Settlement, resting.CancelReason);
        Assert.Equal(InstrumentState.Settlement, world.Instrument.State);
        world.After(3);
        Assert.Equal(InstrumentState.Delivered, world.Instrument.State);
        SettlementRow row = world.Ann.Settlements.Single();
        Assert.True(row.IsDelivery);
        Assert.Equal(World.E8(100_000 / 50_200.0 * 0.00025), row.FeeE8);
        Assert.Equal(World.E8((100_000 / 50_000.0) - (100_000 / 50_200.0)), row.ChangeE8 + row.FeeE8);
        Assert.Equal((0.0, 0m), (world.Size(world.Ann), world.Position(world.Ann).AveragePrice));
        Assert.Equal(10012, world.Buy(world.Ann, 10, 50_000).Error.Code);
        world.Engine.AdvanceTo(Eight + Units.DayUs);
        Assert.Single(world.Ann.Settlements);
        world.CheckInvariants();
    }

    [Fact]
    public void A_locked_book_is_locked_again_after_settlement()
    {
        World world = new(startUs: Eight - Units.SecondUs);
        world.Engine.SetState(world.Instrument, InstrumentState.Locked);
        world.Engine.AdvanceTo(Eight + (10 * Units.SecondUs));
        Assert.Equal(InstrumentState.Locked, world.Instrument.State);
    }

    [Fact]
    public void Closed_orders_are_forgotten_after_half_an_hour_and_trades_after_a_day()
    {
        World world = new(startUs: Eight + Units.SecondUs);
        world.Sell(world.Bob, 10, 50_000);
        Order order = world.Buy(world.Ann, 10, 50_000).Order!;
        world.After(29 * 60);
        Assert.Same(order, world.Engine.FindOrder(order.Id));
        world.After(3 * 60);
        Assert.Null(world.Engine.FindOrder(order.Id));
        Assert.Single(world.Ann.Trades);
        world.After(24 * 3600);
        Assert.Empty(world.Ann.Trades);
    }
}
