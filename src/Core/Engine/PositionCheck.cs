using System;
using Minnow.Core.Model;

namespace Minnow.Core.Engine;

/// <summary>What a statement of the venue's position says about ours.</summary>
internal enum PositionVerdict : byte
{
    /// <summary>Too close to a fill to say anything.</summary>
    TooEarly = 0,

    /// <summary>Equal.</summary>
    Equal = 1,

    /// <summary>Not equal, and the fills that the venue has announced explain it.</summary>
    Explained = 2,

    /// <summary>Not equal: quotes go.</summary>
    Differs = 3,

    /// <summary>Not equal for the third time in a row: halt.</summary>
    Unexplained = 4,
}

/// <summary>Our position against the venue's statements of it (faults C6, C19, C21).</summary>
/// <remarks>A difference is never traded away: it holds quoting until it is gone, and halts if it stays.</remarks>
public struct PositionCheck
{
    /// <summary>Statements in a row that differ, with no fill in between, that halt.</summary>
    public const int MaxMismatches = 3;

    /// <summary>A statement without a time says nothing for this long after a fill, ns.</summary>
    public const long GraceNs = 5 * Units.NsPerSecond;

    /// <summary>Fills that were announced and have not come explain a difference for so long, ns.</summary>
    public const long ExplainsNs = 15 * Units.NsPerSecond;

    /// <summary>The position that the venue stated last, lots.</summary>
    public long StatedLots;

    /// <summary>1 once it stated one.</summary>
    public long IsStated;

    /// <summary>1 while its last statement differs from our position.</summary>
    public long Differs;

    /// <summary>Statements in a row that differ, with no fill in between.</summary>
    public long Mismatches;

    /// <summary>1 after a fill that no order of ours explains, until a statement is equal.</summary>
    public long IsUnsure;

    /// <summary>When the last fill came, ns since 1970; 0 before.</summary>
    public long LastFillNs;

    /// <summary>Latest time that the venue gave a fill, ns since 1970; 0 before.</summary>
    public long LastFillExchangeNs;

    /// <summary>Since when announced fills that have not come explain a difference, ns since 1970; 0: they do not.</summary>
    public long ExplainedNs;

    /// <summary>Statements that were too close to a fill to say anything.</summary>
    public long TooEarlyCount;

    /// <summary>The opening statement: it is our position from here on.</summary>
    internal static void TakenOver(ref PositionCheck check, long statedLots)
    {
        check.StatedLots = statedLots;
        check.IsStated = 1;
        check.Differs = check.Mismatches = check.IsUnsure = check.ExplainedNs = 0;
    }

    /// <summary>A fill was booked: what was stated before it is to be seen anew.</summary>
    internal static void Filled(ref PositionCheck check, long ourLots, long exchangeNs, long nowNs)
    {
        check.LastFillNs = nowNs;
        if (exchangeNs > check.LastFillExchangeNs && exchangeNs < nowNs + GraceNs) check.LastFillExchangeNs = exchangeNs;
        check.Mismatches = 0;
        if (check.StatedLots == ourLots) check.Differs = check.ExplainedNs = 0;
    }

    /// <summary>Compares a statement.</summary>
    /// <param name="check">State.</param>
    /// <param name="statedLots">The venue's position.</param>
    /// <param name="ourLots">Ours.</param>
    /// <param name="untoldBuyLots">Lots bought that the venue has announced and whose fills have not come.</param>
    /// <param name="untoldSellLots">The same, sold.</param>
    /// <param name="exchangeNs">The venue's time of the statement, ns since 1970; 0 if not said.</param>
    /// <param name="nowNs">Our time, ns since 1970.</param>
    internal static PositionVerdict Stated(
        ref PositionCheck check, long statedLots, long ourLots, long untoldBuyLots, long untoldSellLots, long exchangeNs, long nowNs)
    {
        bool hasFill = check.LastFillNs != 0;
        // The venue cuts a fill's time to the ms.
        bool isOlder = hasFill && exchangeNs != 0 && exchangeNs < check.LastFillExchangeNs + Units.NsPerMs;
        // Without times on both, the order in which they came proves nothing for a while.
        bool isUndated = (exchangeNs == 0 || check.LastFillExchangeNs == 0) && !FeedHealth.IsOlder(nowNs, check.LastFillNs, GraceNs);
        if (isOlder || (isUndated && statedLots != ourLots))
        {
            check.TooEarlyCount++;
            return PositionVerdict.TooEarly;
        }
        check.StatedLots = statedLots;
        check.IsStated = 1;
        if (statedLots == ourLots)
        {
            check.Differs = check.Mismatches = check.IsUnsure = check.ExplainedNs = 0;
            return PositionVerdict.Equal;
        }
        Int128 apart = (Int128)statedLots - ourLots;
        bool mayExplain = apart <= untoldBuyLots && apart >= -untoldSellLots;
        if (mayExplain && check.ExplainedNs == 0) check.ExplainedNs = nowNs;
        if (mayExplain && !FeedHealth.IsOlder(nowNs, check.ExplainedNs, ExplainsNs))
        {
            check.Differs = check.Mismatches = 0;
            return PositionVerdict.Explained;
        }
        check.Differs = 1;
        return ++check.Mismatches >= MaxMismatches ? PositionVerdict.Unexplained : PositionVerdict.Differs;
    }
}
