using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Venues.Deribit;

namespace Minnow.Host.Statements;

/// <summary>A trade of the venue's transaction log.</summary>
/// <param name="TimeNs">The venue's time, to the ms, ns since 1970.</param>
/// <param name="Instrument">The venue's name.</param>
/// <param name="Id">The trade's id as the venue writes it.</param>
/// <param name="TradeId">The same as the journal has it.</param>
/// <param name="SignedE8">Amount, bought positive, 1e-8 of the venue's unit.</param>
/// <param name="PriceE8">Price, 1e-8.</param>
/// <param name="FeeE8">Commission, 1e-8 of the coin.</param>
internal sealed record StatedTrade(long TimeNs, string Instrument, string Id, long TradeId, long SignedE8, long PriceE8, long FeeE8);

/// <summary>A daily settlement or a delivery of the venue's transaction log.</summary>
/// <param name="TimeNs">ns since 1970.</param>
/// <param name="Instrument">The venue's name.</param>
/// <param name="PriceE8">Settlement price, 1e-8.</param>
/// <param name="PositionE8">Position that was settled, 1e-8 of the venue's unit.</param>
/// <param name="ProfitE8">Realised and unrealised profit of the session, funding included, 1e-8 of the coin.</param>
/// <param name="FundingE8">Funding in it.</param>
/// <param name="FeeE8">Delivery fee.</param>
/// <param name="ChangeE8">What it did to the balance.</param>
internal sealed record StatedSettlement(long TimeNs, string Instrument, long PriceE8, long PositionE8, long ProfitE8, long FundingE8, long FeeE8, long ChangeE8);

/// <summary>The venue's transaction log, as <c>private/get_transaction_log</c> answers: one answer, or several in a row in one file.</summary>
internal sealed class VenueStatement
{
    internal List<StatedTrade> Trades { get; } = [];

    internal List<StatedSettlement> Settlements { get; } = [];

    /// <summary>Rows of other kinds: deposits, transfers, corrections.</summary>
    internal List<string> Others { get; } = [];

    /// <summary>True if the last answer says that there is more.</summary>
    internal bool IsCut { get; private set; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It can not be read.</exception>
    /// <exception cref="FormatException">It is no transaction log, or a number of it is none.</exception>
    internal static VenueStatement Read(string path)
    {
        VenueStatement statement = new();
        byte[] bytes = File.ReadAllBytes(path);
        try
        {
            Utf8JsonReader reader = new(bytes, new JsonReaderOptions { AllowMultipleValues = true });
            while (reader.Read()) statement.Take(JsonElement.ParseValue(ref reader));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            throw new FormatException($"not a transaction log: {e.Message}", e);
        }
        statement.Settlements.Sort(static (a, b) => a.TimeNs.CompareTo(b.TimeNs));
        return statement;
    }

    private void Take(JsonElement answer)
    {
        if (answer.TryGetProperty("error", out JsonElement error)) throw new FormatException($"the venue answered with an error: {error}");
        if (answer.TryGetProperty("result", out JsonElement result)) answer = result;
        foreach (JsonElement row in answer.GetProperty("logs").EnumerateArray()) Row(row);
        IsCut = answer.TryGetProperty("continuation", out JsonElement more) && more.ValueKind != JsonValueKind.Null;
    }

    private void Row(JsonElement row)
    {
        string type = row.GetProperty("type").GetString() ?? "";
        long timeNs = row.GetProperty("timestamp").GetInt64() * Units.NsPerMs;
        string instrument = row.TryGetProperty("instrument_name", out JsonElement name) ? name.GetString() ?? "" : "";
        if (type == "trade")
        {
            string id = row.GetProperty("trade_id").GetString() ?? "";
            // "open buy", "close sell": the last word is the side.
            bool sold = row.GetProperty("side").GetString()!.EndsWith("sell", StringComparison.Ordinal);
            long amountE8 = E8(row, "amount");
            Trades.Add(new StatedTrade(timeNs, instrument, id, DeribitParser.TradeIdOf(Encoding.ASCII.GetBytes(id)), sold ? -amountE8 : amountE8, E8(row, "price"), E8(row, "commission")));
        }
        else if (type is "settlement" or "delivery")
        {
            Settlements.Add(new StatedSettlement(timeNs, instrument, E8(row, "price"), E8(row, "position"), E8(row, "session_rpl") + E8(row, "session_upl"), E8(row, "interest_pl"), E8(row, "commission"), E8(row, "change")));
        }
        else
        {
            Others.Add($"{type} {instrument} {E8(row, "change") / 1e8}");
        }
    }

    private static long E8(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? (long)Math.Round(value.GetDecimal() * Units.E8) : 0;
}
