using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Tactics;
using Minnow.Core.Risk;
using Minnow.Core.Signals;
using Minnow.Host.Journal;

namespace Minnow.Host.Why;

/// <summary>One decision in words: what it saw, its two sums, what bound it, and what it did about each level.</summary>
internal sealed class DecisionText(TextWriter output, Instruments instruments)
{
    private static readonly string[] s_models = ["linear skew", "Avellaneda-Stoikov", "GLFT", "GLFT, exact"];
    private static readonly string[] s_volatilities = ["EWMA", "realised", "bipower"];

    /// <summary>Writes it.</summary>
    internal void Write(Decision decision, Event? cause)
    {
        ref readonly DecisionRecord r = ref decision.Record;
        ushort index = r.InstrumentIndex;
        output.WriteLine($"Decision {r.DecisionNumber} on {instruments.Name(index)} at {JournalTool.Time(r.TimeNs)}, because of {Trigger(r.Trigger)}");
        Line("cause", $"input {r.CauseSequence}, {(cause is { } e ? EventWords.Of(in e, instruments) : "not in this journal")}");
        Line("market", $"bid {Price(index, r.BestBidTicks)} x {Amount(index, r.BestBidLots)}, ask {Price(index, r.BestAskTicks)} x {Amount(index, r.BestAskLots)}, book change {r.BookChangeId}, {Mode(r.Mode)}");
        Line("position", $"{Amount(index, r.PositionLots)}; our orders may still buy {Amount(index, r.BidWorstLots)} and sell {Amount(index, r.AskWorstLots)}");
        if (double.IsFinite(r.FairTicks) && r.FairTicks > 0)
        {
            Model(in r);
            new DecisionSums(output, instruments).Write(in r);
            Line("room", $"{Amount(index, r.BidRoomLots)} to buy, {Amount(index, r.AskRoomLots)} to sell before a limit binds");
        }
        if (decision.Hedge is { } hedge) new HedgeText(output, instruments).Write(in hedge.What, in hedge.Cost);
        Risk(in r);
        Levels(decision);
        Bounds(in r);
    }

    /// <summary>What made the quoter decide.</summary>
    internal static string Trigger(DecisionTrigger trigger) => trigger switch
    {
        DecisionTrigger.TopMoved => "a move of the best prices",
        DecisionTrigger.Timer => "the timer",
        DecisionTrigger.OrderAnswer => "an answer about an order",
        DecisionTrigger.Fill => "a fill",
        DecisionTrigger.BookInvalid => "a book that became invalid",
        DecisionTrigger.StateChange => "a change of feed, platform or instrument",
        DecisionTrigger.Operator => "a person or a parameter",
        DecisionTrigger.ImbalanceChanged => "a changed imbalance",
        DecisionTrigger.BudgetRefilled => "fresh request budget",
        DecisionTrigger.Tactic => "something that a tactic acts upon",
        DecisionTrigger.Exposure => "a fill on another instrument",
        _ => trigger.ToString(),
    };

    /// <summary>What tactics did to one side; empty if nothing.</summary>
    internal static string Effect(in DecisionRecord r, bool sell)
    {
        (byte effect, byte cause) = sell ? (r.AskEffect, r.AskCause) : (r.BidEffect, r.BidCause);
        string did = effect switch { 0 => "", 1 => " gets a hint", 2 => " is quoted wider", 3 => " is held", _ => " is pulled" };
        return did.Length == 0 ? "" : $"the {(sell ? "ask" : "bid")}{did} by {(TacticCause)cause}: {FlagWords.Of((TacticCause)cause)}";
    }

    private void Model(in DecisionRecord r)
    {
        string slow = double.IsFinite(r.SigmaSlowBps) ? $", slow {Bps(r.SigmaSlowBps)}" : "";
        Line("volatility", string.Create(CultureInfo.InvariantCulture,
            $"{Bps(r.SigmaBps)} bps/√s used; {s_volatilities[Math.Min((int)r.VolatilityKind, 2)]} {Bps(r.SigmaFastBps)} of {r.VolatilitySamples:0} samples{slow}"));
        string target = r.TargetOrders != 0 ? $", drift asks for {Orders(r.TargetOrders)}" : "";
        string flow = double.IsFinite(r.TakerFlow) ? string.Create(CultureInfo.InvariantCulture, $"; traded flow {r.TakerFlow:+0.###;-0.###;0} of -1 to 1") : "";
        Line("model", $"{s_models[Math.Min((int)r.ModelKind, 3)]}, holding {Orders(r.InventoryOrders)}{target}{flow}");
    }

