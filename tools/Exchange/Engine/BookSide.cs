using System;

namespace Minnow.Exchange.Engine;

/// <summary>A price of one side and its queue.</summary>
internal sealed class Level(long priceE8)
{
    public readonly long PriceE8 = priceE8;
    public long AmountE8;
    public Order? First;
    public Order? Last;
    public long TouchedAtRequest;

    public void Append(Order order)
    {
        order.Level = this;
        order.Before = Last;
        order.After = null;
        if (Last == null) First = order;
        else Last.After = order;
        Last = order;
        AmountE8 += order.OpenE8;
    }

    public void Unlink(Order order)
    {
        if (order.Before == null) First = order.After;
        else order.Before.After = order.After;
        if (order.After == null) Last = order.Before;
        else order.After.Before = order.Before;
        (order.Level, order.Before, order.After) = (null, null, null);
    }
}

/// <summary>Levels of one side, kept with the best at the end so that work near the best moves little.</summary>
internal sealed class BookSide(OrderSide side)
{
    private Level[] _levels = new Level[64];

    public OrderSide Side { get; } = side;

    public int Count { get; private set; }

    public Level Best => _levels[Count - 1];

    /// <summary>By distance from the best.</summary>
    public Level this[int depth] => _levels[Count - 1 - depth];

    public Level? Find(long priceE8)
    {
        int at = IndexOf(priceE8);
        return at < Count && _levels[at].PriceE8 == priceE8 ? _levels[at] : null;
    }

    public Level FindOrAdd(long priceE8)
    {
        int at = IndexOf(priceE8);
        if (at < Count && _levels[at].PriceE8 == priceE8) return _levels[at];
        if (Count == _levels.Length) Array.Resize(ref _levels, Count * 2);
        Array.Copy(_levels, at, _levels, at + 1, Count - at);
        Count++;
        return _levels[at] = new Level(priceE8);
    }

    public void Remove(Level level)
    {
        int at = IndexOf(level.PriceE8);
        Count--;
        Array.Copy(_levels, at + 1, _levels, at, Count - at);
        _levels[Count] = null!;
    }

    /// <summary>First place, from the worst, whose price is not worse. The best is tried first.</summary>
    private int IndexOf(long priceE8)
    {
        long key = Key(priceE8);
        if (Count > 0 && Key(Best.PriceE8) == key) return Count - 1;
        (int low, int high) = (0, Count);
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (Key(_levels[middle].PriceE8) < key) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private long Key(long priceE8) => Side == OrderSide.Buy ? priceE8 : -priceE8;
}
