using System;
using System.Text;
using Minnow.Core.Accounting;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Risk;
using Minnow.Exchange.Engine;
using Xunit;
using InstrumentState = Minnow.Core.Engine.InstrumentState;
using Units = Minnow.Core.Model.Units;

namespace Minnow.Live.Tests;

/// <summary>Margin as the quoter estimates it, against the exchange's own engine: perpetual, future and linear, small and large, with orders and without.</summary>
public sealed class MarginEstimateTests
{
    private const long StartUs = 1_790_000_000_000_000;

    [Theory]
    [InlineData(100, 0, 0)]
    [InlineData(-5_000_000, 0, 0)]
    [InlineData(2_000_000, 3_000_000, 100)]
    [InlineData(-2_000_000, 100, 7_000_000)]
    [InlineData(1_000, 500_000, 900_000)]
    public void The_estimate_is_what_the_exchange_asks_for(long usd, long bidUsd, long askUsd)
    {
        ExchangeEngine engine = new(new EngineOptions(), StartUs);
        Instrument[] listed = [engine.AddInstrument(InstrumentSpec.BtcPerpetual()), engine.AddInstrument(InstrumentSpec.BtcDated(StartUs + 86_400L * 90 * 1_000_000)), engine.AddInstrument(InstrumentSpec.BtcUsdcPerpetual())];
        Account us = Rich(engine, "us"), them = Rich(engine, "them");
        engine.SetIndex("btc_usd", 50_000 * Units.E8);
        engine.SetIndex("btc_usdc", 50_100 * Units.E8);
        using StateBlock block = new(listed.Length);
        block.Head.InstrumentCount = listed.Length;
        double sum = 0;
        for (int i = 0; i < listed.Length; i++)
        {
            Instrument one = listed[i];
            long unit = one.Spec.IsInverse ? Units.E8 : Units.E8 / 50_000, price = 50_000 * Units.E8;
            OrderSide side = usd > 0 ? OrderSide.Buy : OrderSide.Sell, other = usd > 0 ? OrderSide.Sell : OrderSide.Buy;
            Place(engine, them, one, other, Math.Abs(usd) * unit, price);
            Place(engine, us, one, side, Math.Abs(usd) * unit, price);
            engine.AdvanceTo(engine.NowUs + 1_000_000);
            if (bidUsd != 0) Place(engine, us, one, OrderSide.Buy, bidUsd * unit, price - 1_000 * Units.E8);
            if (askUsd != 0) Place(engine, us, one, OrderSide.Sell, askUsd * unit, price + 1_000 * Units.E8);
            Position position = us.PositionIn(one)!;
            Assert.Equal(usd * unit, position.SizeE8);

            ref InstrumentState state = ref block[i];
            Encoding.ASCII.GetBytes(one.Name, state.Name);
            state.Risk.Parameters = RiskParameters.Safe;
            state.Risk.Coin = one.Spec.IsInverse ? 0 : 1;
            LiveAccount.Define(ref state.Risk.Account, new InstrumentDefined { TickE8 = one.Spec.TickE8, LotE8 = one.Spec.ContractE8, Contract = one.Spec.IsInverse ? ContractKind.Inverse : ContractKind.Linear });
            state.Risk.Account.MarkE8 = one.MarkE8;
            long lots = position.SizeE8 / one.Spec.ContractE8, bids = position.OpenBuyE8 / one.Spec.ContractE8, asks = position.OpenSellE8 / one.Spec.ContractE8;
            long worst = Math.Max(Math.Abs(lots + bids), Math.Abs(lots - asks));
            Same(position.MaintenanceMargin, MarginDesk.Maintenance(in state, lots));
            Same(position.InitialMargin, MarginDesk.Initial(in state, worst));
            // Of the whole: as if the worst case were held.
            state.PositionLots = worst;
            if (one.Spec.IsInverse) sum += MarginDesk.Initial(in state, worst);
        }
        Same(us.WalletIn("BTC")!.InitialMargin, sum);
        Same(us.WalletIn("BTC")!.InitialMargin, MarginDesk.Projected(block, 0));
        Same(us.WalletIn("USDC")!.InitialMargin, MarginDesk.Projected(block, 1));
    }

    private static void Same(double theirs, double ours) => Assert.True(theirs > 0 && Math.Abs(ours - theirs) <= theirs * 1e-9, $"the exchange asks for {theirs}, we estimate {ours}");

    private static Account Rich(ExchangeEngine engine, string name)
    {
        Account account = engine.AddAccount(new AccountSpec { Name = name });
        engine.Deposit(account, "BTC", 10_000 * Units.E8);
        engine.Deposit(account, "USDC", 500_000_000 * Units.E8);
        return account;
    }

    private static void Place(ExchangeEngine engine, Account account, Instrument instrument, OrderSide side, long amountE8, long priceE8)
    {
        OrderResult result = engine.Place(new OrderRequest(account, instrument, side, amountE8, priceE8));
        Assert.True(result.Error.Code == 0, $"{instrument.Name}: {result.Error.Message}");
    }
}
