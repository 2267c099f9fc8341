using System.Runtime.CompilerServices;
using Minnow.Core.Model;

namespace Minnow.Core.Signals;

/// <summary>A grid of whole seconds over something that is told at any time: its value at a grid second is the last one told before ("previous tick").</summary>
/// <remarks>
/// What moves and comes back within a second does not count. A silence longer than <see cref="MaxGapSeconds"/> says that the feed stopped: the grid
/// starts anew at the next value. All-zero bytes are a grid without values.
/// </remarks>
public struct SecondGrid
{
    /// <summary>Longest silence that still counts as one in which nothing changed, s.</summary>
    public const int MaxGapSeconds = 60;

    private long _second;
    private long _atSecond;
    private long _last;
    private long _resets;

    /// <summary>Takes a value.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="nowNs">The event's time, ns since 1970; a time before the last one counts as the last one.</param>
    /// <param name="value">The value, above 0; else nothing happens.</param>
    /// <param name="before">The value of the grid second before the first one closed; 0 if there was none.</param>
    /// <param name="after">The value of each grid second closed.</param>
    /// <returns>Grid seconds that were closed, at most <see cref="MaxGapSeconds"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Observe(ref SecondGrid grid, long nowNs, long value, out long before, out long after)
    {
        before = after = 0;
        if (value <= 0) return 0;
        long second = nowNs / Units.NsPerSecond;
        int closed = second == grid._second ? 0 : Close(ref grid, second, out before, out after);
        grid._last = value;
        return closed;
    }

    /// <summary>Forgets the last value, so that no second spans what follows: a gap, a lost feed, a halt.</summary>
    public static void Reset(ref SecondGrid grid)
    {
        if (grid._last != 0) grid._resets++;
        grid._atSecond = 0;
        grid._second = 0;
        grid._last = 0;
    }

    /// <summary>The value of the last grid second closed; 0 if there is none.</summary>
    public readonly long AtSecond => _atSecond;

    /// <summary>The last value told; 0 if there is none.</summary>
    public readonly long Last => _last;

    /// <summary>Times the grid started anew.</summary>
    public readonly long ResetCount => _resets;

    private static int Close(ref SecondGrid grid, long second, out long before, out long after)
    {
        before = after = 0;
        long elapsed = second - grid._second;
        if (grid._last == 0 || elapsed > MaxGapSeconds || elapsed < -MaxGapSeconds)
        {
            if (grid._last != 0) Reset(ref grid);
            grid._second = second;
            return 0;
        }
        if (elapsed < 0) return 0;
        before = grid._atSecond;
        after = grid._last;
        grid._second = second;
        grid._atSecond = after;
        return (int)elapsed;
    }
}
