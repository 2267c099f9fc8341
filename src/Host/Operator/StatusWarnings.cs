using System;
using System.Collections.Generic;
using System.Globalization;
using Minnow.Core.Model;
using Minnow.Host.Alerts;
using Minnow.Host.Counters;

namespace Minnow.Host.Operator;

/// <summary>What a person should know although the run quotes: nothing here changes the exit code.</summary>
internal static class StatusWarnings
{
    private const long LateClockNs = 50 * Units.NsPerMs;
    private const long LateFeedNs = 2 * Units.NsPerSecond;
    private const long LateJournalEvents = 10_000;
    private const int CloseToLimitPercent = 80;

    internal static IReadOnlyList<string> Of(RunView run)
    {
        List<string> all = [];
        if (!run.Runs || run.Page is not { } page) return all;
        long offsetNs = run[CounterId.GatewayClockOffsetNs];
        if (offsetNs != Units.Missing && (offsetNs > LateClockNs || offsetNs < -LateClockNs)) all.Add(Text($"our clock is {offsetNs / Units.NsPerMs} ms off the venue's"));
        if (run[CounterId.JournalLagEvents] > LateJournalEvents) all.Add(Text($"the journal is {run[CounterId.JournalLagEvents]} events behind"));
        if (run[CounterId.JournalErrors] > 0) all.Add(Text($"{run[CounterId.JournalErrors]} errors of the journal"));
        if (run[CounterId.GatewayPositionMismatches] > 0) all.Add(Text($"the venue left an instrument out of its positions {run[CounterId.GatewayPositionMismatches]} times"));
        if (run[CounterId.QuoterHangs] > 0) all.Add(Text($"the quoter was taken for hung {run[CounterId.QuoterHangs]} times"));
        if (run[CounterId.FeedLoopGaps] > 0) all.Add(Text($"the process was away {run[CounterId.FeedLoopGaps]} times, {run[CounterId.FeedLoopGapMaxNs] / Units.NsPerMs} ms at most"));
        if (run[CounterId.EdgeShortE3] > 0)
            all.Add(Text($"the configured width can not pay: quotes may stand {run[CounterId.EdgeHalfE3] / 1e3:0.###} bps from the fair price, a fill costs {run[CounterId.EdgeFeeE3] / 1e3:0.###} bps of fee (minnow edge)"));
        for (HostAlert alert = 0; (int)alert < AlertWords.Count; alert++)
            if (AlertWords.IsActive(run[CounterIds.Watch(WatchCounter.Active)], alert)) all.Add($"alert: {AlertWords.Text(alert, run[CounterIds.AlertFigure(alert)])}");
        if (run[CounterIds.Watch(WatchCounter.SelfTrade)] is > 0 and long mode)
            all.Add(mode == 1 ? "the account's self-trade prevention at the venue is not the one that is configured" : "the venue does not state the account's self-trade prevention");
        if (run[CounterId.StatementsApart] > 0) all.Add(Text($"the venue's statement is {run[CounterId.StatementsApartE8]}e-8 away from our account (minnow pnl)"));
        if (run[CounterId.ControlUnconfirmed] > 0) all.Add(Text($"{run[CounterId.ControlUnconfirmed]} commands after which it was not confirmed in time that nothing rests"));
        if (run[CounterId.ControlRefused] > 0) all.Add(Text($"{run[CounterId.ControlRefused]} connections or requests at the control socket were refused"));
        // Positions have a line of their own below.
        foreach (LimitRow row in LimitRows.Of(run))
            if (row.Percent >= CloseToLimitPercent && row.Unit != "lots") all.Add(Text($"{row.Scope}: {row.Name} is at {row.Percent:0.#} % of its limit of {row.Allowed:0.########} {row.Unit}"));
        if (run[CounterIds.Watch(WatchCounter.RatePercent)] is >= CloseToLimitPercent and long rate) all.Add(Text($"{rate} % of our part of the venue's rate limit is used up"));
        if (run[CounterIds.Watch(WatchCounter.DayPercent)] is >= CloseToLimitPercent and long day) all.Add(Text($"{day} % of the day's messages, or of those that its volume allows, are used; from 95 % on only cancels leave"));
        foreach (InstrumentView instrument in run.Instruments)
        {
            if (instrument.SeenNs > 0 && page.TakenNs - instrument.SeenNs > LateFeedNs) all.Add(Text($"nothing heard of {instrument.Name} for {(page.TakenNs - instrument.SeenNs) / 1e9:F1} s"));
            long used = long.Max(long.Abs(instrument.WorstLongLots), long.Abs(instrument.WorstShortLots));
            if (instrument.LimitLots > 0 && (Int128)used * 100 >= (Int128)instrument.LimitLots * CloseToLimitPercent && used > 0)
                all.Add(Text($"{instrument.Name}: with all that rests filled the position would be {(Int128)used * 100 / instrument.LimitLots} % of its limit"));
            if (instrument.Trading is not (TradingState.Open or TradingState.Unknown)) all.Add($"{instrument.Name} is {instrument.Trading.ToString().ToLowerInvariant()} at the venue");
        }
        return all;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
