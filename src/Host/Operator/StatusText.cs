using System;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Host.Counters;

namespace Minnow.Host.Operator;

/// <summary>The three views for a person: one screen that answers whether it is safe now, the positions, the limits.</summary>
internal static class StatusText
{
    private const int NameWidth = 10;

    internal static void Status(RunView run, TextWriter output)
    {
        CultureInfo c = CultureInfo.InvariantCulture;
        output.WriteLine($"{Word(run.State)}{(run.State == RunState.Quoting ? "" : $"  exit code {(int)StateRules.Code(run.State)}")}");
        foreach (string cause in run.Causes) Line(output, "because", cause);
        if (run.Page is { } page)
        {
            double age = (page.TakenNs - page.HeartbeatNs) / 1e9, up = (page.HeartbeatNs - page.StartNs) / 1e9;
            Line(output, "process", string.Create(c, $"{page.Pid}, up {TimeSpan.FromSeconds(Math.Clamp(up, 0, 1e9)):d\\.hh\\:mm\\:ss}, heartbeat {age:F1} s ago; {run.Place.Run}"));
        }
        if (run.Runs) Running(run, run.Page!, output);
        foreach (InstrumentView instrument in run.Instruments) Instrument(instrument, run, output);
        foreach (CoinView coin in run.Coins) Account(coin, output);
        foreach (string warning in StatusWarnings.Of(run)) Line(output, "warning", warning);
    }

    internal static void Positions(RunView run, TextWriter output)
    {
        output.WriteLine($"{"instrument",-24} {"position",10} {"lots",10} {"hedges",10} {"coins",12} {"worst long",10} {"short",10} {"limit",10} {"mark",14} {"entry",14} {"realised",14} {"unrealised",14} {"fees",14} {"funding",14} {"total",14} coin");
        foreach (InstrumentView i in run.Instruments)
        {
            output.WriteLine($"{i.Name,-24} {Amount(i.PositionLots, i),10} {i.PositionLots,10} {i.HedgeLots,10} {Number(i.Coins),12} {i.WorstLongLots,10} {i.WorstShortLots,10} {i.LimitLots,10} {E8(i, InstrumentCounter.MarkE8),14} {E8(i, InstrumentCounter.EntryE8),14} "
                + $"{E8(i, InstrumentCounter.RealisedE8),14} {E8(i, InstrumentCounter.UnrealisedE8),14} {E8(i, InstrumentCounter.FeesE8),14} {E8(i, InstrumentCounter.FundingE8),14} {E8(i, InstrumentCounter.TotalE8),14} {i.Coin}");
        }
        AccountText.Write(run, output);
    }

    internal static void Limits(RunView run, JsonElement? gate, TextWriter output)
    {
        output.WriteLine($"{"of",-24} {"limit",-32} {"used",16} {"allowed",16} {"%",7}  unit");
        foreach (LimitRow row in LimitRows.Of(run))
            output.WriteLine($"{row.Scope,-24} {row.Name,-32} {Number(row.Used),16} {Number(row.Allowed),16} {Number(row.Percent),7}  {row.Unit}");
        GateRows.Write(gate, output);
    }

    internal static string Word(RunState state) => state switch
    {
        RunState.Quoting => "QUOTING",
        RunState.Widened => "WIDENED",
        RunState.ReduceOnly => "REDUCE_ONLY",
        RunState.CancelOnly => "CANCEL_ONLY",
        RunState.Halted => "HALTED",
        _ => "NOT RUNNING",
    };

    private static void Running(RunView run, CountersSnapshot page, TextWriter output)
    {
        CultureInfo c = CultureInfo.InvariantCulture;
        long seen = 0;
        foreach (InstrumentView instrument in run.Instruments) seen = Math.Max(seen, instrument.SeenNs);
        Line(output, "feed", string.Create(c, $"{(run[CounterId.FeedConnected] != 0 ? "follows the venue" : "DOES NOT FOLLOW")}, last word {(seen == 0 ? "never" : $"{Math.Max(0, page.TakenNs - seen) / 1e9:F2} s ago")}, {run[CounterId.FeedGaps]} gaps"));
        long orders = 0, unknown = 0;
        foreach (InstrumentView instrument in run.Instruments) (orders, unknown) = (orders + instrument.Orders, unknown + instrument.UnknownOrders);
        string gateway = run.Gateway == GatewayPhase.None ? "dry run, nothing is sent" : run.Gateway.ToString().ToLowerInvariant();
        Line(output, "orders", string.Create(c, $"{gateway}, {orders} rest or are under way, {unknown} of unknown fate; round trip {Ms(run[CounterId.GatewayRoundTripNs])}"));
        Line(output, "budget", string.Create(c, $"{run[CounterId.GatewayBudgetOrdersE3] / 1e3:F1} orders and {run[CounterId.GatewayBudgetCancelsE3] / 1e3:F1} cancels left, {run[CounterId.GatewayBudgetWaiting]} wait"));
        Line(output, "clock", $"{Ms(run[CounterId.GatewayClockOffsetNs])} between the venue's and ours");
        Line(output, "journal", string.Create(c, $"{run[CounterId.JournalLagEvents]} events behind, {run[CounterId.JournalErrors]} errors, longest sync {Ms(run[CounterId.JournalMaxSyncNs])}"));
    }

    private static void Instrument(InstrumentView i, RunView run, TextWriter output)
    {
        Line(output, i.Name, $"position {Amount(i.PositionLots, i)} ({i.PositionLots} of {i.LimitLots} lots, worst case {i.WorstShortLots} to {i.WorstLongLots}), market {E8(i, InstrumentCounter.BidE8)} / {E8(i, InstrumentCounter.AskE8)}, "
            + $"ours {E8(i, InstrumentCounter.OwnBidE8)} / {E8(i, InstrumentCounter.OwnAskE8)}, {i.Fills} fills{(run.Runs && !i.HasBook ? ", NO BOOK" : "")}");
        if (i.E8(InstrumentCounter.TotalE8) is decimal total)
            Line(output, "", $"P&L {Number(total)} {i.Coin}: realised {E8(i, InstrumentCounter.RealisedE8)}, unrealised {E8(i, InstrumentCounter.UnrealisedE8)}, fees {E8(i, InstrumentCounter.FeesE8)}, funding {E8(i, InstrumentCounter.FundingE8)}");
    }

    private static void Account(CoinView coin, TextWriter output)
    {
        if (coin.E8(CoinCounter.EquityE8) is not decimal equity) return;
        Line(output, coin.Name, $"equity {Number(equity)}, session {Number(coin.E8(CoinCounter.SessionE8))}, day {Number(coin.E8(CoinCounter.DailyE8))}, below its peak {Number(coin.E8(CoinCounter.DrawdownE8))}; "
            + $"margin {Number(coin.MarginPercent)} % of equity, leverage {Number(coin.Leverage)}");
    }

    private static void Line(TextWriter output, string name, string text) => output.WriteLine($"  {name.PadRight(NameWidth)}{(name.Length >= NameWidth ? "  " : "")}{text}");

    private static string Amount(long lots, InstrumentView i) => i.Lot is decimal lot ? Number(lots * lot) : "?";

    private static string E8(InstrumentView instrument, InstrumentCounter what) => Number(instrument.E8(what));

    internal static string Number(decimal? value) => value is decimal given ? given.ToString("0.########", CultureInfo.InvariantCulture) : "-";

    private static string Ms(long ns) => ns == Units.Missing ? "-" : string.Create(CultureInfo.InvariantCulture, $"{ns / 1e6:F1} ms");
}
