using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Json;

namespace Minnow.Exchange.Rpc.Shapes;

/// <summary>A settlement or a delivery of one account, as its history lists it.</summary>
internal static class SettlementShape
{
    public static void Write(JsonOut to, SettlementRow row)
    {
        to.Begin();
        to.Text("type"u8, row.IsDelivery ? "delivery"u8 : "settlement"u8);
        to.Int("timestamp"u8, row.TimeUs / 1000);
        to.Text("instrument_name"u8, row.Instrument.Name);
        to.Decimal("position"u8, row.PositionE8);
        to.Decimal("mark_price"u8, row.PriceE8);
        to.Decimal("index_price"u8, row.IndexE8);
        to.Decimal("profit_loss"u8, row.UnrealisedE8);
        to.Decimal("session_profit_loss"u8, row.RealisedE8 + row.UnrealisedE8);
        if (row.Instrument.Spec.IsPerpetual) to.Decimal("funding"u8, row.FundingE8);
        to.End();
    }
}