    // The step in force and all that asks for one; what caps the position below its own limit; what the accounts said.
    private void Risk(in DecisionRecord r)
    {
        if (r.KillStep != 0)
        {
            List<string> asked = [];
            foreach (KillTrigger one in Enum.GetValues<KillTrigger>())
                if (one != KillTrigger.None && (r.KillTriggers >> (int)one & 1) != 0) asked.Add(one.ToString());
            Line("kill ladder", $"{(KillStep)r.KillStep}, asked for by {(KillTrigger)r.KillCause}{(asked.Count > 1 ? $"; with {string.Join(", ", asked)}" : "")}");
        }
        if (r.CapCause != 0) Line("cap", $"{Amount(r.InstrumentIndex, r.CapLots)} by {(RiskLimit)r.CapCause}");
        if (r.SessionPnlE8 is not (0 or Units.Missing) || r.DrawdownE8 is not (0 or Units.Missing))
            Line("account", $"{Coins(r.SessionPnlE8)} since the start, {Coins(r.DrawdownE8)} below its peak, {Coins(r.UnrealisedE8)} open, {instruments.FeeCoin(r.InstrumentIndex)}");
    }

    private static string Coins(long e8) => e8 == Units.Missing ? "?" : (e8 / 1e8m).ToString("0.00000000", CultureInfo.InvariantCulture);

    private void Levels(Decision decision)
    {
        ref readonly DecisionRecord r = ref decision.Record;
        if (decision.Levels.Count == 0)
        {
            Line("orders", "nothing wanted, nothing rests");
            return;
        }
        List<string[]> rows = [["orders", "wanted", "there before", "done"]];
        foreach (LevelRecord level in decision.Levels) rows.Add(LevelText.Row(in level, r.InstrumentIndex, instruments));
        int[] widths = new int[3];
        foreach (string[] row in rows)
            for (int i = 0; i < widths.Length; i++) widths[i] = Math.Max(widths[i], row[i].Length + 2);
        foreach (string[] row in rows)
            output.WriteLine($"  {(row == rows[0] ? "" : "  ")}{row[0].PadRight(widths[0] + (row == rows[0] ? 2 : 0))}{row[1].PadRight(widths[1])}{row[2].PadRight(widths[2])}{row[3]}");
    }

    private void Bounds(in DecisionRecord r)
    {
        List<string> lines = [];
        foreach (Suppressions one in Enum.GetValues<Suppressions>())
            if (one != Suppressions.None && r.Suppressions.HasFlag(one)) lines.Add($"{one}: {FlagWords.Of(one)}");
        foreach (Clamps one in Enum.GetValues<Clamps>())
            if (one != Clamps.None && r.Clamps.HasFlag(one)) lines.Add($"{one}: {FlagWords.Of(one)}");
        foreach (PlanRules one in Enum.GetValues<PlanRules>())
            if (one != PlanRules.None && r.Rules.HasFlag(one)) lines.Add($"{one}: {FlagWords.Of(one)}");
        foreach (FairFlags one in Enum.GetValues<FairFlags>())
            if (one != FairFlags.None && r.FairFlags.HasFlag(one)) lines.Add($"{one}: {FlagWords.Of(one)}");
        foreach (bool sell in (bool[])[false, true])
            if (Effect(in r, sell) is { Length: > 0 } effect) lines.Add(effect);
        foreach (TacticCause one in Enum.GetValues<TacticCause>())
        {
            bool isSaid = r.BidEffect != 0 && (byte)one == r.BidCause || r.AskEffect != 0 && (byte)one == r.AskCause;
            if (one != TacticCause.None && !isSaid && ((ulong)r.Tactics >> (int)one & 1) != 0) lines.Add($"{one}, too: {FlagWords.Of(one)}");
        }
        for (int i = 0; i < lines.Count; i++) Line(i == 0 ? "why not more" : "", lines[i]);
        if (lines.Count == 0) Line("why not more", "nothing bound or held back: this is what the model wants");
    }

    private void Line(string name, string text) => output.WriteLine($"  {name,-13} {text}");

    private static string Mode(MarketModeKind mode) => mode switch
    {
        MarketModeKind.Unknown => "mode not measured yet",
        MarketModeKind.Calm => "calm",
        MarketModeKind.Normal => "normal",
        MarketModeKind.Volatile => "volatile",
        MarketModeKind.Cascade => "in a cascade",
        _ => mode.ToString(),
    };

    private string Price(ushort index, long ticks) => ticks == Units.Missing ? "none" : instruments.PriceText(index, ticks);

    private string Amount(ushort index, long lots) => lots == Units.Missing ? "?" : instruments.AmountText(index, lots);

    private static string Orders(double orders) => string.Create(CultureInfo.InvariantCulture, $"{orders:0.###} {(orders == 1 ? "order" : "orders")}");

    private static string Bps(double bps) => double.IsFinite(bps) ? bps.ToString("0.0000", CultureInfo.InvariantCulture) : "not known";
}
