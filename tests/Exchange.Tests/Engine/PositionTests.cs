using System;
using System.Linq;
using Minnow.Exchange.Engine;
using Xunit;

namespace Minnow.Exchange.Tests.Engine;

/// <summary>The numbers of the protocol sheet's sections 8, 13 and 20.</summary>
public sealed class PositionTests
{
    private static readonly InstrumentSpec Free = InstrumentSpec.BtcPerpetual() with
    {
        MakerFeeE8 = 0, TakerFeeE8 = 0, TickE8 = 1_000_000, FundingCapE8 = 0, WideBandE8 = 90_000_000, BandE8 = 90_000_000,
    };

    [Fact]
    public void A_long_carried_over_a_settlement_has_total_and_floating_profit_apart()
    {
        World world = Carried(185_160);
        world.Engine.SetMark(world.Instrument, World.E8(17_391));
        Position position = world.Position(world.Ann);
        Assert.Equal(15_000m, position.AveragePrice);
        Assert.Equal(1.69711368m, Math.Round(position.TotalProfit, 8));
        Assert.Equal(0.90696144m, Math.Round(position.FloatingProfit, 8));
        Assert.Equal(10.64688632m, Math.Round(position.SizeCurrency, 8));
        world.CheckMoney();
    }

    [Fact]
    public void A_trade_realises_against_the_settlement_price_of_a_position_carried_over()
    {
        World world = Carried(185_160);
        world.Engine.SetMark(world.Instrument, World.E8(17_391));
        world.Buy(world.Bob, 10, 17_391);
        UserTrade trade = world.Sell(world.Ann, 10, 17_391).Trades.Single();
        Assert.Equal(4_898, trade.ProfitE8);
        Assert.Equal(15_000m, world.Position(world.Ann).AveragePrice);
        world.CheckMoney();
    }

    [Fact]
    public void A_small_long_shows_more_digits_than_the_balance()
    {
        World world = new(spec: Free, index: 7_440.18);
        world.Sell(world.Bob, 50, 7_440.18);
        world.Buy(world.Ann, 50, 7_440.18);
        world.Engine.SetMark(world.Instrument, World.E8(7_476.65));
        Assert.Equal(0.006687487m, Math.Round(world.Position(world.Ann).SizeCurrency, 9));

        // The sheet's 3.2781e-5 came from an average price with more digits than it prints.
        Assert.InRange(world.Position(world.Ann).TotalProfit, 0.000032780m, 0.000032782m);
    }

    [Fact]
    public void The_average_of_an_inverse_position_is_harmonic_and_of_a_linear_one_arithmetic()
    {
        World inverse = new(spec: Free, index: 15_000);
        foreach (double price in new[] { 10_000.0, 20_000.0 })
        {
            inverse.Sell(inverse.Bob, 100, price);
            inverse.Buy(inverse.Ann, 100, price);
        }

        Assert.Equal(13_333.33333333m, inverse.Position(inverse.Ann).AveragePrice);

        World linear = new(spec: Free with { Kind = InstrumentKind.LinearPerpetual, ContractE8 = 10_000, MinAmountE8 = 10_000 }, index: 15_000);
        linear.Engine.Deposit(linear.Ann, "BTC", World.E8(1e6));
        linear.Engine.Deposit(linear.Bob, "BTC", World.E8(1e6));
        foreach (double price in new[] { 10_000.0, 20_000.0 })
        {
            linear.Sell(linear.Bob, 1, price);
            linear.Buy(linear.Ann, 1, price);
        }

        Assert.Equal(15_000m, linear.Position(linear.Ann).AveragePrice);
        linear.Engine.SetMark(linear.Instrument, World.E8(16_000));
        Assert.Equal(2_000m, linear.Position(linear.Ann).TotalProfit);
        linear.CheckMoney();
    }

    [Fact]
    public void A_fill_through_zero_realises_the_old_side_and_opens_the_new_one()
    {
        World world = new(spec: Free, index: 10_000);
        world.Sell(world.Bob, 100, 10_000);
        world.Buy(world.Ann, 100, 10_000);
        world.Buy(world.Bob, 300, 12_500);
        UserTrade trade = world.Sell(world.Ann, 300, 12_500).Trades.Single();
        Assert.Equal(World.E8((100 / 10_000.0) - (100 / 12_500.0)), trade.ProfitE8);
        Assert.Equal((-200.0, 12_500m), (world.Size(world.Ann), world.Position(world.Ann).AveragePrice));
        Assert.Equal(0.002m, world.Position(world.Ann).RealisedProfit);
        world.CheckInvariants();
    }

