using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Exchange.Engine;

namespace Minnow.Exchange.Background;

/// <summary>The recorded participants in the engine's book: one owner a side, and one who takes. Other people's orders stand between theirs.</summary>
internal sealed class RecordedBook
{
    private const int AccountsPerSide = 8;

    private readonly ExchangeEngine _engine;
    private readonly Account[][] _owners;
    private readonly Account _taker;
    private readonly Dictionary<long, List<Order>>[] _orders = [[], []];
    private readonly Dictionary<long, long>[] _wanted = [[], []];
    private bool _isBehind;
    private readonly SortedSet<(OrderSide Side, long PriceE8)> _touched = [];

    public RecordedBook(ExchangeEngine engine, Instrument instrument)
    {
        _engine = engine;
        Instrument = instrument;
        _owners = [Owners("bid"), Owners("ask")];
        _taker = NewAccount("taker");
    }

    public Instrument Instrument { get; }

    /// <summary>Lets the recorded takers act, then brings the recorded levels to what the frame says: what shrinks first, then what grows.</summary>
    public void Apply(RecordedStep step)
    {
        _touched.Clear();
        foreach (RecordedTrade trade in step.Trades) Take(trade);
        if (step.IsSnapshot)
        {
            for (int side = 0; side < 2; side++)
            {
                foreach (long price in _wanted[side].Keys.ToArray())
                {
                    _wanted[side][price] = 0;
                    _touched.Add(((OrderSide)side, price));
                }
            }
        }

        foreach (RecordedLevel level in step.Levels)
        {
            _wanted[(int)level.Side][level.PriceE8] = level.AmountE8;
            _touched.Add((level.Side, level.PriceE8));
        }

        if (_isBehind && Instrument.State == InstrumentState.Open)
        {
            // The book was shut, and refused what the recording did meanwhile.
            _isBehind = false;
            TouchAll();
        }

        foreach ((OrderSide side, long price) in _touched) Shrink(side, price);
        foreach ((OrderSide side, long price) in _touched) Grow(side, price);
    }

    private void TouchAll()
    {
        for (int side = 0; side < 2; side++)
        {
            foreach (long price in _wanted[side].Keys) _touched.Add(((OrderSide)side, price));
            foreach (long price in _orders[side].Keys) _touched.Add(((OrderSide)side, price));
        }
    }

    private void Take(in RecordedTrade trade)
    {
        OrderResult result = _engine.Place(new OrderRequest(_taker, Instrument, trade.TakerSide, trade.AmountE8, trade.PriceE8)
        {
            TimeInForce = TimeInForce.ImmediateOrCancel,
        });
        foreach (UserTrade fill in result.Trades ?? []) _touched.Add((fill.Trade.Maker.Side, fill.Trade.PriceE8));
    }

    // Cancels take from the back of the recorded participants' own queue: a client's order behind them keeps its place.
    private void Shrink(OrderSide side, long priceE8)
    {
        long wanted = _wanted[(int)side].GetValueOrDefault(priceE8);
        if (!_orders[(int)side].TryGetValue(priceE8, out List<Order>? queue)) return;
        queue.RemoveAll(static order => !order.IsLive);
        long excess = queue.Sum(static order => order.OpenE8) - wanted;
        while (excess > 0)
        {
            Order last = queue[^1];
            long cut = Math.Min(excess, last.OpenE8);
            excess -= cut;
            if (cut < last.OpenE8)
            {
                _isBehind |= !_engine.Edit(last.Account, last.Id, new EditRequest { AmountE8 = last.AmountE8 - cut }).IsDone;
                continue;
            }

            _engine.Cancel(last.Account, last.Id);
            if (last.IsLive)
            {
                _isBehind = true;
                return;
            }

            queue.RemoveAt(queue.Count - 1);
        }

        if (wanted > 0) return;
        _wanted[(int)side].Remove(priceE8);
        _orders[(int)side].Remove(priceE8);
    }

    private void Grow(OrderSide side, long priceE8)
    {
        if (!_wanted[(int)side].TryGetValue(priceE8, out long wanted)) return;
        if (!_orders[(int)side].TryGetValue(priceE8, out List<Order>? queue)) _orders[(int)side].Add(priceE8, queue = []);
        long lacking = wanted - queue.Sum(static order => order.OpenE8);
        if (lacking <= 0) return;
        Account owner = _owners[(int)side][(int)(priceE8 / Instrument.Spec.TickE8 % AccountsPerSide)];
        OrderResult result = _engine.Place(new OrderRequest(owner, Instrument, side, lacking, priceE8));
        if (result.Order is { IsLive: true } order) queue.Add(order);
        else _isBehind |= !result.IsDone;
    }

    private Account[] Owners(string role) => Enumerable.Range(0, AccountsPerSide).Select(i => NewAccount($"{role}{i}")).ToArray();

    private Account NewAccount(string role) => _engine.AddAccount(new AccountSpec
    {
        Name = $"recorded:{Instrument.Name}:{role}", Owner = -1, IsRiskExempt = true, ForgetsAtOnce = true, IgnoresBand = true,
    });
}
