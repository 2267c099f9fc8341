using System.Runtime.CompilerServices;
using System.Threading;

namespace Minnow.Core.Ring;

/// <summary>Claims and publishes for one producer thread: no interlocked instruction, one release store per publish.</summary>
/// <remarks>
/// Invariant: <c>cursor &lt;= claimed</c> and <c>claimed - slowest gating &lt;= slots</c>; cursor and claimed are written by the producer only.
/// Orderings: the cursor's release publishes the slots up to it; the acquire of the gating sequences (cold path, cached in between)
/// lets the producer rewrite slots that consumers have released.
/// </remarks>
public sealed unsafe class SingleProducerSequencer : Sequencer
{
    internal SingleProducerSequencer(byte* memory, RingLayout layout, IWaitStrategy wait)
        : base(memory, layout, wait)
    {
    }

    /// <inheritdoc/>
    public override long Published => Volatile.Read(ref *Cursor); // acquire: the slots up to it

    /// <inheritdoc/>
    public override long Claimed => Volatile.Read(ref Line->Claimed);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override bool TryNext(int count, out long last)
    {
        last = Line->Claimed + count;
        if (last - SlotCount - Line->GatingSeen > 0 && !RefreshAndFits(last))
        {
            Line->FullCount++;
            return false;
        }

        Line->Claimed = last;
        return true;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override void Publish(long first, long last)
    {
        Volatile.Write(ref *Cursor, last); // release: the slots up to last are written
        SignalIfWanted();
    }

    /// <inheritdoc/>
    public override long HighestPublished(long from, long upTo)
    {
        long published = Published;
        return published - upTo < 0 ? published : upTo;
    }

    private protected override bool TryClaim(int count, out long last)
    {
        last = Line->Claimed + count;
        if (!RefreshAndFits(last)) return false;
        Line->Claimed = last;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // cold: only when the cached bound does not suffice
    private bool RefreshAndFits(long last)
    {
        long gating = SlowestGating(Line->Claimed);
        Line->GatingSeen = gating;
        return last - SlotCount - gating <= 0;
    }
}
