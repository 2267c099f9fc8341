using Minnow.Exchange.Engine;
using Xunit;

namespace Minnow.Exchange.Tests.Engine;

public sealed class LiquidationTests
{
    private readonly World _world = new(spec: InstrumentSpec.BtcPerpetual() with { LiquidationFeeE8 = 100_000 });
    private readonly Account _poor;
    private readonly Order _resting;

    public LiquidationTests()
    {
        _poor = _world.Add("poor", money: 0.05);
        _resting = _world.Rests(_world.Buy(_poor, 10, 40_000));
        _world.Sell(_world.Bob, 100_000, 50_000);
        Assert.Equal(OrderState.Filled, _world.Buy(_poor, 100_000, 50_000).Order!.State);
    }

    [Fact]
    public void An_account_below_its_maintenance_margin_is_wound_down_until_it_is_above()
    {
        _world.Engine.SetIndex("btc_usd", World.E8(49_250));
        Bids(49_240);
        _world.Log.Clear();
        _world.After(1);
        Assert.Contains("lock poor BTC True", _world.Log);
        Assert.Equal(CancelReason.Autoliquidation, _resting.CancelReason);
        Assert.Equal(11098, _world.Buy(_poor, 10, 49_000).Error.Code);
        Assert.Equal(75_000, _world.Size(_poor));
        UserTrade trade = _poor.Trades[^1];
        Assert.True(trade.Order.IsLiquidation);
        Assert.Equal("T", trade.Trade.Liquidation);
        Assert.True(_world.Instrument.Family.InsuranceE8 > 0);
        _world.After(1);
        Assert.Contains("lock poor BTC False", _world.Log);
        Assert.Equal(75_000, _world.Size(_poor));
        Assert.Equal(10009, _world.Buy(_poor, 10, 49_000).Error.Code);
        Assert.False(_poor.WalletIn("BTC")!.IsLiquidating);
        _world.CheckInvariants();
    }

    [Fact]
    public void What_a_bankrupt_account_owes_the_insurance_fund_pays()
    {
        _world.Engine.SetIndex("btc_usd", World.E8(45_000));
        Bids(44_900);
        _world.After(60);
        Assert.Equal(0, _world.Size(_poor));
        Assert.InRange(_poor.WalletIn("BTC")!.Equity, 0, 0.00000001m);
        Assert.True(_world.Instrument.Family.InsuranceE8 < 0);
        Assert.False(_poor.WalletIn("BTC")!.IsLiquidating);
        _world.CheckInvariants();
    }

    [Fact]
    public void Without_a_bid_the_account_stays_locked()
    {
        _world.Engine.SetIndex("btc_usd", World.E8(45_000));
        _world.After(10);
        Assert.Equal(100_000, _world.Size(_poor));
        Assert.True(_poor.WalletIn("BTC")!.IsLiquidating);
        _world.CheckInvariants();
    }

    [Fact]
    public void An_exempt_account_is_never_asked_for_margin()
    {
        Account free = _world.Engine.AddAccount(new AccountSpec { Name = "free", IsRiskExempt = true, ForgetsAtOnce = true });
        _world.Buy(_world.Bob, 1_000_000, 49_990);
        Assert.True(_world.Engine.Place(_world.Ask(free, OrderSide.Sell, 1_000_000, 49_990)).IsDone);
        _world.Engine.SetIndex("btc_usd", World.E8(90_000));
        _world.After(5);
        Assert.Equal(-1_000_000, _world.Size(free));
        Assert.Empty(free.ClosedOrders);
        Assert.Empty(free.Trades);
        _world.CheckMoney();
    }

    [Fact]
    public void A_locked_account_keeps_its_orders_and_may_cancel()
    {
        Order order = _world.Rests(_world.Buy(_world.Ann, 10, 49_000));
        _world.Engine.SetLock(_world.Ann, isLocked: true);
        Assert.Equal(11098, _world.Buy(_world.Ann, 10, 49_000).Error.Code);
        Assert.True(_world.Engine.Cancel(_world.Ann, order.Id).IsDone);
        _world.Engine.SetLock(_world.Ann, isLocked: false);
        Assert.True(_world.Buy(_world.Ann, 10, 49_000).IsDone);
    }

    private void Bids(double price)
    {
        for (int i = 0; i < 10; i++) Assert.True(_world.Buy(_world.Cid, 100_000, price - i).IsDone);
    }
}
