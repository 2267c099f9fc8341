using System;
using System.Globalization;
using System.IO;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Host.Journal;
using Minnow.Host.Statements;

namespace Minnow.Host.Pnl;

/// <summary>The column of an instrument: lines that add up to the total, each with the steps that it is made of beside it, and with its worth in USD at the last index.</summary>
internal static class PnlLines
{
    private const int MostTakersShown = 20;
    private static readonly string[] s_spread = ["meant", "view", "latency", "resting"];
    private static readonly string[] s_adverse = ["0.1 s", "1 s", "5 s"];
    private static readonly string[] s_drift = ["30 s", "300 s", "later"];

    internal static void Write(TextWriter output, InstrumentPnl one)
    {
        InstrumentAccount account = one.Account;
        EdgeParts quotes = one.Parts.Of(FillPurpose.Quote), all = one.Parts.All();
        Line(output, one, "spread", one.Parts.SpreadE24, "  of quotes" + Steps(in quotes, EdgeStep.Quoted, s_spread));
        Line(output, one, "fees", -one.Parts.FeesE24, "  of quotes");
        if (one.TookFills > 0) Line(output, one, "taking", one.Parts.TakingE24, "  spread and fees of fills that took");
        if (one.HedgeFills > 0) Line(output, one, "hedging", one.Parts.HedgingE24, $"  spread and fees of {one.HedgeFills} fills that hedge");
        Line(output, one, "adverse", one.Parts.AdverseE24, "  in the 5 s after each fill" + Steps(in all, EdgeStep.After, s_adverse));
        string held = account.Taken.Count > 0 ? $"; of it {MoneyText.Shown(one.HeldDriftE24).Trim()} on lots taken over from the venue" : "";
        Line(output, one, "drift", one.Parts.DriftE24, "  what holding on brought" + Steps(in all, EdgeStep.After + Markouts.AdverseIndex + 1, s_drift) + held);
        Line(output, one, "funding", one.Parts.FundingE24, account.Ledger.Funding.StaleNs > 0 ? $"  {(account.Ledger.Funding.StaleNs / 1e9).ToString("0", CultureInfo.InvariantCulture)} s of it on a mark and rate older than a minute" : "");
        Line(output, one, "total", one.TotalE24, "");
        output.WriteLine($"  residual      {MoneyText.Exact(one.ResidualE24)}");
        Line(output, one, "realised", one.RealisedE24, "  before fees and funding");
        Line(output, one, "unrealised", one.UnrealisedE24, "");
        Session(output, one);
    }

    /// <summary>What the venue's own statements said of this account.</summary>
    internal static void Statements(TextWriter output, InstrumentAccount account)
    {
        InstrumentStatements one = account.Statements;
        if (one.Check.AgreedCount > 0) output.WriteLine($"  statements   {one.Check.AgreedCount} of the venue's agree, the last at {JournalTool.Time(one.AgreedNs)}");
        foreach (string difference in account.Disagreements) output.WriteLine($"  DIFFERS from the venue's statement, {difference}");
    }

    /// <summary>Each fill that took, with the rule that made it.</summary>
    internal static void Takers(TextWriter output, InstrumentAccount account)
    {
        int shown = 0;
        for (int i = 0; i < account.Fills.Length; i++)
        {
            ref readonly FillEdge fill = ref account.Fills[i];
            if (fill.IsMaker) continue;
            if (shown++ == MostTakersShown) output.WriteLine("  took         and more: --by fill names each");
            if (shown > MostTakersShown) continue;
            string decision = fill.DecisionNumber > 0 ? $", decision {fill.DecisionNumber.ToString(CultureInfo.InvariantCulture)}" : "";
            output.WriteLine($"  took         {PnlText.Amount(account, fill.SignedLots)} at {MoneyText.Price(fill.PriceHalfE8)}, trade {fill.TradeId.ToString(CultureInfo.InvariantCulture)}{decision}: {account.Rules[i]}");
        }
    }

    private static void Session(TextWriter output, InstrumentPnl one)
    {
        ref readonly SessionLedger session = ref one.Account.Session;
        if (session.IsKnown == 0 || one.ValueHalfE8 <= 0) return;
        Int128 floating = session.Ledger.UnrealisedE24(in one.Account.Terms, one.ValueHalfE8);
        string since = session.SettlementHalfE8 > 0 ? $"since the settlement at {MoneyText.Price(session.SettlementHalfE8)}" : "as the venue stated it, and what came after";
        output.WriteLine($"  session     {MoneyText.Shown(session.Ledger.RealisedE24 + session.Ledger.Funding.ReceivedE24)} realised with funding, {MoneyText.Shown(floating).Trim()} floating, {since}");
    }

    private static void Line(TextWriter output, InstrumentPnl one, string name, Int128 e24, string note) => output.WriteLine($"  {name,-12}{MoneyText.Shown(e24)}{Usd(one.Account, e24)}{note}");

    private static string Usd(InstrumentAccount account, Int128 e24)
    {
        long indexE8 = account.Terms.Contract == ContractKind.Linear ? Units.E8 : account.IndexE8;
        return indexE8 <= 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Money.ToUsdE8(e24, indexE8) / 1e8,14:+0.0000;-0.0000;0.0000} USD");
    }

    private static string Steps(in EdgeParts parts, int from, string[] names)
    {
        string text = "";
        for (int i = 0; i < names.Length; i++)
            if (parts.Steps[from + i] != 0) text += $"{(text.Length == 0 ? ": " : ", ")}{names[i]} {MoneyText.Shown(parts.Steps[from + i]).Trim()}";
        return text;
    }
}
