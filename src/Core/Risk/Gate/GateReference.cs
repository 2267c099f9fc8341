using System;
using Minnow.Core.Model;

namespace Minnow.Core.Risk.Gate;

/// <summary>The prices that an order's price is held against: the venue's mark and index, and the middle of its own best prices.</summary>
/// <remarks>
/// The index is as fresh as the last word of its own channel, or as the last ticker that brought another value: a ticker that repeats a value says nothing of
/// an index that stands still (fault A24). The best prices are told when they change and with each ticker, so they are as fresh as the mark.
/// </remarks>
internal struct GateReference
{
    private const long AheadNs = Units.NsPerSecond;

    internal long MarkE8;
    internal long MarkNs;
    internal long IndexE8;
    internal long IndexNs;
    internal long TickerIndexE8;
    internal long BidTicks;
    internal long AskTicks;

    internal void SeeMarks(in TickerMarks marks, long nowNs)
    {
        if (marks.MarkE8 != Units.Missing) (MarkE8, MarkNs) = (marks.MarkE8, nowNs);
        if (marks.IndexE8 == Units.Missing || marks.IndexE8 == TickerIndexE8) return;
        TickerIndexE8 = marks.IndexE8;
        SeeIndex(marks.IndexE8, nowNs);
    }

    internal void SeeIndex(long indexE8, long nowNs) => (IndexE8, IndexNs) = (indexE8, nowNs);

    internal void SeeTop(in Quote quote, bool isIncremental)
    {
        if (!isIncremental || quote.BidTicks != Units.Missing) BidTicks = quote.BidTicks;
        if (!isIncremental || quote.AskTicks != Units.Missing) AskTicks = quote.AskTicks;
    }

    /// <summary>True if mark and index are positive and young enough.</summary>
    internal readonly bool IsKnown(long nowNs, long maxAgeNs) =>
        MarkE8 > 0 && IndexE8 > 0 && IsYoung(MarkNs, nowNs, maxAgeNs) && IsYoung(IndexNs, nowNs, maxAgeNs);

    /// <summary>Middle of the best prices, 1e-8; 0 if a side is empty or they cross.</summary>
    internal readonly Int128 MidE8(long tickE8) => BidTicks > 0 && AskTicks > BidTicks ? ((Int128)BidTicks + AskTicks) * tickE8 / 2 : 0;

    /// <summary>True if a price is within <paramref name="ppm"/> millionths of the median of the three; without own best prices, of mark and index both.</summary>
    internal readonly bool Holds(long priceTicks, long tickE8, long ppm)
    {
        Int128 price = (Int128)priceTicks * tickE8;
        Int128 mid = MidE8(tickE8);
        if (mid > 0) return IsWithin(price, Median(MarkE8, IndexE8, mid), ppm);
        return IsWithin(price, MarkE8, ppm) && IsWithin(price, IndexE8, ppm);
    }

    private static bool IsWithin(Int128 price, Int128 reference, long ppm) => Int128.Abs(price - reference) * 1_000_000 <= reference * ppm;

    private static Int128 Median(Int128 a, Int128 b, Int128 c) => Int128.Max(Int128.Min(a, b), Int128.Min(Int128.Max(a, b), c));

    private static bool IsYoung(long sinceNs, long nowNs, long maxAgeNs)
    {
        long ageNs = nowNs - sinceNs;
        return ageNs <= maxAgeNs && ageNs >= -AheadNs;
    }
}
