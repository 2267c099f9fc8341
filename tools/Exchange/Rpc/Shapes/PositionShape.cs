using System;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Json;

namespace Minnow.Exchange.Rpc.Shapes;

/// <summary>A position as the venue writes it.</summary>
internal static class PositionShape
{
    /// <summary>Writes it with the size that is to be said, which a fault may have made wrong.</summary>
    public static void Write(JsonOut to, Position position, long sizeE8)
    {
        Instrument instrument = position.Instrument;
        long coinsE8 = SizeCurrencyE8(position, sizeE8);
        to.Begin();
        Head(to, instrument, sizeE8);
        to.Decimal("size_currency"u8, coinsE8);
        to.Decimal("average_price"u8, Units.ToE8(position.AveragePrice));
        Prices(to, instrument);
        to.Decimal("delta"u8, coinsE8);
        to.Decimal("floating_profit_loss"u8, E8(position.FloatingProfit));
        to.Decimal("realized_profit_loss"u8, E8(position.RealisedProfit));
        to.Decimal("total_profit_loss"u8, E8(position.TotalProfit));
        to.Decimal("realized_funding"u8, E8(position.RealisedFunding));
        to.Real("interest_value"u8, (double)instrument.InterestValue);
        to.Decimal("initial_margin"u8, E8((decimal)position.InitialMargin));
        to.Decimal("maintenance_margin"u8, E8((decimal)position.MaintenanceMargin));
        to.Decimal("open_orders_margin"u8, 0);
        to.Int("leverage"u8, instrument.Spec.MaxLeverage);
        to.End();
    }

    /// <summary>A position that was never held.</summary>
    public static void WriteFlat(JsonOut to, Instrument instrument, long sizeE8)
    {
        to.Begin();
        Head(to, instrument, sizeE8);
        to.Decimal("size_currency"u8, 0);
        to.Decimal("average_price"u8, 0);
        Prices(to, instrument);
        to.Decimal("delta"u8, 0);
        to.Decimal("floating_profit_loss"u8, 0);
        to.Decimal("realized_profit_loss"u8, 0);
        to.Decimal("total_profit_loss"u8, 0);
        to.Decimal("realized_funding"u8, 0);
        to.Real("interest_value"u8, (double)instrument.InterestValue);
        to.Decimal("initial_margin"u8, 0);
        to.Decimal("maintenance_margin"u8, 0);
        to.Decimal("open_orders_margin"u8, 0);
        to.Int("leverage"u8, instrument.Spec.MaxLeverage);
        to.End();
    }

    private const decimal Most = 92_000_000_000m;

    /// <summary>Money in 1e-8, nearest; what no long can hold is the largest it can.</summary>
    public static long E8(decimal value) => Math.Abs(value) > Most ? Math.Sign(value) * long.MaxValue : (long)Math.Round(value * Units.One);

    /// <summary>Money in 1e-8, nearest; what no long can hold is the largest it can.</summary>
    public static long E8(double value) => Math.Abs(value) > (double)Most ? Math.Sign(value) * long.MaxValue : E8((decimal)value);

    private static void Head(JsonOut to, Instrument instrument, long sizeE8)
    {
        to.Text("instrument_name"u8, instrument.Name);
        to.Text("kind"u8, "future"u8);
        to.Text("direction"u8, sizeE8 switch { > 0 => "buy"u8, < 0 => "sell"u8, _ => "zero"u8 });
        to.Decimal("size"u8, sizeE8);
    }

    private static void Prices(JsonOut to, Instrument instrument)
    {
        to.Decimal("mark_price"u8, instrument.MarkE8);
        to.Decimal("index_price"u8, instrument.IndexE8);
        to.Decimal("settlement_price"u8, instrument.SettlementE8);
    }

    private static long SizeCurrencyE8(Position position, long sizeE8)
    {
        if (sizeE8 == position.SizeE8) return E8(position.SizeCurrency);
        if (!position.Instrument.Spec.IsInverse) return sizeE8;
        return position.Instrument.MarkE8 == 0 ? 0 : E8((decimal)sizeE8 / position.Instrument.MarkE8);
    }
}
