using System;
using System.Collections.Generic;
using System.Threading;

namespace Minnow.Core.Ring;

/// <summary>What both sequencers share: the cursor, the producer's line, and the gating sequences that no claim may lap.</summary>
/// <remarks>Invariant: <c>claimed - slowest gating sequence &lt;= slots</c>, so a slot is rewritten only after every consumer has released it.</remarks>
public abstract unsafe class Sequencer
{
    private protected readonly long* Cursor;
    private protected readonly ProducerLine* Line;
    private protected readonly long SlotCount;
    private readonly int* _closed;
    private readonly IWaitStrategy _wait;
    private readonly bool _signals;
    private Sequence[] _gating = [];

    private protected Sequencer(byte* memory, RingLayout layout, IWaitStrategy wait)
    {
        Cursor = (long*)(memory + RingLayout.CursorOffset);
        Line = (ProducerLine*)(memory + RingLayout.ProducerOffset);
        SlotCount = layout.Slots;
        _closed = &((RingHeader*)(memory + RingLayout.HeaderOffset))->Closed;
        _wait = wait;
        _signals = wait.WantsSignal;
    }

    /// <summary>Highest sequence up to which everything is published.</summary>
    public abstract long Published { get; }

    /// <summary>Highest sequence claimed by any producer.</summary>
    public abstract long Claimed { get; }

    /// <summary>Claims that found the ring full: one per refused try, one per claim that had to wait.</summary>
    public long FullCount => Volatile.Read(ref Line->FullCount);

    /// <summary>True once <see cref="Close"/> was called.</summary>
    public bool IsClosed => Volatile.Read(ref *_closed) != 0;

    /// <summary>Claims <paramref name="count"/> slots if they are free.</summary>
    /// <param name="count">In [1, slots]; the caller has checked it.</param>
    /// <param name="last">Highest claimed sequence; the first is <c>last - count + 1</c>.</param>
    /// <returns>False if a gating consumer still holds one of them: nothing was claimed.</returns>
    public abstract bool TryNext(int count, out long last);

    /// <summary>Makes [first, last] visible to consumers. Every claimed slot must be published once, by its claimer.</summary>
    public abstract void Publish(long first, long last);

    /// <summary>Highest sequence in [<paramref name="from"/> - 1, <paramref name="upTo"/>] up to which all from <paramref name="from"/> on is published.</summary>
    public abstract long HighestPublished(long from, long upTo);

    /// <summary>Ends the waiting of producers: their consumers are gone. Publishing without waiting still works.</summary>
    public void Close()
    {
        Volatile.Write(ref *_closed, 1); // release: nothing hangs on it but the flag itself
        _wait.Signal();
    }

    /// <summary>The slowest gating sequence, or <paramref name="none"/> if no consumer gates.</summary>
    public long SlowestGating(long none)
    {
        Sequence[] gating = _gating;
        return gating.Length == 0 ? none : Sequence.Slowest(gating); // acquire: those consumers are done with the slots up to it
    }

    /// <summary>Waits until <see cref="TryNext"/> succeeds.</summary>
    /// <returns>False if the ring was closed instead: nothing was claimed.</returns>
    internal bool Next(int count, out long last)
    {
        if (TryNext(count, out last)) return true;
        int spins = 0;
        while (!TryClaim(count, out last))
        {
            if (IsClosed) return false;
            _wait.Wait(ref spins);
        }

        return true;
    }

    /// <summary>Adds a gating sequence; those that it follows no longer gate. Before threads start, or while no producer runs.</summary>
    internal void Gate(Sequence added, ReadOnlySpan<Sequence> follows)
    {
        var gating = new List<Sequence>(_gating);
        foreach (Sequence leader in follows) gating.RemoveAll(gate => gate.Word == leader.Word);
        gating.Add(added);
        _gating = [.. gating];
        Volatile.Write(ref Line->GatingSeen, SlowestGating(Claimed)); // release: what was acquired from the consumers
    }

    /// <summary>As <see cref="TryNext"/>, without counting a refusal.</summary>
    private protected abstract bool TryClaim(int count, out long last);

    private protected void SignalIfWanted()
    {
        if (_signals) _wait.Signal();
    }
}
