using System.Collections.Generic;

namespace Minnow.Market;

/// <summary>The matching book of the synthetic market: price, then time. Never crossed, and neither side falls below a few levels.</summary>
public sealed class Book : IMarketView
{
    /// <summary>Levels of a side that no take or cancel removes, so that the market stays two-sided.</summary>
    public const int LevelsKept = 5;

    private readonly BookSide _bids = new(Side.Buy);
    private readonly BookSide _asks = new(Side.Sell);
    private readonly Dictionary<long, RestingOrder> _byId = [];
    private readonly Dictionary<(Side Side, long Tick), long> _lotsBefore = [];
    private long _lastId;

    /// <inheritdoc/>
    public long BestTick(Side side) => Of(side).BestTick;

    /// <inheritdoc/>
    public int OrderCount(Side side) => Of(side).OrderCount;

    /// <inheritdoc/>
    public RestingOrder OrderAt(Side side, int index) => Of(side)[index];

    /// <inheritdoc/>
    public RestingOrder FirstAtBest(Side side) => Of(side).FirstAtBest;

    /// <summary>Levels of a side.</summary>
    public int LevelCount(Side side) => Of(side).LevelCount;

    /// <summary>Price of a level counted from the best, which is 0.</summary>
    public long TickAt(Side side, int depth) => Of(side).TickAt(depth);

    /// <summary>Amount at a level counted from the best, which is 0, lots.</summary>
    public long LotsAt(Side side, int depth) => Of(side).LotsAtDepth(depth);

    /// <summary>Rests an order; one that would cross is moved to a tick from the other side's best.</summary>
    public void Place(Side side, long tick, long lots)
    {
        BookSide other = Of(Opposite(side));
        if (other.LevelCount > 0)
        {
            if (side == Side.Buy && tick >= other.BestTick) tick = other.BestTick - 1;
            if (side == Side.Sell && tick <= other.BestTick) tick = other.BestTick + 1;
        }

        Touch(side, tick);
        RestingOrder order = new(++_lastId, side, tick, lots);
        _byId.Add(order.Id, order);
        Of(side).Add(order);
    }

    /// <summary>Cancels an order if it still rests and its side can spare the level.</summary>
    public void Cancel(long orderId)
    {
        if (!_byId.TryGetValue(orderId, out RestingOrder? order)) return;
        BookSide side = Of(order.Side);
        if (side.LevelCount <= LevelsKept && side.IsLastAtItsLevel(order)) return;
        Reduce(side, order, order.Lots);
    }

    /// <summary>Takes resting orders up to and including the limit, best price first and oldest first.</summary>
    /// <param name="side">The taker's side.</param>
    /// <param name="limitTick">Worst price that the taker accepts.</param>
    /// <param name="lots">Most that the taker wants.</param>
    /// <param name="fills">Receives one row for each order hit.</param>
    public void Take(Side side, long limitTick, long lots, List<MarketFill> fills)
    {
        BookSide other = Of(Opposite(side));
        while (lots > 0)
        {
            RestingOrder maker = other.FirstAtBest;
            if (side == Side.Buy ? maker.Tick > limitTick : maker.Tick < limitTick) return;
            if (other.LevelCount <= LevelsKept && other.IsLastAtItsLevel(maker)) return;
            long taken = lots < maker.Lots ? lots : maker.Lots;
            fills.Add(new MarketFill(side, maker.Tick, taken));
            Reduce(other, maker, taken);
            lots -= taken;
        }
    }

    /// <summary>The levels whose amount differs from what it was at the last call: bids falling, asks rising in price.</summary>
    public void DrainChanges(List<LevelChange> bids, List<LevelChange> asks)
    {
        foreach (((Side side, long tick), long before) in _lotsBefore)
        {
            long now = Of(side).LotsAt(tick);
            if (now != before) (side == Side.Buy ? bids : asks).Add(new LevelChange(tick, before, now));
        }

        _lotsBefore.Clear();
        bids.Sort(static (a, b) => b.Tick.CompareTo(a.Tick));
        asks.Sort(static (a, b) => a.Tick.CompareTo(b.Tick));
    }

    private static Side Opposite(Side side) => side == Side.Buy ? Side.Sell : Side.Buy;

    private BookSide Of(Side side) => side == Side.Buy ? _bids : _asks;

    private void Touch(Side side, long tick) => _lotsBefore.TryAdd((side, tick), Of(side).LotsAt(tick));

    private void Reduce(BookSide side, RestingOrder order, long lots)
    {
        Touch(side.Side, order.Tick);
        side.Reduce(order, lots);
        if (order.Lots == 0) _byId.Remove(order.Id);
    }
}
