using System;
using System.Runtime.CompilerServices;
using Minnow.Core.Signals;

namespace Minnow.Core.Risk.Monitors;

/// <summary>What a fill earns after what the price moves within a horizon: spread and rebate less adverse selection and funding, as a mean over fills with its error.</summary>
/// <remarks>
/// Of a fill: side · (mid at the horizon - price) / price, less the fee; which is half-spread captured less the move against us. Funding paid since the fill before is taken off too.
/// A flip is a mean that is below 0 by so many standard errors: by chance alone it is one every few windows. Models document, 2.1 and 12.
/// </remarks>
public struct EdgeFlip
{
    /// <summary>Fills whose horizon has not come yet; of more, the oldest are not counted.</summary>
    public const int Capacity = 64;

    /// <summary>Effective fills below which nothing is said.</summary>
    public const double MinFills = 20;

    private Slots _slots;
    private long _first;
    private long _count;
    private EwMoments _moments;
    private double _fundingBps;

    /// <summary>Fills that were counted before their horizon had come, because too many came at once: without what the price moved.</summary>
    public long DroppedCount;

    /// <summary>A fill.</summary>
    /// <param name="edge">The monitor.</param>
    /// <param name="nowNs">Its time, ns since 1970.</param>
    /// <param name="sold">True if we sold.</param>
    /// <param name="price">Its price.</param>
    /// <param name="feeBps">Its fee, bps of its value; negative was paid to us.</param>
    public static void Filled(ref EdgeFlip edge, long nowNs, bool sold, double price, double feeBps)
    {
        if (!(price > 0)) return;
        if (edge._count == Capacity)
        {
            edge._first = (edge._first + 1) % Capacity;
            edge._count--;
            edge.DroppedCount++;
        }
        ref Pending slot = ref edge._slots[(int)((edge._first + edge._count++) % Capacity)];
        slot.FillNs = nowNs;
        slot.Price = price;
        slot.FeeBps = feeBps;
        slot.Sign = sold ? -1 : 1;
    }

    /// <summary>Funding was paid, bps of the value of one fill; negative was received.</summary>
    public static void Paid(ref EdgeFlip edge, double bps)
    {
        if (double.IsFinite(bps)) edge._fundingBps += bps;
    }

    /// <summary>Counts the fills whose horizon has come.</summary>
    /// <param name="edge">The monitor.</param>
    /// <param name="nowNs">Now, ns since 1970.</param>
    /// <param name="mid">The mid, in the unit of the prices; not above 0: there is none, and the fills wait.</param>
    /// <param name="horizonNs">The horizon, ns.</param>
    /// <param name="halfLifeFills">Half-life of the mean, fills.</param>
    public static void Advance(ref EdgeFlip edge, long nowNs, double mid, long horizonNs, double halfLifeFills)
    {
        if (!(mid > 0)) return;
        while (edge._count > 0)
        {
            ref Pending slot = ref edge._slots[(int)edge._first];
            // One of later than now: the clock was set back, and nobody knows how long ago it was.
            if (nowNs >= slot.FillNs && nowNs - slot.FillNs < horizonNs) return;
            double bps = slot.Sign * (mid - slot.Price) / slot.Price * 1e4 - slot.FeeBps - edge._fundingBps;
            edge._fundingBps = 0;
            EwMoments.AddUnbiased(ref edge._moments, bps, EwMoments.WeightOf(1, halfLifeFills));
            edge._first = (edge._first + 1) % Capacity;
            edge._count--;
        }
    }

    /// <summary>Mean edge of a fill, bps; NaN before there are enough.</summary>
    public readonly double MeanBps => _moments.SampleCount >= MinFills ? _moments.Mean : double.NaN;

    /// <summary>Standard errors by which the mean is below 0; NaN before there are enough fills.</summary>
    public readonly double LossZ
    {
        get
        {
            if (!(_moments.SampleCount >= MinFills)) return double.NaN;
            double error = Math.Sqrt(_moments.Variance / _moments.SampleCount);
            return error > 0 ? -_moments.Mean / error : _moments.Mean < 0 ? double.MaxValue : 0;
        }
    }

    private struct Pending
    {
        internal long FillNs;
        internal double Price;
        internal double FeeBps;
        internal double Sign;
    }

    [InlineArray(Capacity)]
    private struct Slots
    {
        private Pending _first;
    }
}
