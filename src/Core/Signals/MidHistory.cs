using System;
using System.Runtime.CompilerServices;
using Minnow.Core.Model;

namespace Minnow.Core.Signals;

/// <summary>What the mid was up to 1.2 seconds ago, in steps of 10 ms, for rules that ask how far it moved in a short window.</summary>
/// <remarks>
/// Slots of 10 ms; each keeps the mid that held when it began. So the answer to "the mid of t" is the mid that held at the last whole 10 ms at or
/// before t, and a window looks back up to 10 ms more than asked, never less. About 1 KB. O(1) per mid, O(slots) after a silence. All-zero bytes know nothing.
/// </remarks>
public struct MidHistory
{
    /// <summary>Length of a slot, ns.</summary>
    public const long SlotNs = 10 * Units.NsPerMs;

    /// <summary>Longest window that can be asked for, ns.</summary>
    public const long MaxWindowNs = (Slots - 1) * SlotNs;

    /// <summary>A silence longer than this says that the feed stopped, ns: what was before is forgotten.</summary>
    public const long MaxGapNs = SecondGrid.MaxGapSeconds * Units.NsPerSecond;

    private const int Slots = 128;

    [InlineArray(Slots)]
    private struct Ring
    {
        private long _first;
    }

    private Ring _mids;
    private long _slot;
    private long _known;
    private long _lastHalfTicks;

    /// <summary>Takes a mid. Only of a valid book with bid below ask.</summary>
    /// <param name="history">The history.</param>
    /// <param name="nowNs">The event's time, ns since 1970; a time before the last one counts as the last one.</param>
    /// <param name="midHalfTicks">Best bid plus best ask in ticks, above 0; else nothing happens.</param>
    public static void Observe(ref MidHistory history, long nowNs, long midHalfTicks)
    {
        if (midHalfTicks <= 0) return;
        long slot = nowNs / SlotNs;
        if (slot != history._slot) Enter(ref history, slot);
        history._lastHalfTicks = midHalfTicks;
    }

    /// <summary>Forgets all: a gap, a lost feed, another tick.</summary>
    public static void Reset(ref MidHistory history) => history._lastHalfTicks = history._known = history._slot = 0;

    /// <summary>How far the mid moved in a window that ends now, bps, positive up.</summary>
    /// <param name="nowNs">The time, ns since 1970.</param>
    /// <param name="windowNs">Length, 0 to <see cref="MaxWindowNs"/>.</param>
    /// <returns>NaN if the window is longer, or begins before the first mid known.</returns>
    public readonly double MoveOverWindow(long nowNs, long windowNs)
    {
        if (_lastHalfTicks == 0 || (ulong)windowNs > MaxWindowNs) return double.NaN;
        long back = _slot - (nowNs - windowNs) / SlotNs;
        // The window begins after the last mid came: nothing moved in it.
        if (back < 0) return -back * SlotNs > MaxGapNs ? double.NaN : 0;
        if (back >= _known) return double.NaN;
        long then = _mids[(int)((_slot - back) & (Slots - 1))];
        return 1e4 * ((double)(_lastHalfTicks - then) / then);
    }

    /// <summary>Slots known, of 10 ms each, 0 to 128.</summary>
    public readonly int SlotCount => (int)_known;

    /// <summary>True if a window of this length, ns, can be answered when a mid has just come.</summary>
    public readonly bool Covers(long windowNs) => (ulong)windowNs <= MaxWindowNs && _known > windowNs / SlotNs + 1;

    private static void Enter(ref MidHistory history, long slot)
    {
        long elapsed = slot - history._slot;
        if (history._lastHalfTicks == 0 || Math.Abs(elapsed) > MaxGapNs / SlotNs)
        {
            Reset(ref history);
            history._slot = slot;
            return;
        }
        if (elapsed < 0) return;
        for (long i = Math.Max(history._slot + 1, slot - Slots + 1); i <= slot; i++) history._mids[(int)(i & (Slots - 1))] = history._lastHalfTicks;
        history._known = Math.Min(history._known + elapsed, Slots);
        history._slot = slot;
    }
}
