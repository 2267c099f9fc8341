using System;
using System.Collections.Generic;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Access;
using Minnow.Exchange.Rpc.Shapes;

namespace Minnow.Exchange.Rpc.Methods;

/// <summary>Own trades.</summary>
internal static class TradeMethods
{
    public static readonly Method[] All =
    [
        Of("private/get_user_trades_by_instrument", ByInstrument),
        Of("private/get_user_trades_by_instrument_and_time", ByInstrument),
        Of("private/get_user_trades_by_currency", ByCurrency),
        Of("private/get_user_trades_by_currency_and_time", ByCurrency),
        Of("private/get_user_trades_by_order", ByOrder),
    ];

    private static Method Of(string name, Action<Call> act) => new(name, act, Pool.Default, Right.Trade, Scope.Read, NeedsParams: true);

    private static void ByInstrument(Call call)
    {
        if (call.NeedInstrument() is { } instrument) List(call, fill => ReferenceEquals(fill.Trade.Instrument, instrument));
    }

    private static void ByCurrency(Call call)
    {
        string currency = call.NeedText("currency");
        bool isNone = call.Text("kind") is not (null or "any" or "future");
        if (call.Error is null) List(call, fill => !isNone && fill.Trade.Instrument.Spec.SettlementCurrency == currency);
    }

    private static void List(Call call, Predicate<UserTrade> which)
    {
        long count = call.Int("count") ?? 10;
        long startSeq = call.Int("start_seq") ?? 0;
        long endSeq = call.Int("end_seq") ?? long.MaxValue;
        long startUs = (call.Int("start_timestamp") ?? 0) * 1000;
        long endUs = call.Int("end_timestamp") is long end ? (end * 1000) + 999 : long.MaxValue;
        bool rising = call.Text("sorting") == "asc";
        if (call.MethodName.EndsWith("_and_time", StringComparison.Ordinal) && !(call.Has("start_timestamp") && call.Has("end_timestamp")))
            call.Fail(RpcError.Invalid(call.Has("start_timestamp") ? "end_timestamp" : "start_timestamp", "value required"));
        if (count is < 1 or > 1000) call.Fail(RpcError.Invalid("count", "must be 1 to 1000"));
        if (call.Error is not null) return;
        bool historical = call.Flag("historical") ?? false;
        IReadOnlyList<UserTrade> all = call.Account.Trades;
        List<UserTrade> found = [];
        for (int i = 0; i < all.Count && found.Count <= count; i++)
        {
            UserTrade fill = all[rising ? i : all.Count - 1 - i];
            Trade trade = fill.Trade;
            bool isInside = trade.TimeUs >= startUs && trade.TimeUs <= endUs && trade.Sequence >= startSeq && trade.Sequence <= endSeq;
            bool isKept = call.Venue.Options.IsFound(historical, call.Venue.NowUs - trade.TimeUs, call.Venue.Options.TradeRetentionUs);
            if (isInside && isKept && which(fill)) found.Add(fill);
        }

        bool hasMore = found.Count > count;
        call.Out.Begin();
        call.Out.BeginArray("trades"u8);
        for (int i = 0; i < Math.Min(found.Count, count); i++) TradeShape.WritePrivate(call.Out, found[i]);
        call.Out.EndArray();
        call.Out.Flag("has_more"u8, hasMore);
        call.Out.End();
    }

    private static void ByOrder(Call call)
    {
        string id = call.NeedText("order_id");
        if (call.Error is not null) return;
        bool historical = call.Flag("historical") ?? false;
        call.Out.BeginArray();
        foreach (UserTrade fill in call.Account.Trades)
        {
            bool isKept = call.Venue.Options.IsFound(historical, call.Venue.NowUs - fill.Trade.TimeUs, call.Venue.Options.TradeRetentionUs);
            if (isKept && fill.Order.Id == id) TradeShape.WritePrivate(call.Out, fill);
        }

        call.Out.EndArray();
    }
}
