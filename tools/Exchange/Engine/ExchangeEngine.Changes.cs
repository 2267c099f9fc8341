using System;
using System.Collections.Generic;

namespace Minnow.Exchange.Engine;

// What one request changes on one instrument is gathered here, and told when it is over.
public sealed partial class ExchangeEngine
{
    private readonly record struct TouchedLevel(OrderSide Side, long PriceE8, long PreviousE8, int Number);

    private readonly List<TouchedLevel> _touched = [];
    private readonly List<Position> _positionsToTell = [];
    private readonly List<(Account Account, MmpGuard Guard)> _fired = [];
    private long _request;

    private static readonly Comparison<TouchedLevel> InBookOrder = static (a, b) =>
    {
        if (a.Side != b.Side) return a.Side.CompareTo(b.Side);
        if (a.PriceE8 == b.PriceE8) return a.Number.CompareTo(b.Number);
        return a.Side == OrderSide.Buy ? b.PriceE8.CompareTo(a.PriceE8) : a.PriceE8.CompareTo(b.PriceE8);
    };

    private void Begin(Instrument instrument)
    {
        _request++;
        AccrueFunding(instrument);
    }

    private void Touch(OrderSide side, Level level)
    {
        if (level.TouchedAtRequest == _request) return;
        level.TouchedAtRequest = _request;
        _touched.Add(new TouchedLevel(side, level.PriceE8, level.AmountE8, _touched.Count));
    }

    private void Tell(Order order)
    {
        Position position = order.Account.Position(order.Instrument);
        if (position.ToldAtRequest != _request)
        {
            position.ToldAtRequest = _request;
            _positionsToTell.Add(position);
        }

        Listener.OnOrder(order.Account, order);
    }

    private void End(Instrument instrument)
    {
        bool any = _positionsToTell.Count > 0;
        any |= TellLevels(instrument);
        foreach (Position position in _positionsToTell) Listener.OnPosition(position.Account, position);
        _positionsToTell.Clear();
        if (any) Listener.OnChangesDone(instrument);
        while (_fired.Count > 0)
        {
            (Account account, MmpGuard guard) = _fired[^1];
            _fired.RemoveAt(_fired.Count - 1);
            CancelProtected(account, guard);
        }
    }

    private bool TellLevels(Instrument instrument)
    {
        if (_touched.Count > 1) _touched.Sort(InBookOrder);
        bool changed = false;
        for (int i = 0; i < _touched.Count; i++)
        {
            // A level that went and came back within a request is there twice; the first row knows what was told before.
            TouchedLevel row = _touched[i];
            if (i > 0 && row.Side == _touched[i - 1].Side && row.PriceE8 == _touched[i - 1].PriceE8) continue;
            long amountE8 = instrument.Book.Of(row.Side).Find(row.PriceE8)?.AmountE8 ?? 0;
            if (amountE8 == row.PreviousE8) continue;
            changed = true;
            Listener.OnBookLevel(instrument, row.Side, row.PriceE8, amountE8, row.PreviousE8);
        }

        _touched.Clear();
        if (!changed) return false;
        long previous = instrument.ChangeId;
        instrument.ChangeId = instrument.Family.TakeChangeId();
        instrument.BookTimeUs = NowUs;
        Listener.OnBookDone(instrument, instrument.ChangeId, previous);
        return true;
    }

    private void Rest(Order order)
    {
        BookSide side = order.Instrument.Book.Of(order.Side);
        Level level = side.FindOrAdd(order.PriceE8);
        Touch(order.Side, level);
        level.Append(order);
        order.State = OrderState.Open;
        AddLive(order);
    }

    private void TakeFromBook(Order order)
    {
        Level level = order.Level!;
        Touch(order.Side, level);
        level.AmountE8 -= order.OpenE8;
        level.Unlink(order);
        if (level.First == null) order.Instrument.Book.Of(order.Side).Remove(level);
    }

    /// <summary>Enters an order among the live ones of its account, with what it binds.</summary>
    private static void AddLive(Order order)
    {
        Account account = order.Account;
        order.AccountSlot = account.Live.Count;
        account.Live.Add(order);
        Position position = account.Position(order.Instrument);
        Bind(position, order.Side, order.OpenE8);
        if (order.ReduceOnly) position.ReduceOnlyCount++;
    }

    private static void RemoveLive(Order order)
    {
        if (order.AccountSlot < 0) return;
        List<Order> live = order.Account.Live;
        Order last = live[^1];
        live[order.AccountSlot] = last;
        last.AccountSlot = order.AccountSlot;
        live.RemoveAt(live.Count - 1);
        order.AccountSlot = -1;
        Position position = order.Account.Position(order.Instrument);
        Bind(position, order.Side, -order.OpenE8);
        if (order.ReduceOnly) position.ReduceOnlyCount--;
    }

    private static void Bind(Position position, OrderSide side, long amountE8)
    {
        if (side == OrderSide.Buy) position.OpenBuyE8 += amountE8;
        else position.OpenSellE8 += amountE8;
    }

    /// <summary>Ends an order that is out of the book.</summary>
    private void Close(Order order, OrderState state, CancelReason reason = CancelReason.None)
    {
        RemoveLive(order);
        order.State = state;
        order.CancelReason = reason;
        order.UpdatedUs = NowUs;
        if (order.Account.Spec.ForgetsAtOnce) order.Instrument.Family.Orders.Remove(order.Number);
        else order.Account.Closed.Add(order);
    }

    /// <summary>Takes a resting order out and ends it, within a request.</summary>
    private void CancelResting(Order order, CancelReason reason)
    {
        TakeFromBook(order);
        order.MmpCancelled = reason == CancelReason.MmpTrigger;
        Close(order, OrderState.Cancelled, reason);
        Tell(order);
    }
}
