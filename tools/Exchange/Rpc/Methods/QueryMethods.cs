using System;
using System.Collections.Generic;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Access;
using Minnow.Exchange.Rpc.Shapes;

namespace Minnow.Exchange.Rpc.Methods;

/// <summary>Orders that rest, and orders that did.</summary>
internal static class QueryMethods
{
    public static readonly Method[] All =
    [
        Of("private/get_open_orders", static call => Open(call, static _ => true), false),
        Of("private/get_open_orders_by_currency", OpenByCurrency),
        Of("private/get_open_orders_by_instrument", OpenByInstrument),
        Of("private/get_open_orders_by_label", OpenByLabel),
        Of("private/get_order_state", GetOrderState),
        Of("private/get_order_state_by_label", GetOrderStateByLabel),
        Of("private/get_order_history_by_instrument", HistoryByInstrument),
        Of("private/get_order_history_by_currency", HistoryByCurrency),
    ];

    private static Method Of(string name, Action<Call> act, bool needsParams = true) =>
        new(name, act, Pool.Default, Right.Trade, Scope.Read, NeedsParams: needsParams);

    private static void OpenByCurrency(Call call)
    {
        string currency = call.NeedText("currency");
        if (call.Error is null) Open(call, order => order.Instrument.Spec.SettlementCurrency == currency);
    }

    private static void OpenByInstrument(Call call)
    {
        if (call.NeedInstrument() is { } instrument) Open(call, order => ReferenceEquals(order.Instrument, instrument));
    }

    private static void OpenByLabel(Call call)
    {
        string currency = call.NeedText("currency");
        string? label = call.Text("label");
        if (call.Error is null) Open(call, order => order.Instrument.Spec.SettlementCurrency == currency && (label is null || order.Label == label));
    }

    private static void Open(Call call, Predicate<Order> which)
    {
        bool isNone = call.Text("kind") is not (null or "any" or "future") || call.Text("type") is not (null or "all" or "limit");
        if (call.Error is not null) return;
        List<Order> found = [];
        foreach (Order order in call.Account.OpenOrders)
        {
            if (!isNone && which(order)) found.Add(order);
        }

        found.Sort(static (one, other) => one.CreatedUs != other.CreatedUs ? one.CreatedUs.CompareTo(other.CreatedUs) : one.Number.CompareTo(other.Number));
        Write(call, found);
    }

    private static void GetOrderState(Call call)
    {
        string id = call.NeedText("order_id");
        if (call.Error is not null) return;
        Order? order = call.Engine.FindOrder(id);
        if (order is null || !ReferenceEquals(order.Account, call.Account) || !IsKept(call, order)) call.Fail(RpcError.OrderNotFound);
        else OrderShape.Write(call.Out, order, remainingOfQuote: true);
    }

    private static void GetOrderStateByLabel(Call call)
    {
        string currency = call.NeedText("currency");
        string label = call.NeedText("label");
        if (call.Error is not null) return;
        List<Order> found = [];
        foreach (Order order in call.Account.OpenOrders) Take(order);
        foreach (Order order in call.Account.ClosedOrders) Take(order);
        found.Sort(static (one, other) => one.Number.CompareTo(other.Number));
        Write(call, found);

        void Take(Order order)
        {
            if (order.Label == label && order.Instrument.Spec.SettlementCurrency == currency && IsKept(call, order)) found.Add(order);
        }
    }

    private static void HistoryByInstrument(Call call)
    {
        if (call.NeedInstrument() is { } instrument) History(call, order => ReferenceEquals(order.Instrument, instrument));
    }

    private static void HistoryByCurrency(Call call)
    {
        string currency = call.NeedText("currency");
        if (call.Error is null) History(call, order => order.Instrument.Spec.SettlementCurrency == currency);
    }

    // Newest first. Orders that ended without a fill are hidden unless they are asked for.
    private static void History(Call call, Predicate<Order> which)
    {
        long count = call.Int("count") ?? 20;
        long offset = call.Int("offset") ?? 0;
        bool unfilled = call.Flag("include_unfilled") ?? false;
        if (count is < 1 or > 1000) call.Fail(RpcError.Invalid("count", "must be 1 to 1000"));
        if (call.Error is not null) return;
        List<Order> found = [];
        for (int i = call.Account.ClosedOrders.Count - 1; i >= 0 && found.Count < count; i--)
        {
            Order order = call.Account.ClosedOrders[i];
            if (!which(order) || !IsKept(call, order) || (order.FilledE8 == 0 && !unfilled)) continue;
            if (offset-- <= 0) found.Add(order);
        }

        Write(call, found);
    }

    private static bool IsKept(Call call, Order order) =>
        order.IsLive || call.Venue.Options.IsFound(call.Flag("historical") ?? false, call.Venue.NowUs - order.UpdatedUs, call.Venue.Options.OrderRetentionUs);

    private static void Write(Call call, List<Order> orders)
    {
        call.Out.BeginArray();
        foreach (Order order in orders) OrderShape.Write(call.Out, order);
        call.Out.EndArray();
    }
}
