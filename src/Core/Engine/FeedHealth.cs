using System;
using Minnow.Core.Model;

namespace Minnow.Core.Engine;

/// <summary>How long ago the feed spoke of an instrument, and how late the venue's own time stamps are.</summary>
/// <remarks>
/// The two clocks differ by an unknown offset, so lateness is measured against the smallest lag seen. That minimum creeps
/// upwards by a thousandth of the time passed and falls by at most a millisecond a message, so that one wrong stamp does not spoil
/// the measure; after stamps that lie ahead by more than a second it falls by a hundredth of the time passed at most, so that many of
/// them in a few seconds do not either (faults A14, A15).
/// </remarks>
public struct FeedHealth
{
    private const long PlausibleLagNs = 3600 * Units.NsPerSecond;
    private const long CreepDivisor = 1000;
    private const long MaxFallNs = Units.NsPerMs;
    private const long AheadNs = Units.NsPerSecond;
    private const long AheadDivisor = 100;

    /// <summary>Time of the last message, ns; 0 before the first.</summary>
    public long LastSeenNs;

    /// <summary>Received minus exchange time of the last stamped message, ns.</summary>
    public long LagNs;

    /// <summary>Smallest lag seen, creeping upwards, ns.</summary>
    public long BaseLagNs;

    /// <summary>Messages with a usable stamp.</summary>
    public long StampCount;

    /// <summary>Messages whose stamp was more than an hour off and was not used.</summary>
    public long StampsRefused;

    /// <summary>Since when the venue states another top than our book has, in a message newer than the book's last, ns; 0 if it does not.</summary>
    public long ContradictedSinceNs;

    /// <summary>Exchange time of the first such message, ns.</summary>
    public long ContradictedExchangeNs;

    /// <summary>True if <paramref name="sinceNs"/> is more than <paramref name="limitNs"/> ago, or lies ahead because the clock was set back: nobody knows how long then.</summary>
    public static bool IsOlder(long nowNs, long sinceNs, long limitNs) => nowNs < sinceNs || nowNs - sinceNs > limitNs;

    /// <summary>Notes a statement of the venue that is newer than our book and differs from it.</summary>
    public static void BookContradicted(ref FeedHealth health, long nowNs, long exchangeNs)
    {
        if (health.ContradictedSinceNs != 0) return;
        health.ContradictedSinceNs = nowNs;
        // It can not be later at the venue than the smallest lag says; a stamp from the future would wait for its time to come.
        health.ContradictedExchangeNs = health.StampCount == 0 ? exchangeNs : Math.Min(exchangeNs, nowNs - health.BaseLagNs);
    }

    /// <summary>Notes that the book has reached the exchange time <paramref name="exchangeNs"/>: what contradicted it before that is settled.</summary>
    public static void BookReached(ref FeedHealth health, long exchangeNs)
    {
        if (exchangeNs >= health.ContradictedExchangeNs) health.ContradictedSinceNs = 0;
    }

    /// <summary>Notes one message.</summary>
    public static void Seen(ref FeedHealth health, long nowNs, long exchangeNs)
    {
        long elapsedNs = Math.Max(0, nowNs - health.LastSeenNs);
        // What contradicted the book by a clock that was wrong begins anew.
        if (health.ContradictedSinceNs > nowNs) health.ContradictedSinceNs = nowNs;
        health.LastSeenNs = nowNs;
        if (exchangeNs <= 0) return;
        long lagNs = nowNs - exchangeNs;
        if (lagNs is > PlausibleLagNs or < -PlausibleLagNs)
        {
            health.StampsRefused++;
            return;
        }
        // The way back up is slow, so no burst of stamps from the future may lead far down.
        long mostFallNs = health.BaseLagNs - lagNs > AheadNs ? Math.Min(MaxFallNs, elapsedNs / AheadDivisor) : MaxFallNs;
        health.BaseLagNs = health.StampCount == 0 ? lagNs : Math.Clamp(lagNs, health.BaseLagNs - mostFallNs, health.BaseLagNs + elapsedNs / CreepDivisor);
        health.LagNs = lagNs;
        health.StampCount++;
    }

    /// <summary>
    /// True if the feed is silent, or the book contradicted, for longer than <paramref name="maxAgeNs"/>, or the venue's stamps are later than usual by more
    /// than <paramref name="maxLagNs"/>.
    /// </summary>
    public readonly bool IsStale(long nowNs, long maxAgeNs, long maxLagNs) =>
        LastSeenNs == 0 || IsOlder(nowNs, LastSeenNs, maxAgeNs)
        || (ContradictedSinceNs != 0 && IsOlder(nowNs, ContradictedSinceNs, maxAgeNs)) || (StampCount > 0 && LagNs - BaseLagNs > maxLagNs);
}
