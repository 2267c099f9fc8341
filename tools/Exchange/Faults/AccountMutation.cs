using System;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;

namespace Minnow.Exchange.Faults;

/// <summary>Replies and notifications that tell an account something else than its books hold.</summary>
internal static class AccountMutation
{
    public static bool Change(FaultRule rule, JsonNode root, JsonNode data, string name)
    {
        switch (rule.Verb.Name)
        {
            case "hide-fills":
                if ((data as JsonObject)?["trades"] is not JsonArray { Count: > 0 }) return EmptyResult(root, data, name, "trades_by_order");
                data["trades"] = new JsonArray();
                return true;
            case "hide-orders" or "position-empty":
                return EmptyResult(root, data, name, "");
            case "wrong-position":
                return ShiftPositions(rule, data, name);
            case "wrong-balance":
                return ShiftBalances(rule, data);
            case "overfill":
                return Overfill(data, name);
            case "wide-scope":
                data["scope"] = $"{data["scope"]} {rule.Word(0)}";
                return true;
            case "narrow-scope":
                data["scope"] = string.Join(' ', $"{data["scope"]}".Split(' ').Where(word => word != rule.Word(0)));
                return true;
            case "cod":
                data["enabled"] = false;
                return true;
            case "cancel-count":
                if (data is not JsonValue) return false;
                root["result"] = Mutation.Whole(data) + long.Parse(rule.Word(0), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                return true;
            case "cancel-reason":
                return ChangeReasons(rule, data);
            default:
                return false;
        }
    }

    /// <summary>Keeps index and mark at what they were in the first ticker.</summary>
    public static bool Freeze(FaultState state, JsonNode data, string name)
    {
        bool changed = false;
        foreach (string field in (ReadOnlySpan<string>)["index_price", "mark_price"])
        {
            if (data is not JsonObject || data[field] is null) continue;
            if (state.Memory.TryAdd(name + field, data[field]!.ToJsonString())) continue;
            data[field] = JsonNode.Parse(state.Memory[name + field]);
            changed = true;
        }

        return changed;
    }

    private static bool EmptyResult(JsonNode root, JsonNode data, string name, string only)
    {
        if (data is not JsonArray { Count: > 0 } || !name.Contains(only, StringComparison.Ordinal)) return false;
        root["result"] = new JsonArray();
        return true;
    }

    private static bool ShiftBalances(FaultRule rule, JsonNode data)
    {
        decimal shift = decimal.Parse(rule.Word(0), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        bool changed = false;
        foreach (JsonNode row in Mutation.Rows((data as JsonObject)?["summaries"] ?? data))
            foreach (string field in (ReadOnlySpan<string>)["balance", "equity", "margin_balance"])
            {
                if (row[field] is null) continue;
                row[field] = Mutation.Number(row[field]) + shift;
                changed = true;
            }
        return changed;
    }

    private static bool ShiftPositions(FaultRule rule, JsonNode data, string name)
    {
        JsonNode? rows = name switch
        {
            "private/get_positions" or "private/get_position" => data,
            _ => (data as JsonObject)?["positions"],
        };
        decimal shift = decimal.Parse(rule.Word(0), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        string instrument = rule.Option("instrument");
        bool changed = false;
        foreach (JsonNode row in Mutation.Rows(rows))
        {
            if (instrument.Length > 0 && $"{row["instrument_name"]}" != instrument) continue;
            decimal size = Mutation.Number(row["size"]) + shift;
            row["size"] = size;
            row["direction"] = size > 0 ? "buy" : size < 0 ? "sell" : "zero";
            changed = true;
        }

        return changed;
    }

    private static bool Overfill(JsonNode data, string name)
    {
        JsonNode? rows = name.StartsWith("user.changes", StringComparison.Ordinal) ? data["trades"] : data;
        if (!name.StartsWith("user.changes", StringComparison.Ordinal) && !name.StartsWith("user.trades", StringComparison.Ordinal)) return false;
        JsonNode? fill = Mutation.Rows(rows).FirstOrDefault();
        if (fill is null) return false;
        fill["amount"] = Mutation.Number(fill["amount"]) * 10;
        return true;
    }

    private static bool ChangeReasons(FaultRule rule, JsonNode data)
    {
        bool changed = false;
        JsonNode? rows = (data as JsonObject)?["orders"] ?? (data as JsonObject)?["order"] ?? data;
        foreach (JsonNode row in Mutation.Rows(rows))
        {
            if ($"{row["order_state"]}" != "cancelled") continue;
            row["cancel_reason"] = rule.Word(0);
            changed = true;
        }

        return changed;
    }
}
