using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Minnow.Exchange.Faults;

/// <summary>Messages that say something else than the venue meant.</summary>
internal static class Mutation
{
    /// <summary>True if a verb of layer Message has to do with this message at all.</summary>
    public static bool Means(string verb, in PayloadLook look)
    {
        bool isBook = look.Kind == PayloadKind.Notification && look.Name.StartsWith("book.", StringComparison.Ordinal);
        // book.X.none.10.100ms is a window, not a chain of changes.
        bool isChange = isBook && !look.IsSnapshot && look.Name.AsSpan().Count('.') == 2;
        return verb switch
        {
            "lose-request" or "reject" => look.Kind == PayloadKind.Request,
            "lose-reply" or "late-ack" or "reply-twice" or "unknown-reply" => look.Kind == PayloadKind.Reply,
            "silent" => look.Kind == PayloadKind.Notification,
            "withhold-snapshot" or "stale-snapshot" or "crossed-snapshot" or "empty-side" => look.IsSnapshot,
            "crossed-book" or "restart-sequence" or "delete-unknown" or "drift" or "drift-deep" => isChange,
            "bad-number" => isBook,
            "shift-timestamps" => look.Kind == PayloadKind.Notification,
            "freeze-index" => look.Kind == PayloadKind.Notification && !isBook,
            "trade-through" => look.Kind == PayloadKind.Notification && look.Name.StartsWith("trades.", StringComparison.Ordinal),
            "duplicate-fill" or "overfill" => look.Kind == PayloadKind.Notification && IsUser(look.Name),
            "hide-fills" or "wrong-position" or "cancel-reason" => look.Kind == PayloadKind.Reply || IsUser(look.Name),
            "hide-orders" => look.Kind == PayloadKind.Reply
                && look.Name.Contains("order", StringComparison.Ordinal) && look.Name.StartsWith("private/get_", StringComparison.Ordinal),
            "position-empty" => look.Kind == PayloadKind.Reply && look.Name == "private/get_positions",
            "wide-scope" or "narrow-scope" => look.Kind == PayloadKind.Reply && look.Name == "public/auth",
            "shift-clock" => look.Kind == PayloadKind.Reply,
            "wrong-balance" => (look.Kind == PayloadKind.Reply && look.Name.StartsWith("private/get_account_summar", StringComparison.Ordinal)) || look.Name.StartsWith("user.portfolio", StringComparison.Ordinal),
            "cod" => look.Kind == PayloadKind.Reply && look.Name == "private/get_cancel_on_disconnect",
            "cancel-count" => look.Kind == PayloadKind.Reply && look.Name.StartsWith("private/cancel_", StringComparison.Ordinal),
            _ => true,
        };
    }

    /// <summary>Changes a message.</summary>
    /// <returns>The other message; an empty one if it is not to be sent; null if there was nothing to change.</returns>
    public static byte[]? Apply(FaultState state, in PayloadLook look, byte[] payload, string name)
    {
        FaultRule rule = state.Rule;
        switch (rule.Verb.Name)
        {
            case "corrupt":
                byte[] corrupt = payload.ToArray();
                if (corrupt.Length > 0) corrupt[corrupt.Length / 2] = 1;
                return corrupt;
            case "truncate":
                int length = rule.Words.Count > 0 ? int.Parse(rule.Word(0), CultureInfo.InvariantCulture) : payload.Length / 2;
                return payload[..Math.Min(length, payload.Length)];
            case "replace":
                return ReplaceOnce(payload, rule.Word(0), rule.Word(1));
            case "bad-number":
                return BadNumber(payload, rule.Word(0));
            case "freeze-index" when name.StartsWith("deribit_price_index", StringComparison.Ordinal):
                return [];
            case "hide-fills" when name.StartsWith("user.trades", StringComparison.Ordinal):
                return [];
        }

        JsonNode? root;
        try
        {
            root = JsonNode.Parse(payload);
        }
        catch (JsonException)
        {
            return null;
        }

        if (root is not null && rule.Verb.Name is "lack" or "shift-clock") return Lack(rule, root!) || ShiftClock(rule, root!) ? JsonSerializer.SerializeToUtf8Bytes(root) : null;
        JsonNode? data = look.Kind == PayloadKind.Reply ? root?["result"] : root?["params"]?["data"];
        return data is not null && Change(state, root!, data, name) ? JsonSerializer.SerializeToUtf8Bytes(root) : null;
    }

    /// <summary>The same reply with another id.</summary>
    public static byte[] WithId(byte[] payload, long id)
    {
        try
        {
            if (JsonNode.Parse(payload) is not JsonObject root) return payload;
            root["id"] = id;
            return JsonSerializer.SerializeToUtf8Bytes(root);
        }
        catch (JsonException)
        {
            // Another line of the script has spoiled it before.
            return payload;
        }
    }

