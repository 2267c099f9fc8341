using System;
using System.Threading;

namespace Minnow.Core.Ring;

/// <summary>Reads a ring from outside, without taking part: a restart draining what a killed process left, or a tool looking at a living one.</summary>
/// <typeparam name="T">The slot that the ring was written with; checked by name and size.</typeparam>
/// <remarks>
/// Writes nothing, so read-only memory will do. Invariant: a published slot is whole until its sequence is a full ring behind the claims.
/// Orderings: the acquire of the cursor (or of a slot's lap) shows the slot; the claims are read again after copying, so a slot
/// that a living producer may have begun to rewrite meanwhile is never handed out. A producer stores its claim before it writes
/// the slots; x86-64 keeps that order, and what the slowest consumer has not released is safe on any machine.
/// </remarks>
public sealed unsafe class RingInspector<T>
    where T : unmanaged
{
    private readonly IRingMemory _memory;
    private readonly byte* _start;
    private readonly RingHeader* _header;
    private readonly long _mask;

    /// <summary>Checks the header.</summary>
    /// <param name="memory">The ring's memory; it must outlive the inspector.</param>
    /// <param name="source">What the memory is, for messages: the file's path.</param>
    /// <exception cref="RingFormatException">It is no ring of <typeparamref name="T"/> that this build can read.</exception>
    public RingInspector(IRingMemory memory, string source)
    {
        ArgumentNullException.ThrowIfNull(memory);
        Layout = RingHeaderCheck.Layout<T>(memory, source);
        _memory = memory;
        _start = memory.Pointer;
        _header = (RingHeader*)_start;
        _mask = Layout.Slots - 1;
    }

    /// <summary>Where everything lies.</summary>
    public RingLayout Layout { get; }

    /// <summary>One producer thread or many.</summary>
    public ProducerKind Kind => (ProducerKind)_header->ProducerKind;

    /// <summary>The cursor that the ring began with.</summary>
    public long StartSequence => _header->StartSequence;

    /// <summary>True if the ring was closed by its process.</summary>
    public bool IsClosed => Volatile.Read(ref _header->Closed) != 0;

    /// <summary>Highest claimed sequence: what lies beyond <see cref="Published"/> was being written.</summary>
    public long Claimed => Kind == ProducerKind.Single
        ? Volatile.Read(ref ((ProducerLine*)(_start + RingLayout.ProducerOffset))->Claimed)
        : Volatile.Read(ref *(long*)(_start + RingLayout.CursorOffset));

    /// <summary>Claims that found the ring full.</summary>
    public long FullCount => Volatile.Read(ref ((ProducerLine*)(_start + RingLayout.ProducerOffset))->FullCount);

    /// <summary>Highest sequence up to which everything is published. With many producers it ends before the first slot that was claimed and never published.</summary>
    public long Published
    {
        get
        {
            if (Kind == ProducerKind.Single) return Volatile.Read(ref *(long*)(_start + RingLayout.CursorOffset)); // acquire: the slots up to it
            long claimed = Claimed;
            long sequence = claimed - Layout.Slots;
            for (int i = 0; i < ConsumerCount; i++)
            {
                long released = Released(i); // all before it was published, or the consumer had not read it
                if (released - sequence > 0 && released - claimed <= 0) sequence = released;
            }

            while (sequence - claimed < 0 && IsMarked(sequence + 1)) sequence++;
            return sequence;
        }
    }

    /// <summary>Oldest sequence whose slot is still whole: later than <see cref="Published"/> if there is none.</summary>
    public long Oldest
    {
        get
        {
            long oldest = Claimed - Layout.Slots + 1;
            return oldest - StartSequence > 0 ? oldest : StartSequence + 1;
        }
    }

    /// <summary>Registered consumers.</summary>
    public int ConsumerCount => Volatile.Read(ref _header->ConsumerCount); // acquire: their lines

    /// <summary>Consumer <paramref name="index"/>, from 0, in the order of registration.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such consumer.</exception>
    public RingConsumer Consumer(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, ConsumerCount);
        var line = (ConsumerLine*)(_start + RingLayout.ConsumerOffset(index));
        return new RingConsumer(RingText.Read(new ReadOnlySpan<byte>(line->Name, ConsumerLine.NameBytes)), Released(index));
    }

    /// <summary>Copies the published items that follow <paramref name="after"/>, as many as there are and fit.</summary>
    /// <param name="after">The last sequence that the caller has.</param>
    /// <param name="into">Where to; filled from its start.</param>
    /// <param name="copied">Items copied: 0 when the caller has everything.</param>
    /// <returns>False if the next item is no longer whole: <see cref="Oldest"/> is where one can go on, and what lies before it is lost.</returns>
    public bool TryCopyAfter(long after, Span<T> into, out int copied)
    {
        copied = 0;
        long there = Published - after;
        if (there <= 0) return true;
        if (Oldest - after > 1) return false;
        int count = (int)Math.Min(there, into.Length);
        for (int i = 0; i < count; i++) into[i] = *(T*)(_start + Layout.SlotsOffset + ((after + 1 + i) & _mask) * sizeof(T));
        Interlocked.MemoryBarrier(); // the copies are read before the claims are looked at again
        if (Oldest - after > 1) return false;
        copied = count;
        GC.KeepAlive(_memory);
        return true;
    }

    private long Released(int index) =>
        Volatile.Read(ref ((ConsumerLine*)(_start + RingLayout.ConsumerOffset(index)))->Sequence);

    private bool IsMarked(long sequence) =>
        Volatile.Read(ref ((int*)(_start + Layout.AvailabilityOffset))[sequence & _mask]) // acquire: the slot
        == MultiProducerSequencer.Lap(sequence, int.Log2(Layout.Slots));
}
