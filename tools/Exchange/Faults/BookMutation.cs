using System;
using System.Linq;
using System.Text.Json.Nodes;

namespace Minnow.Exchange.Faults;

/// <summary>Book messages that are wrong in themselves.</summary>
internal static class BookMutation
{
    /// <summary>Puts the best bid of a snapshot among the asks.</summary>
    public static bool CrossSnapshot(JsonNode data)
    {
        if (data["bids"] is not JsonArray { Count: > 0 } bids || data["asks"] is not JsonArray { Count: > 0 } asks) return false;
        bids[0]![1] = Mutation.Number(asks[Math.Min(3, asks.Count - 1)]![1]);
        return true;
    }

    /// <summary>Adds a bid a twentieth above the prices of a change.</summary>
    public static bool AddCrossingBid(JsonNode data)
    {
        if (PriceOf(data) is not { } price || data["bids"] is not JsonArray bids) return false;
        bids.Add(new JsonArray("new", Math.Ceiling(price * 1.05m), 1000));
        return true;
    }

    /// <summary>Adds the removal of a bid at half the price, where none is.</summary>
    public static bool DeleteUnknown(JsonNode data)
    {
        if (PriceOf(data) is not { } price || data["bids"] is not JsonArray bids) return false;
        bids.Add(new JsonArray("delete", Math.Floor(price / 2), 0));
        return true;
    }

    /// <summary>Doubles an amount.</summary>
    public static bool Drift(JsonNode data)
    {
        foreach (string side in (ReadOnlySpan<string>)["bids", "asks"])
        {
            JsonNode? level = data[side]?.AsArray().FirstOrDefault(static row => Mutation.Number(row![2]) > 0);
            if (level is null) continue;
            level[2] = Mutation.Number(level[2]) * 2;
            return true;
        }

        return false;
    }

    /// <summary>Doubles the amount of the worst of several levels of a side: the best one of the book it can not be.</summary>
    public static bool DriftDeep(JsonNode data)
    {
        foreach (string side in (ReadOnlySpan<string>)["bids", "asks"])
        {
            JsonNode?[] levels = data[side]?.AsArray().Where(static row => Mutation.Number(row![2]) > 0).OrderBy(static row => Mutation.Number(row![1])).ToArray() ?? [];
            if (levels.Length < 2) continue;
            JsonNode worst = side == "bids" ? levels[0]! : levels[^1]!;
            worst[2] = Mutation.Number(worst[2]) * 2;
            return true;
        }

        return false;
    }

    private static decimal? PriceOf(JsonNode data)
    {
        JsonNode? level = (data["bids"] as JsonArray)?.FirstOrDefault() ?? (data["asks"] as JsonArray)?.FirstOrDefault();
        return level is null ? null : Mutation.Number(level[1]);
    }
}
