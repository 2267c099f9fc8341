using System;
using System.Collections.Generic;
using System.Text;
using Minnow.Core.Model;
using Minnow.Core.Risk;
using Minnow.Core.Risk.Gate;
using Minnow.Host.Alerts;
using static Minnow.Host.Counters.CounterKind;
using static Minnow.Host.Counters.CounterUnit;

namespace Minnow.Host.Counters;

/// <summary>Every counter with its name, kind and unit, ascending by id. This list is what the page's metadata says.</summary>
public static class CounterCatalog
{
    /// <summary>All counters.</summary>
    public static IReadOnlyList<CounterInfo> All { get; } = Build();

    private static List<CounterInfo> Build()
    {
        List<CounterInfo> all =
        [
            new(CounterId.FeedFrames, "feed.frames", Total, Count),
            new(CounterId.FeedBytes, "feed.bytes", Total, Bytes),
            new(CounterId.FeedEvents, "feed.events", Total, Count),
            new(CounterId.FeedRefused, "feed.refused", Total, Count),
            new(CounterId.FeedBookFrames, "feed.book_frames", Total, Count),
            new(CounterId.FeedGaps, "feed.gaps", Total, Count),
            new(CounterId.FeedCrossed, "feed.crossed", Total, Count),
            new(CounterId.FeedRingFull, "feed.ring_full", Total, Count),
            new(CounterId.FeedConnections, "feed.connections", Total, Count),
            new(CounterId.FeedDisconnections, "feed.disconnections", Total, Count),
            new(CounterId.FeedConnected, "feed.connected", Level, Count),
            new(CounterId.FeedResyncs, "feed.resyncs", Total, Count),
            new(CounterId.FeedMissingSnapshots, "feed.missing_snapshots", Total, Count),
            new(CounterId.FeedMissedCaptures, "feed.missed_captures", Total, Count),
            new(CounterId.FeedLoopGaps, "feed.loop_gaps", Total, Count),
            new(CounterId.FeedLoopGapMaxNs, "feed.loop_gap_max_ns", Max, Ns),
            new(CounterId.FeedMissingChannels, "feed.missing_channels", Level, Count),
            new(CounterId.QuoterEvents, "quoter.events", Total, Count),
            new(CounterId.QuoterDecisions, "quoter.decisions", Total, Count),
            new(CounterId.QuoterQuotesCompared, "quoter.quotes_compared", Total, Count),
            new(CounterId.QuoterQuotesEqual, "quoter.quotes_equal", Total, Count),
            new(CounterId.QuoterCheckpoints, "quoter.checkpoints", Total, Count),
            new(CounterId.QuoterCheckpointMaxNs, "quoter.checkpoint_max_ns", Max, Ns),
            new(CounterId.QuoterCheckpointsSkipped, "quoter.checkpoints_skipped", Total, Count),
            new(CounterId.QuoterMaxBatch, "quoter.max_batch", Max, Count),
            new(CounterId.QuoterHalted, "quoter.halted", Level, CounterUnit.Index),
            new(CounterId.QuoterHangs, "quoter.hangs", Total, Count),
            new(CounterId.QuoterDepthsCompared, "quoter.depths_compared", Total, Count),
            new(CounterId.QuoterDepthsDifferent, "quoter.depths_different", Total, Count),
            new(CounterId.QuoterPaused, "quoter.paused", Level, Count),
            new(CounterId.QuoterInstruments, "quoter.instruments", Level, Count),
            new(CounterId.QuoterPlatform, "quoter.platform", Level, CounterUnit.Index),
            new(CounterId.QuoterFrozen, "quoter.frozen", Level, Count),
            new(CounterId.QuoterAccountLocked, "quoter.account_locked", Level, Count),
            new(CounterId.JournalRecords, "journal.records", Total, Count),
            new(CounterId.JournalBlocks, "journal.blocks", Total, Count),
            new(CounterId.JournalBytesIn, "journal.bytes_in", Total, Bytes),
            new(CounterId.JournalBytesOut, "journal.bytes_out", Total, Bytes),
            new(CounterId.JournalSyncs, "journal.syncs", Total, Count),
            new(CounterId.JournalMaxSyncNs, "journal.max_sync_ns", Max, Ns),
            new(CounterId.JournalLagEvents, "journal.lag_events", Level, Count),
            new(CounterId.JournalErrors, "journal.errors", Total, Count),
            new(CounterId.JournalWaitNs, "journal.wait_ns", Level, Ns),
            new(CounterId.JournalFreeBytes, "journal.free_bytes", Level, Bytes, Units.Missing),
            new(CounterId.GatewayAcks, "gateway.acks", Total, Count),
            new(CounterId.GatewayPhase, "gateway.phase", Level, CounterUnit.Index),
            new(CounterId.GatewayReason, "gateway.reason", Level, CounterUnit.Index),
            new(CounterId.GatewayConnections, "gateway.connections", Total, Count),
            new(CounterId.GatewayDisconnections, "gateway.disconnections", Total, Count),
            new(CounterId.GatewayRequests, "gateway.requests", Total, Count),
            new(CounterId.GatewayErrors, "gateway.errors", Total, Count),
            new(CounterId.GatewayRateLimitErrors, "gateway.rate_limit_errors", Total, Count),
            new(CounterId.GatewayUnclear, "gateway.unclear", Total, Count),
            new(CounterId.GatewayQueries, "gateway.queries", Total, Count),
            new(CounterId.GatewayCoalesced, "gateway.coalesced", Total, Count),
            new(CounterId.GatewayNotSent, "gateway.not_sent", Total, Count),
            new(CounterId.GatewayHeartbeatsAnswered, "gateway.heartbeats_answered", Total, Count),
            new(CounterId.GatewayReconciliations, "gateway.reconciliations", Total, Count),
            new(CounterId.GatewayOrphans, "gateway.orphans", Total, Count),
            new(CounterId.GatewayForeignFills, "gateway.foreign_fills", Total, Count),
            new(CounterId.GatewayFills, "gateway.fills", Total, Count),
            new(CounterId.GatewayBudgetOrdersE3, "gateway.budget_orders_e3", Level, Count),
            new(CounterId.GatewayBudgetCancelsE3, "gateway.budget_cancels_e3", Level, Count),
            new(CounterId.GatewayBudgetWaiting, "gateway.budget_waiting", Level, Count),
            new(CounterId.GatewayClockOffsetNs, "gateway.clock_offset_ns", Level, Ns),
            new(CounterId.GatewayRoundTripNs, "gateway.round_trip_ns", Level, Ns),
            new(CounterId.GatewayRestingOrders, "gateway.resting_orders", Level, Count),
            new(CounterId.GatewayAckNs, "gateway.ack_ns", Level, Ns),
            new(CounterId.GatewayAckMaxNs, "gateway.ack_max_ns", Max, Ns),
            new(CounterId.GatewaySendMaxNs, "gateway.send_max_ns", Max, Ns),
            new(CounterId.GatewayPositionMismatches, "gateway.position_mismatches", Total, Count),
            new(CounterId.GatewayMissingChannels, "gateway.missing_channels", Level, Count),
            new(CounterId.GatewayPulls, "gateway.pulls", Total, Count),
            new(CounterId.GatewayPullFailures, "gateway.pull_failures", Total, Count),
            new(CounterId.GatewayPullNs, "gateway.pull_ns", Level, Ns),
            new(CounterId.GatewayLocksUntold, "gateway.locks_untold", Total, Count),
            new(CounterId.RiskStep, "risk.step", Level, CounterUnit.Index),
            new(CounterId.RiskCause, "risk.cause", Level, CounterUnit.Index),
            new(CounterId.RiskTriggers, "risk.triggers", Level, CounterUnit.Index),
            new(CounterId.RiskStepsUp, "risk.steps_up", Total, Count),
            new(CounterId.RiskCancelNs, "risk.cancel_ns", Level, Ns),
            new(CounterId.RiskFlattenNs, "risk.flatten_ns", Level, Ns),
            new(CounterId.RiskLinkClosed, "risk.link_closed", Level, Count),
            new(CounterId.HedgeOrders, "hedge.orders", Total, Count),
            new(CounterId.HedgeFills, "hedge.fills", Total, Count),
            new(CounterId.HedgeWaiting, "hedge.waiting", Level, Count),
            new(CounterId.MonitorAlerts, "monitor.alerts", Level, CounterUnit.Index),
            new(CounterId.MonitorRaised, "monitor.raised", Total, Count),
            new(CounterId.MonitorSteps, "monitor.steps", Level, Count),
            new(CounterId.MonitorMessagesPerCoin, "monitor.messages_per_coin", Level, Count),
            new(CounterId.ProcessGen0Collections, "process.gen0_collections", Total, Count),
            new(CounterId.ProcessGen1Collections, "process.gen1_collections", Total, Count),
            new(CounterId.ProcessGen2Collections, "process.gen2_collections", Total, Count),
            new(CounterId.ProcessHeartbeats, "process.heartbeats", Total, Count),
            new(CounterId.ControlConnections, "control.connections", Total, Count),
            new(CounterId.ControlRequests, "control.requests", Total, Count),
            new(CounterId.ControlRefused, "control.refused", Total, Count),
            new(CounterId.ControlCommands, "control.commands", Total, Count),
            new(CounterId.ControlCancelNs, "control.cancel_ns", Level, Ns),
            new(CounterId.ControlCancelMaxNs, "control.cancel_max_ns", Max, Ns),
            new(CounterId.ControlUnconfirmed, "control.unconfirmed", Total, Count),
            new(CounterId.ControlKilled, "control.killed", Level, Count),
            new(CounterId.ControlFailures, "control.failures", Total, Count),
            new(CounterId.GatePassed, "gate.passed", Total, Count),
            new(CounterId.GateDenied, "gate.denied", Total, Count),
            new(CounterId.GateShut, "gate.shut", Level, Count),
            new(CounterId.GateChanges, "gate.changes", Total, Count),
            new(CounterId.GatePulls, "gate.pulls", Total, Count),
            new(CounterId.GateExcessCancels, "gate.excess_cancels", Total, Count),
            new(CounterId.GateMessagesToday, "gate.messages_today", Level, Count),
            new(CounterId.GateCoinsTodayE8, "gate.coins_today_e8", Level, Count),
            new(CounterId.GateReferenceAgeNs, "gate.reference_age_ns", Level, Ns),
            new(CounterId.GateLimitChanges, "gate.limit_changes", Total, Count),
            new(CounterId.EdgeShortE3, "edge.short_e3", Level, Count),
            new(CounterId.EdgeFeeE3, "edge.fee_e3", Level, Count),
            new(CounterId.EdgeHalfE3, "edge.half_e3", Level, Count),
            new(CounterId.StatementsAgreed, "statements.agreed", Total, Count),
            new(CounterId.StatementsDifferent, "statements.different", Total, Count),
            new(CounterId.StatementsApart, "statements.apart", Level, Count),
            new(CounterId.StatementsApartE8, "statements.apart_e8", Level, Count),
        ];
        foreach (ParseStatus status in Enum.GetValues<ParseStatus>())
            all.Add(new(CounterIds.Status(status), $"feed.status.{Snake(status.ToString())}", Total, Count));
        foreach (CommandVerb verb in Enum.GetValues<CommandVerb>())
            if (verb != CommandVerb.None)
                all.Add(new(CounterIds.Command(verb), $"quoter.commands.{Snake(verb.ToString())}", Total, Count));
        for (int i = 0; i < CounterIds.Positions; i++)
            all.Add(new(CounterIds.Position(i), $"quoter.position_lots.{i}", Level, Count));
        foreach (OrderReason reason in Enum.GetValues<OrderReason>())
            all.Add(new(CounterIds.Refused(reason), $"gateway.refused.{Snake(reason.ToString())}", Total, Count));
        foreach (GateControl control in Enum.GetValues<GateControl>())
            if (control != GateControl.None) all.Add(new(CounterIds.Denied(control), $"gate.denied.{Snake(control.ToString())}", Total, Count));
        foreach (MoneyCounter what in Enum.GetValues<MoneyCounter>()) all.Add(new(CounterIds.Money(what), $"risk.{Snake(what.ToString())}", Level, Count, what < MoneyCounter.MaxSessionLossE8 ? Units.Missing : 0));
        foreach (WatchCounter what in Enum.GetValues<WatchCounter>())
            all.Add(new(CounterIds.Watch(what), $"alert.{Snake(what.ToString())}", what == WatchCounter.Raised ? Total : Level, what is WatchCounter.Active or WatchCounter.SelfTrade ? CounterUnit.Index : Count));
        foreach (HostAlert alert in Enum.GetValues<HostAlert>()) AddFigure(all, alert);
        foreach (ThreadRole role in Enum.GetValues<ThreadRole>()) AddThread(all, role);
        for (int i = 0; i < CounterIds.Positions; i++) AddInstrument(all, i);
        for (int i = 0; i < CoinAccounts.Capacity; i++) AddCoin(all, i);
        all.Sort((a, b) => a.Id.CompareTo(b.Id));
        return all;
    }

