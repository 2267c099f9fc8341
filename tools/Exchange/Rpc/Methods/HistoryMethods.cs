using System;
using System.Collections.Generic;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Access;
using Minnow.Exchange.Rpc.Json;
using Minnow.Exchange.Rpc.Shapes;

namespace Minnow.Exchange.Rpc.Methods;

/// <summary>What was: trades of a currency, candles, settlements of an account; and what a venue of futures has none of.</summary>
internal static class HistoryMethods
{
    private const int MaxCount = 1000;
    private const int MaxCandles = 5000;
    private const long MinuteUs = 60 * Units.SecondUs;

    public static readonly Method[] All =
    [
        new("public/get_last_trades_by_currency", TradesByCurrency, NeedsParams: true),
        new("public/get_last_trades_by_currency_and_time", TradesByCurrency, NeedsParams: true),
        new("public/get_tradingview_chart_data", Candles, NeedsParams: true),
        new("public/get_mark_price_history", MarkPrices, NeedsParams: true),
        new("public/get_volatility_index_data", VolatilityIndex, NeedsParams: true),
        new("private/get_settlement_history_by_instrument", ByInstrument, Right: Right.Trade, Level: Scope.Read, NeedsParams: true),
        new("private/get_settlement_history_by_currency", ByCurrency, Right: Right.Trade, Level: Scope.Read, NeedsParams: true),
        new("private/get_trigger_order_history", TriggerOrders, Right: Right.Trade, Level: Scope.Read, NeedsParams: true),
    ];

    private static void TradesByCurrency(Call call)
    {
        string currency = call.NeedText("currency");
        long count = call.Int("count") ?? 10;
        bool rising = call.Text("sorting") == "asc", isNone = call.Text("kind") is not (null or "any" or "future");
        bool needsTimes = call.MethodName.EndsWith("_and_time", StringComparison.Ordinal);
        if (!Span(call, needsTimes, out long startUs, out long endUs) || !Counted(call, count)) return;
        List<Trade> found = [];
        foreach (Instrument instrument in call.Engine.Instruments)
        {
            if (isNone || instrument.Spec.SettlementCurrency != currency) continue;
            foreach (Trade trade in instrument.Trades)
                if (trade.TimeUs >= startUs && trade.TimeUs <= endUs) found.Add(trade);
        }

        found.Sort((one, other) => (rising ? 1 : -1) * one.Number.CompareTo(other.Number));
        call.Out.Begin();
        call.Out.BeginArray("trades"u8);
        for (int i = 0; i < Math.Min(found.Count, count); i++) TradeShape.WritePublic(call.Out, found[i]);
        call.Out.EndArray();
        call.Out.Flag("has_more"u8, found.Count > count);
        call.Out.End();
    }

    private static void Candles(Call call)
    {
        Instrument? instrument = call.NeedInstrument();
        string resolution = call.NeedText("resolution");
        long minutes = resolution switch { "1D" => 1440, "1" or "3" or "5" or "10" or "15" or "30" or "60" or "120" or "180" or "360" or "720" => long.Parse(resolution), _ => 0 };
        if (minutes == 0) call.Fail(RpcError.Invalid("resolution", "not an allowed resolution"));
        if (!Span(call, needsTimes: true, out long startUs, out long endUs) || instrument is null) return;
        List<Candle> candles = Candle.Of(instrument, minutes * MinuteUs, startUs, Math.Min(endUs, call.Venue.NowUs), MaxCandles);
        JsonOut to = call.Out;
        to.Begin();
        to.Text("status"u8, candles.Count == 0 ? "no_data"u8 : "ok"u8);
        to.BeginArray("ticks"u8);
        foreach (Candle candle in candles) to.Int(default, candle.StartUs / 1000);
        to.EndArray();
        List(to, "open"u8, candles, static one => one.OpenE8);
        List(to, "high"u8, candles, static one => one.HighE8);
        List(to, "low"u8, candles, static one => one.LowE8);
        List(to, "close"u8, candles, static one => one.CloseE8);
        List(to, "volume"u8, candles, static one => one.CoinE8);
        List(to, "cost"u8, candles, static one => one.QuoteE8);
        to.End();
    }

