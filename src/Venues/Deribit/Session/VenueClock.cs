using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Session;

/// <summary>The venue's clock against ours, out of the times in its answers.</summary>
/// <remarks>
/// As in RFC 5905: offset = ((in − sent) + (out − received)) / 2, wrong by at most half the round trip. So an answer with a short trip counts, and a long one only
/// when the last good one is old.
/// </remarks>
public sealed class VenueClock
{
    private const long OldNs = 10 * Units.NsPerSecond;
    private const long LongestTripNs = 500 * Units.NsPerMs;

    private long _bestNs = long.MaxValue;
    private long _atNs = long.MinValue;

    /// <summary>Venue clock minus ours, ns; <see cref="Units.Missing"/> if not measured.</summary>
    public long OffsetNs { get; private set; } = Units.Missing;

    /// <summary>Round trip without the venue's own time of the last answer, ns; <see cref="Units.Missing"/> if not measured.</summary>
    public long RoundTripNs { get; private set; } = Units.Missing;

    /// <summary>Takes an answer's times in, ns; those of the venue are 0 if it did not say them.</summary>
    public void Measure(long sentNs, long inNs, long outNs, long receivedNs)
    {
        if (inNs <= 0 || outNs < inNs || receivedNs < sentNs) return;
        long trip = System.Math.Max(0, receivedNs - sentNs - (outNs - inNs));
        RoundTripNs = trip;
        bool isOld = _atNs == long.MinValue || receivedNs - _atNs > OldNs;
        if (!isOld && trip > _bestNs) return;
        // An old offset is better than one that may be wrong by half a second.
        if (trip > LongestTripNs && trip > _bestNs) return;
        (_bestNs, _atNs) = (trip, receivedNs);
        OffsetNs = (inNs - sentNs) / 2 + (outNs - receivedNs) / 2;
    }

    /// <summary>How far the offset may be wrong: half the trip of the answer that it comes from, ns; 0 if not measured.</summary>
    public long ErrorNs => _bestNs == long.MaxValue ? 0 : _bestNs / 2;

    /// <summary>Our time by the venue's clock, ns.</summary>
    public long ToVenueNs(long nowNs) => OffsetNs == Units.Missing ? nowNs : nowNs + OffsetNs;
}
