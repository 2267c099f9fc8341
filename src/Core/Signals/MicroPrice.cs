using System;
using System.Runtime.CompilerServices;

namespace Minnow.Core.Signals;

/// <summary>Stoikov's micro-price: the mid plus what the mid is expected to move, looked up by imbalance and spread.</summary>
/// <remarks>
/// The table comes from an offline calibration (Stoikov 2018, SSRN 2970694; models document, 3.2) and is odd in the imbalance. A cell that the
/// calibration never visited is not set, and there, as without a table, the answer is <see cref="WeightedMid"/>. All-zero bytes are a table without cells.
/// </remarks>
public struct MicroPrice
{
    /// <summary>Buckets of the bid's share at the touch, equal in width.</summary>
    public const int ImbalanceBuckets = 10;

    /// <summary>Buckets of the spread: one, two, and three or more ticks.</summary>
    public const int SpreadBuckets = 3;

    [InlineArray(ImbalanceBuckets * SpreadBuckets)]
    private struct Cells
    {
        private double _first;
    }

    private Cells _shiftTicks;
    private long _known;

    /// <summary>Sets a cell.</summary>
    /// <param name="table">The table.</param>
    /// <param name="imbalanceBucket">Bucket of the bid's share, 0 to 9.</param>
    /// <param name="spreadBucket">Bucket of the spread, 0 to 2.</param>
    /// <param name="shiftTicks">What to add to the mid, between minus and plus one tick; anything else makes the cell unknown: the calibration is wrong there.</param>
    /// <returns>True if the cell is known now.</returns>
    public static bool Set(ref MicroPrice table, int imbalanceBucket, int spreadBucket, double shiftTicks)
    {
        if ((uint)imbalanceBucket >= ImbalanceBuckets || (uint)spreadBucket >= SpreadBuckets) return false;
        int cell = spreadBucket * ImbalanceBuckets + imbalanceBucket;
        bool known = Math.Abs(shiftTicks) < 1;
        table._shiftTicks[cell] = known ? shiftTicks : 0;
        table._known = known ? table._known | (1L << cell) : table._known & ~(1L << cell);
        return known;
    }

    /// <summary>What to add to the mid, ticks; NaN if the cell is not known.</summary>
    /// <param name="table">The table.</param>
    /// <param name="bidShare">The bid's share at the touch, 0 to 1 (<see cref="WeightedMid.BidShare"/>); NaN gives NaN.</param>
    /// <param name="spreadTicks">Spread; wider than the last bucket counts as the last one.</param>
    public static double Lookup(in MicroPrice table, double bidShare, long spreadTicks)
    {
        if (!(bidShare >= 0 && bidShare <= 1) || spreadTicks <= 0) return double.NaN;
        int imbalance = Math.Min((int)(bidShare * ImbalanceBuckets), ImbalanceBuckets - 1);
        int cell = (int)Math.Min(spreadTicks - 1, SpreadBuckets - 1) * ImbalanceBuckets + imbalance;
        return (table._known >> cell & 1) != 0 ? table._shiftTicks[cell] : double.NaN;
    }

    /// <summary>The price in ticks, or the weighted mid where the table knows nothing.</summary>
    /// <param name="table">The table.</param>
    /// <param name="bidTicks">Best bid.</param>
    /// <param name="bidLots">Lots at the best bid.</param>
    /// <param name="askTicks">Best ask.</param>
    /// <param name="askLots">Lots at the best ask.</param>
    /// <returns>NaN where the weighted mid is NaN too.</returns>
    public static double Ticks(in MicroPrice table, long bidTicks, long bidLots, long askTicks, long askLots)
    {
        double weighted = WeightedMid.Ticks(bidTicks, bidLots, askTicks, askLots);
        if (double.IsNaN(weighted)) return weighted;
        double shift = Lookup(in table, WeightedMid.BidShare(bidLots, askLots), askTicks - bidTicks);
        return double.IsNaN(shift) ? weighted : bidTicks + (askTicks - bidTicks) / 2.0 + shift;
    }

    /// <summary>Cells that are known.</summary>
    public readonly int KnownCount => System.Numerics.BitOperations.PopCount((ulong)_known);

    /// <summary>True if any cell is known.</summary>
    public readonly bool IsDefined => _known != 0;
}
