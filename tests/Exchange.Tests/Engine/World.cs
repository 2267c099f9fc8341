using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Exchange.Engine;
using Xunit;

namespace Minnow.Exchange.Tests.Engine;

/// <summary>A small venue: BTC-PERPETUAL at an index of 50,000, and three accounts with 100 BTC. Keeps what the listener hears.</summary>
internal sealed class World : IEngineListener
{
    public const long StartUs = 1_790_000_000_000_000;

    public World(EngineOptions? options = null, InstrumentSpec? spec = null, double index = 50_000, long startUs = StartUs)
    {
        Engine = new ExchangeEngine(options ?? new EngineOptions(), startUs) { Listener = this };
        Instrument = Engine.AddInstrument(spec ?? InstrumentSpec.BtcPerpetual());
        Ann = Add("ann");
        Bob = Add("bob");
        Cid = Add("cid");
        Engine.SetIndex(Instrument.Spec.IndexName, E8(index));
        Log.Clear();
    }

    public ExchangeEngine Engine { get; }

    public Instrument Instrument { get; }

    public Account Ann { get; }

    public Account Bob { get; }

    public Account Cid { get; }

    public List<string> Log { get; } = [];

    public Dictionary<(string, OrderSide, long), long> Heard { get; } = [];

    public List<Trade> Trades { get; } = [];

    public List<(Order Order, OrderResult Result)> Released { get; } = [];

    public List<SettlementRow> Settled { get; } = [];

    public static long E8(double value) => (long)Math.Round(value * 100_000_000);

    public Account Add(string name, double money = 100, int owner = 0)
    {
        Account account = Engine.AddAccount(new AccountSpec { Name = name, Owner = owner });
        Engine.Deposit(account, Instrument.Spec.SettlementCurrency, E8(money));
        return account;
    }

    public OrderRequest Ask(Account account, OrderSide side, double amount, double price = 0) => new(account, Instrument, side, E8(amount), E8(price));

    public OrderResult Buy(Account account, double amount, double price) => Engine.Place(Ask(account, OrderSide.Buy, amount, price));

    public OrderResult Sell(Account account, double amount, double price) => Engine.Place(Ask(account, OrderSide.Sell, amount, price));

    public Order Rests(OrderResult result)
    {
        Assert.True(result.IsDone, result.Error.Message);
        Assert.Equal(OrderState.Open, result.Order!.State);
        return result.Order;
    }

    public double Size(Account account) => (account.PositionIn(Instrument)?.SizeE8 ?? 0) / 1e8;

    public Position Position(Account account) => account.PositionIn(Instrument)!;

    public string Queue(OrderSide side) => string.Join(" ", Enumerable.Range(0, Instrument.Book.LevelCount(side))
        .SelectMany(depth => Instrument.Book.OrdersAt(side, depth)).Select(order => $"{order.Account.Name}:{Units.Text(order.OpenE8)}@{Units.Text(order.PriceE8)}"));

    public void After(double seconds) => Engine.AdvanceTo(Engine.NowUs + (long)(seconds * 1e6));

    /// <summary>All that must hold at any time between requests.</summary>
    public void CheckInvariants()
    {
        OrderBook book = Instrument.Book;
        if (book.BestBidE8 != 0 && book.BestAskE8 != 0) Assert.True(book.BestBidE8 < book.BestAskE8, "crossed book");
        Assert.Equal(0, Engine.Accounts.Sum(account => account.PositionIn(Instrument)?.SizeE8 ?? 0));
        Assert.Equal(Instrument.OpenInterestE8, Engine.Accounts.Sum(account => Math.Max(0, account.PositionIn(Instrument)?.SizeE8 ?? 0)));
        foreach (OrderSide side in new[] { OrderSide.Buy, OrderSide.Sell })
            for (int depth = 0; depth < book.LevelCount(side); depth++)
            {
                (long price, long amount) = book.LevelAt(side, depth);
                Assert.Equal(amount, book.OrdersAt(side, depth).Sum(order => order.OpenE8));
                Assert.Equal(amount, Heard.GetValueOrDefault((Instrument.Name, side, price)));
                Assert.All(book.OrdersAt(side, depth), order => Assert.True(order.OpenE8 > 0 && order.State == OrderState.Open && order.PriceE8 == price));
            }

        Assert.Equal(Heard.Count, book.LevelCount(OrderSide.Buy) + book.LevelCount(OrderSide.Sell));
        foreach (Account account in Engine.Accounts)
        {
            if (account.PositionIn(Instrument) is not { } position) continue;
            IEnumerable<Order> live = account.OpenOrders.Where(order => order.Instrument == Instrument);
            Assert.Equal(position.OpenBuyE8, live.Where(order => order.Side == OrderSide.Buy).Sum(order => order.OpenE8));
            Assert.Equal(position.OpenSellE8, live.Where(order => order.Side == OrderSide.Sell).Sum(order => order.OpenE8));
        }

        CheckMoney();
    }

