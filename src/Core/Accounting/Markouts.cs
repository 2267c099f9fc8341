using System;
using System.Runtime.CompilerServices;
using Minnow.Core.Model;

namespace Minnow.Core.Accounting;

/// <summary>The mids some time after a fill, one for each horizon, halves of 1e-8; 0 where the time has not come.</summary>
[InlineArray(Markouts.Horizons)]
public struct MarkoutMids
{
    private long _first;
}

/// <summary>Gives each fill the mids at its horizons: the last mid at or before each of them.</summary>
/// <remarks>
/// A place in the list of fills for each horizon, so that each fill is visited once a horizon. Fills are in the order of their times.
/// All-zero bytes are the beginning.
/// </remarks>
public struct Markouts
{
    /// <summary>How many horizons there are.</summary>
    public const int Horizons = 5;

    /// <summary>Index of the horizon that divides adverse selection from what holding on costs: 5 s.</summary>
    public const int AdverseIndex = 2;

    [InlineArray(Horizons)]
    private struct Places
    {
        private int _first;
    }

    private Places _next;

    /// <summary>The horizons, ns.</summary>
    public static ReadOnlySpan<long> HorizonsNs =>
        [100 * Units.NsPerMs, Units.NsPerSecond, 5 * Units.NsPerSecond, 30 * Units.NsPerSecond, 300 * Units.NsPerSecond];

    /// <summary>The mid is about to change: what fell due before now gets the one that held until now.</summary>
    /// <param name="markouts">It.</param>
    /// <param name="fills">All fills of the instrument so far; the same ones at the same places at every call.</param>
    /// <param name="nowNs">When it changes, ns since 1970. What falls due at that very moment gets the mid that comes.</param>
    /// <param name="midHalfE8">The mid that held, halves of 1e-8.</param>
    public static void Leaving(ref Markouts markouts, Span<FillEdge> fills, long nowNs, long midHalfE8)
    {
        for (int horizon = 0; horizon < Horizons; horizon++)
        {
            ref int next = ref markouts._next[horizon];
            while (next < fills.Length && fills[next].TimeNs + HorizonsNs[horizon] < nowNs) fills[next++].After[horizon] = midHalfE8;
        }
    }

    /// <summary>The end: what falls due at or before it gets the last mid, and what falls due later gets none.</summary>
    /// <param name="markouts">It.</param>
    /// <param name="fills">All fills of the instrument.</param>
    /// <param name="endNs">The last moment of which anything is known, ns since 1970.</param>
    /// <param name="midHalfE8">The last mid, halves of 1e-8.</param>
    public static void End(ref Markouts markouts, Span<FillEdge> fills, long endNs, long midHalfE8) => Leaving(ref markouts, fills, endNs + 1, midHalfE8);
}
