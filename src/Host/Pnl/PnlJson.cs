using System;
using System.IO;
using System.Text;
using System.Text.Json;
using Minnow.Core.Accounting;
using Minnow.Host.Journal;

namespace Minnow.Host.Pnl;

/// <summary>The account as one JSON object. Money is exact: a number with as many digits as it has. Every one is what it did to the account.</summary>
internal static class PnlJson
{
    private static readonly double[] s_horizonSeconds = [0.1, 1, 5, 30, 300];

    internal static void Write(TextWriter output, PnlReport report)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, JournalTool.JsonOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteNumber("fromNs", report.FirstNs);
            json.WriteNumber("toNs", report.LastNs);
            json.WriteString("end", report.End.ToString());
            json.WriteNumber("fills", report.FillCount);
            json.WriteBoolean("exact", report.IsExact);
            json.WriteBoolean("differsFromVenue", report.DiffersFromVenue);
            if (report.Audit is { } audit)
            {
                json.WriteStartObject("statement");
                json.WriteNumber("trades", audit.Equal);
                json.WriteNumber("settlements", audit.Settled);
                json.WriteNumber("outside", audit.Outside);
                json.WriteStartArray("differences");
                foreach (string one in audit.Differences) json.WriteStringValue(one);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteStartArray("balanceDifferences");
            foreach (string one in report.Disagreements) json.WriteStringValue(one);
            json.WriteEndArray();
            json.WriteStartArray("instruments");
            foreach (InstrumentPnl one in report.Instruments) Instrument(json, one);
            json.WriteEndArray();
            json.WriteStartArray("coins");
            foreach (CoinPnl coin in report.Coins) Coin(json, coin);
            json.WriteEndArray();
            if (report.By != PnlGroup.Instrument)
            {
                json.WriteString("by", report.By.ToString().ToLowerInvariant());
                json.WriteStartArray("groups");
                foreach (GroupedFills group in report.Groups) Group(json, group);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length));
    }

    private static void Instrument(Utf8JsonWriter json, InstrumentPnl one)
    {
        InstrumentAccount account = one.Account;
        ref readonly ContractTerms terms = ref account.Terms;
        json.WriteStartObject();
        json.WriteString("instrument", account.Name);
        json.WriteString("coin", account.Coin);
        json.WriteString("contract", terms.Contract.ToString().ToLowerInvariant());
        json.WriteNumber("fills", account.Fills.Length);
        json.WriteNumber("makerFills", one.MakerFills);
        Amount(json, "volume", in terms, one.VolumeLots);
        Amount(json, "makerVolume", in terms, one.MakerLots);
        Ratio(json, "makerShare", one.VolumeLots == 0 ? double.NaN : (double)one.MakerLots / one.VolumeLots);
        json.WriteNumber("takerFills", one.TookFills);
        json.WriteNumber("hedgeFills", one.HedgeFills);
        Parts(json, in one.Parts);
        PnlJsonSteps.Write(json, in one.Parts);
        PnlJsonSteps.Session(json, one);
        PnlJsonSteps.Takers(json, account);
        PnlJsonSteps.Statements(json, account);
        Money(json, "heldDrift", one.HeldDriftE24);
        Money(json, "total", one.TotalE24);
        Money(json, "residual", one.ResidualE24);
        Money(json, "realised", one.RealisedE24);
        Money(json, "unrealised", one.UnrealisedE24);
        Amount(json, "position", in terms, account.PositionLots);
        Ratio(json, "averageEntry", terms.PriceOf(account.Ledger.PositionLots, account.Ledger.CostE24));
        Money(json, "positionCoins", one.NotionalE24);
        json.WritePropertyName("valuedAt");
        json.WriteRawValue(MoneyText.Price(one.ValueHalfE8));
        json.WritePropertyName("index");
        json.WriteRawValue(MoneyText.E8(account.IndexE8));
        json.WriteNumber("fillsWithoutMid", one.NoMids);
        json.WriteNumber("fundingStaleSeconds", account.Ledger.Funding.StaleNs / 1e9);
        json.WriteStartArray("takenOver");
        foreach (InstrumentAccount.TakenOver taken in account.Taken)
        {
            json.WriteStartObject();
            Amount(json, "amount", in terms, taken.SignedLots);
            json.WritePropertyName("price");
            json.WriteRawValue(MoneyText.Price(taken.PriceHalfE8));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("markouts");
        for (int horizon = 0; horizon < Markouts.Horizons; horizon++) Markout(json, MarkoutStatistics.Of(account.Fills, horizon), s_horizonSeconds[horizon]);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Markout(Utf8JsonWriter json, MarkoutStatistics one, double seconds)
    {
        json.WriteStartObject();
        json.WriteNumber("seconds", seconds);
        Ratio(json, "meanBps", one.MeanBps);
        Ratio(json, "errorBps", one.ErrorBps);
        json.WriteNumber("fills", one.Fills);
        json.WriteNumber("buckets", one.Buckets);
        json.WriteEndObject();
    }

    private static void Coin(Utf8JsonWriter json, CoinPnl coin)
    {
        json.WriteStartObject();
        json.WriteString("coin", coin.Coin);
        Parts(json, in coin.Parts);
        Money(json, "total", coin.TotalE24);
        Money(json, "residual", coin.ResidualE24);
        Money(json, "realised", coin.RealisedE24);
        Money(json, "unrealised", coin.UnrealisedE24);
        json.WritePropertyName("totalUsd");
        if (coin.IndexE8 > 0) json.WriteRawValue(MoneyText.E8(Core.Accounting.Money.ToUsdE8(coin.TotalE24, coin.IndexE8)));
        else json.WriteNullValue();
        json.WritePropertyName("index");
        json.WriteRawValue(MoneyText.E8(coin.IndexE8));
        json.WriteEndObject();
    }

    private static void Group(Utf8JsonWriter json, GroupedFills group)
    {
        json.WriteStartObject();
        json.WriteString("instrument", group.Of.Account.Name);
        json.WriteString("name", group.Name);
        json.WriteNumber("firstNs", group.FirstNs);
        json.WriteNumber("fills", group.Fills);
        json.WriteNumber("takerFills", group.TakerFills);
        json.WriteNumber("fillsWithoutMid", group.NoMids);
        json.WriteStartArray("rules");
        foreach (string rule in group.Rules) json.WriteStringValue(rule);
        json.WriteEndArray();
        Amount(json, "net", in group.Of.Account.Terms, group.NetLots);
        Amount(json, "volume", in group.Of.Account.Terms, group.VolumeLots);
        Parts(json, in group.Parts);
        PnlJsonSteps.Write(json, in group.Parts);
        Money(json, "total", group.Parts.TotalE24);
        json.WriteEndObject();
    }

    private static void Parts(Utf8JsonWriter json, in EdgeSplit parts)
    {
        Money(json, "spread", parts.SpreadE24);
        Money(json, "fees", -parts.FeesE24);
        Money(json, "taking", parts.TakingE24);
        Money(json, "hedging", parts.HedgingE24);
        Money(json, "adverse", parts.AdverseE24);
        Money(json, "drift", parts.DriftE24);
        Money(json, "funding", parts.FundingE24);
    }

    internal static void Money(Utf8JsonWriter json, string name, Int128 e24)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(MoneyText.Exact(e24));
    }

    internal static void Amount(Utf8JsonWriter json, string name, in ContractTerms terms, long lots)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(MoneyText.E8((Int128)lots * terms.LotE8));
    }

    private static void Ratio(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsNaN(value)) json.WriteNull(name);
        else json.WriteNumber(name, value);
    }
}
