using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Minnow.Core.Model;
using Minnow.Venues.Deribit;

namespace Minnow.Tests.Deribit.Private;

/// <summary>The plain twin of the private parser: a document tree and decimals. Reads rows of payloads that are well-formed.</summary>
internal static partial class NaivePrivateReader
{
    private static readonly (string Name, decimal Tick, decimal Lot)[] Instruments =
        [("BTC-PERPETUAL", 0.5m, 10m), ("BTC_USDC-PERPETUAL", 0.1m, 0.0001m), ("ETH_USDC-PERPETUAL", 0.05m, 0.001m)];

    public static List<string> Rows(string payload)
    {
        using JsonDocument document = JsonDocument.Parse(payload);
        JsonElement root = document.RootElement;
        List<string> orders = [], trades = [], positions = [];
        if (root.TryGetProperty("error", out _)) return [];
        if (root.TryGetProperty("result", out JsonElement content) || (HasRows(root) && root.GetProperty("params").TryGetProperty("data", out content)))
            Walk(content, orders, trades, positions, isReply: root.TryGetProperty("result", out _));
        return [.. orders, .. trades, .. positions];
    }

    private static bool HasRows(JsonElement root) =>
        root.GetProperty("method").GetString() == "subscription" && ChannelWithRows().IsMatch(root.GetProperty("params").GetProperty("channel").GetString()!);

