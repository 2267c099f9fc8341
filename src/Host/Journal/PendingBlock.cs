using System;
using System.Runtime.InteropServices;
using Minnow.Core.Journal;
using Minnow.Core.Model;

namespace Minnow.Host.Journal;

/// <summary>Records of one ring that wait for their block to be written. Native memory, taken once.</summary>
internal sealed unsafe class PendingBlock : IDisposable
{
    private readonly int _capacity;
    private readonly byte* _records;

    internal PendingBlock(int capacity, long firstSequence)
    {
        _capacity = capacity;
        FirstSequence = firstSequence;
        _records = (byte*)NativeMemory.AlignedAlloc((nuint)(capacity * JournalFormat.RecordBytes), 64);
        new Span<byte>(_records, capacity * JournalFormat.RecordBytes).Clear();
    }

    internal int Count { get; private set; }

    internal long FirstSequence { get; private set; }

    internal long NextSequence => FirstSequence + Count;

    internal bool IsFull => Count == _capacity;

    internal ReadOnlySpan<byte> Bytes => new(_records, Count * JournalFormat.RecordBytes);

    internal ReadOnlySpan<Event> Records => new(_records, Count);

    /// <summary>The first record seen as an event: an output record has its time where an event has <see cref="Event.ExchangeNs"/>.</summary>
    internal ref readonly Event FirstEvent => ref *(Event*)_records;

    /// <summary>Copies in as many of the records as there is room for.</summary>
    internal int Take(ReadOnlySpan<byte> records)
    {
        int count = Math.Min(records.Length / JournalFormat.RecordBytes, _capacity - Count);
        int bytes = count * JournalFormat.RecordBytes;
        records[..bytes].CopyTo(new Span<byte>(_records + Count * JournalFormat.RecordBytes, bytes));
        Count += count;
        return count;
    }

    /// <summary>The records are in the file.</summary>
    internal void Clear()
    {
        FirstSequence += Count;
        Count = 0;
    }

    public void Dispose() => NativeMemory.AlignedFree(_records);
}
