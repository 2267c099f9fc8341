using System.Collections.Generic;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Json;

namespace Minnow.Exchange.Rpc.Channels;

/// <summary>book.{instrument}.{interval}: a snapshot, then changes chained by id. A new listener gets its snapshot at an id that the next change follows.</summary>
internal sealed class BookFeed(FeedHub hub, string channel, Interval interval, Instrument instrument) : MarketFeed(hub, channel, interval, instrument, null)
{
    private readonly Dictionary<long, (long BeforeE8, long NowE8)> _bids = [];
    private readonly Dictionary<long, (long BeforeE8, long NowE8)> _asks = [];
    private readonly List<long> _order = [];
    private long _lastId = instrument.ChangeId;

    public override void OnLevel(OrderSide side, long priceE8, long amountE8, long previousE8)
    {
        Dictionary<long, (long BeforeE8, long NowE8)> levels = side == OrderSide.Buy ? _bids : _asks;
        long before = levels.TryGetValue(priceE8, out (long BeforeE8, long NowE8) known) ? known.BeforeE8 : previousE8;
        levels[priceE8] = (before, amountE8);
    }

    public override void OnBook() => Mark();

    public override void Greet(Connection connection)
    {
        // What it said last stands for the book of now: whatever moved since has moved back, or was said when this listener joined.
        Begin("snapshot"u8, _lastId, null);
        Snapshot("bids"u8, OrderSide.Buy);
        Snapshot("asks"u8, OrderSide.Sell);
        Out.End();
        Send(connection);
    }

    public override void Speak()
    {
        bool moved = Drop(_bids) | Drop(_asks);
        if (moved)
        {
            Begin("change"u8, Instrument.ChangeId, _lastId);
            Changes("bids"u8, _bids, falling: true);
            Changes("asks"u8, _asks, falling: false);
            Out.End();
            _lastId = Instrument.ChangeId;
            Send();
        }

        _bids.Clear();
        _asks.Clear();
    }

    private static bool Drop(Dictionary<long, (long BeforeE8, long NowE8)> levels)
    {
        foreach ((long before, long now) in levels.Values)
        {
            if (before != now) return true;
        }

        return false;
    }

    private void Begin(System.ReadOnlySpan<byte> type, long changeId, long? previousId)
    {
        Out.Clear();
        Out.Begin();
        Out.Int("timestamp"u8, Instrument.BookTimeUs / 1000);
        Out.Text("type"u8, type);
        Out.Int("change_id"u8, changeId);
        if (previousId is long id) Out.Int("prev_change_id"u8, id);
        Out.Text("instrument_name"u8, Instrument.Name);
    }

    private void Snapshot(System.ReadOnlySpan<byte> name, OrderSide side)
    {
        Out.BeginArray(name);
        int count = Instrument.Book.LevelCount(side);
        for (int depth = 0; depth < count; depth++)
        {
            (long priceE8, long amountE8) = Instrument.Book.LevelAt(side, depth);
            Level(Out, "new"u8, priceE8, amountE8);
        }

        Out.EndArray();
    }

    private void Changes(System.ReadOnlySpan<byte> name, Dictionary<long, (long BeforeE8, long NowE8)> levels, bool falling)
    {
        _order.Clear();
        _order.AddRange(levels.Keys);
        _order.Sort();
        if (falling) _order.Reverse();
        Out.BeginArray(name);
        foreach (long priceE8 in _order)
        {
            (long before, long now) = levels[priceE8];
            if (before == now) continue;
            Level(Out, now == 0 ? "delete"u8 : before == 0 ? "new"u8 : "change"u8, priceE8, now);
        }

        Out.EndArray();
    }

    private static void Level(JsonOut to, System.ReadOnlySpan<byte> action, long priceE8, long amountE8)
    {
        to.BeginArray();
        to.Text(default, action);
        to.Decimal(priceE8);
        to.Decimal(amountE8);
        to.EndArray();
    }
}