    private static void Walk(JsonElement e, List<string> orders, List<string> trades, List<string> positions, bool isReply)
    {
        if (e.ValueKind == JsonValueKind.Array)
            foreach (JsonElement item in e.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object)) Walk(item, orders, trades, positions, isReply);
        if (e.ValueKind != JsonValueKind.Object) return;
        foreach (JsonProperty inner in e.EnumerateObject().Where(i => i.Name is "order" or "orders" or "trades" or "position" or "positions"))
            Walk(inner.Value, orders, trades, positions, isReply);
        if (Has(e, "trade_id")) trades.Add(Trade(e));
        else if (Has(e, "order_id")) orders.Add(Order(e));
        else if (isReply && Has(e, "size") && Has(e, "instrument_name")) positions.Add(Position(e));
    }

    private static string Order(JsonElement e)
    {
        int at = Array.FindIndex(Instruments, i => i.Name == Word(e, "instrument_name"));
        (string owner, long epoch, long id) = Label(e);
        bool priced = Has(e, "price") && e.GetProperty("price").ValueKind == JsonValueKind.Number && Number(e, "price") != 0;
        return $"order {Id(e, "order_id")} {owner} {epoch} {id} {State(Word(e, "order_state"))} {Reason(Word(e, "cancel_reason"))} {Word(e, "direction") == "sell"} {Index(at)} "
            + $"{(priced ? Steps(e, "price", at, tick: true) : Units.Missing)} {Steps(e, "amount", at)} {Steps(e, "filled_amount", at)} {Ns(e, "last_update_timestamp")} "
            + $"{Flag(e, "post_only")} {Flag(e, "reduce_only")} {Flag(e, "mmp")} {Flag(e, "is_liquidation")}";
    }

    private static string Trade(JsonElement e)
    {
        int at = Array.FindIndex(Instruments, i => i.Name == Word(e, "instrument_name"));
        (string owner, long epoch, long id) = Label(e);
        string text = Id(e, "trade_id");
        long tradeId = PlainId().IsMatch(text) ? long.Parse(text, CultureInfo.InvariantCulture) : (long)TextHash.Of(Encoding.UTF8.GetBytes(text));
        string liquidity = Word(e, "liquidity");
        bool net = Combination().IsMatch(Word(e, "instrument_name")) || (Has(e, "combo_trade_id") && Id(e, "combo_trade_id") == text);
        return $"trade {tradeId} {Id(e, "order_id")} {owner} {epoch} {id} {Word(e, "direction") == "sell"} {liquidity == "M"} "
            + $"{Word(e, "liquidation").Contains(liquidity == "M" ? 'M' : 'T')} {net} {Index(at)} {NearestTicks(e, at)} {Steps(e, "amount", at)} "
            + $"{(Has(e, "fee") ? E8(e, "fee") : 0)} {(Has(e, "trade_seq") ? (long)Number(e, "trade_seq") : Units.Missing)} {Ns(e, "timestamp")}";
    }

    private static string Position(JsonElement e)
    {
        int at = Array.FindIndex(Instruments, i => i.Name == Word(e, "instrument_name"));
        long lots = Steps(e, "size", at);
        if (at >= 0 && Word(e, "direction") == "sell") lots = -Math.Abs(lots);
        return $"position {Index(at)} {lots} {E8(e, "mark_price")} {E8(e, "realized_profit_loss")} "
            + $"{E8(e, "floating_profit_loss")} {E8(e, "realized_funding")}";
    }

    private static bool Has(JsonElement e, string key) => e.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    private static string Word(JsonElement e, string key) => Has(e, key) ? e.GetProperty(key).GetString()! : "";

    private static decimal Number(JsonElement e, string key) => decimal.Parse(e.GetProperty(key).GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Id(JsonElement e, string key)
    {
        if (!Has(e, key)) return "";
        return e.GetProperty(key).ValueKind == JsonValueKind.Number
            ? ((long)Number(e, key)).ToString(CultureInfo.InvariantCulture) : e.GetProperty(key).GetString()!;
    }

    private static long Steps(JsonElement e, string key, int at, bool tick = false)
    {
        if (at < 0 || !Has(e, key)) return Units.Missing;
        decimal steps = Number(e, key) / (tick ? Instruments[at].Tick : Instruments[at].Lot);
        return steps == decimal.Truncate(steps) ? (long)steps : throw new FormatException($"{key} is between two steps");
    }

    private static long NearestTicks(JsonElement e, int at) =>
        at < 0 ? Units.Missing : (long)decimal.Round(Number(e, "price") / Instruments[at].Tick, 0, MidpointRounding.AwayFromZero);

    private static long E8(JsonElement e, string key) => Has(e, key) ? (long)decimal.Round(Number(e, key) * 100_000_000m, 0, MidpointRounding.ToEven) : Units.Missing;

    private static long Ns(JsonElement e, string key) =>
        Has(e, key) ? (long)Math.Clamp(Number(e, key), 0, long.MaxValue / 1_000_000) * 1_000_000 : 0;

    private static bool Flag(JsonElement e, string key) =>
        Has(e, key) && (e.GetProperty(key).ValueKind == JsonValueKind.True || (e.GetProperty(key).ValueKind == JsonValueKind.String && Word(e, key) == "true"));

    private static int Index(int at) => at < 0 ? Units.NoInstrument : at;

    private static (string Owner, long Epoch, long Id) Label(JsonElement e)
    {
        Match match = OurLabel().Match(Word(e, "label"));
        if (!match.Success || !long.TryParse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture, out long id)) return ("Foreign", 0, 0);
        long epoch = Convert.ToInt64(match.Groups[1].Value, 16);
        return epoch == WrittenPrivate.Epoch ? ("ThisRun", epoch, id) : ("OtherRun", epoch, 0);
    }

    private static string State(string word) => word switch
    {
        "open" => "Open",
        "filled" => "Filled",
        "rejected" => "Rejected",
        "cancelled" => "Cancelled",
        "untriggered" => "Untriggered",
        "triggered" => "Triggered",
        "speed_bumped" => "SpeedBumped",
        _ => "Unknown",
    };

    private static string Reason(string word) => word switch { "" => "None", "user_request" => "Requested", _ => "Other" };

    [GeneratedRegex("^user\\.(changes|orders|trades)\\.")]
    private static partial Regex ChannelWithRows();

    [GeneratedRegex("^mn([0-9a-f]{12})-(0|[1-9][0-9]*)\\z")]
    private static partial Regex OurLabel();

    [GeneratedRegex("^[1-9][0-9]{0,17}\\z")]
    private static partial Regex PlainId();

    [GeneratedRegex("^[^-]*-[A-Z]+-")]
    private static partial Regex Combination();
}
