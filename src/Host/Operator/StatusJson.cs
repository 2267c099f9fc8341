using System;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Risk;
using Minnow.Host.Counters;

namespace Minnow.Host.Operator;

/// <summary>The three views for a program: one object, one line. Keys are only ever added; what is not known is null.</summary>
internal static class StatusJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static void Status(RunView run, TextWriter output) => Write(run, output, json =>
    {
        json.WriteStartArray("causes");
        foreach (string cause in run.Causes) json.WriteStringValue(cause);
        json.WriteEndArray();
        json.WriteStartArray("warnings");
        foreach (string warning in StatusWarnings.Of(run)) json.WriteStringValue(warning);
        json.WriteEndArray();
        json.WriteBoolean("latched", run.Latches.Count > 0);
        if (run.Page is { } page)
        {
            json.WriteNumber("startNs", page.StartNs);
            json.WriteNumber("heartbeatAgeMs", (page.TakenNs - page.HeartbeatNs) / Units.NsPerMs);
            json.WriteString("halted", JsonNamingPolicy.CamelCase.ConvertName(((HaltReason)run[CounterId.QuoterHalted]).ToString()));
            json.WriteString("step", JsonNamingPolicy.CamelCase.ConvertName(run.Step.ToString()));
            json.WriteString("stepCause", JsonNamingPolicy.CamelCase.ConvertName(((KillTrigger)run[CounterId.RiskCause]).ToString()));
            json.WriteBoolean("feedConnected", run[CounterId.FeedConnected] != 0);
            json.WriteString("gateway", JsonNamingPolicy.CamelCase.ConvertName(run.Gateway.ToString()));
            json.WriteNumber("budgetOrdersE3", run[CounterId.GatewayBudgetOrdersE3]);
            json.WriteNumber("budgetCancelsE3", run[CounterId.GatewayBudgetCancelsE3]);
            Known(json, "clockOffsetNs", run[CounterId.GatewayClockOffsetNs]);
            Known(json, "roundTripNs", run[CounterId.GatewayRoundTripNs]);
            json.WriteNumber("journalLagEvents", run[CounterId.JournalLagEvents]);
        }
        Instruments(json, run);
        Coins(json, run);
    });

    internal static void Positions(RunView run, TextWriter output) => Write(run, output, json =>
    {
        Instruments(json, run);
        Coins(json, run);
    });

    internal static void Limits(RunView run, JsonElement? gate, TextWriter output) => Write(run, output, json =>
    {
        json.WriteStartArray("limits");
        foreach (LimitRow row in LimitRows.Of(run))
        {
            json.WriteStartObject();
            json.WriteString("of", row.Scope);
            json.WriteString("limit", row.Name);
            Number(json, "used", row.Used);
            Number(json, "allowed", row.Allowed);
            Number(json, "percent", row.Percent);
            json.WriteString("unit", row.Unit);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WritePropertyName("gate");
        if (gate is { } rows) rows.WriteTo(json);
        else json.WriteNullValue();
    });

    private static void Instruments(Utf8JsonWriter json, RunView run)
    {
        json.WriteStartArray("instruments");
        foreach (InstrumentView i in run.Instruments)
        {
            json.WriteStartObject();
            json.WriteString("instrument", i.Name);
            json.WriteNumber("positionLots", i.PositionLots);
            Number(json, "position", i.PositionLots * i.Lot);
            json.WriteNumber("hedgeLots", i.HedgeLots);
            json.WriteNumber("coins", i.Coins);
            json.WriteNumber("monitorAlerts", i.MonitorAlerts);
            json.WriteNumber("sizeFactor", i.SizeFactor);
            json.WriteNumber("worstLongLots", i.WorstLongLots);
            json.WriteNumber("worstShortLots", i.WorstShortLots);
            json.WriteNumber("limitLots", i.LimitLots);
            json.WriteNumber("orders", i.Orders);
            json.WriteNumber("unknownOrders", i.UnknownOrders);
            json.WriteNumber("fills", i.Fills);
            json.WriteBoolean("book", i.HasBook);
            json.WriteNumber("seenNs", i.SeenNs);
            json.WriteString("coin", i.Coin);
            foreach ((string name, InstrumentCounter what) in (ReadOnlySpan<(string, InstrumentCounter)>)[("bid", InstrumentCounter.BidE8), ("ask", InstrumentCounter.AskE8), ("ownBid", InstrumentCounter.OwnBidE8),
                ("ownAsk", InstrumentCounter.OwnAskE8), ("mark", InstrumentCounter.MarkE8), ("index", InstrumentCounter.IndexE8), ("entry", InstrumentCounter.EntryE8), ("realised", InstrumentCounter.RealisedE8),
                ("unrealised", InstrumentCounter.UnrealisedE8), ("fees", InstrumentCounter.FeesE8), ("funding", InstrumentCounter.FundingE8), ("total", InstrumentCounter.TotalE8), ("worth", InstrumentCounter.WorthE8),
                ("initialMarginEstimate", InstrumentCounter.InitialMarginE8), ("maintenanceMarginEstimate", InstrumentCounter.MaintenanceMarginE8), ("projectedMarginEstimate", InstrumentCounter.ProjectedMarginE8)])
                Number(json, name, i.E8(what));
            Number(json, "capitalPercent", AccountText.CoinOf(run, i)?.Percent(i.E8(InstrumentCounter.ProjectedMarginE8)));
            Number(json, "capitalLimitPercent", i.CapitalPercent);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Coins(Utf8JsonWriter json, RunView run)
    {
        json.WriteStartArray("accounts");
        foreach (CoinView coin in run.Coins)
        {
            json.WriteStartObject();
            json.WriteString("coin", coin.Name);
            foreach ((string name, CoinCounter what) in (ReadOnlySpan<(string, CoinCounter)>)[("usd", CoinCounter.UsdE8), ("equity", CoinCounter.EquityE8), ("balance", CoinCounter.BalanceE8),
                ("initialMargin", CoinCounter.InitialMarginE8), ("maintenanceMargin", CoinCounter.MaintenanceMarginE8), ("realised", CoinCounter.RealisedE8), ("unrealised", CoinCounter.UnrealisedE8),
                ("fees", CoinCounter.FeesE8), ("funding", CoinCounter.FundingE8), ("total", CoinCounter.TotalE8), ("session", CoinCounter.SessionE8), ("daily", CoinCounter.DailyE8),
                ("drawdown", CoinCounter.DrawdownE8), ("gross", CoinCounter.GrossE8), ("net", CoinCounter.NetE8),
                ("projectedMarginEstimate", CoinCounter.ProjectedMarginE8), ("otherMargin", CoinCounter.OtherMarginE8)])
                Number(json, name, coin.E8(what));
            Number(json, "marginPercent", coin.MarginPercent);
            Number(json, "projectedPercent", coin.ProjectedPercent);
            Number(json, "leverage", coin.Leverage);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(RunView run, TextWriter output, Action<Utf8JsonWriter> body)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteString("state", StatusText.Word(run.State));
            json.WriteNumber("code", (int)StateRules.Code(run.State));
            json.WriteBoolean("runs", run.Runs);
            if (run.Page is { } page) json.WriteNumber("pid", page.Pid);
            if (run.Place.Run is string directory) json.WriteString("run", directory);
            body(json);
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    private static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is decimal given) json.WriteNumber(name, given);
        else json.WriteNull(name);
    }

    private static void Known(Utf8JsonWriter json, string name, long value)
    {
        if (value == Units.Missing) json.WriteNull(name);
        else json.WriteNumber(name, value);
    }
}
