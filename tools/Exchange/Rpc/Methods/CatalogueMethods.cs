using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Access;
using Minnow.Exchange.Rpc.Json;
using Minnow.Exchange.Rpc.Shapes;

namespace Minnow.Exchange.Rpc.Methods;

/// <summary>What is listed.</summary>
internal static class CatalogueMethods
{
    public static readonly Method[] All =
    [
        new("public/get_currencies", GetCurrencies),
        new("public/get_instruments", GetInstruments, Pool.Instruments),
        new("public/get_instrument", GetInstrument, NeedsParams: true),
        new("public/get_index_price", GetIndexPrice, NeedsParams: true),
        new("public/get_index_price_names", GetIndexNames),
        new("public/get_delivery_prices", GetDeliveryPrices, NeedsParams: true),
    ];

    private static void GetCurrencies(Call call)
    {
        JsonOut to = call.Out;
        to.BeginArray();
        foreach (Family family in call.Engine.Families)
        {
            to.Begin();
            to.Text("currency"u8, family.Currency);
            to.Text("currency_long"u8, family.Currency switch { "BTC" => "Bitcoin", "ETH" => "Ethereum", "USDC" => "USD Coin", string other => other });
            to.Text("coin_type"u8, family.Currency switch { "BTC" => "BITCOIN", "ETH" => "ETHER", string other => other });
            to.Int("fee_precision"u8, 4);
            to.Int("min_confirmations"u8, 1);
            to.Decimal("min_withdrawal_fee"u8, 10_000);
            to.Decimal("withdrawal_fee"u8, 10_000);
            to.BeginArray("withdrawal_priorities"u8);
            to.EndArray();
            to.End();
        }

        to.EndArray();
    }

    private static void GetInstruments(Call call)
    {
        string currency = call.Text("currency") ?? "any";
        string kind = call.Text("kind") ?? "any";
        bool expired = call.Flag("expired") ?? false;
        if (call.Error is not null) return;
        JsonOut to = call.Out;
        to.BeginArray();
        foreach (Instrument instrument in call.Engine.Instruments)
        {
            bool isOver = instrument.State is InstrumentState.Delivered or InstrumentState.Archivized;
            if (isOver != expired || kind is not ("future" or "any")) continue;
            if (currency == "any" || instrument.Spec.SettlementCurrency == currency) InstrumentShape.Write(to, instrument);
        }

        to.EndArray();
    }

    private static void GetInstrument(Call call)
    {
        if (call.NeedInstrument() is { } instrument) InstrumentShape.Write(call.Out, instrument);
    }

    private static void GetIndexPrice(Call call)
    {
        if (call.Engine.FindIndex(call.NeedText("index_name")) is not { } index)
        {
            call.Fail(RpcError.Invalid("index_name", "index not found"));
            return;
        }

        call.Out.Begin();
        call.Out.Decimal("index_price"u8, index.PriceE8);
        call.Out.Decimal("estimated_delivery_price"u8, index.EstimatedDeliveryE8(call.Venue.NowUs));
        call.Out.End();
    }

    private static void GetIndexNames(Call call)
    {
        call.Out.BeginArray();
        foreach (IndexPrice index in call.Engine.Indexes) call.Out.Text(index.Name);
        call.Out.EndArray();
    }

    private static void GetDeliveryPrices(Call call)
    {
        string index = call.NeedText("index_name");
        if (call.Error is not null) return;
        int count = 0;
        call.Out.Begin();
        call.Out.BeginArray("data"u8);
        foreach (Instrument instrument in call.Engine.Instruments)
        {
            if (instrument.Spec.IndexName != index || instrument.DeliveryE8 == 0) continue;
            count++;
            call.Out.Begin();
            call.Out.Text("date"u8, System.DateTime.UnixEpoch.AddTicks(instrument.Spec.ExpiryUs * 10).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            call.Out.Decimal("delivery_price"u8, instrument.DeliveryE8);
            call.Out.End();
        }

        call.Out.EndArray();
        call.Out.Int("records_total"u8, count);
        call.Out.End();
    }
}
