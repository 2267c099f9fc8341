using System;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Host.Counters;

namespace Minnow.Host.Engine;

/// <summary>What the quoter's thread shows to the outside: copied from the state after each batch, never read back by the quoter.</summary>
public sealed class QuoterGauges
{
    private readonly CounterSet _counters;
    private readonly InstrumentGauges _instruments;

    /// <summary>Gauges over <paramref name="counters"/>.</summary>
    public QuoterGauges(CounterSet counters)
    {
        _counters = counters;
        _instruments = new InstrumentGauges(counters);
    }

    /// <summary>Copies the totals out of the state.</summary>
    public void Update(StateBlock block, int batchEvents)
    {
        ref readonly QuoterState head = ref block.Head;
        BookTotals totals = BookTotals.Of(block);
        _counters.Set(CounterId.QuoterEvents, head.EventCount);
        _counters.Set(CounterId.QuoterDecisions, head.DecisionCount);
        _counters.Set(CounterId.QuoterQuotesCompared, totals.QuotesCompared);
        _counters.Set(CounterId.QuoterQuotesEqual, totals.QuotesEqual);
        _counters.Set(CounterId.QuoterDepthsCompared, totals.DepthsCompared);
        _counters.Set(CounterId.QuoterDepthsDifferent, totals.DepthsDifferent);
        _counters.Set(CounterId.FeedGaps, totals.Gaps);
        _counters.Set(CounterId.FeedCrossed, totals.Crossed);
        _counters.Max(CounterId.QuoterMaxBatch, batchEvents);
        _counters.Set(CounterId.QuoterHalted, head.Halted);
        _counters.Set(CounterId.QuoterPaused, head.Paused);
        _counters.Set(CounterId.QuoterPlatform, head.Platform);
        _counters.Set(CounterId.QuoterFrozen, head.IsFrozen);
        _counters.Set(CounterId.QuoterAccountLocked, head.AccountLocked);
        _instruments.Update(block, isLast: batchEvents == 0);
        RiskGauges.Update(_counters, block);
        ScaleGauges.Update(_counters, block);
        for (int i = Math.Min((int)head.InstrumentCount, CounterIds.Positions) - 1; i >= 0; i--) _counters.Set(CounterIds.Position(i), block[i].PositionLots);
    }

    /// <summary>Counts the commands that were just published.</summary>
    public void Sent(System.ReadOnlySpan<OutputRecord> records)
    {
        foreach (ref readonly OutputRecord record in records)
            if (record.Kind == OutputKind.Command) _counters.Increment(CounterIds.Command(record.Verb));
    }

    /// <summary>A checkpoint was copied out in <paramref name="pauseNs"/>.</summary>
    public void CheckpointMade(long pauseNs)
    {
        _counters.Increment(CounterId.QuoterCheckpoints);
        _counters.Max(CounterId.QuoterCheckpointMaxNs, pauseNs);
    }

    /// <summary>A checkpoint was due and the journal still held both copies.</summary>
    public void CheckpointSkipped() => _counters.Increment(CounterId.QuoterCheckpointsSkipped);
}
