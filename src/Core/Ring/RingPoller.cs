using System.Runtime.CompilerServices;
using System.Threading;

namespace Minnow.Core.Ring;

/// <summary>One consumer of a ring: reads in order, in batches, and releases by moving its gating sequence. One thread at a time.</summary>
/// <typeparam name="T">The ring's slot.</typeparam>
/// <remarks>
/// Invariant: <c>Sequence &lt;= available</c>; slots in (Sequence, available] are this consumer's to read and no producer's to write.
/// Orderings: the barrier's acquire shows the slots; the release of <see cref="Sequence"/> gives them back. The barrier's answer is kept
/// and used up before it is asked again, so a batch costs one look at another thread's line.
/// A handler that throws leaves the sequence where it was: the next poll begins again at the batch's first item.
/// </remarks>
public sealed unsafe class RingPoller<T>
    where T : unmanaged
{
    private readonly RingBuffer<T> _ring;
    private readonly SequenceBarrier _barrier;
    private readonly IWaitStrategy _wait;
    private readonly byte* _slots;
    private readonly long* _sequence;
    private readonly long _mask;
    private readonly bool _signals;
    private PollerState _state;

    internal RingPoller(RingBuffer<T> ring, string name, Sequence sequence, SequenceBarrier barrier, IWaitStrategy wait, byte* slots)
    {
        _ring = ring;
        _barrier = barrier;
        _wait = wait;
        _slots = slots;
        _sequence = sequence.Word;
        _mask = ring.Slots - 1;
        _signals = wait.WantsSignal;
        _state.Position = sequence.Value;
        _state.AvailableSeen = _state.Position;
        Name = name;
        Sequence = sequence;
    }

    /// <summary>The consumer's name, as in the ring's header.</summary>
    public string Name { get; }

    /// <summary>Last released sequence: what producers, and consumers that follow this one, wait for.</summary>
    public Sequence Sequence { get; }

    /// <summary>Published items that this consumer has not released. Any thread; for counters, since it reads the other side's line.</summary>
    public long Lag
    {
        get
        {
            long released = Sequence.Value; // before the cursor, so that the difference is never negative
            return _ring.Cursor - released;
        }
    }

    /// <summary>The slot of <paramref name="sequence"/>: valid between a <see cref="TryPeek"/> that covers it and the <see cref="Release"/> of it.</summary>
    public ref readonly T this[long sequence]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.AsRef<T>(_slots + (sequence & _mask) * sizeof(T));
    }

    /// <summary>Passes up to <paramref name="limit"/> items to <paramref name="handler"/>, then releases them at once.</summary>
    /// <returns>Items passed; 0 if there was nothing to read or <paramref name="limit"/> is below 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Poll<THandler>(ref THandler handler, int limit)
        where THandler : IRingHandler<T>
    {
        if (!TryPeek(limit, out long first, out long last)) return 0;
        byte* slots = _slots; // locals: the handler may write memory, so fields would be loaded for each item
        long mask = _mask;
        for (long sequence = first; sequence - last <= 0; sequence++)
            handler.On(ref Unsafe.AsRef<T>(slots + (sequence & mask) * sizeof(T)), sequence, sequence == last);
        Release(last);
        return (int)(last - first + 1);
    }

    /// <summary>The next readable batch, without taking it: the caller reads it by index and then calls <see cref="Release"/>.</summary>
    /// <param name="limit">Most items.</param>
    /// <param name="first">First readable sequence.</param>
    /// <param name="last">Last readable sequence.</param>
    /// <returns>False if there is nothing to read or <paramref name="limit"/> is below 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPeek(int limit, out long first, out long last)
    {
        long position = _state.Position;
        long count = _state.AvailableSeen - position;
        if (count <= 0) count = RefreshAvailable(position, limit);
        if (count > limit) count = limit;
        first = position + 1;
        last = position + count;
        return count > 0;
    }

    /// <summary>Gives back every slot up to <paramref name="last"/>, which the last <see cref="TryPeek"/> covered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Release(long last)
    {
        _state.Position = last;
        Volatile.Write(ref *_sequence, last); // release: the slots up to last are read
        if (_signals) _wait.Signal();
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // once per batch, not once per item
    private long RefreshAvailable(long position, int limit)
    {
        if (limit < 1) return 0;
        long available = _barrier.Available(position, limit);
        _state.AvailableSeen = available;
        return available - position;
    }
}
