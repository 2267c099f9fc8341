using System.Collections.Generic;
using System.Text.Json;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Access;
using Minnow.Exchange.Rpc.Json;
using Minnow.Exchange.Rpc.Shapes;

namespace Minnow.Exchange.Rpc.Methods;

/// <summary>Market maker protection and mass quotes.</summary>
internal static class MmpMethods
{
    private const long MaxSeconds = 3600;
    private const long FourDecimalsE8 = 10_000;
    private const int MaxQuotes = 100;

    public static readonly Method[] All =
    [
        new("private/set_mmp_config", SetConfig, Right: Right.Trade, Level: Scope.Write, NeedsParams: true),
        new("private/get_mmp_config", GetConfig, Right: Right.Trade, Level: Scope.Read, NeedsParams: true),
        new("private/get_mmp_status", GetStatus, Right: Right.Trade, Level: Scope.Read),
        new("private/reset_mmp", Reset, Right: Right.Trade, Level: Scope.Write, NeedsParams: true),
        new("private/mass_quote", MassQuote, Pool.MassQuote, Right.Trade, Scope.Write, Pace.Matching, NeedsParams: true),
    ];

    private static void SetConfig(Call call)
    {
        string index = call.NeedText("index_name");
        long interval = Seconds(call, "interval");
        long frozen = Seconds(call, "frozen_time");
        MmpConfig config = new()
        {
            IndexName = index,
            Group = call.Text("mmp_group"),
            IntervalUs = interval * Units.SecondUs,
            FrozenUs = frozen * Units.SecondUs,
            QuantityLimitE8 = Limit(call, "quantity_limit"),
            DeltaLimitE8 = Limit(call, "delta_limit"),
            MaxQuoteQuantityE8 = Limit(call, "max_quote_quantity"),
        };
        if (interval > 0 && config.MaxQuoteQuantityE8 is null) call.Fail(RpcError.Invalid("max_quote_quantity", "value required"));
        if (call.Error is null && call.Engine.FindIndex(index) is null) call.Fail(RpcError.Invalid("index_name", "index not found"));
        if (call.Error is null && call.Engine.SetMmp(call.Account, config) is { IsNone: false } error) call.Fail(error);
        if (call.Error is null) Write(call.Out, config);
    }

    private static long Seconds(Call call, string name)
    {
        long? seconds = call.Int(name);
        if (seconds is not (>= 0 and <= MaxSeconds)) call.Fail(RpcError.Invalid(name, seconds is null ? "value required" : "must be 0 to 3600"));
        return seconds ?? 0;
    }

    private static long? Limit(Call call, string name)
    {
        long? limit = call.DecimalE8(name);
        if (limit is long given && (given % FourDecimalsE8 != 0 || given < 0)) call.Fail(RpcError.Invalid(name, "at most four decimals"));
        return limit;
    }

    private static void GetConfig(Call call)
    {
        string index = call.NeedText("index_name");
        string? group = call.Text("mmp_group");
        if (call.Error is not null) return;
        call.Out.BeginArray();
        if (call.Engine.FindMmp(call.Account, index, group) is { } guard) Write(call.Out, guard.Config);
        call.Out.EndArray();
    }

    private static void GetStatus(Call call)
    {
        string? index = call.Text("index_name");
        string? group = call.Text("mmp_group");
        if (call.Error is not null) return;
        call.Out.BeginArray();
        foreach (MmpGuard guard in call.Account.MmpGuards)
        {
            bool isMeant = (index is null || guard.Config.IndexName == index) && (group is null || guard.Config.Group == group);
            if (!isMeant || !guard.IsFrozen(call.Venue.NowUs)) continue;
            call.Out.Begin();
            call.Out.Text("index_name"u8, guard.Config.IndexName);
            call.Out.Int("frozen_until"u8, guard.FrozenUntilUs / 1000);
            if (guard.Config.Group is not null) call.Out.Text("mmp_group"u8, guard.Config.Group);
            call.Out.End();
        }

        call.Out.EndArray();
    }

    private static void Reset(Call call)
    {
        string index = call.NeedText("index_name");
        if (call.Error is not null) return;
        EngineError error = call.Engine.ResetMmp(call.Account, index, call.Text("mmp_group"));
        if (!error.IsNone) call.Fail(error);
        else call.Out.Text("ok");
    }