    private static void AddFigure(List<CounterInfo> all, HostAlert alert)
    {
        CounterUnit unit = alert switch
        {
            HostAlert.DiskSpace => Bytes,
            HostAlert.JournalErrors or HostAlert.VenueErrors or HostAlert.VenueConnections => Count,
            _ => Ns,
        };
        all.Add(new(CounterIds.AlertFigure(alert), $"alert.{Snake(alert.ToString())}{(unit == Ns ? "_ns" : "")}", Level, unit));
    }

    private static void AddThread(List<CounterInfo> all, ThreadRole role)
    {
        Add(ThreadCounter.AllocatedBytes, Total, Bytes, -1);
        Add(ThreadCounter.MaxCycleNs, Max, Ns);
        Add(ThreadCounter.CyclesOver, Total, Count);
        Add(ThreadCounter.BusyCycles, Total, Count);
        Add(ThreadCounter.IdleCycles, Total, Count);
        Add(ThreadCounter.Core, Level, CounterUnit.Index, -1);
        Add(ThreadCounter.Failed, Level, Count);

        void Add(ThreadCounter what, CounterKind kind, CounterUnit unit, long initial = 0) =>
            all.Add(new(CounterIds.Thread(role, what), $"thread.{Snake(role.ToString())}.{Snake(what.ToString())}", kind, unit, initial));
    }

