using System;
using System.Collections.Generic;
using System.Text.Json;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Access;
using Minnow.Exchange.Rpc.Shapes;

namespace Minnow.Exchange.Rpc.Methods;

/// <summary>Cancelling, one and many. A mass cancel answers with a count, or with the orders if it is to be detailed.</summary>
internal static class CancelMethods
{
    private const long FreezeUs = Units.SecondUs;

    public static readonly Method[] All =
    [
        Of("private/cancel", Cancel, true),
        Of("private/cancel_by_label", CancelByLabel, true) with { PoolOf = static call => call.Has("currency") ? Pool.Matching : Pool.CancelAll },
        Of("private/cancel_all", static call => Mass(call, default), false) with { Pool = Pool.CancelAll },
        Of("private/cancel_all_by_instrument", CancelByInstrument, true),
        Of("private/cancel_all_by_currency", static call => Mass(call, new CancelFilter { Currency = call.NeedText("currency") }), true),
        Of("private/cancel_all_by_currency_pair", static call => Mass(call, new CancelFilter { IndexName = call.NeedText("currency_pair") }), true),
        Of("private/cancel_all_by_kind_or_type", CancelByKind, true),
        Of("private/cancel_quotes", CancelQuotes, true),
    ];

    private static Method Of(string name, Action<Call> act, bool needsParams) =>
        new(name, act, Pool.Matching, Right.Trade, Scope.Write, Pace.Matching, needsParams);

    private static void Cancel(Call call)
    {
        string id = call.NeedText("order_id");
        if (call.Error is null) OrderMethods.WriteResult(call, call.Engine.Cancel(call.Account, id));
    }

    private static void CancelByLabel(Call call)
    {
        string label = call.NeedText("label");
        if (call.Error is null) Answer(call, call.Engine.CancelAll(call.Account, new CancelFilter { Label = label, Currency = call.Text("currency"), Quote = false }));
    }

    private static void CancelByInstrument(Call call)
    {
        if (call.NeedInstrument() is { } instrument) Mass(call, new CancelFilter { Instrument = instrument });
    }

    private static void CancelByKind(Call call)
    {
        List<string> currencies = [];
        if (call.Element("currency") is { ValueKind: JsonValueKind.Array } list)
        {
            foreach (JsonElement currency in list.EnumerateArray()) currencies.Add(currency.ToString());
        }
        else
        {
            currencies.Add(call.NeedText("currency"));
        }

        if (call.Error is not null) return;
        List<Order> cancelled = [];
        foreach (string currency in currencies)
        {
            if (Filter(call, new CancelFilter { Currency = currency == "any" ? null : currency }) is { } filter) cancelled.AddRange(call.Engine.CancelAll(call.Account, filter));
        }

        if (call.Error is null) Answer(call, cancelled);
    }

    private static void CancelQuotes(Call call)
    {
        CancelFilter filter = new() { Quote = true };
        switch (call.NeedText("cancel_type"))
        {
            case "all":
            case "delta":
            case "instrument_kind":
                break;
            case "quote_set_id":
                filter = filter with { QuoteSetId = call.NeedText("quote_set_id") };
                break;
            case "instrument":
                filter = filter with { Instrument = call.NeedInstrument() };
                break;
            case "currency":
                filter = filter with { Currency = call.NeedText("currency") };
                break;
            case "currency_pair":
                filter = filter with { IndexName = call.NeedText("currency_pair") };
                break;
            default:
                call.Fail(RpcError.Invalid("cancel_type", "unknown"));
                break;
        }

        if (call.Error is null) Mass(call, filter);
    }

    private static void Mass(Call call, CancelFilter filter)
    {
        CancelFilter? narrowed = Filter(call, filter);
        if (call.Error is not null) return;
        Answer(call, narrowed is { } meant ? call.Engine.CancelAll(call.Account, meant) : []);
    }

    // Null: of the kind or type that is meant nobody has orders here.
    private static CancelFilter? Filter(Call call, CancelFilter filter)
    {
        if (call.Text("kind") is not (null or "future" or "any")) return null;
        return call.Text("type") switch
        {
            null or "all" => filter,
            "limit" => filter with { Type = OrderType.Limit },
            _ => null,
        };
    }

    private static void Answer(Call call, IReadOnlyList<Order> cancelled)
    {
        if (call.Flag("freeze_quotes") ?? false) call.Engine.FreezeQuotes(call.Account, call.Venue.NowUs + FreezeUs);
        if (!(call.Flag("detailed") ?? false))
        {
            call.Out.Int(default, cancelled.Count);
            return;
        }

        call.Out.BeginArray();
        foreach (Order order in cancelled) OrderShape.Write(call.Out, order);
        call.Out.EndArray();
    }
}