    private static void Write(JsonOut to, MmpConfig config)
    {
        to.Begin();
        to.Text("index_name"u8, config.IndexName);
        if (config.Group is not null) to.Text("mmp_group"u8, config.Group);
        to.Int("interval"u8, config.IntervalUs / Units.SecondUs);
        to.Int("frozen_time"u8, config.FrozenUs / Units.SecondUs);
        if (config.QuantityLimitE8 is long quantity) to.Decimal("quantity_limit"u8, quantity);
        if (config.DeltaLimitE8 is long delta) to.Decimal("delta_limit"u8, delta);
        if (config.MaxQuoteQuantityE8 is long most) to.Decimal("max_quote_quantity"u8, most);
        to.End();
    }

    private static void MassQuote(Call call)
    {
        if (call.Connection is { IsProtected: false } or null) call.Fail(RpcError.CodNotEnabled);
        string quoteId = call.Text("quote_id") ?? "";
        string group = call.NeedText("mmp_group");
        List<QuoteEntry> quotes = Quotes(call);
        if (call.Error is not null) return;
        MassQuoteResult result = call.Engine.MassQuote(new MassQuoteRequest
        {
            Account = call.Account,
            QuoteId = quoteId,
            MmpGroup = group,
            Quotes = quotes,
            ValidUntilUs = (call.Int("valid_until") ?? 0) * 1000,
            ConnectionId = call.Connection!.Number,
            CancelOnDisconnect = call.Connection.IsProtected,
        });
        if (!result.Error.IsNone) call.Fail(result.Error);
        else WriteQuotes(call, result, call.Flag("detailed") ?? false);
    }

    private static List<QuoteEntry> Quotes(Call call)
    {
        List<QuoteEntry> quotes = [];
        if (call.Element("quotes") is not { ValueKind: JsonValueKind.Array } list)
        {
            call.Fail(RpcError.Invalid("quotes", "must be a list"));
            return quotes;
        }

        foreach (JsonElement entry in list.EnumerateArray())
        {
            bool isObject = entry.ValueKind == JsonValueKind.Object;
            string? name = isObject && entry.TryGetProperty("instrument_name"u8, out JsonElement n) && n.ValueKind == JsonValueKind.String ? n.GetString() : null;
            if (name is null || call.Engine.FindInstrument(name) is not { } instrument)
            {
                call.Fail(RpcError.Invalid("instrument_name", "instrument not found"));
                return quotes;
            }

            string set = entry.TryGetProperty("quote_set_id"u8, out JsonElement s) ? s.ToString() : "default";
            quotes.Add(new QuoteEntry(instrument, set, Side(call, entry, "bid"), Side(call, entry, "ask")));
        }

        if (quotes.Count > MaxQuotes) call.Fail(new RpcError(13903, "too_many_quotes"));
        return quotes;
    }

    private static QuoteSide? Side(Call call, JsonElement entry, string name)
    {
        if (!entry.TryGetProperty(name, out JsonElement side) || side.ValueKind != JsonValueKind.Object) return null;
        return new QuoteSide(Number("price"), Number("amount"), Flag("post_only"), Flag("reject_post_only"));

        long? Number(string member)
        {
            if (!side.TryGetProperty(member, out JsonElement value)) return null;
            long? number = Call.ReadE8(value);
            if (number is null) call.Fail(RpcError.Invalid(name + "." + member, "must be a number"));
            return number;
        }

        bool Flag(string member) => side.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.True;
    }

    private static void WriteQuotes(Call call, MassQuoteResult result, bool detailed)
    {
        JsonOut to = call.Out;
        to.Begin();
        if (detailed)
        {
            to.BeginArray("orders"u8);
            foreach (Order order in result.Orders) OrderShape.Write(to, order);
            to.EndArray();
            to.BeginArray("trades"u8);
            foreach (UserTrade trade in result.Trades) TradeShape.WritePrivate(to, trade);
            to.EndArray();
        }
        else
        {
            to.Int("orders_count"u8, result.Orders.Count);
            to.Int("trades_count"u8, result.Trades.Count);
        }

        to.BeginArray("errors"u8);
        foreach (QuoteError error in result.Errors)
        {
            to.Begin();
            to.Text("instrument_name"u8, error.Instrument.Name);
            to.Text("side"u8, error.Side == OrderSide.Buy ? "bid"u8 : "ask"u8);
            to.Begin("error"u8);
            to.Int("code"u8, error.Error.Code);
            to.Text("message"u8, error.Error.Message);
            to.End();
            to.End();
        }

        to.EndArray();
        to.End();
    }
}
