using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Minnow.Host.Counters;

/// <summary>The values of a counters page, for the threads that write them. Never blocks, throws (but for an id outside the page) or allocates.</summary>
/// <remarks>
/// Invariant: one thread writes one counter, so an addition needs no locked instruction; each value lies alone on 64 bytes. The store is a release
/// of 8 aligned bytes: a reader sees a value that was written, never half of one, and the values of different counters at about the same time, not at
/// one instant. Valid until its <see cref="CountersPage"/> is disposed: stop the threads first.
/// </remarks>
public sealed unsafe class CounterSet
{
    private readonly byte* _values;

    internal CounterSet(byte* values) => _values = values;

    /// <summary>The value itself.</summary>
    /// <param name="id">The counter.</param>
    /// <exception cref="ArgumentOutOfRangeException">No slot has this id.</exception>
    public ref long this[CounterId id]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)id >= CountersLayout.ValueCount) ThrowNoSlot(id);
            return ref *(long*)(_values + (long)id * CountersLayout.ValueBytes);
        }
    }

    /// <summary>Adds 1. The counter's own thread only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Increment(CounterId id) => Add(id, 1);

    /// <summary>Adds an amount. The counter's own thread only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(CounterId id, long amount)
    {
        ref long value = ref this[id];
        Volatile.Write(ref value, value + amount); // release: what was counted is visible before the count
    }

    /// <summary>Takes a value. The counter's own thread only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(CounterId id, long value) => Volatile.Write(ref this[id], value);

    /// <summary>Keeps the larger one. The counter's own thread only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Max(CounterId id, long value)
    {
        ref long largest = ref this[id];
        if (value > largest) Volatile.Write(ref largest, value);
    }

    /// <summary>Reads a value that any thread may be writing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Read(CounterId id) => Volatile.Read(ref this[id]);

    private static void ThrowNoSlot(CounterId id) => throw new ArgumentOutOfRangeException(
        nameof(id), (int)id, $"A counter id lies in 0 to {CountersLayout.ValueCount - 1}.");
}
