using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Json;

namespace Minnow.Exchange.Rpc.Shapes;

/// <summary>An order as the venue writes it.</summary>
internal static class OrderShape
{
    /// <summary>Ids of the newer matching engine: beyond what a double holds.</summary>
    public const long FirstStarbaseId = 204_703_712_348_741_632;

    public static void Write(JsonOut to, Order order, bool remainingOfQuote = false)
    {
        InstrumentSpec spec = order.Instrument.Spec;
        to.Begin();
        to.Text("order_id"u8, order.Id);
        to.Text("order_state"u8, Words.Of(order.State));
        to.Text("order_type"u8, Words.Of(order.Type));
        if (order.OriginalType != order.Type) to.Text("original_order_type"u8, Words.Of(order.OriginalType));
        to.Text("time_in_force"u8, Words.Of(order.TimeInForce));
        to.Text("instrument_name"u8, order.Instrument.Name);
        to.Text("direction"u8, Words.Of(order.Side));
        if (order.Type == OrderType.Market) to.Text("price"u8, "market_price"u8);
        else to.Decimal("price"u8, order.PriceE8);
        long amountE8 = remainingOfQuote && order.IsQuote ? order.OpenE8 : order.AmountE8;
        to.Decimal("amount"u8, amountE8);
        to.Decimal("contracts"u8, Contracts(spec, amountE8));
        to.Decimal("filled_amount"u8, order.FilledE8);
        to.Decimal("average_price"u8, Units.ToE8(order.AveragePrice));
        to.Text("label"u8, order.Label);
        to.Flag("post_only"u8, order.PostOnly);
        to.Flag("reject_post_only"u8, order.RejectPostOnly);
        to.Flag("reduce_only"u8, order.ReduceOnly);
        to.Flag("replaced"u8, order.Replaced);
        to.Flag("mmp"u8, order.Mmp);
        if (order.MmpCancelled) to.Flag("mmp_cancelled"u8, true);
        if (order.MmpGroup is not null) to.Text("mmp_group"u8, order.MmpGroup);
        if (order.IsQuote)
        {
            to.Flag("quote"u8, true);
            to.Text("quote_id"u8, order.QuoteId ?? "");
            to.Text("quote_set_id"u8, order.QuoteSetId ?? "");
        }

        to.Flag("risk_reducing"u8, false);
        to.Flag("is_liquidation"u8, order.IsLiquidation);
        to.Flag("api"u8, !order.IsWeb);
        to.Flag("web"u8, order.IsWeb);
        to.Int("user_id"u8, order.Account.Id);
        to.Int("creation_timestamp"u8, order.CreatedUs / 1000);
        to.Int("last_update_timestamp"u8, order.UpdatedUs / 1000);
        to.Int("starbase_order_id"u8, FirstStarbaseId + order.Number);
        to.Int("starbase_last_update_timestamp"u8, (order.UpdatedUs * 1000) + 496);
        if (order.State == OrderState.Cancelled) to.Text("cancel_reason"u8, Words.Of(order.CancelReason));
        to.End();
    }

    public static long Contracts(InstrumentSpec spec, long amountE8) => (long)((System.Int128)amountE8 * Units.One / spec.ContractE8);
}