    /// <summary>A message that the venue never meant to send.</summary>
    public static byte[] Extra(FaultRule rule)
    {
        if (rule.Verb.Name == "insert") return Encoding.UTF8.GetBytes(rule.Word(0));
        int size = int.Parse(rule.Word(0), CultureInfo.InvariantCulture);
        if (rule.Verb.Name == "deep") return Encoding.UTF8.GetBytes(new string('[', size) + new string(']', size));
        const string Head = """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"huge","data":" """;
        return Encoding.UTF8.GetBytes(Head + new string('x', Math.Max(0, size - Head.Length - 3)) + "\"}}");
    }

    private static bool IsUser(string name) => name.StartsWith("user.", StringComparison.Ordinal);

    private static bool Change(FaultState state, JsonNode root, JsonNode data, string name)
    {
        FaultRule rule = state.Rule;
        switch (rule.Verb.Name)
        {
            case "stale-snapshot":
                data["change_id"] = Whole(data["change_id"]) - 1_000_000;
                return true;
            case "crossed-snapshot":
                return BookMutation.CrossSnapshot(data);
            case "crossed-book":
                return BookMutation.AddCrossingBid(data);
            case "restart-sequence":
                data["prev_change_id"] = long.Parse(rule.Word(0), CultureInfo.InvariantCulture);
                data["change_id"] = unchecked(long.Parse(rule.Word(0), CultureInfo.InvariantCulture) + 1);
                return true;
            case "delete-unknown":
                return BookMutation.DeleteUnknown(data);
            case "drift":
                return BookMutation.Drift(data);
            case "drift-deep":
                return BookMutation.DriftDeep(data);
            case "empty-side":
                if (rule.Word(0) != "asks") data["bids"] = new JsonArray();
                if (rule.Word(0) != "bids") data["asks"] = new JsonArray();
                return true;
            case "shift-timestamps":
                return Rows(data).Count(row => Shift(row, long.Parse(rule.Word(0), CultureInfo.InvariantCulture) / 1000)) > 0;
            case "freeze-index":
                return AccountMutation.Freeze(state, data, name);
            case "trade-through":
                decimal share = 1 + (decimal.Parse(rule.Word(0), CultureInfo.InvariantCulture) / 100);
                foreach (JsonNode row in Rows(data)) row["price"] = Math.Floor(Number(row["price"]) * share);
                return true;
            default:
                return AccountMutation.Change(rule, root, data, name);
        }
    }

    internal static IEnumerable<JsonNode> Rows(JsonNode? data) => data switch
    {
        JsonArray rows => rows.OfType<JsonObject>(),
        JsonObject row => [row],
        _ => [],
    };

    internal static decimal Number(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
        ? decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
        : 0;

    internal static long Whole(JsonNode? node) => (long)Number(node);

    private static bool Shift(JsonNode row, long ms)
    {
        if (row["timestamp"] is null) return false;
        row["timestamp"] = Whole(row["timestamp"]) + ms;
        return true;
    }

    private static bool ShiftClock(FaultRule rule, JsonNode root)
    {
        if (rule.Verb.Name != "shift-clock" || root["usIn"] is null) return false;
        long us = long.Parse(rule.Word(0), CultureInfo.InvariantCulture);
        foreach (string field in (ReadOnlySpan<string>)["usIn", "usOut"]) root[field] = Whole(root[field]) + us;
        return true;
    }

    private static bool Lack(FaultRule rule, JsonNode? node)
    {
        if (rule.Verb.Name != "lack") return false;
        bool changed = false;
        if (node is JsonArray rows)
            foreach (JsonNode? row in rows) changed |= Lack(rule, row);
        if (node is not JsonObject fields) return changed;
        changed |= fields.Remove(rule.Word(0));
        foreach ((string _, JsonNode? value) in fields) changed |= Lack(rule, value);
        return changed;
    }

    private static byte[]? ReplaceOnce(byte[] payload, string old, string other)
    {
        string text = Encoding.UTF8.GetString(payload);
        int at = text.IndexOf(old, StringComparison.Ordinal);
        return at < 0 ? null : Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, at), other, text.AsSpan(at + old.Length)));
    }

    // The first price of the message: the number after the first action word.
    private static byte[]? BadNumber(byte[] payload, string other)
    {
        string text = Encoding.UTF8.GetString(payload);
        foreach (string word in (ReadOnlySpan<string>)["\"new\",", "\"change\",", "\"delete\","])
        {
            int at = text.IndexOf(word, StringComparison.Ordinal);
            if (at < 0) continue;
            int start = at + word.Length;
            int end = text.IndexOf(',', start);
            return end < 0 ? null : Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, start), other, text.AsSpan(end)));
        }

        return null;
    }
}
