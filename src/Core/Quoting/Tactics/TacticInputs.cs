using Minnow.Core.Signals;

namespace Minnow.Core.Quoting.Tactics;

/// <summary>What the rules look at: one instrument at one moment. All-zero bytes say that nothing is known and nothing happened.</summary>
/// <remarks>
/// All times are of one clock, that of <see cref="NowNs"/>: when the event reached us. Numbers that are not known are NaN, or 0 where
/// the field says so. Sides are those of the quotes that were run into, not of the aggressor.
/// </remarks>
public struct TacticInputs
{
    /// <summary>Now, ns since 1970; 0 or more.</summary>
    public long NowNs;

    /// <summary>Best bid, ticks; 0 if there is none.</summary>
    public long BestBidTicks;

    /// <summary>Best ask, ticks; 0 if there is none.</summary>
    public long BestAskTicks;

    /// <summary>Best bid plus best ask: the mid in half ticks; 0 if a side is empty.</summary>
    public long MidHalfTicks;

    /// <summary>Move of the mid over the momentum window, bps, up is positive; NaN or 0 if not known.</summary>
    public double MidMoveBps;

    /// <summary>Time over which that move was measured, s; 0 if not known.</summary>
    public double MidMoveSeconds;

    /// <summary>Volatility σ, bps per square root of a second; NaN or 0 if not known.</summary>
    public double SigmaBps;

    /// <summary>The market's spread, bps; 0 or NaN if not known.</summary>
    public double SpreadBps;

    /// <summary>Standard deviations of the log spread above its mean; NaN or 0 if not known.</summary>
    public double SpreadZ;

    /// <summary>Flow of aggressors, -1 all sell, 1 all buy.</summary>
    public double Flow;

    /// <summary>True if <see cref="Flow"/> is known.</summary>
    public bool IsFlowDefined;

    /// <summary>Side of the book that the last sweep ran through.</summary>
    public TacticSide SweepSide;

    /// <summary>Time of its last trade, ns; grows while the sweep goes on.</summary>
    public long SweepNs;

    /// <summary>Price levels that it traded at.</summary>
    public long SweepLevels;

    /// <summary>Side of the book that the last large trade, or run of trades of one aggressor, ran into.</summary>
    public TacticSide LargeTradeSide;

    /// <summary>Its time, ns.</summary>
    public long LargeTradeNs;

    /// <summary>Its amount, 1e-8 of the venue's amount unit.</summary>
    public long LargeTradeAmountE8;

    /// <summary>Share of the best bid that others cancelled at the last change of it, 0 to 1.</summary>
    public double BidPullShare;

    /// <summary>Time of that change, ns.</summary>
    public long BidPullNs;

    /// <summary>Share of the best ask that others cancelled at the last change of it, 0 to 1.</summary>
    public double AskPullShare;

    /// <summary>Time of that change, ns.</summary>
    public long AskPullNs;

    /// <summary>Signed position, lots.</summary>
    public long PositionLots;

    /// <summary>Position limit, lots.</summary>
    public long MaxPositionLots;

    /// <summary>Lots bought of which the fills have not arrived, 0 or more.</summary>
    public long UntoldBuyLots;

    /// <summary>Lots sold of which the fills have not arrived, 0 or more.</summary>
    public long UntoldSellLots;

    /// <summary>Smallest order of the venue, lots.</summary>
    public long MinLots;

    /// <summary>Our highest bid that rests or is under way, ticks; 0 if none.</summary>
    public long OwnBidTicks;

    /// <summary>Our lowest ask that rests or is under way, ticks; 0 if none.</summary>
    public long OwnAskTicks;

    /// <summary>True while a taking order is under way.</summary>
    public bool IsTakerWorking;

    /// <summary>When the last taking order was sent, ns; 0 before.</summary>
    public long LastTakeNs;

    /// <summary>Side of our order that was filled last.</summary>
    public TacticSide FillSide;

    /// <summary>Time of that fill, ns.</summary>
    public long FillNs;

    /// <summary>Its price, ticks.</summary>
    public long FillTicks;

    /// <summary>How wild the market is.</summary>
    public MarketModeKind Mode;

    /// <summary>Taker fee of the account, bps; NaN if not known.</summary>
    public double TakerFeeBps;

    /// <summary>Loss that the position is expected to make until it is left passively, bps; NaN or 0 if not known.</summary>
    public double ExpectedLossBps;

    /// <summary>Most that rules together may add to a half-spread, bps.</summary>
    public double WidenRoomBps;

    /// <summary>1 lets a cascade pull both sides: the mode parameters are set.</summary>
    public long CascadePulls;
}
