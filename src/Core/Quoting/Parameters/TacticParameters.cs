namespace Minnow.Core.Quoting.Parameters;

/// <summary>Rules that pull, widen or hold quotes, and the one that takes. All are off at 0.</summary>
public struct TacticParameters
{
    /// <summary>Move within the window that pulls the exposed side, in standard deviations; 0 never. Safe: 0.</summary>
    public double MomentumCancelSigmas;

    /// <summary>Move within the window that pulls the exposed side, bps; 0 never. Safe: 0.</summary>
    public double MomentumCancelBps;

    /// <summary>That window, ns. Safe: 0.</summary>
    public long MomentumWindowNs;

    /// <summary>Trade that pulls the side it ran into, 1e-8 of the venue's amount unit; 0 none. Safe: 0.</summary>
    public long LargeTradeAmountE8;

    /// <summary>For how long, ns. Safe: 0.</summary>
    public long LargeTradeHoldNs;

    /// <summary>Levels taken in one sweep that pull the side; 0 never. Safe: 0.</summary>
    public long SweepLevels;

    /// <summary>Trades closer together than this belong to one sweep, ns. Safe: 0.</summary>
    public long SweepGapNs;

    /// <summary>For how long a sweep holds the side, ns. Safe: 0.</summary>
    public long SweepHoldNs;

    /// <summary>Flow, 0 to 1, at which only the side with the flow is quoted; 0 never. Safe: 0.</summary>
    public double OneSidedFlow;

    /// <summary>1 joins the best price while it is calm: on both sides at a small position, else on the one that reduces it. Safe: 0.</summary>
    public long TacticalJoin;

    /// <summary>After a fill the filled side waits this long, ns. Safe: 0.</summary>
    public long PostFillHoldNs;

    /// <summary>1 lets both sides wait. Safe: 0.</summary>
    public long PostFillBothSides;

    /// <summary>1 cancels the other side at a fill. Safe: 0.</summary>
    public long CancelOppositeOnFill;

    /// <summary>What is left of a filled order: 0 stays, 1 is topped up, 2 is cancelled. Safe: 0.</summary>
    public long PartialFillPolicy;

    /// <summary>Shortest time from a fill to the next order on that side, ns. Safe: 0.</summary>
    public long ReentryWaitNs;

    /// <summary>Move of the mid since the fill that must not be exceeded for it, bps; 0 asks nothing. Safe: 0.</summary>
    public double ReentryDriftBps;

    /// <summary>Share of the best level cancelled at once that pulls our side, 0 to 1; 0 never. Safe: 0.</summary>
    public double PullShare;

    /// <summary>For how long, ns. Safe: 0.</summary>
    public long PullHoldNs;

    /// <summary>Spread below which the market counts as collapsed, bps; 0 never. Safe: 0.</summary>
    public double CollapseSpreadBps;

    /// <summary>After this long so, quotes are pulled back, ns. Safe: 0.</summary>
    public long CollapseNs;

    /// <summary>Standard deviations of the spread above its mean at which quotes are pulled; 0 never. Safe: 0.</summary>
    public double BlowOutZ;

    /// <summary>For how long, ns. Safe: 0.</summary>
    public long BlowOutHoldNs;

    /// <summary>Share of the position limit from which the position is reduced by taking, 0 to 1; 0 never. Safe: 0.</summary>
    public double AggressionShare;

    /// <summary>Flow against the position that this asks for, 0 to 1. Safe: 0.</summary>
    public double AggressionFlow;

    /// <summary>Largest cost of taking beyond the best price, bps. Safe: 0.</summary>
    public double AggressionSlippageBps;

    /// <summary>Share of the position that one taking order reduces, 0 to 1. Safe: 0.</summary>
    public double AggressionSizeShare;

    /// <summary>Shortest time between two taking orders, ns. Safe: 0.</summary>
    public long AggressionIntervalNs;

    /// <summary>1 takes all of it at once or nothing (fill or kill), 0 what is there. Safe: 0.</summary>
    public long AggressionWhole;

    /// <summary>Values that change nothing.</summary>
    public static TacticParameters Safe => default;
}
