using System;
using System.Diagnostics.CodeAnalysis;
using Minnow.Core.Model;

namespace Minnow.Core.Book;

/// <summary>Questions that look below the best level. Indexes count from the best, which is 0.</summary>
public partial struct BookSide
{
    /// <summary>The level at <paramref name="index"/> from the best (0).</summary>
    /// <exception cref="IndexOutOfRangeException">There are not so many levels.</exception>
    [UnscopedRef]
    public readonly ref readonly PriceLevel Level(int index)
    {
        if ((uint)index >= (uint)Count) ThrowNoLevel();
        return ref At(Count - 1 - index);
    }

    /// <summary>Lots at exactly <paramref name="priceTicks"/>; 0 if there is no such level.</summary>
    public readonly long LotsAt(long priceTicks)
    {
        int index = LowerBound(priceTicks ^ _flip);
        return index < Count && At(index).PriceTicks == priceTicks ? At(index).SizeLots : 0;
    }

    /// <summary>Number of levels better than <paramref name="priceTicks"/>.</summary>
    public readonly int LevelsBetterThan(long priceTicks)
    {
        int index = LowerBound(priceTicks ^ _flip);
        bool found = index < Count && At(index).PriceTicks == priceTicks;
        return Count - index - (found ? 1 : 0);
    }

    /// <summary>Lots in the best <paramref name="levels"/> levels (all, if there are fewer). Saturates at <see cref="long.MaxValue"/>.</summary>
    public readonly long DepthLots(int levels)
    {
        long sum = 0;
        int stop = Math.Max(Count - levels, 0);
        for (int i = Count - 1; i >= stop; i--)
            if ((sum += At(i).SizeLots) < 0) return long.MaxValue;
        return sum;
    }

    /// <summary>Lots at prices at most <paramref name="ticks"/> (0 or more) worse than the best. Saturates at <see cref="long.MaxValue"/>.</summary>
    public readonly long DepthLotsWithin(long ticks)
    {
        if (Count == 0) return 0;
        long best = BestTicks, sum = 0;
        for (int i = Count - 1; i >= 0 && Math.Abs(best - At(i).PriceTicks) <= ticks; i--)
            if ((sum += At(i).SizeLots) < 0) return long.MaxValue;
        return sum;
    }

    /// <summary>What taking <paramref name="lots"/> (more than 0) from this side costs, best level first.</summary>
    public readonly TakeCost Take(long lots)
    {
        TakeCost cost = new() { WorstTicks = Units.Missing };
        for (int i = Count - 1; i >= 0 && cost.FilledLots < lots; i--)
        {
            ref readonly PriceLevel level = ref At(i);
            long part = Math.Min(level.SizeLots, lots - cost.FilledLots);
            cost.FilledLots += part;
            cost.LotTicks += (Int128)part * level.PriceTicks;
            cost.WorstTicks = level.PriceTicks;
        }
        return cost;
    }

    [DoesNotReturn]
    private static void ThrowNoLevel() => throw new IndexOutOfRangeException("No such book level; check Count first.");
}