    /// <summary>Cash, fees, insurance and rounding add up to what was paid in; profits of all sides add up to nothing.</summary>
    public void CheckMoney()
    {
        Family family = Instrument.Family;
        long cash = Engine.Accounts.Sum(account => account.WalletIn(family.Currency)?.BalanceE8 ?? 0);
        Assert.Equal(family.DepositsE8, cash + family.FeesE8 + family.InsuranceE8 + family.RoundingE8);
        long settlements = Math.Max(1, Settled.Count);
        Assert.InRange(family.RoundingE8, -settlements, settlements);
        decimal profit = Engine.Accounts.Where(account => account.PositionIn(Instrument) != null)
            .Sum(account => Position(account).RealisedProfit + Position(account).FloatingProfit);
        Assert.InRange(profit, -0.000_000_000_001m, 0.000_000_000_001m);
    }

    void IEngineListener.OnBookLevel(Instrument instrument, OrderSide side, long priceE8, long amountE8, long previousE8)
    {
        Assert.Equal(Heard.GetValueOrDefault((instrument.Name, side, priceE8)), previousE8);
        Assert.NotEqual(amountE8, previousE8);
        if (amountE8 == 0) Heard.Remove((instrument.Name, side, priceE8));
        else Heard[(instrument.Name, side, priceE8)] = amountE8;
        Log.Add($"level {Words.Of(side)} {Units.Text(priceE8)} {Units.Text(amountE8)}");
    }

    void IEngineListener.OnBookDone(Instrument instrument, long changeId, long previousChangeId)
    {
        Assert.True(changeId > previousChangeId);
        Log.Add("book done");
    }

    void IEngineListener.OnTrade(Trade trade)
    {
        Trades.Add(trade);
        Log.Add($"trade {Words.Of(trade.TakerSide)} {Units.Text(trade.AmountE8)}@{Units.Text(trade.PriceE8)}");
    }

    void IEngineListener.OnOrder(Account account, Order order) =>
        Log.Add($"order {account.Name} {Words.Of(order.State)} {Units.Text(order.FilledE8)}/{Units.Text(order.AmountE8)} {Words.Of(order.CancelReason)}".TrimEnd());

    void IEngineListener.OnUserTrade(UserTrade trade) => Log.Add($"fill {trade.Order.Account.Name} {(trade.IsMaker ? "M" : "T")}");

    void IEngineListener.OnPosition(Account account, Position position) => Log.Add($"position {account.Name} {Units.Text(position.SizeE8)}");

    void IEngineListener.OnChangesDone(Instrument instrument) => Log.Add("done");

    void IEngineListener.OnHeldDone(Order order, OrderResult result) => Released.Add((order, result));

    void IEngineListener.OnInstrumentState(Instrument instrument, InstrumentState before) => Log.Add($"state {instrument.Name} {Words.Of(instrument.State)}");

    void IEngineListener.OnMmpTrigger(Account account, string indexName, long frozenUntilUs, string? group) => Log.Add($"mmp {account.Name} {indexName}");

    void IEngineListener.OnAccountLock(Account account, string currency, bool isLocked) => Log.Add($"lock {account.Name} {currency} {isLocked}");

    void IEngineListener.OnSettlement(SettlementRow row) => Settled.Add(row);
}
