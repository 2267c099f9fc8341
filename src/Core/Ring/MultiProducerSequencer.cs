using System.Runtime.CompilerServices;
using System.Threading;

namespace Minnow.Core.Ring;

/// <summary>Claims by compare-and-swap on the cursor line and publishes through an availability buffer: one lap number per slot.</summary>
/// <remarks>
/// Invariant: slot <c>s</c> is published exactly when <c>availability[s &amp; mask] == lap(s)</c>, and <c>claimed - slowest gating &lt;= slots</c>.
/// Orderings: the release of a slot's lap publishes that slot; the claim's compare-and-swap (a full fence) after the acquire of the gating
/// sequences lets the claimer rewrite slots that consumers have released.
/// A batch is marked from its last slot to its first, so consumers, who walk upwards, see all of it or none.
/// Consumers never read the claim line: they walk the availability buffer, so producers fight over that line alone.
/// </remarks>
public sealed unsafe class MultiProducerSequencer : Sequencer
{
    private readonly int* _availability;
    private readonly long _mask;
    private readonly int _lapShift;

    internal MultiProducerSequencer(byte* memory, RingLayout layout, IWaitStrategy wait)
        : base(memory, layout, wait)
    {
        _availability = (int*)(memory + layout.AvailabilityOffset);
        _mask = layout.Slots - 1;
        _lapShift = int.Log2(layout.Slots);
    }

    /// <summary>Highest sequence up to which everything is published. Walks the ring: for counters, not for the path.</summary>
    public override long Published
    {
        get
        {
            long claimed = Claimed;
            return HighestPublished(SlowestGating(claimed - SlotCount) + 1, claimed);
        }
    }

    /// <inheritdoc/>
    public override long Claimed => Volatile.Read(ref *Cursor);

    /// <summary>The number of the lap that <paramref name="sequence"/> belongs to. Laps wrap; a slot's old and new lap always differ.</summary>
    internal static int Lap(long sequence, int lapShift) => (int)(sequence >> lapShift);

    /// <inheritdoc/>
    public override bool TryNext(int count, out long last)
    {
        if (TryClaim(count, out last)) return true;
        Interlocked.Increment(ref Line->FullCount);
        return false;
    }

    /// <inheritdoc/>
    public override void Publish(long first, long last)
    {
        for (long sequence = last; sequence - first >= 0; sequence--)
            Volatile.Write(ref _availability[sequence & _mask], Lap(sequence, _lapShift)); // release: this slot and all above it in the batch are written
        SignalIfWanted();
    }

    /// <inheritdoc/>
    public override long HighestPublished(long from, long upTo)
    {
        long sequence = from;
        while (sequence - upTo <= 0 && IsPublished(sequence)) sequence++;
        return sequence - 1;
    }

    /// <summary>True if <paramref name="sequence"/> is published and not yet lapped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsPublished(long sequence) =>
        Volatile.Read(ref _availability[sequence & _mask]) == Lap(sequence, _lapShift); // acquire: the slot

    private protected override bool TryClaim(int count, out long last)
    {
        long current;
        do
        {
            current = Volatile.Read(ref *Cursor);
            last = current + count;
            long wrapPoint = last - SlotCount;
            if (wrapPoint - Volatile.Read(ref Line->GatingSeen) <= 0) continue; // acquire: what the producer who cached it had acquired
            long gating = SlowestGating(current);
            if (wrapPoint - gating > 0) return false;
            Volatile.Write(ref Line->GatingSeen, gating); // release: consumers are done with the slots up to gating; a late lower value only costs a refresh
        }
        while (Interlocked.CompareExchange(ref *Cursor, last, current) != current); // full fence: slots are written after the claim

        return true;
    }

    /// <summary>Marks the lap that ends at <paramref name="start"/> as published, so that the invariant holds from the first claim on.</summary>
    internal void MarkLapBefore(long start)
    {
        for (long i = 0; i <= _mask; i++)
        {
            long sequence = start - i;
            _availability[sequence & _mask] = Lap(sequence, _lapShift);
        }
    }
}
