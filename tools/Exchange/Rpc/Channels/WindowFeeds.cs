using System.Collections.Generic;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Shapes;

namespace Minnow.Exchange.Rpc.Channels;

/// <summary>book.{instrument}.{group}.{depth}.{interval}: the whole window each time. Prices are grouped away from the market.</summary>
internal sealed class GroupedBookFeed(FeedHub hub, string channel, Interval interval, Instrument instrument, long stepE8, int depth)
    : MarketFeed(hub, channel, interval, instrument, null)
{
    public override void OnBook() => Mark();

    public override void Speak()
    {
        Write();
        Send();
    }

    public override void Greet(Connection connection)
    {
        Write();
        Send(connection);
    }

    private void Write()
    {
        Out.Clear();
        Out.Begin();
        Out.Int("timestamp"u8, Instrument.BookTimeUs / 1000);
        Out.Int("change_id"u8, Instrument.ChangeId);
        Out.Text("instrument_name"u8, Instrument.Name);
        Side("bids"u8, OrderSide.Buy);
        Side("asks"u8, OrderSide.Sell);
        Out.End();
    }

    private void Side(System.ReadOnlySpan<byte> name, OrderSide side)
    {
        List<(long PriceE8, long AmountE8)> rows = [];
        int count = Instrument.Book.LevelCount(side);
        for (int i = 0; i < count; i++)
        {
            (long priceE8, long amountE8) = Instrument.Book.LevelAt(side, i);
            long to = side == OrderSide.Buy ? priceE8 / stepE8 * stepE8 : (priceE8 + stepE8 - 1) / stepE8 * stepE8;
            if (rows.Count > 0 && rows[^1].PriceE8 == to) rows[^1] = (to, rows[^1].AmountE8 + amountE8);
            else if (rows.Count == depth) break;
            else rows.Add((to, amountE8));
        }

        Out.BeginArray(name);
        foreach ((long priceE8, long amountE8) in rows)
        {
            Out.BeginArray();
            Out.Decimal(priceE8);
            Out.Decimal(amountE8);
            Out.EndArray();
        }

        Out.EndArray();
    }
}

/// <summary>quote.{instrument}: best prices and amounts, when they differ from what was said last.</summary>
internal sealed class QuoteFeed(FeedHub hub, string channel, Instrument instrument) : MarketFeed(hub, channel, Interval.Raw, instrument, null)
{
    private (long, long, long, long) _said;

    public override void OnBook() => Mark();

    public override void Speak()
    {
        if (_said == Now()) return;
        _said = Now();
        Write();
        Send();
    }

    public override void Greet(Connection connection)
    {
        _said = Now();
        Write();
        Send(connection);
    }

    private (long, long, long, long) Now()
    {
        OrderBook book = Instrument.Book;
        return (book.BestBidE8, book.BestBidAmountE8, book.BestAskE8, book.BestAskAmountE8);
    }

    private void Write()
    {
        OrderBook book = Instrument.Book;
        Out.Clear();
        Out.Begin();
        Out.Int("timestamp"u8, Instrument.BookTimeUs / 1000);
        Out.Text("instrument_name"u8, Instrument.Name);
        if (book.BestAskE8 == 0) Out.Null("best_ask_price"u8);
        else Out.Decimal("best_ask_price"u8, book.BestAskE8);
        if (book.BestBidE8 == 0) Out.Null("best_bid_price"u8);
        else Out.Decimal("best_bid_price"u8, book.BestBidE8);
        Out.Decimal("best_ask_amount"u8, book.BestAskAmountE8);
        Out.Decimal("best_bid_amount"u8, book.BestBidAmountE8);
        Out.End();
    }
}

/// <summary>ticker.{instrument}.{interval}.</summary>
internal sealed class TickerFeed(FeedHub hub, string channel, Interval interval, Instrument instrument) : MarketFeed(hub, channel, interval, instrument, null)
{
    private readonly List<TickerField> _fields = [];

    public override void OnBook() => Mark();

    public override void OnTrade(Trade trade) => Mark();

    public override void OnTicker() => Mark();

    public override void Speak()
    {
        Write();
        Send();
    }

    public override void Greet(Connection connection)
    {
        Write();
        Send(connection);
    }

    private void Write()
    {
        TickerShape.Read(_fields, Instrument, Hub.Venue.NowUs);
        Out.Clear();
        Out.Begin();
        Out.Int("timestamp"u8, Hub.Venue.NowUs / 1000);
        Out.Text("instrument_name"u8, Instrument.Name);
        TickerShape.Write(Out, _fields);
        Out.End();
    }
}

/// <summary>incremental_ticker.{instrument}: all members first, then only those that changed, at most once a second.</summary>
internal sealed class IncrementalTickerFeed(FeedHub hub, string channel, Instrument instrument) : MarketFeed(hub, channel, Interval.Slow, instrument, null)
{
    private List<TickerField> _said = [];
    private List<TickerField> _now = [];

    public override void OnBook() => Mark();

    public override void OnTrade(Trade trade) => Mark();

    public override void OnTicker() => Mark();

    public override void Speak()
    {
        TickerShape.Read(_now, Instrument, Hub.Venue.NowUs);
        List<TickerField> changed = [];
        for (int i = 0; i < _now.Count; i++)
        {
            if (i >= _said.Count || _said[i] != _now[i]) changed.Add(_now[i]);
        }

        (_said, _now) = (_now, _said);
        if (changed.Count == 0) return;
        Write("change"u8, changed);
        Send();
    }

    public override void Greet(Connection connection)
    {
        TickerShape.Read(_said, Instrument, Hub.Venue.NowUs);
        Write("snapshot"u8, _said);
        Send(connection);
    }

    private void Write(System.ReadOnlySpan<byte> type, List<TickerField> fields)
    {
        Out.Clear();
        Out.Begin();
        Out.Text("type"u8, type);
        Out.Int("timestamp"u8, Hub.Venue.NowUs / 1000);
        Out.Text("instrument_name"u8, Instrument.Name);
        TickerShape.Write(Out, fields);
        Out.End();
    }
}
