using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Json;

namespace Minnow.Exchange.Rpc.Shapes;

/// <summary>An instrument as the catalogue writes it.</summary>
internal static class InstrumentShape
{
    private const long WeekUs = 7 * Units.DayUs;

    public static void Write(JsonOut to, Instrument instrument)
    {
        InstrumentSpec spec = instrument.Spec;
        to.Begin();
        to.Text("instrument_name"u8, spec.Name);
        to.Int("instrument_id"u8, spec.Id);
        to.Text("kind"u8, "future"u8);
        to.Text("instrument_type"u8, spec.IsInverse ? "reversed"u8 : "linear"u8);
        to.Text("future_type"u8, spec.IsInverse ? "reversed"u8 : "linear"u8);
        to.Text("base_currency"u8, spec.BaseCurrency);
        to.Text("quote_currency"u8, spec.QuoteCurrency);
        to.Text("counter_currency"u8, spec.QuoteCurrency);
        to.Text("settlement_currency"u8, spec.SettlementCurrency);
        to.Text("price_index"u8, spec.IndexName);
        to.Decimal("tick_size"u8, spec.TickE8);
        to.BeginArray("tick_size_steps"u8);
        to.EndArray();
        to.Decimal("contract_size"u8, spec.ContractE8);
        to.Decimal("min_trade_amount"u8, spec.MinAmountE8);
        to.Int("expiration_timestamp"u8, spec.ExpiryUs / 1000);
        to.Int("creation_timestamp"u8, spec.CreatedUs / 1000);
        to.Text("settlement_period"u8, Period(spec));
        to.Flag("is_active"u8, instrument.IsActive);
        to.Text("state"u8, Words.Of(instrument.State));
        to.Decimal("maker_commission"u8, spec.MakerFeeE8);
        to.Decimal("taker_commission"u8, spec.TakerFeeE8);
        to.Decimal("block_trade_commission"u8, spec.TakerFeeE8);
        to.Decimal("block_trade_tick_size"u8, Units.One / 100);
        to.Decimal("block_trade_min_trade_amount"u8, 200_000 * Units.One);
        to.Int("max_leverage"u8, spec.MaxLeverage);
        to.Decimal("max_liquidation_commission"u8, spec.LiquidationFeeE8);
        to.Text("underlying_type"u8, "crypto"u8);
        to.Flag("rfq"u8, false);
        to.End();
    }

    private static string Period(InstrumentSpec spec) =>
        spec.IsPerpetual ? "perpetual" : spec.ExpiryUs - spec.CreatedUs <= 2 * WeekUs ? "week" : "month";
}
