using System;
using System.Collections.Generic;
using System.Text;
using Minnow.Core.Model;
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
            new(CounterId.QuoterEvents, "quoter.events", Total, Count),
            new(CounterId.QuoterDecisions, "quoter.decisions", Total, Count),
            new(CounterId.QuoterQuotesCompared, "quoter.quotes_compared", Total, Count),
            new(CounterId.QuoterQuotesEqual, "quoter.quotes_equal", Total, Count),
            new(CounterId.QuoterCheckpoints, "quoter.checkpoints", Total, Count),
            new(CounterId.QuoterCheckpointMaxNs, "quoter.checkpoint_max_ns", Max, Ns),
            new(CounterId.QuoterCheckpointsSkipped, "quoter.checkpoints_skipped", Total, Count),
            new(CounterId.QuoterMaxBatch, "quoter.max_batch", Max, Count),
            new(CounterId.JournalRecords, "journal.records", Total, Count),
            new(CounterId.JournalBlocks, "journal.blocks", Total, Count),
            new(CounterId.JournalBytesIn, "journal.bytes_in", Total, Bytes),
            new(CounterId.JournalBytesOut, "journal.bytes_out", Total, Bytes),
            new(CounterId.JournalSyncs, "journal.syncs", Total, Count),
            new(CounterId.JournalMaxSyncNs, "journal.max_sync_ns", Max, Ns),
            new(CounterId.JournalLagEvents, "journal.lag_events", Level, Count),
            new(CounterId.JournalErrors, "journal.errors", Total, Count),
            new(CounterId.GatewayAcks, "gateway.acks", Total, Count),
            new(CounterId.ProcessGen0Collections, "process.gen0_collections", Total, Count),
            new(CounterId.ProcessGen1Collections, "process.gen1_collections", Total, Count),
            new(CounterId.ProcessGen2Collections, "process.gen2_collections", Total, Count),
            new(CounterId.ProcessHeartbeats, "process.heartbeats", Total, Count),
        ];
        foreach (ParseStatus status in Enum.GetValues<ParseStatus>())
            all.Add(new(CounterIds.Status(status), $"feed.status.{Snake(status.ToString())}", Total, Count));
        foreach (CommandVerb verb in Enum.GetValues<CommandVerb>())
            if (verb != CommandVerb.None)
                all.Add(new(CounterIds.Command(verb), $"quoter.commands.{Snake(verb.ToString())}", Total, Count));
        foreach (ThreadRole role in Enum.GetValues<ThreadRole>()) AddThread(all, role);
        all.Sort((a, b) => a.Id.CompareTo(b.Id));
        return all;
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
