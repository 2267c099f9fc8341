namespace Minnow.Core.Quoting.Tactics;

/// <summary>What the rules remember of one side. All-zero bytes are the start.</summary>
public struct TacticSideState
{
    /// <summary>The side stays away after a fast move.</summary>
    public TacticHold Momentum;

    /// <summary>The side stays away after a large trade.</summary>
    public TacticHold LargeTrade;

    /// <summary>The side stays away after a sweep.</summary>
    public TacticHold Sweep;

    /// <summary>The side is wider after that; lasts as long again.</summary>
    public TacticHold AfterSweep;

    /// <summary>The side stays away after others left it.</summary>
    public TacticHold LiquidityPull;

    /// <summary>The side waits after a fill.</summary>
    public TacticHold PostFill;

    /// <summary>The side stays away after a fill of the other.</summary>
    public TacticHold Opposite;

    /// <summary>The side waits for the mid to settle after a fill.</summary>
    public TacticHold Reentry;

    /// <summary>The mid against which that is judged, half ticks; 0 if none is known yet.</summary>
    public long ReentryHalfTicks;

    /// <summary>Time of the newest large trade that was acted upon, ns.</summary>
    public long LargeTradeSeenNs;

    /// <summary>Time of the newest sweep that was acted upon, ns.</summary>
    public long SweepSeenNs;

    /// <summary>Time of the newest liquidity pull that was acted upon, ns.</summary>
    public long PullSeenNs;

    /// <summary>Time of the newest fill of ours that was acted upon, ns.</summary>
    public long FillSeenNs;
}

/// <summary>What the rules remember of one instrument: fixed size, no references, 8-byte fields. All-zero bytes are the start.</summary>
public struct TacticState
{
    /// <summary>The bid.</summary>
    public TacticSideState Bid;

    /// <summary>The ask.</summary>
    public TacticSideState Ask;

    /// <summary>Both sides stay away after the spread blew out.</summary>
    public TacticHold BlowOut;

    /// <summary>Since when the spread is too small, ns; meaningless while <see cref="IsCollapsed"/> is 0.</summary>
    public long CollapsedSinceNs;

    /// <summary>1 while the spread is too small.</summary>
    public long IsCollapsed;

    /// <summary>The state of one side; of the bid unless it is the ask.</summary>
    public static ref TacticSideState Of(ref TacticState state, TacticSide side) => ref side == TacticSide.Ask ? ref state.Ask : ref state.Bid;
}
