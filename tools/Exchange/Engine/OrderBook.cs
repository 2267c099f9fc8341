using System;
using System.Collections.Generic;

namespace Minnow.Exchange.Engine;

/// <summary>Resting orders of one instrument: price, then time. Never crossed between requests.</summary>
public sealed class OrderBook
{
    internal OrderBook(Instrument instrument) => Instrument = instrument;

    /// <summary>Of what.</summary>
    public Instrument Instrument { get; }

    /// <summary>Best bid, 1e-8; 0 without one.</summary>
    public long BestBidE8 => Bids.Count == 0 ? 0 : Bids.Best.PriceE8;

    /// <summary>Best ask, 1e-8; 0 without one.</summary>
    public long BestAskE8 => Asks.Count == 0 ? 0 : Asks.Best.PriceE8;

    /// <summary>Amount at the best bid, 1e-8.</summary>
    public long BestBidAmountE8 => Bids.Count == 0 ? 0 : Bids.Best.AmountE8;

    /// <summary>Amount at the best ask, 1e-8.</summary>
    public long BestAskAmountE8 => Asks.Count == 0 ? 0 : Asks.Best.AmountE8;

    /// <summary>Levels of a side.</summary>
    public int LevelCount(OrderSide side) => Of(side).Count;

    /// <summary>A level by its distance from the best, which is 0.</summary>
    public (long PriceE8, long AmountE8) LevelAt(OrderSide side, int depth)
    {
        Level level = Of(side)[depth];
        return (level.PriceE8, level.AmountE8);
    }

    /// <summary>Orders of a level, first in the queue first.</summary>
    public IEnumerable<Order> OrdersAt(OrderSide side, int depth)
    {
        for (Order? order = Of(side)[depth].First; order != null; order = order.After) yield return order;
    }

    /// <summary>Amount that stands before an order at its price, 1e-8.</summary>
    public long AmountBefore(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        long sum = 0;
        for (Order? before = order.Before; before != null; before = before.Before) sum += before.OpenE8;
        return sum;
    }

    internal readonly BookSide Bids = new(OrderSide.Buy);
    internal readonly BookSide Asks = new(OrderSide.Sell);

    internal BookSide Of(OrderSide side) => side == OrderSide.Buy ? Bids : Asks;

    internal BookSide Against(OrderSide side) => side == OrderSide.Buy ? Asks : Bids;
}
