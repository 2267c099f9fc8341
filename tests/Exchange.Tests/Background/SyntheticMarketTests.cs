using System.Collections.Generic;
using System.Linq;
using Minnow.Exchange.Background;
using Minnow.Exchange.Engine;
using Xunit;

namespace Minnow.Exchange.Tests.Background;

public sealed class SyntheticMarketTests
{
    private const long StartUs = 1_767_607_200_000_000;

    [Fact]
    public void The_same_seed_makes_the_same_trades_and_the_same_book()
    {
        Assert.Equal(Picture(seed: 7, seconds: 20), Picture(seed: 7, seconds: 20));
        Assert.NotEqual(Picture(seed: 7, seconds: 20), Picture(seed: 8, seconds: 20));
    }

    [Fact]
    public void The_book_stays_deep_and_two_sided_and_trades_happen_on_both_sides()
    {
        (ExchangeEngine engine, SyntheticMarket market) = Open(seed: 3);
        Instrument instrument = engine.Instruments[0];
        for (int second = 1; second <= 60; second++)
        {
            Run(engine, market, StartUs + (second * 1_000_000L));
            Assert.True(instrument.Book.BestBidE8 < instrument.Book.BestAskE8);
            Assert.True(instrument.Book.LevelCount(OrderSide.Buy) >= 5 && instrument.Book.LevelCount(OrderSide.Sell) >= 5, $"second {second}");
            Assert.InRange(instrument.Book.BestAskE8 - instrument.Book.BestBidE8, 1, 200 * instrument.Spec.TickE8);
            Assert.InRange((double)instrument.Book.BestBidE8 / instrument.IndexE8, 0.99, 1.01);
        }

        Assert.True(instrument.Trades.Count(static trade => trade.TakerSide == OrderSide.Buy) > 20);
        Assert.True(instrument.Trades.Count(static trade => trade.TakerSide == OrderSide.Sell) > 20);
    }

    [Fact]
    public void A_client_at_the_top_of_the_book_is_filled_by_the_crowd()
    {
        (ExchangeEngine engine, SyntheticMarket market) = Open(seed: 5);
        Instrument instrument = engine.Instruments[0];
        Account mine = engine.AddAccount(new AccountSpec { Name = "mine" });
        engine.Deposit(mine, "BTC", 10 * Units.One);
        long before = 0;
        for (int second = 1; second <= 30 && mine.Trades.Count == 0; second++)
        {
            foreach (Order old in mine.OpenOrders.ToArray()) engine.Cancel(mine, old.Id);
            OrderResult placed = engine.Place(new OrderRequest(mine, instrument, OrderSide.Buy, 100 * Units.One, instrument.Book.BestAskE8 - instrument.Spec.TickE8) { PostOnly = true });
            Assert.True(placed.IsDone);
            before = engine.NowUs;
            Run(engine, market, StartUs + (second * 1_000_000L));
        }

        Assert.True(before > 0);
        Assert.True(mine.Trades.Count > 0, "Nobody sold to the best bid in 30 s.");
        Assert.True(mine.Trades[0].IsMaker);
    }

    [Fact]
    public void A_shock_moves_index_and_book()
    {
        (ExchangeEngine engine, SyntheticMarket market) = Open(seed: 1);
        Instrument instrument = engine.Instruments[0];
        Run(engine, market, StartUs + 2_000_000);
        double before = instrument.IndexE8;

        market.Shock(-0.01);
        Run(engine, market, StartUs + 12_000_000);

        Assert.InRange(instrument.IndexE8 / before, 0.985, 0.995);
        Assert.InRange(instrument.Book.BestBidE8 / before, 0.98, 0.996);
    }

    private static (ExchangeEngine Engine, SyntheticMarket Market) Open(ulong seed)
    {
        ExchangeEngine engine = new(new EngineOptions { SettlesByClock = false }, StartUs);
        engine.SetIndex("btc_usd", 61_728 * Units.One);
        engine.AddInstrument(InstrumentSpec.BtcPerpetual());
        engine.SetIndex("btc_usd", 61_728 * Units.One);
        return (engine, new SyntheticMarket(engine, seed));
    }

    private static void Run(ExchangeEngine engine, SyntheticMarket market, long untilUs)
    {
        while (market.NextUs <= untilUs)
        {
            engine.AdvanceTo(market.NextUs);
            market.Step(engine, market.NextUs);
        }
    }

    private static string Picture(ulong seed, int seconds)
    {
        (ExchangeEngine engine, SyntheticMarket market) = Open(seed);
        Run(engine, market, StartUs + (seconds * 1_000_000L));
        Instrument instrument = engine.Instruments[0];
        IEnumerable<string> trades = instrument.Trades.Select(static trade => $"{trade.TimeUs} {trade.TakerSide} {trade.PriceE8} {trade.AmountE8}");
        IEnumerable<string> levels = Enumerable.Range(0, 20).Select(depth => $"{instrument.Book.LevelAt(OrderSide.Buy, depth)} {instrument.Book.LevelAt(OrderSide.Sell, depth)}");
        return string.Join('\n', trades.Concat(levels));
    }
}
