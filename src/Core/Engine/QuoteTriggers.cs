namespace Minnow.Core.Engine;

/// <summary>What asks for quotes to move, and from where it is counted.</summary>
public struct QuoteTriggers
{
    /// <summary>Best bid plus best ask when quotes were last sent, half ticks; 0 before.</summary>
    public long AnchorHalfTicks;

    /// <summary>Imbalance of the top at the last evaluation, −1 to 1.</summary>
    public double AnchorImbalance;

    /// <summary>1 once a fill, a parameter, the timer or fresh budget asked for it, until it was looked at and nothing was held back.</summary>
    public long IsDue;

    /// <summary>When the timer asks next, ns; 0 before it was set.</summary>
    public long NextTimerNs;

    /// <summary>1 after something was held back because the request budget was used up.</summary>
    public long LackedBudget;

    /// <summary>
    /// Messages for bids that belong to the last update and may follow it without another interval: an own order had to make way or go first.
    /// </summary>
    public long FollowBids;

    /// <summary>The same for asks.</summary>
    public long FollowAsks;
}
