using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Json;

namespace Minnow.Exchange.Rpc.Shapes;

/// <summary>A row of the transaction log: a trade or a settlement.</summary>
internal static class LogShape
{
    public static void Write(JsonOut to, long number, UserTrade? fill, SettlementRow? row, Account account)
    {
        Instrument instrument = fill?.Trade.Instrument ?? row!.Instrument;
        to.Begin();
        to.Int("id"u8, number);
        to.Int("user_seq"u8, number);
        to.Int("user_id"u8, account.Id);
        to.Text("username"u8, account.Name);
        to.Text("user_role"u8, fill is null ? "" : fill.IsMaker ? "maker" : "taker");
        to.Text("currency"u8, instrument.Spec.SettlementCurrency);
        to.Text("instrument_name"u8, instrument.Name);
        if (fill is not null) Trade(to, fill);
        else Settlement(to, row!);
        to.End();
    }

    private static void Trade(JsonOut to, UserTrade fill)
    {
        to.Text("type"u8, "trade"u8);
        to.Int("timestamp"u8, fill.Trade.TimeUs / 1000);
        to.Text("side"u8, Words.Of(fill.Order.Side));
        to.Text("order_id"u8, fill.Order.Id);
        to.Text("trade_id"u8, fill.Trade.Id);
        to.Decimal("price"u8, fill.Trade.PriceE8);
        to.Decimal("amount"u8, fill.Trade.AmountE8);
        to.Decimal("commission"u8, fill.FeeE8);
        to.Decimal("cashflow"u8, 0);
        to.Decimal("change"u8, -fill.FeeE8);
        to.Decimal("profit_as_cashflow"u8, fill.ProfitE8);
    }

    private static void Settlement(JsonOut to, SettlementRow row)
    {
        to.Text("type"u8, row.IsDelivery ? "delivery"u8 : "settlement"u8);
        to.Int("timestamp"u8, row.TimeUs / 1000);
        to.Decimal("price"u8, row.PriceE8);
        to.Decimal("position"u8, row.PositionE8);
        to.Decimal("session_rpl"u8, row.RealisedE8);
        to.Decimal("session_upl"u8, row.UnrealisedE8);
        to.Decimal("interest_pl"u8, row.FundingE8);
        to.Decimal("commission"u8, row.FeeE8);
        to.Decimal("cashflow"u8, row.ChangeE8);
        to.Decimal("change"u8, row.ChangeE8);
        to.Decimal("balance"u8, row.BalanceE8);
    }
}
