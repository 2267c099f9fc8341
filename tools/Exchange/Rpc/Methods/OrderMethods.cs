using System;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Access;
using Minnow.Exchange.Rpc.Shapes;

namespace Minnow.Exchange.Rpc.Methods;

/// <summary>Placing, editing and closing.</summary>
internal static class OrderMethods
{
    private const int MaxLabelChars = 64;

    public static readonly Method[] All =
    [
        Of("private/buy", static call => Place(call, OrderSide.Buy)),
        Of("private/sell", static call => Place(call, OrderSide.Sell)),
        Of("private/edit", Edit),
        Of("private/edit_by_label", EditByLabel),
        Of("private/close_position", ClosePosition),
    ];

    /// <summary>Answers with what came of a request for one order: {order, trades}, or for a cancel the order itself.</summary>
    public static void WriteResult(Call call, OrderResult result)
    {
        if (!result.IsDone)
        {
            call.Fail(result.Error);
            return;
        }

        if (result.IsHeld && call.Connection is not null && !call.IsSilent && call.Method!.Name != "private/cancel")
        {
            call.Venue.Hold(call, result.Order!);
            return;
        }

        if (call.Method!.Name == "private/cancel")
        {
            OrderShape.Write(call.Out, result.Order!);
            return;
        }

        call.Out.Begin();
        call.Out.Raw("order"u8, call.Venue.Hub.Text(to => OrderShape.Write(to, result.Order!)));
        call.Out.BeginArray("trades"u8);
        foreach (UserTrade trade in result.Trades) TradeShape.WritePrivate(call.Out, trade);
        call.Out.EndArray();
        call.Out.End();
    }

    private static Method Of(string name, Action<Call> act) =>
        new(name, act, Pool.Matching, Right.Trade, Scope.Write, Pace.Matching, NeedsParams: true);

    private static void Place(Call call, OrderSide side)
    {
        Instrument? instrument = call.NeedInstrument();
        OrderType? type = TypeOf(call);
        TimeInForce? time = TimeOf(call);
        string label = call.Text("label") ?? "";
        if (label.Length > MaxLabelChars) call.Fail(RpcError.Invalid("label", "too long"));
        long? price = call.DecimalE8("price");
        if (type is OrderType.Limit && price is null) call.Fail(RpcError.Invalid("price", "value required"));
        if (call.Error is not null || instrument is null) return;
        long? amount = Amount(call, instrument);
        if (amount is null) call.Fail(RpcError.Invalid("amount", "value required"));
        OrderRequest request = new(call.Account, instrument, side, amount ?? 0, price ?? 0)
        {
            Type = type!.Value,
            TimeInForce = time!.Value,
            PostOnly = call.Flag("post_only") ?? false,
            RejectPostOnly = call.Flag("reject_post_only") ?? false,
            ReduceOnly = call.Flag("reduce_only") ?? false,
            Mmp = call.Flag("mmp") ?? false,
            Label = label,
            DisplayE8 = call.DecimalE8("display_amount") ?? 0,
            ValidUntilUs = ValidUntilUs(call),
            ConnectionId = call.Connection?.Number ?? 0,
            CancelOnDisconnect = call.Connection?.IsProtected ?? false,
        };
        if (call.Error is null) WriteResult(call, call.Engine.Place(request));
    }

    private static void Edit(Call call)
    {
        string id = call.NeedText("order_id");
        if (call.Error is not null) return;
        Instrument? instrument = call.Engine.FindOrder(id)?.Instrument;
        EditRequest request = Changes(call, instrument);
        if (call.Error is null) WriteResult(call, call.Engine.Edit(call.Account, id, request));
    }

    private static void EditByLabel(Call call)
    {
        string label = call.NeedText("label");
        Instrument? instrument = call.NeedInstrument();
        if (call.Error is not null || instrument is null) return;
        EditRequest request = Changes(call, instrument);
        if (call.Error is null) WriteResult(call, call.Engine.EditByLabel(call.Account, instrument, label, request));
    }

    private static EditRequest Changes(Call call, Instrument? instrument) => new()
    {
        AmountE8 = instrument is null ? call.DecimalE8("amount") : Amount(call, instrument),
        PriceE8 = call.DecimalE8("price"),
        PostOnly = call.Flag("post_only"),
        RejectPostOnly = call.Flag("reject_post_only"),
        ReduceOnly = call.Flag("reduce_only"),
        Mmp = call.Flag("mmp"),
        DisplayE8 = call.DecimalE8("display_amount"),
        ValidUntilUs = ValidUntilUs(call),
    };

    private static void ClosePosition(Call call)
    {
        Instrument? instrument = call.NeedInstrument();
        OrderType? type = TypeOf(call);
        long? price = call.DecimalE8("price");
        if (!call.Has("type")) call.Fail(RpcError.Invalid("type", "value required"));
        if (type == OrderType.Limit && price is null) call.Fail(RpcError.Invalid("price", "value required"));
        if (call.Error is null && instrument is not null)
            WriteResult(call, call.Engine.ClosePosition(call.Account, instrument, type!.Value, price ?? 0, call.Connection?.Number ?? 0, call.Connection?.IsProtected ?? false));
    }

    // Either may be given; both must agree.
    private static long? Amount(Call call, Instrument instrument)
    {
        long? amount = call.DecimalE8("amount");
        if (call.DecimalE8("contracts") is not long contracts) return amount;
        Int128 ofContracts = (Int128)contracts * instrument.Spec.ContractE8 / Units.One;
        if (ofContracts > long.MaxValue || ofContracts < 0 || (amount is not null && amount != (long)ofContracts)) call.Fail(RpcError.Invalid("contracts", "amount and contracts do not agree"));
        return amount ?? (long)ofContracts;
    }

    private static long ValidUntilUs(Call call) => Math.Clamp(call.Int("valid_until") ?? 0, 0, long.MaxValue / 1000) * 1000;

    private static OrderType? TypeOf(Call call)
    {
        switch (call.Text("type") ?? "limit")
        {
            case "limit":
                return OrderType.Limit;
            case "market":
                return OrderType.Market;
            case "market_limit":
                return OrderType.MarketLimit;
            default:
                call.Fail(RpcError.Invalid("type", "not offered"));
                return null;
        }
    }

    private static TimeInForce? TimeOf(Call call)
    {
        switch (call.Text("time_in_force") ?? "good_til_cancelled")
        {
            case "good_til_cancelled":
                return TimeInForce.GoodTilCancelled;
            case "good_til_day":
                return TimeInForce.GoodTilDay;
            case "fill_or_kill":
                return TimeInForce.FillOrKill;
            case "immediate_or_cancel":
                return TimeInForce.ImmediateOrCancel;
            default:
                call.Fail(RpcError.Invalid("time_in_force", "unknown"));
                return null;
        }
    }
}
