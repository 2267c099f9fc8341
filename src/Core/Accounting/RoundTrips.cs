using System;
using System.Runtime.InteropServices;

namespace Minnow.Core.Accounting;

/// <summary>Round trips: from flat, or from the other side, back to it. A trip's result is what was realised in it, less fees, plus funding.</summary>
/// <remarks>The fee of a fill that turns the position belongs to the trip that it ends. All-zero bytes are the beginning.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(long))]
public struct RoundTrips
{
    /// <summary>What was closed when the open trip began, 1e-24 of the settlement coin.</summary>
    public Int128 BeganE24;

    /// <summary>Trips that ended.</summary>
    public long Count;

    /// <summary>Trips in a row, up to the last, that lost.</summary>
    public long LosingInRow;

    /// <summary>A trip begins here, whatever was before.</summary>
    public static void Begin(ref RoundTrips trips, Int128 closedE24) => trips.BeganE24 = closedE24;

    /// <summary>A fill was booked.</summary>
    /// <param name="trips">It.</param>
    /// <param name="beforeLots">Position before it.</param>
    /// <param name="afterLots">Position after it.</param>
    /// <param name="closedBeforeE24">Realised less fees plus funding before it.</param>
    /// <param name="closedAfterE24">The same after it.</param>
    public static void Filled(ref RoundTrips trips, long beforeLots, long afterLots, Int128 closedBeforeE24, Int128 closedAfterE24)
    {
        if (beforeLots == 0)
        {
            trips.BeganE24 = closedBeforeE24;
            return;
        }
        bool isOver = afterLots == 0 || (afterLots > 0) != (beforeLots > 0);
        if (!isOver) return;
        Int128 resultE24 = closedAfterE24 - trips.BeganE24;
        trips.BeganE24 = closedAfterE24;
        trips.Count++;
        if (resultE24 < 0) trips.LosingInRow++;
        else if (resultE24 > 0) trips.LosingInRow = 0;
    }
}
