using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Minnow.Core.Model;

/// <summary>The events of one frame before they are published: all or none reach the ring.</summary>
/// <remarks>Thread: the owner's. Native memory, taken once; the last allocation this type makes.</remarks>
public sealed unsafe class EventBatch : IDisposable
{
    private Event* _events;

    /// <summary>Takes memory for <paramref name="capacity"/> events.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not positive.</exception>
    public EventBatch(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        Capacity = capacity;
        _events = (Event*)NativeMemory.AlignedAlloc((nuint)capacity * (nuint)sizeof(Event), 64);
        new Span<byte>(_events, checked(capacity * sizeof(Event))).Clear();
    }

    /// <summary>Most events that it holds.</summary>
    public int Capacity { get; }

    /// <summary>Events added since the last <see cref="Clear"/>.</summary>
    public int Count { get; private set; }

    /// <summary>True if nothing more can be added.</summary>
    public bool IsFull => Count == Capacity;

    /// <summary>The events added so far.</summary>
    public Span<Event> Events => new(_events, Count);

    /// <summary>Adds an all-zero event and returns it for writing.</summary>
    /// <exception cref="InvalidOperationException">The batch is full: the caller did not check <see cref="IsFull"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Event Add()
    {
        if (Count >= Capacity) ThrowFull();
        ref Event slot = ref _events[Count++];
        slot = default;
        return ref slot;
    }

    /// <summary>Forgets all events.</summary>
    public void Clear() => Count = 0;

    /// <summary>Forgets the events after the first <paramref name="count"/>.</summary>
    public void Truncate(int count) => Count = Math.Min(Count, count);

    private static void ThrowFull() => throw new InvalidOperationException("The event batch is full; check IsFull before Add.");

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_events);
        _events = null;
    }
}
