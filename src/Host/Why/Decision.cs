using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Hedging;

namespace Minnow.Host.Why;

/// <summary>A decision as the journal holds it: its terms, its levels, the messages that it sent.</summary>
internal sealed class Decision
{
    private readonly DecisionRecord _record;
    private readonly LevelRecord[] _levels;

    private Decision(in DecisionRecord record, LevelRecord[] levels)
    {
        _record = record;
        _levels = levels;
    }

    /// <summary>The terms.</summary>
    internal ref readonly DecisionRecord Record => ref _record;

    /// <summary>A record for each level that was wanted and each order that lived.</summary>
    internal IReadOnlyList<LevelRecord> Levels => _levels;

    /// <summary><see cref="Levels"/> as they lie.</summary>
    internal ReadOnlySpan<LevelRecord> LevelSpan => _levels;

    /// <summary>What was wanted as a hedge, if that was written with it.</summary>
    internal (HedgeRecord What, HedgeCostRecord Cost)? Hedge { get; init; }

    /// <summary>Sequence of its first slot in the output ring.</summary>
    internal long Sequence { get; init; }

    /// <summary>Puts a decision together from its slots.</summary>
    /// <param name="slots">Its slots so far.</param>
    /// <param name="sequence">Sequence of the first.</param>
    /// <param name="hedge">The hedge records that stand before it; empty if there are none.</param>
    /// <returns>Null as long as slots are missing.</returns>
    internal static Decision? TryAssemble(ReadOnlySpan<OutputRecord> slots, long sequence, ReadOnlySpan<OutputRecord> hedge = default)
    {
        if (slots.Length < DecisionRecord.Slots) return null;
        DecisionRecord record = MemoryMarshal.Read<DecisionRecord>(MemoryMarshal.AsBytes(slots));
        if (slots.Length < DecisionRecord.Slots + (int)record.LevelCount) return null;
        LevelRecord[] levels = MemoryMarshal.Cast<OutputRecord, LevelRecord>(slots.Slice(DecisionRecord.Slots, (int)record.LevelCount)).ToArray();
        return new Decision(in record, levels) { Sequence = sequence, Hedge = HedgeOf(in record, hedge) };
    }

    private static (HedgeRecord, HedgeCostRecord)? HedgeOf(in DecisionRecord record, ReadOnlySpan<OutputRecord> slots)
    {
        if (slots.Length != 2 || slots[0].InstrumentIndex != record.InstrumentIndex || slots[0].CauseSequence != record.CauseSequence) return null;
        return (MemoryMarshal.Read<HedgeRecord>(MemoryMarshal.AsBytes(slots)), MemoryMarshal.Read<HedgeCostRecord>(MemoryMarshal.AsBytes(slots[1..])));
    }
}
