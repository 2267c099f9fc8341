using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Minnow.Core.Model;
using Minnow.Core.Quoting;

namespace Minnow.Host.Why;

/// <summary>A decision as the journal holds it: its terms, its levels, the messages that it sent.</summary>
internal sealed class Decision
{
    private readonly DecisionRecord _record;

    private Decision(in DecisionRecord record, LevelRecord[] levels)
    {
        _record = record;
        Levels = levels;
    }

    /// <summary>The terms.</summary>
    internal ref readonly DecisionRecord Record => ref _record;

    /// <summary>A record for each level that was wanted and each order that lived.</summary>
    internal IReadOnlyList<LevelRecord> Levels { get; }

    /// <summary>Sequence of its first slot in the output ring.</summary>
    internal long Sequence { get; init; }

    /// <summary>Puts a decision together from its slots.</summary>
    /// <returns>Null as long as slots are missing.</returns>
    internal static Decision? TryAssemble(ReadOnlySpan<OutputRecord> slots, long sequence)
    {
        if (slots.Length < DecisionRecord.Slots) return null;
        DecisionRecord record = MemoryMarshal.Read<DecisionRecord>(MemoryMarshal.AsBytes(slots));
        if (slots.Length < DecisionRecord.Slots + (int)record.LevelCount) return null;
        LevelRecord[] levels = MemoryMarshal.Cast<OutputRecord, LevelRecord>(slots.Slice(DecisionRecord.Slots, (int)record.LevelCount)).ToArray();
        return new Decision(in record, levels) { Sequence = sequence };
    }
}
