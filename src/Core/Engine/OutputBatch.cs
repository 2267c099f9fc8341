using System;
using System.Runtime.InteropServices;
using Minnow.Core.Engine.Hedging;
using Minnow.Core.Engine.Monitors;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Hedging;
using Minnow.Core.Risk.Monitors;

namespace Minnow.Core.Engine;

/// <summary>What one event made the quoter say, before it is published.</summary>
/// <remarks>Native memory, taken once; the last allocation this type makes.</remarks>
public sealed unsafe class OutputBatch : IDisposable
{
    private OutputRecord* _records;

    /// <summary>Takes memory for <paramref name="capacity"/> slots.</summary>
    public OutputBatch(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        Capacity = capacity;
        _records = (OutputRecord*)NativeMemory.AlignedAlloc((nuint)capacity * (nuint)sizeof(OutputRecord), 64);
    }

    /// <summary>Slots that one event can fill at most: for each instrument a decision and its levels, what was wanted as a hedge, what its monitors say, a command for each order that may be, a cancel of all, a request for a fresh book, and a word about the order connection.</summary>
    public static int CapacityFor(int maxInstruments) => maxInstruments * SlotsPerInstrument;

    /// <summary>The same for one instrument.</summary>
    public const int SlotsPerInstrument = DecisionRecord.Slots + LevelNotes.Capacity + 2 * OrderSide.Capacity + 2 + 3 + HedgeNotes.Slots
        + MonitorDesk.InstrumentSlots + MonitorDesk.AccountSlots;

    /// <summary>Most slots.</summary>
    public int Capacity { get; }

    /// <summary>Slots filled.</summary>
    public int Count { get; private set; }

    /// <summary>The filled slots.</summary>
    public ReadOnlySpan<OutputRecord> Records => new(_records, Count);

    /// <summary>Forgets all.</summary>
    public void Clear() => Count = 0;

    internal ref OutputRecord AddCommand()
    {
        ref OutputRecord slot = ref _records[Take(1)];
        slot = default;
        slot.Kind = OutputKind.Command;
        return ref slot;
    }

    internal void AddDecision(in DecisionRecord decision)
    {
        int at = Take(DecisionRecord.Slots);
        *(DecisionRecord*)(_records + at) = decision;
    }

    internal void AddLevel(in LevelRecord level)
    {
        int at = Take(1);
        *(LevelRecord*)(_records + at) = level;
    }

    internal void AddHedge(in HedgeRecord what, in HedgeCostRecord cost)
    {
        int at = Take(2);
        *(HedgeRecord*)(_records + at) = what;
        *(HedgeCostRecord*)(_records + at + 1) = cost;
    }

    internal void AddMonitor(in MonitorRecord record)
    {
        int at = Take(1);
        *(MonitorRecord*)(_records + at) = record;
    }

    private int Take(int slots)
    {
        int at = Count;
        if (at + slots > Capacity) throw new InvalidOperationException("The output batch is full: its capacity is not CapacityFor(maxInstruments).");
        Count = at + slots;
        return at;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_records);
        _records = null;
    }
}
