using System.Text.Json;
using Minnow.Core.Accounting;

namespace Minnow.Host.Pnl;

/// <summary>The finer parts of an account as JSON: the steps from decision to end, the venue's session, each fill that took.</summary>
internal static class PnlJsonSteps
{
    private static readonly string[] s_names = ["quoted", "view", "latency", "resting", "after100ms", "after1s", "after5s", "after30s", "after300s", "later"];

    /// <summary>Each step by what the fills were for.</summary>
    internal static void Write(Utf8JsonWriter json, in EdgeSplit parts)
    {
        json.WriteStartObject("steps");
        foreach (FillPurpose purpose in (FillPurpose[])[FillPurpose.Quote, FillPurpose.Take, FillPurpose.Hedge])
        {
            EdgeParts of = parts.Of(purpose);
            json.WriteStartObject(purpose.ToString().ToLowerInvariant());
            for (int i = 0; i < EdgeStep.Count; i++) PnlJson.Money(json, s_names[i], of.Steps[i]);
            PnlJson.Money(json, "fees", -of.FeesE24);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>Profit since the last settlement, as the venue states it.</summary>
    internal static void Session(Utf8JsonWriter json, InstrumentPnl one)
    {
        ref readonly SessionLedger session = ref one.Account.Session;
        if (session.IsKnown == 0 || one.ValueHalfE8 <= 0)
        {
            json.WriteNull("session");
            return;
        }
        json.WriteStartObject("session");
        json.WriteNumber("sinceNs", session.SinceNs);
        json.WritePropertyName("settlementPrice");
        json.WriteRawValue(MoneyText.Price(session.SettlementHalfE8));
        PnlJson.Money(json, "realised", session.Ledger.RealisedE24 + session.Ledger.Funding.ReceivedE24);
        PnlJson.Money(json, "floating", session.Ledger.UnrealisedE24(in one.Account.Terms, one.ValueHalfE8));
        PnlJson.Money(json, "funding", session.Ledger.Funding.ReceivedE24);
        json.WriteEndObject();
    }

    /// <summary>What the venue's own statements said of the account.</summary>
    internal static void Statements(Utf8JsonWriter json, InstrumentAccount account)
    {
        json.WriteStartObject("statements");
        json.WriteNumber("agreed", account.Statements.Check.AgreedCount);
        json.WriteNumber("lastAgreedNs", account.Statements.AgreedNs);
        json.WriteStartArray("differences");
        foreach (string one in account.Disagreements) json.WriteStringValue(one);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Each fill that took, with the rule that made it.</summary>
    internal static void Takers(Utf8JsonWriter json, InstrumentAccount account)
    {
        json.WriteStartArray("takers");
        for (int i = 0; i < account.Fills.Length; i++)
        {
            ref readonly FillEdge fill = ref account.Fills[i];
            if (fill.IsMaker) continue;
            json.WriteStartObject();
            json.WriteNumber("tradeId", fill.TradeId);
            json.WriteNumber("order", fill.OrderId);
            json.WriteNumber("decision", fill.DecisionNumber);
            PnlJson.Amount(json, "amount", in account.Terms, fill.SignedLots);
            json.WriteString("rule", account.Rules[i]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
