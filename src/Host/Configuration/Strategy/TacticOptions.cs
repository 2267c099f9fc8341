namespace Minnow.Host.Configuration.Strategy;

/// <summary>Rules that pull, hold or widen quotes, and the one that takes. Each is off unless set.</summary>
public sealed record TacticOptions
{
    /// <summary>Move of the mid within the window that pulls the exposed side, in standard deviations; 0 is off.</summary>
    [Setting("Move of the mid within the window that pulls the exposed side, in standard deviations; 0 is off.", Min = 0, Max = 100)]
    public double MomentumCancelSigmas { get; init; } = 0;

    /// <summary>Move of the mid within the window that pulls the exposed side, in bps; 0 is off.</summary>
    [Setting("Move of the mid within the window that pulls the exposed side, in bps; 0 is off.", Min = 0, Max = 10_000)]
    public double MomentumCancelBps { get; init; } = 0;

    /// <summary>That window, in milliseconds.</summary>
    [Setting("That window, in milliseconds.", Min = 1, Max = 10_000)]
    public int MomentumWindowMs { get; init; } = 200;

    /// <summary>A trade this large pulls the side that it ran into, in the venue's unit; null is off.</summary>
    [Setting("A trade this large pulls the side that it ran into, in the venue's unit; null is off.", Min = 0.000_000_01, Max = 10_000_000_000)]
    public decimal? LargeTradeAmount { get; init; }

    /// <summary>For how long, in milliseconds.</summary>
    [Setting("For how long, in milliseconds.", Min = 0, Max = 600_000)]
    public int LargeTradeHoldMs { get; init; } = 1000;

    /// <summary>A sweep of this many levels pulls the swept side; 0 is off.</summary>
    [Setting("A sweep of this many levels pulls the swept side; 0 is off.", Min = 0, Max = 100)]
    public int SweepLevels { get; init; } = 0;

    /// <summary>Trades of one side closer together than this are one sweep, in milliseconds.</summary>
    [Setting("Trades of one side closer together than this are one sweep, in milliseconds.", Min = 0, Max = 10_000)]
    public int SweepGapMs { get; init; } = 5;

    /// <summary>For how long a sweep holds the side, in milliseconds.</summary>
    [Setting("For how long a sweep holds the side, in milliseconds.", Min = 0, Max = 600_000)]
    public int SweepHoldMs { get; init; } = 1000;

    /// <summary>Traded flow, from 0 to 1, at which only the side that trades with it is quoted; 0 is off.</summary>
    [Setting("Traded flow, from 0 to 1, at which only the side that trades with it is quoted; 0 is off.", Min = 0, Max = 1)]
    public double OneSidedFlow { get; init; } = 0;

    /// <summary>Whether the side that reduces the position joins the best price while the market is calm and the edge allows.</summary>
    [Setting("Whether the side that reduces the position joins the best price while the market is calm and the edge allows.")]
    public bool TacticalJoin { get; init; } = false;

    /// <summary>After a fill the filled side waits this long, in milliseconds; 0 is off.</summary>
    [Setting("After a fill the filled side waits this long, in milliseconds; 0 is off.", Min = 0, Max = 600_000)]
    public int PostFillHoldMs { get; init; } = 0;

    /// <summary>Whether both sides wait.</summary>
    [Setting("Whether both sides wait.")]
    public bool PostFillBothSides { get; init; } = false;

    /// <summary>Whether a fill cancels the other side; off, because the other side is the exit.</summary>
    [Setting("Whether a fill cancels the other side; off, because the other side is the exit.")]
    public bool CancelOppositeOnFill { get; init; } = false;

    /// <summary>What becomes of the rest of a partly filled order: leave keeps its place in the queue, topUp restores its size, cancel removes it.</summary>
    [Setting("What becomes of the rest of a partly filled order: leave keeps its place in the queue, topUp restores its size, cancel removes it.")]
    public PartialFill PartialFill { get; init; } = PartialFill.Leave;

    /// <summary>Shortest time from a fill to the next order on that side, in milliseconds; 0 is off.</summary>
    [Setting("Shortest time from a fill to the next order on that side, in milliseconds; 0 is off.", Min = 0, Max = 600_000)]
    public int ReentryWaitMs { get; init; } = 0;

    /// <summary>After a fill the side stays out while the mid has moved against it by more than this, in bps; 0 is off.</summary>
    [Setting("After a fill the side stays out while the mid has moved against it by more than this, in bps; 0 is off.", Min = 0, Max = 10_000)]
    public double ReentryDriftBps { get; init; } = 0;

    /// <summary>Share of the best level cancelled at once, from 0 to 1, that pulls our order on that side; 0 is off.</summary>
    [Setting("Share of the best level cancelled at once, from 0 to 1, that pulls our order on that side; 0 is off.", Min = 0, Max = 1)]
    public double PullShare { get; init; } = 0;

    /// <summary>For how long, in milliseconds.</summary>
    [Setting("For how long, in milliseconds.", Min = 0, Max = 600_000)]
    public int PullHoldMs { get; init; } = 500;

    /// <summary>Spread of the market below which it counts as collapsed, in bps; 0 is off.</summary>
    [Setting("Spread of the market below which it counts as collapsed, in bps; 0 is off.", Min = 0, Max = 1_000)]
    public double CollapseSpreadBps { get; init; } = 0;

    /// <summary>After this long so, nothing is quoted, in milliseconds.</summary>
    [Setting("After this long so, nothing is quoted, in milliseconds.", Min = 0, Max = 3_600_000)]
    public int CollapseMs { get; init; } = 30000;

    /// <summary>Standard deviations of the spread above its mean at which quotes are pulled; 0 is off.</summary>
    [Setting("Standard deviations of the spread above its mean at which quotes are pulled; 0 is off.", Min = 0, Max = 100)]
    public double BlowOutZ { get; init; } = 0;

    /// <summary>For how long, in milliseconds.</summary>
    [Setting("For how long, in milliseconds.", Min = 0, Max = 600_000)]
    public int BlowOutHoldMs { get; init; } = 1000;

    /// <summary>Share of the position limit from which the position is reduced by taking, from 0 to 1; 0 is off.</summary>
    [Setting("Share of the position limit from which the position is reduced by taking, from 0 to 1; 0 is off.", Min = 0, Max = 1)]
    public double AggressionShare { get; init; } = 0;

    /// <summary>Traded flow against the position that taking asks for, from 0 to 1.</summary>
    [Setting("Traded flow against the position that taking asks for, from 0 to 1.", Min = 0, Max = 1)]
    public double AggressionFlow { get; init; } = 0;

    /// <summary>Farthest that taking goes beyond the best price, in bps.</summary>
    [Setting("Farthest that taking goes beyond the best price, in bps.", Min = 0, Max = 1_000)]
    public double AggressionSlippageBps { get; init; } = 5;

    /// <summary>Share of the position that one taking order reduces, from 0 to 1.</summary>
    [Setting("Share of the position that one taking order reduces, from 0 to 1.", Min = 0.01, Max = 1)]
    public double AggressionSizeShare { get; init; } = 0.5;

    /// <summary>Shortest time between two taking orders, in milliseconds.</summary>
    [Setting("Shortest time between two taking orders, in milliseconds.", Min = 100, Max = 3_600_000)]
    public int AggressionIntervalMs { get; init; } = 5000;

    /// <summary>Whether a taking order is filled whole or not at all (fill or kill), instead of with what is there.</summary>
    [Setting("Whether a taking order is filled whole or not at all (fill or kill), instead of with what is there.")]
    public bool AggressionWhole { get; init; } = false;
}
