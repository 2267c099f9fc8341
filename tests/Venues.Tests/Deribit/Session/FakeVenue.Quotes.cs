using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Minnow.Core.Model;

namespace Minnow.Tests.Deribit.Session;

/// <content>Mass quotes: one order a side and instrument; what a request leaves out stays, an amount of 0 cancels, a refused change cancels too.</content>
internal sealed partial class FakeVenue
{
    /// <summary>Refuses a side: the error, or null to take it.</summary>
    public Func<bool, decimal?, (int Code, string Message)?> RefusesSide { get; set; } = (_, _) => null;

    /// <summary>The quote that rests on a side.</summary>
    public FakeOrder? Quote(bool sell) => Orders.Find(o => o.QuoteId.Length > 0 && o.State == "open" && o.Sell == sell);

    /// <summary>Carries a mass quote out and tells its changes, without an answer.</summary>
    public (string Orders, string Errors) Take(Call call)
    {
        List<FakeOrder> touched = [];
        List<string> errors = [];
        foreach (JsonElement row in call.Params.GetProperty("quotes").EnumerateArray())
        {
            foreach (bool sell in (bool[])[false, true])
            {
                if (!row.TryGetProperty(sell ? "ask" : "bid", out JsonElement side)) continue;
                decimal? price = Number(side, "price"), amount = Number(side, "amount");
                FakeOrder? order = Quote(sell);
                if (amount == 0)
                {
                    if (order is null) continue;
                    Cancel(order, "user_request", _nowNs);
                    touched.Add(order);
                    continue;
                }

                if (RefusesSide(sell, price) is { } refusal)
                {
                    errors.Add($"{{\"instrument_name\":\"{row.GetProperty("instrument_name").GetString()}\",\"side\":\"{(sell ? "ask" : "bid")}\",\"error\":{{\"code\":{refusal.Code},\"message\":\"{refusal.Message}\"}}}}");
                    if (order is not null) Cancel(order, "user_request", _nowNs);
                    continue;
                }

                if (order is null)
                {
                    order = new FakeOrder { Id = (70_000_000_000 + _nextOrder++).ToString(CultureInfo.InvariantCulture), Label = "", Instrument = row.GetProperty("instrument_name").GetString()!, Sell = sell, Connection = _connection };
                    Orders.Add(order);
                }

                (order.QuoteId, order.QuoteSet) = (call.Get("quote_id"), row.GetProperty("quote_set_id").GetString()!);
                order.Price = price ?? order.Price;
                order.Amount = amount is { } rest ? order.Filled + rest : order.Amount;
                order.UpdatedMs = (_nowNs + OffsetNs) / Units.NsPerMs;
                touched.Add(order);
                Changes(order);
            }
        }

        return (List(touched.Select(o => o.Json)), List(errors));
    }

    private void MassQuote(Call call)
    {
        if (!CodEnabled)
        {
            Error(call, 13042, "cod_not_enabled");
            return;
        }

        (string orders, string errors) = Take(call);
        Result(call, $"{{\"orders\":{orders},\"trades\":[],\"errors\":{errors}}}");
    }

    private void CancelQuotes(Call call)
    {
        FakeOrder[] meant = Orders.Where(o => o.QuoteId.Length > 0 && o.State == "open" && (call.Get("cancel_type") != "quote_set_id" || o.QuoteSet == call.Get("quote_set_id"))).ToArray();
        foreach (FakeOrder order in meant) Cancel(order, "user_request", _nowNs);
        Result(call, meant.Length.ToString(CultureInfo.InvariantCulture));
    }

    private static decimal? Number(JsonElement side, string name) => side.TryGetProperty(name, out JsonElement value) ? value.GetDecimal() : null;
}
