using System.Collections.Generic;

namespace Minnow.Market;

/// <summary>One side of the book: levels from the best outward, each a queue by time, and all orders in one pool to pick from.</summary>
internal sealed class BookSide(Side side)
{
    private readonly SortedList<long, Level> _levels = [];
    private readonly List<RestingOrder> _pool = [];

    public Side Side { get; } = side;

    public int LevelCount => _levels.Count;

    public int OrderCount => _pool.Count;

    public long BestTick => _levels.Count == 0 ? 0 : TickAt(0);

    public RestingOrder this[int index] => _pool[index];

    public RestingOrder FirstAtBest => _levels.GetValueAtIndex(0).Queue[0];

    public long TickAt(int depth) => ToTick(_levels.GetKeyAtIndex(depth));

    public long LotsAt(long tick) => _levels.TryGetValue(Key(tick), out Level? level) ? level.Lots : 0;

    public long LotsAtDepth(int depth) => _levels.GetValueAtIndex(depth).Lots;

    public bool IsLastAtItsLevel(RestingOrder order) => _levels[Key(order.Tick)].Queue.Count == 1;

    public void Add(RestingOrder order)
    {
        long key = Key(order.Tick);
        if (!_levels.TryGetValue(key, out Level? level)) _levels.Add(key, level = new Level());
        level.Queue.Add(order);
        level.Lots += order.Lots;
        order.PoolIndex = _pool.Count;
        _pool.Add(order);
    }

    /// <summary>Takes lots off an order and drops it when none are left.</summary>
    public void Reduce(RestingOrder order, long lots)
    {
        long key = Key(order.Tick);
        Level level = _levels[key];
        level.Lots -= lots;
        order.Lots -= lots;
        if (order.Lots > 0) return;
        level.Queue.Remove(order);
        if (level.Queue.Count == 0) _levels.Remove(key);
        RestingOrder last = _pool[^1];
        _pool[order.PoolIndex] = last;
        last.PoolIndex = order.PoolIndex;
        _pool.RemoveAt(_pool.Count - 1);
    }

    // Keys rise from the best price outward on both sides.
    private long Key(long tick) => Side == Side.Buy ? -tick : tick;

    private long ToTick(long key) => Side == Side.Buy ? -key : key;

    private sealed class Level
    {
        public List<RestingOrder> Queue { get; } = [];

        public long Lots { get; set; }
    }
}
