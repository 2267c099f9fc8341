using System;
using System.Runtime.InteropServices;
using Minnow.Core.Journal;
using Minnow.Core.Model;

namespace Minnow.Workloads.Journaling;

/// <summary>Events cut into the journal's blocks.</summary>
public sealed class EventBlocks(Event[] events)
{
    /// <summary>Whole blocks only, so that every block costs the same.</summary>
    public int Count { get; } = events.Length / JournalFormat.MaxBlockRecords is > 0 and var whole
        ? whole
        : throw new ArgumentException($"{events.Length} events are less than a block of {JournalFormat.MaxBlockRecords}.", nameof(events));

    /// <summary>Events in all blocks.</summary>
    public int EventCount => Count * JournalFormat.MaxBlockRecords;

    /// <summary>The bytes of one block.</summary>
    public ReadOnlySpan<byte> this[int index] => MemoryMarshal.AsBytes(events.AsSpan(index * JournalFormat.MaxBlockRecords, JournalFormat.MaxBlockRecords));
}
