using System.Collections.Generic;
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
        new("public/get_expirations", GetExpirations, NeedsParams: true),
        new("public/get_contract_size", GetContractSize, NeedsParams: true),
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

    private static void GetContractSize(Call call)
    {
        if (call.NeedInstrument() is not { } instrument) return;
        call.Out.Begin();
        call.Out.Decimal("contract_size"u8, instrument.Spec.ContractE8);
        call.Out.End();
    }

    // One object for any currency; else one for each, under its name in small letters.
    private static void GetExpirations(Call call)
    {
        string currency = call.NeedText("currency"), kind = call.NeedText("kind");
        string? pair = call.Text("currency_pair");
        if (kind is not ("future" or "option" or "any")) call.Fail(RpcError.Invalid("kind", "must be future, option or any"));
        if (currency is not ("any" or "grouped") && call.Engine.FindFamily(currency) is null) call.Fail(RpcError.Invalid("currency", "unknown currency"));
        if (call.Error is not null) return;
        call.Out.Begin();
        if (currency == "any") WriteExpirations(call, kind, pair, null);
        foreach (Family family in call.Engine.Families)
        {
            if (currency == "any" || (currency != "grouped" && family.Currency != currency)) continue;
            call.Out.Begin(System.Text.Encoding.ASCII.GetBytes(family.Currency.ToLowerInvariant()));
            WriteExpirations(call, kind, pair, family);
            call.Out.End();
        }

        call.Out.End();
    }

    private static void WriteExpirations(Call call, string kind, string? pair, Family? family)
    {
        if (kind != "option")
        {
            SortedDictionary<long, string> ends = [];
            foreach (Instrument instrument in call.Engine.Instruments)
            {
                bool isOver = instrument.State is InstrumentState.Delivered or InstrumentState.Archivized;
                if (isOver || (family is not null && !ReferenceEquals(instrument.Family, family)) || (pair is not null && instrument.Spec.IndexName != pair)) continue;
                ends[instrument.Spec.ExpiryUs] = instrument.Name[(instrument.Name.IndexOf('-') + 1)..];
            }

            call.Out.BeginArray("future"u8);
            foreach (string end in ends.Values) call.Out.Text(end);
            call.Out.EndArray();
        }

        if (kind == "future") return;
        call.Out.BeginArray("option"u8);
        call.Out.EndArray();
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
