using Minnow.Core.Quoting.Hedging;
using Minnow.Core.Signals;

namespace Minnow.Core.Engine.Hedging;

/// <summary>What an instrument has to do with hedges: as the one on which hedges are made, or as the one whose position is hedged.</summary>
public struct HedgeLeg
{
    /// <summary>Place in the order of preference among hedge instruments, from 1; 0 is none of them.</summary>
    public long Rank;

    /// <summary>Part of the position that belongs to hedges, signed lots: the hedge on the one leg, what it hedges on the other. The rest is what the quotes work with.</summary>
    public long Lots;

    /// <summary>Lots, signed, that are to be hedged here and not sent yet: quotes elsewhere leave them room under the limit over all instruments.</summary>
    public long WishLots;

    /// <summary>1 from when a hedge is begun until the net position is at its target.</summary>
    public long IsActive;

    /// <summary>1 if the order under way takes.</summary>
    public long IsTaking;

    /// <summary>When the hedge began to rest, ns since 1970; 0 while none does.</summary>
    public long RestingNs;

    /// <summary>Before this time no hedge order is placed or moved.</summary>
    public long NextNs;

    /// <summary>Way, aim and side of the last evaluation, so that one like it is not written again.</summary>
    public long LastPlan;

    /// <summary>Hedge orders sent.</summary>
    public long OrderCount;

    /// <summary>The same when it was last written.</summary>
    public long SaidOrderCount;

    /// <summary>Fills of hedge orders.</summary>
    public long FillCount;

    /// <summary>Lots filled by hedge orders, bought and sold together.</summary>
    public long FilledLots;

    /// <summary>Shift of the quotes by inventory at their last plan, bps.</summary>
    public double SkewBps;

    /// <summary>Price against the index, for the carry of a hedge.</summary>
    public BasisSignal Basis;
}

/// <summary>What is wanted of one hedge instrument at one moment.</summary>
internal struct HedgePlan
{
    /// <summary>How.</summary>
    internal HedgeWay Way;

    /// <summary>What for.</summary>
    internal HedgeAim Aim;

    /// <summary>Size of the order, lots; 0 wants none.</summary>
    internal long Lots;

    /// <summary>Size without the limits, lots.</summary>
    internal long WantedLots;

    /// <summary>True if it sells.</summary>
    internal bool IsSell;

    /// <summary>Its price, or the worst at which it takes, ticks.</summary>
    internal long LimitTicks;

    /// <summary>Net position, 1e-8 of the base coin.</summary>
    internal long NetE8;

    /// <summary>What each way costs.</summary>
    internal HedgeCosts Costs;

    /// <summary>What undoing gains, bps; NaN if it was not looked at.</summary>
    internal double UnwindBps;
}