    [Theory]
    [InlineData(64_451.5, 8)]
    [InlineData(92_037, 5)]
    public void Fees_are_rounded_to_the_nearest_1e8(double price, long feeE8)
    {
        World world = new(spec: InstrumentSpec.BtcPerpetual() with { TakerFeeE8 = 50_000, MakerFeeE8 = -10_000 }, index: price);
        world.Sell(world.Bob, 10, price);
        Assert.Equal(feeE8, world.Buy(world.Ann, 10, price).Trades.Single().FeeE8);
        Assert.Equal(World.E8(100) - feeE8, world.Ann.WalletIn("BTC")!.BalanceE8);
        Assert.True(world.Bob.WalletIn("BTC")!.BalanceE8 > World.E8(100), "the maker gets a rebate");
        world.CheckMoney();
    }

    [Fact]
    public void An_account_can_have_its_own_fees()
    {
        World world = new();
        Account cheap = world.Engine.AddAccount(new AccountSpec { Name = "cheap", TakerFeeE8 = 0, MakerFeeE8 = -1_000 });
        world.Engine.Deposit(cheap, "BTC", World.E8(10));
        world.Sell(world.Ann, 10_000, 50_000);
        Assert.Equal(0, world.Engine.Place(world.Ask(cheap, OrderSide.Buy, 10_000, 50_000)).Trades.Single().FeeE8);
    }

    [Theory]
    [InlineData(86_778.14, 86_744.11, 0.05, 0.0001423032929843748)]
    [InlineData(10_001, 10_000, 0.005, 0)]
    [InlineData(10_002.5, 10_000, 0.005, 0)]
    [InlineData(10_005, 10_000, 0.005, 0.00025)]
    [InlineData(9_995, 10_000, 0.005, -0.00025)]
    [InlineData(10_100, 10_000, 0.005, 0.005)]
    public void The_funding_rate_is_the_premium_less_the_damper_within_the_cap(double mark, double index, double cap, double rate) =>
        Assert.Equal(rate, ExchangeEngine.FundingRateOf(World.E8(mark), World.E8(index), World.E8(cap)), 15);

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(7)]
    public void Funding_accrues_with_time_and_longs_pay_shorts(int steps)
    {
        const long EightHours = 8 * 3600 * Units.SecondUs;
        World world = new(new EngineOptions { SettlesByClock = false }, spec: Free with { FundingCapE8 = 500_000 }, index: 10_000);
        world.Sell(world.Bob, 100_000, 10_000);
        world.Buy(world.Ann, 100_000, 10_000);
        world.Engine.SetMark(world.Instrument, World.E8(10_005));
        for (int i = 1; i <= steps; i++) world.Engine.AdvanceTo(World.StartUs + (EightHours * i / steps));
        Assert.Equal(-0.0025m, Math.Round(world.Position(world.Ann).RealisedFunding, 9));
        Assert.Equal(0.0025m, Math.Round(world.Position(world.Bob).RealisedFunding, 9));
        Assert.Equal(0, world.Position(world.Ann).RealisedFunding + world.Position(world.Bob).RealisedFunding);
        Assert.Equal(0.00025, world.Instrument.Funding.Between(World.StartUs, world.Engine.NowUs), 12);
        world.CheckMoney();
    }

    [Fact]
    public void Equity_is_cash_and_the_sessions_profits_and_margin_bounds_it()
    {
        World world = new(spec: Free, index: 50_000);
        world.Sell(world.Bob, 100_000, 50_000);
        world.Buy(world.Ann, 100_000, 50_000);
        Wallet wallet = world.Ann.WalletIn("BTC")!;
        Assert.Equal(2 * (0.02 + (0.00005 * 2)), wallet.InitialMargin, 12);
        Assert.Equal(2 * (0.01 + (0.00005 * 2)), wallet.MaintenanceMargin, 12);
        world.Engine.SetMark(world.Instrument, World.E8(40_000));
        Assert.Equal(99.5m, wallet.Equity);
        Assert.Equal(wallet.Equity - (decimal)wallet.InitialMargin, wallet.AvailableFunds);
    }

    /// <summary>Ann long at 15,000, settled once at 16,025.83.</summary>
    private static World Carried(double amount)
    {
        World world = new(spec: Free, index: 16_025.83);
        world.Sell(world.Bob, amount, 15_000);
        world.Buy(world.Ann, amount, 15_000);
        world.Engine.SetMark(world.Instrument, World.E8(16_025.83));
        world.Engine.SettleNow("BTC");
        world.After(5);
        Assert.Equal(World.E8(16_025.83), world.Instrument.SettlementE8);
        return world;
    }
}
