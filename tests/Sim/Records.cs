using System;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Quoting;

namespace Minnow.Sim;

/// <summary>I10: all that the quoter knew, sent, was refused or stopped at has its record in the journal.</summary>
internal sealed class Records(EngineRun run, World world)
{
    private const long NoDecision = 0;
    private readonly long[] _suppressions = new long[2];
    private readonly long[] _capLots = [long.MaxValue, long.MaxValue];
    private GatewayPhase _phase;
    private GatewayReason _reason;
    private long _notSent;
    private long _halts;

    /// <summary>Largest position that all limits leave, as the last decision had it, lots.</summary>
    internal long CapLots(int instrument) => _capLots[instrument];

    /// <summary>Call with each event after the quoter has seen it and the journal has it.</summary>
    internal void Check(ref readonly Event e, ReadOnlySpan<OutputRecord> said)
    {
        ref QuoterState head = ref run.Block.Head;
        if (head.EventCount != run.Log.Count || head.LastSequence != run.Log.Count - 1)
            world.Say($"I10 the quoter has seen {head.EventCount} events, the journal has {run.Log.Count}");
        if (e.Kind == EventKind.Gateway) (_phase, _reason) = ((GatewayPhase)e.Detail, e.Gateway.Reason);
        if (e.Kind == EventKind.OrderUpdate && e.Order is { Reason: OrderReason.NotSent, ErrorCode: 0 }) _notSent++;
        Commands(said);
        for (int i = 0; i < head.InstrumentCount; i++)
        {
            if (Decision(said, i) is { } last) _capLots[i] = last.CapLots;
            long now = run.Block[i].LastSuppressions;
            if (now == _suppressions[i]) continue;
            _suppressions[i] = now;
            if (Decision(said, i) is not { } record) world.Say($"I10 {(Suppressions)now} without a decision record");
            else if ((long)record.Suppressions != now) world.Say($"I10 {(Suppressions)now}, and the record says {record.Suppressions}");
        }
        if (head.HaltCount != _halts) Halted(said, (int)head.InstrumentCount);
        _halts = head.HaltCount;
    }

    /// <summary>Call when nothing that the order session said waits: what it refuses by itself must have been told.</summary>
    internal void CheckSession()
    {
        if (run.OrderSession.Phase != _phase || run.OrderSession.Reason != _reason)
            world.Say($"I10 the way to the venue is {run.OrderSession.Phase} ({run.OrderSession.Reason}), the journal says {_phase} ({_reason})");
        // What is asked for again is told again: the journal may have more.
        if (run.OrderSession.Counters.NotSent > _notSent) world.Say($"I10 {run.OrderSession.Counters.NotSent} wishes were not sent, the journal has {_notSent}");
    }

    private void Commands(ReadOnlySpan<OutputRecord> said)
    {
        foreach (ref readonly OutputRecord record in said)
        {
            if (record.Kind != OutputKind.Command) continue;
            if (record.CauseSequence != run.Log.Count - 1) world.Say($"I10 {record.Verb} was caused by event {record.CauseSequence}, and was said at {run.Log.Count - 1}");
            if (record.DecisionNumber != NoDecision && Decision(said, record.InstrumentIndex) is null) world.Say($"I10 {record.Verb} without a decision record");
            else if (record.DecisionNumber == NoDecision && record.Verb is not (CommandVerb.Resync or CommandVerb.Disconnect or CommandVerb.Connect)) world.Say($"I10 {record.Verb} that no decision wanted");
        }
    }

    private void Halted(ReadOnlySpan<OutputRecord> said, int instruments)
    {
        for (int i = 0; i < instruments; i++)
            if (Decision(said, i) is not { } record || (record.Suppressions & Suppressions.Halted) == 0) world.Say("I10 halted without a record of it");
    }

    // The last one of an event is the one that holds.
    private static DecisionRecord? Decision(ReadOnlySpan<OutputRecord> said, int instrument)
    {
        for (int i = said.Length - DecisionRecord.Slots; i >= 0; i--)
        {
            if (said[i].Kind != OutputKind.Decision || said[i].InstrumentIndex != instrument) continue;
            return System.Runtime.InteropServices.MemoryMarshal.Cast<OutputRecord, DecisionRecord>(said.Slice(i, DecisionRecord.Slots))[0];
        }
        return null;
    }
}
