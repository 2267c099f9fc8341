using System;
using System.Collections.Generic;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Json;
using Minnow.Exchange.Rpc.Shapes;

namespace Minnow.Exchange.Rpc.Methods;

/// <summary>Books, tickers and trades.</summary>
internal static class MarketMethods
{
    private const int MaxCount = 1000;

    public static readonly Method[] All =
    [
        new("public/get_order_book", GetOrderBook, NeedsParams: true),
        new("public/ticker", Ticker, NeedsParams: true),
        new("public/get_last_trades_by_instrument", GetLastTrades, NeedsParams: true),
        new("public/get_last_trades_by_instrument_and_time", GetLastTrades, NeedsParams: true),
        new("public/get_book_summary_by_currency", GetBookSummaries, NeedsParams: true),
        new("public/get_book_summary_by_instrument", GetBookSummary, NeedsParams: true),
    ];

    private static void GetOrderBook(Call call)
    {
        Instrument? instrument = call.NeedInstrument();
        long depth = call.Int("depth") ?? 5;
        if (depth is not (1 or 5 or 10 or 20 or 50 or 100 or 1000 or 10000)) call.Fail(RpcError.Invalid("depth", "not an allowed depth"));
        if (call.Error is not null || instrument is null) return;
        JsonOut to = call.Out;
        to.Begin();
        to.Int("timestamp"u8, instrument.BookTimeUs / 1000);
        to.Int("change_id"u8, instrument.ChangeId);
        to.Text("instrument_name"u8, instrument.Name);
        Side(to, "bids"u8, instrument, OrderSide.Buy, depth);
        Side(to, "asks"u8, instrument, OrderSide.Sell, depth);
        WriteTicker(call, instrument);
        to.End();
    }

    private static void Side(JsonOut to, ReadOnlySpan<byte> name, Instrument instrument, OrderSide side, long depth)
    {
        to.BeginArray(name);
        long count = Math.Min(depth, instrument.Book.LevelCount(side));
        for (int i = 0; i < count; i++)
        {
            (long priceE8, long amountE8) = instrument.Book.LevelAt(side, i);
            to.BeginArray();
            to.Decimal(priceE8);
            to.Decimal(amountE8);
            to.EndArray();
        }

        to.EndArray();
    }

    private static void Ticker(Call call)
    {
        if (call.NeedInstrument() is not { } instrument) return;
        call.Out.Begin();
        call.Out.Int("timestamp"u8, call.Venue.NowUs / 1000);
        call.Out.Text("instrument_name"u8, instrument.Name);
        WriteTicker(call, instrument);
        call.Out.End();
    }

    private static void WriteTicker(Call call, Instrument instrument)
    {
        List<TickerField> fields = [];
        TickerShape.Read(fields, instrument, call.Venue.NowUs);
        TickerShape.Write(call.Out, fields);
    }

    private static void GetLastTrades(Call call)
    {
        Instrument? instrument = call.NeedInstrument();
        long count = call.Int("count") ?? 10;
        long startSeq = call.Int("start_seq") ?? 0;
        long endSeq = call.Int("end_seq") ?? long.MaxValue;
        long startUs = (call.Int("start_timestamp") ?? 0) * 1000;
        long endUs = call.Int("end_timestamp") is long end ? (end * 1000) + 999 : long.MaxValue;
        bool rising = call.Text("sorting") == "asc" || (call.Has("start_seq") && call.Text("sorting") is null or "default");
        if (count is < 1 or > MaxCount) call.Fail(RpcError.Invalid("count", "must be 1 to 1000"));
        if (call.Error is not null || instrument is null) return;
        List<Trade> found = [];
        for (int i = 0; i < instrument.Trades.Count && found.Count <= count; i++)
        {
            Trade trade = instrument.Trades[rising ? i : instrument.Trades.Count - 1 - i];
            if (trade.Sequence >= startSeq && trade.Sequence <= endSeq && trade.TimeUs >= startUs && trade.TimeUs <= endUs) found.Add(trade);
        }

        bool hasMore = found.Count > count;
        call.Out.Begin();
        call.Out.BeginArray("trades"u8);
        for (int i = 0; i < Math.Min(found.Count, count); i++) TradeShape.WritePublic(call.Out, found[i]);
        call.Out.EndArray();
        call.Out.Flag("has_more"u8, hasMore);
        call.Out.End();
    }

    private static void GetBookSummaries(Call call)
    {
        string currency = call.NeedText("currency");
        string kind = call.Text("kind") ?? "any";
        if (call.Error is not null) return;
        call.Out.BeginArray();
        foreach (Instrument instrument in call.Engine.Instruments)
        {
            bool isOver = instrument.State is InstrumentState.Delivered or InstrumentState.Archivized;
            if (!isOver && kind is "any" or "future" && instrument.Spec.SettlementCurrency == currency) Summary(call, instrument);
        }

        call.Out.EndArray();
    }

    private static void GetBookSummary(Call call)
    {
        if (call.NeedInstrument() is not { } instrument) return;
        call.Out.BeginArray();
        Summary(call, instrument);
        call.Out.EndArray();
    }

    private static void Summary(Call call, Instrument instrument)
    {
        (long highE8, long lowE8, _, decimal volume, decimal usd) = instrument.Stats.At(call.Venue.NowUs);
        OrderBook book = instrument.Book;
        JsonOut to = call.Out;
        to.Begin();
        to.Text("instrument_name"u8, instrument.Name);
        to.Text("base_currency"u8, instrument.Spec.BaseCurrency);
        to.Text("quote_currency"u8, instrument.Spec.QuoteCurrency);
        OrNull(to, "bid_price"u8, book.BestBidE8);
        OrNull(to, "ask_price"u8, book.BestAskE8);
        OrNull(to, "mid_price"u8, book.BestBidE8 == 0 || book.BestAskE8 == 0 ? 0 : (book.BestBidE8 + book.BestAskE8) / 2);
        OrNull(to, "last"u8, instrument.LastE8);
        to.Decimal("mark_price"u8, instrument.MarkE8);
        to.Decimal("estimated_delivery_price"u8, instrument.Index.EstimatedDeliveryE8(call.Venue.NowUs));
        to.Decimal("open_interest"u8, instrument.OpenInterestE8);
        OrNull(to, "high"u8, highE8);
        OrNull(to, "low"u8, lowE8);
        to.Decimal("volume"u8, Units.ToE8(volume));
        to.Decimal("volume_usd"u8, Units.ToE8(usd));
        if (instrument.Spec.IsPerpetual) to.Decimal("current_funding"u8, (long)Math.Round(instrument.FundingRate * Units.One));
        if (instrument.Spec.IsPerpetual) to.Decimal("funding_8h"u8, (long)Math.Round(TickerShape.Funding8h(instrument, call.Venue.NowUs) * Units.One));
        to.Int("creation_timestamp"u8, call.Venue.NowUs / 1000);
        to.End();
    }

    private static void OrNull(JsonOut to, ReadOnlySpan<byte> name, long e8)
    {
        if (e8 == 0) to.Null(name);
        else to.Decimal(name, e8);
    }
}
