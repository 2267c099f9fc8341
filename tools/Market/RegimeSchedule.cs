using System;
using System.Collections.Generic;

namespace Minnow.Market;

/// <summary>Which regime holds when: cycles of 24 s, each with one calm, one busy and one jumpy stretch of 6 to 12 s in a drawn order.</summary>
/// <remarks>So a run of 24 s or more has seen all three.</remarks>
public sealed class RegimeSchedule
{
    /// <summary>Length of one cycle, ms.</summary>
    public const int CycleMs = 24_000;

    private const int ShortestMs = 6_000;
    private const int LongestDrawnMs = 9_000;

    private readonly List<(long StartMs, Regime Regime)> _stretches = [];

    /// <summary>Draws the whole schedule.</summary>
    /// <param name="dice">A stream of its own.</param>
    /// <param name="lengthMs">Length of the run.</param>
    public RegimeSchedule(Dice dice, long lengthMs)
    {
        Span<Regime> order = [Regime.Calm, Regime.Busy, Regime.Jumpy];
        for (long start = 0; start < lengthMs; start += CycleMs)
        {
            for (int i = order.Length - 1; i > 0; i--)
            {
                int other = dice.Below(i + 1);
                (order[i], order[other]) = (order[other], order[i]);
            }

            int first = dice.Between(ShortestMs, LongestDrawnMs);
            int second = dice.Between(ShortestMs, LongestDrawnMs);
            _stretches.Add((start, order[0]));
            _stretches.Add((start + first, order[1]));
            _stretches.Add((start + first + second, order[2]));
        }
    }

    /// <summary>Start (ms since the run began) and regime of each stretch, in order.</summary>
    public IReadOnlyList<(long StartMs, Regime Regime)> Stretches => _stretches;

    /// <summary>The regime at a time, ms since the run began.</summary>
    public Regime At(long ms)
    {
        int low = 0;
        for (int high = _stretches.Count - 1; low < high;)
        {
            int middle = (low + high + 1) / 2;
            if (_stretches[middle].StartMs <= ms) low = middle;
            else high = middle - 1;
        }

        return _stretches[low].Regime;
    }
}
