using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Minnow.Core.Ring;

/// <summary>A ring of <typeparamref name="T"/> in memory of the caller's choice: producers claim, write and publish; pollers read and release.</summary>
/// <typeparam name="T">The slot: a struct without references. Its size is the slot's size.</typeparam>
/// <remarks>
/// <code>
/// long last = ring.Next(2);            // or TryNext: false if a consumer still holds the slots
/// ring[last - 1] = a; ring[last] = b;
/// ring.Publish(last - 1, last);        // now visible
/// </code>
/// Invariant: <c>published &lt;= claimed &lt;= slowest gating sequence + slots</c>. Orderings: see the sequencers. All memory is taken by the
/// caller and the constructor; nothing after it allocates except <see cref="NewPoller"/>. Pollers are made before producers start.
/// A ring without consumers is never full.
/// </remarks>
public sealed unsafe class RingBuffer<T>
    where T : unmanaged
{
    private readonly SingleProducerSequencer? _single; // exactly one of the two is set: sealed types, so calls are direct
    private readonly MultiProducerSequencer? _multi;
    private readonly byte* _slots;
    private readonly long _mask;
    private readonly RingHeader* _header;
    private readonly IRingMemory _memory;
    private readonly IWaitStrategy _wait;

    /// <summary>Lays a new, empty ring into <paramref name="memory"/>.</summary>
    /// <param name="memory">New (zeroed) memory of at least <see cref="BytesFor"/> bytes; it must outlive the ring.</param>
    /// <param name="slots">A power of two in [2, 2^30].</param>
    /// <param name="kind">One producer thread, or many.</param>
    /// <param name="maxConsumers">Most pollers, in [1, 64].</param>
    /// <param name="wait">What a producer does while the ring is full.</param>
    /// <param name="startSequence">The cursor at start; the first item gets the next one. -1 counts from 0; a restart goes on where the drained ring ended.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="slots"/> or <paramref name="maxConsumers"/> is out of range (fault G3).</exception>
    /// <exception cref="ArgumentException">The memory is too small or misaligned.</exception>
    /// <exception cref="InvalidOperationException">The memory already holds something: drain it first.</exception>
    public RingBuffer(IRingMemory memory, int slots, ProducerKind kind, int maxConsumers, IWaitStrategy wait, long startSequence = -1)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(wait);
        var layout = new RingLayout(slots, sizeof(T), maxConsumers);
        if (memory.Bytes < layout.TotalBytes) RingThrow.MemoryTooSmall(memory.Bytes, layout.TotalBytes);
        byte* start = memory.Pointer;
        if ((nuint)start % CacheLine.Bytes != 0) RingThrow.MemoryMisaligned((nuint)start);

        _memory = memory;
        _wait = wait;
        _header = (RingHeader*)(start + RingLayout.HeaderOffset);
        if (_header->Magic != 0) RingThrow.MemoryInUse(_header->Magic);
        _slots = start + layout.SlotsOffset;
        _mask = slots - 1;
        Layout = layout;
        Kind = kind;

        *(long*)(start + RingLayout.CursorOffset) = startSequence;
        *(ProducerLine*)(start + RingLayout.ProducerOffset) = new ProducerLine { Claimed = startSequence, GatingSeen = startSequence };
        if (kind == ProducerKind.Single)
        {
            _single = new SingleProducerSequencer(start, layout, wait);
        }
        else
        {
            _multi = new MultiProducerSequencer(start, layout, wait);
            _multi.MarkLapBefore(startSequence);
        }

        WriteHeader(startSequence);
    }

    /// <summary>Slots; a power of two.</summary>
    public int Slots => Layout.Slots;

    /// <summary>Where everything lies in the memory.</summary>
    public RingLayout Layout { get; }

    /// <summary>One producer thread or many.</summary>
    public ProducerKind Kind { get; }

    /// <summary>Highest sequence up to which everything is published; the start sequence at first. For <see cref="ProducerKind.Multi"/> it walks the unread part.</summary>
    public long Cursor => Sequencer.Published;

    /// <summary>Claims that found the ring full: one per refused try, one per claim that had to wait.</summary>
    public long FullCount => Sequencer.FullCount;

    /// <summary>Slots that the slowest gating consumer still holds, claimed ones included. Any thread; a snapshot. Alarm at 75 % of <see cref="Slots"/> (fault G2).</summary>
    public long Backlog
    {
        get
        {
            long claimed = Sequencer.Claimed; // before the gating ones; a consumer that moves meanwhile makes it smaller, at worst negative
            return Math.Max(0, claimed - Sequencer.SlowestGating(claimed));
        }
    }

    /// <summary>True once <see cref="Close"/> was called.</summary>
    public bool IsClosed => Sequencer.IsClosed;

    /// <summary>The sequencer, for what this class does not repeat.</summary>
    public Sequencer Sequencer => (Sequencer?)_single ?? _multi!;

    /// <summary>The slot of <paramref name="sequence"/>. To write: between claim and publish, by the claimer. To read: as a poller allows.</summary>
    public ref T this[long sequence]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.AsRef<T>(_slots + (sequence & _mask) * sizeof(T));
    }

    /// <summary>Bytes of memory that a ring of these sizes needs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">As the constructor.</exception>
    public static long BytesFor(int slots, int maxConsumers) => new RingLayout(slots, sizeof(T), maxConsumers).TotalBytes;

    /// <summary>Claims <paramref name="count"/> slots, waiting by the strategy while the ring is full. Not where consumer and producer share a thread.</summary>
    /// <returns>Highest claimed sequence; the first is <c>result - count + 1</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not in [1, <see cref="Slots"/>].</exception>
    /// <exception cref="InvalidOperationException">The ring was closed while waiting.</exception>
    public long Next(int count)
    {
        if ((uint)(count - 1) > (ulong)_mask) RingThrow.ClaimCount(count, Slots);
        if (!Sequencer.Next(count, out long last)) RingThrow.Closed();
        return last;
    }

    /// <summary>Claims <paramref name="count"/> slots if they are free now.</summary>
    /// <param name="count">In [1, <see cref="Slots"/>].</param>
    /// <param name="last">Highest claimed sequence; meaningless on false.</param>
    /// <returns>False if the ring is too full: nothing was claimed, the refusal was counted.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not in [1, <see cref="Slots"/>].</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryNext(int count, out long last)
    {
        if ((uint)(count - 1) > (ulong)_mask) RingThrow.ClaimCount(count, Slots);
        return _single != null ? _single.TryNext(count, out last) : _multi!.TryNext(count, out last);
    }

    /// <summary>Makes the claimed and written slots [<paramref name="first"/>, <paramref name="last"/>] visible, all at once.</summary>
    /// <remarks>A single producer publishes in the order of its claims; with many producers a batch shows once everything before it is published too.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Publish(long first, long last)
    {
        if (_single != null) _single.Publish(first, last);
        else _multi!.Publish(first, last);
    }

    /// <summary>Copies <paramref name="items"/> in and publishes them as one, or does nothing.</summary>
    /// <param name="items">At most <see cref="Slots"/>; none is a success that publishes nothing.</param>
    /// <param name="firstSequence">Sequence of the first item; meaningless on false or if there is none.</param>
    /// <returns>False if the ring is too full: nothing was written, the refusal was counted.</returns>
    /// <exception cref="ArgumentException">More items than slots: that can never fit.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPublish(ReadOnlySpan<T> items, out long firstSequence)
    {
        if ((uint)(items.Length - 1) > (ulong)_mask) return NothingOrTooMany(items.Length, out firstSequence);
        bool claimed = _single != null ? _single.TryNext(items.Length, out long last) : _multi!.TryNext(items.Length, out last);
        firstSequence = last - items.Length + 1;
        if (!claimed) return false;
        CopyIn(items, firstSequence);
        Publish(firstSequence, last);
        return true;
    }

    /// <summary>Copies <paramref name="items"/> in and publishes them, waiting by the strategy while the ring is full.</summary>
    /// <remarks>Up to <see cref="Slots"/> items are published as one. More are cut into pieces of half a ring; other producers' items may come between pieces.</remarks>
    /// <returns>Items published: all of them, or fewer if the ring was closed while waiting.</returns>
    public int Publish(ReadOnlySpan<T> items)
    {
        int piece = items.Length <= Slots ? items.Length : Slots / 2;
        int done = 0;
        while (done < items.Length)
        {
            int count = Math.Min(piece, items.Length - done);
            if (!Sequencer.Next(count, out long last)) return done;
            CopyIn(items.Slice(done, count), last - count + 1);
            Publish(last - count + 1, last);
            done += count;
        }

        return done;
    }

    /// <summary>Ends the waiting of producers (their consumers are gone, or the process stops). Publishing without waiting still works.</summary>
    public void Close() => Sequencer.Close();

    /// <summary>Adds a consumer that starts after the present cursor, or after the slowest of those that it follows.</summary>
    /// <param name="name">1 to 64 ASCII characters; kept in the memory for readers from outside.</param>
    /// <param name="after">Consumers of this ring that must have released an item before this one sees it; none: it follows the producers.</param>
    /// <remarks>A consumer that another one follows no longer gates by itself: the follower is never ahead of it. Call before producers start.</remarks>
    /// <exception cref="InvalidOperationException">All consumer lines are taken.</exception>
    /// <exception cref="ArgumentException">The name is unfit, or a sequence is not of this ring.</exception>
    public RingPoller<T> NewPoller(string name, params ReadOnlySpan<Sequence> after)
    {
        if (!RingText.IsName(name, ConsumerLine.NameBytes)) RingThrow.BadName(name);
        int index = _header->ConsumerCount;
        if (index == Layout.MaxConsumers) RingThrow.TooManyConsumers(name, Layout.MaxConsumers);

        long start = Cursor;
        foreach (Sequence leader in after)
        {
            if (leader.Memory != _memory) RingThrow.ForeignSequence(name);
            if (leader.Value - start < 0) start = leader.Value;
        }

        var line = (ConsumerLine*)(_memory.Pointer + RingLayout.ConsumerOffset(index));
        RingText.Write(name, new Span<byte>(line->Name, ConsumerLine.NameBytes));
        line->Sequence = start;
        Volatile.Write(ref _header->ConsumerCount, index + 1); // release: the consumer's line is written

        var sequence = new Sequence(_memory, &line->Sequence);
        Sequencer.Gate(sequence, after);
        long* cursor = _single != null ? (long*)(_memory.Pointer + RingLayout.CursorOffset) : null;
        var barrier = new SequenceBarrier(Sequencer, cursor, after.ToArray());
        return new RingPoller<T>(this, name, sequence, barrier, _wait, _slots);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CopyIn(ReadOnlySpan<T> items, long firstSequence)
    {
        if (items.Length == 1)
        {
            this[firstSequence] = items[0];
            return;
        }

        int index = (int)(firstSequence & _mask);
        int beforeEnd = Slots - index;
        var slots = new Span<T>(_slots, Slots);
        if (items.Length <= beforeEnd)
        {
            items.CopyTo(slots[index..]);
            return;
        }

        items[..beforeEnd].CopyTo(slots[index..]);
        items[beforeEnd..].CopyTo(slots);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool NothingOrTooMany(int length, out long firstSequence)
    {
        if (length != 0) RingThrow.TooManyItems(length, Slots);
        firstSequence = Sequencer.Claimed + 1;
        return true;
    }

    private void WriteHeader(long startSequence)
    {
        _header->Version = RingHeader.CurrentVersion;
        _header->ProducerKind = (int)Kind;
        _header->Slots = Slots;
        _header->SlotBytes = Layout.SlotBytes;
        _header->MaxConsumers = Layout.MaxConsumers;
        _header->StartSequence = startSequence;
        RingText.Write(RingText.NameOf<T>(), new Span<byte>(_header->TypeName, RingHeader.TypeNameBytes));
        Volatile.Write(ref _header->Magic, RingHeader.MagicValue); // release: everything that makes the memory a ring
    }
}