    private static void AddInstrument(List<CounterInfo> all, int instrument)
    {
        foreach (InstrumentCounter what in Enum.GetValues<InstrumentCounter>())
        {
            CounterUnit unit = what switch
            {
                InstrumentCounter.SeenNs => Ns,
                InstrumentCounter.Contract or InstrumentCounter.Trading or InstrumentCounter.Suppressions or InstrumentCounter.MonitorAlerts => CounterUnit.Index,
                InstrumentCounter.Coin or <= InstrumentCounter.Name4 => Text,
                _ => Count,
            };
            CounterKind kind = what == InstrumentCounter.Fills ? Total : Level;
            bool isUnknown = what is >= InstrumentCounter.BidE8 and <= InstrumentCounter.IndexE8 or InstrumentCounter.OwnBidE8 or InstrumentCounter.OwnAskE8 or (>= InstrumentCounter.RealisedE8 and <= InstrumentCounter.EntryE8) or >= InstrumentCounter.WorthE8;
            all.Add(new(CounterIds.Instrument(instrument, what), $"instrument.{instrument}.{Snake(what.ToString())}", kind, unit, isUnknown ? Units.Missing : 0));
        }
    }

    private static void AddCoin(List<CounterInfo> all, int coin)
    {
        foreach (CoinCounter what in Enum.GetValues<CoinCounter>())
        {
            bool isName = what == CoinCounter.Name;
            all.Add(new(CounterIds.Coin(coin, what), $"coin.{coin}.{Snake(what.ToString())}", Level, isName ? Text : Count, isName ? 0 : Units.Missing));
        }
    }

    private static string Snake(string pascal)
    {
        StringBuilder text = new();
        foreach (char c in pascal)
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }
}