    private static void List(JsonOut to, ReadOnlySpan<byte> name, List<Candle> candles, Func<Candle, long> what)
    {
        to.BeginArray(name);
        foreach (Candle candle in candles) to.Decimal(what(candle));
        to.EndArray();
    }

    // The venue keeps it for options of its volatility index alone.
    private static void MarkPrices(Call call)
    {
        if (call.NeedInstrument() is null || !Span(call, needsTimes: true, out _, out _)) return;
        call.Out.BeginArray();
        call.Out.EndArray();
    }

    // An index of options, of which there are none here: no candle of it.
    private static void VolatilityIndex(Call call)
    {
        string currency = call.NeedText("currency");
        if (call.NeedText("resolution") is not ("1" or "60" or "3600" or "43200" or "1D")) call.Fail(RpcError.Invalid("resolution", "not an allowed resolution"));
        if (call.Error is null && call.Engine.FindFamily(currency) is null) call.Fail(RpcError.Invalid("currency", "unknown currency"));
        if (!Span(call, needsTimes: true, out _, out _)) return;
        call.Out.Begin();
        call.Out.BeginArray("data"u8);
        call.Out.EndArray();
        call.Out.Null("continuation"u8);
        call.Out.End();
    }

    // Nothing here takes orders with triggers.
    private static void TriggerOrders(Call call)
    {
        call.NeedText("currency");
        if (call.Error is not null) return;
        call.Out.Begin();
        call.Out.BeginArray("entries"u8);
        call.Out.EndArray();
        call.Out.Null("continuation"u8);
        call.Out.End();
    }

    private static void ByInstrument(Call call)
    {
        string name = call.NeedText("instrument_name");
        Settlements(call, row => row.Instrument.Name == name);
    }

    private static void ByCurrency(Call call)
    {
        string currency = call.NeedText("currency");
        Settlements(call, row => row.Instrument.Spec.SettlementCurrency == currency);
    }

    private static void Settlements(Call call, Predicate<SettlementRow> which)
    {
        string? type = call.Text("type");
        long count = call.Int("count") ?? 20;
        long latestUs = call.Int("search_start_timestamp") is long ms ? (Math.Clamp(ms, 0, long.MaxValue / 2_000) * 1000) + 999 : long.MaxValue;
        string? from = call.Text("continuation");
        int skip = 0;
        if (from is not null && !int.TryParse(from, out skip)) call.Fail(RpcError.Invalid("continuation", "invalid"));
        if (type is not (null or "settlement" or "delivery" or "bankruptcy")) call.Fail(RpcError.Invalid("type", "must be settlement, delivery or bankruptcy"));
        if (!Counted(call, count)) return;
        List<SettlementRow> found = [];
        for (int i = call.Account.Settlements.Count - 1; i >= 0; i--)
        {
            SettlementRow row = call.Account.Settlements[i];
            bool isOfType = type is null || type == (row.IsDelivery ? "delivery" : "settlement");
            if (isOfType && row.TimeUs <= latestUs && which(row)) found.Add(row);
        }

        call.Out.Begin();
        call.Out.BeginArray("settlements"u8);
        int at = Math.Clamp(skip, 0, found.Count);
        for (int end = (int)Math.Min(found.Count, at + count); at < end; at++) SettlementShape.Write(call.Out, found[at]);
        call.Out.EndArray();
        if (at < found.Count) call.Out.Text("continuation"u8, at.ToString(System.Globalization.CultureInfo.InvariantCulture));
        else call.Out.Null("continuation"u8);
        call.Out.End();
    }

    private static bool Counted(Call call, long count)
    {
        if (count is < 1 or > MaxCount) call.Fail(RpcError.Invalid("count", "must be 1 to 1000"));
        return call.Error is null;
    }

    private static bool Span(Call call, bool needsTimes, out long startUs, out long endUs)
    {
        long? start = call.Int("start_timestamp"), end = call.Int("end_timestamp");
        if (needsTimes && (start is null || end is null)) call.Fail(RpcError.Invalid(start is null ? "start_timestamp" : "end_timestamp", "value required"));
        startUs = Math.Clamp(start ?? 0, 0, long.MaxValue / 2_000) * 1000;
        endUs = end is null ? long.MaxValue : (Math.Clamp(end.Value, 0, long.MaxValue / 2_000) * 1000) + 999;
        return call.Error is null;
    }
}
