using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Numerics;

namespace Minnow.Sim;

/// <summary>The input sequence of a run and a hash of what the quoter said to each event: a journal without a file.</summary>
internal sealed class EventLog
{
    private readonly List<Event> _events = [];
    private readonly List<ulong> _said = [];

    internal int Count => _events.Count;

    internal ReadOnlySpan<Event> Events => CollectionsMarshal.AsSpan(_events);

    internal void Add(ref readonly Event e, ReadOnlySpan<OutputRecord> said)
    {
        _events.Add(e);
        _said.Add(said.IsEmpty ? 0 : XxHash64.Hash(MemoryMarshal.AsBytes(said)));
    }

    /// <summary>Runs the log through a fresh quoter.</summary>
    /// <returns>The sequence of the first event to which it says something else, or whose state differs at the end; −1 if none.</returns>
    internal long FirstDifference(StateBlock state, int maxInstruments)
    {
        using StateBlock block = new(maxInstruments);
        using OutputBatch said = new(OutputBatch.CapacityFor(maxInstruments));
        Quoter quoter = new(block, said);
        for (int i = 0; i < _events.Count; i++)
        {
            Event e = _events[i];
            quoter.Apply(in e, i);
            ulong hash = said.Records.IsEmpty ? 0 : XxHash64.Hash(MemoryMarshal.AsBytes(said.Records));
            if (hash != _said[i]) return i;
        }
        return block.Hash() == state.Hash() ? -1 : _events.Count;
    }
}
