using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Minnow.Exchange.Engine;
using Minnow.Market;

namespace Minnow.Exchange.Background;

/// <summary>The crowd's side of one instrument: carries out its wishes in the engine's book and shows it what became of them.</summary>
/// <remarks>Makers are several accounts, takers two: informed and uninformed flow is told apart by who trades.</remarks>
internal sealed class Crowd : IMarketView
{
    private const int MakerAccounts = 4;

    private readonly ExchangeEngine _engine;
    private readonly Account[] _makers;
    private readonly Account _taker;
    private readonly List<(RestingOrder Seen, Order Order)>[] _pools = [[], []];
    private readonly Dictionary<long, Order> _byId = [];
    private readonly Dictionary<Order, int> _places = [];
    private long _lastId;
    private long _sweptSequence;

    public Crowd(ExchangeEngine engine, Instrument instrument)
    {
        _engine = engine;
        Instrument = instrument;
        _makers = Enumerable.Range(1, MakerAccounts).Select(i => NewAccount("maker" + i.ToString(CultureInfo.InvariantCulture))).ToArray();
        _taker = NewAccount("taker");
    }

    public Instrument Instrument { get; }

    public long TickE8 => Instrument.Spec.TickE8;

    public long BestTick(Side side) => (side == Side.Buy ? Instrument.Book.BestBidE8 : Instrument.Book.BestAskE8) / TickE8;

    public int OrderCount(Side side) => _pools[(int)side].Count;

    public RestingOrder OrderAt(Side side, int index) => _pools[(int)side][index].Seen;

    public RestingOrder FirstAtBest(Side side)
    {
        OrderSide of = Engine(side);
        for (int depth = 0; depth < Instrument.Book.LevelCount(of); depth++)
        {
            foreach (Order order in Instrument.Book.OrdersAt(of, depth))
            {
                if (_places.TryGetValue(order, out int place)) return _pools[(int)side][place].Seen;
            }
        }

        return _pools[(int)side][0].Seen;
    }

    /// <summary>Carries out one wish.</summary>
    public void Do(in Intent wish)
    {
        switch (wish.Kind)
        {
            case IntentKind.Place:
                Place(wish);
                break;
            case IntentKind.Cancel:
                if (!_byId.TryGetValue(wish.OrderId, out Order? order) || Instrument.Book.LevelCount(Engine(wish.Side)) <= Market.Book.LevelsKept) break;
                _engine.Cancel(order.Account, order.Id);
                break;
            default:
                if (Instrument.Book.LevelCount(Other(wish.Side)) <= Market.Book.LevelsKept) break;
                _engine.Place(new OrderRequest(_taker, Instrument, Engine(wish.Side), wish.Lots * Instrument.Spec.ContractE8, wish.Tick * TickE8)
                {
                    TimeInForce = TimeInForce.ImmediateOrCancel,
                });
                break;
        }

        Sweep(wish.Kind == IntentKind.Cancel);
    }

    /// <summary>Forgets the orders that are gone, if any may be.</summary>
    public void Sweep(bool always)
    {
        if (!always && _sweptSequence == Instrument.TradeSequence) return;
        _sweptSequence = Instrument.TradeSequence;
        foreach (List<(RestingOrder Seen, Order Order)> pool in _pools)
        {
            for (int i = pool.Count - 1; i >= 0; i--)
            {
                (RestingOrder seen, Order order) = pool[i];
                if (order.IsLive) continue;
                pool[i] = pool[^1];
                _places[pool[i].Order] = i;
                pool.RemoveAt(pool.Count - 1);
                _places.Remove(order);
                _byId.Remove(seen.Id);
            }
        }
    }

    private static OrderSide Engine(Side side) => side == Side.Buy ? OrderSide.Buy : OrderSide.Sell;

    private static OrderSide Other(Side side) => side == Side.Buy ? OrderSide.Sell : OrderSide.Buy;

    private void Place(in Intent wish)
    {
        Account maker = _makers[(int)(_lastId % MakerAccounts)];
        OrderResult result = _engine.Place(new OrderRequest(maker, Instrument, Engine(wish.Side), wish.Lots * Instrument.Spec.ContractE8, wish.Tick * TickE8)
        {
            PostOnly = true,
        });
        if (result.Order is not { IsLive: true } order) return;
        RestingOrder seen = new(++_lastId, wish.Side, order.PriceE8 / TickE8, wish.Lots);
        List<(RestingOrder Seen, Order Order)> pool = _pools[(int)wish.Side];
        _places.Add(order, pool.Count);
        _byId.Add(seen.Id, order);
        pool.Add((seen, order));
    }

    private Account NewAccount(string role) => _engine.AddAccount(new AccountSpec
    {
        Name = $"background:{Instrument.Name}:{role}", Owner = -1, IsRiskExempt = true, ForgetsAtOnce = true,
    });
}
