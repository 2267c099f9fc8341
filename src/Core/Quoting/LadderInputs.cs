using Minnow.Core.Model;
using Minnow.Core.Signals;

namespace Minnow.Core.Quoting;

/// <summary>What the ladder is built from.</summary>
public struct LadderInputs
{
    /// <summary>Fair price, ticks.</summary>
    public double FairTicks;

    /// <summary>Reservation price, ticks.</summary>
    public double ReservationTicks;

    /// <summary>First bid before rounding, ticks.</summary>
    public double RawBidTicks;

    /// <summary>First ask before rounding, ticks.</summary>
    public double RawAskTicks;

    /// <summary>Fee plus edge, bps.</summary>
    public double FeeFloorBps;

    /// <summary>Volatility, bps per square root of a second.</summary>
    public double SigmaBps;

    /// <summary>Best bid of others, ticks; <see cref="Units.Missing"/> if none.</summary>
    public long BestBidTicks;

    /// <summary>Best ask of others, ticks; <see cref="Units.Missing"/> if none.</summary>
    public long BestAskTicks;

    /// <summary>Signed position, lots.</summary>
    public long PositionLots;

    /// <summary>Part of the position that belongs to hedges, signed lots.</summary>
    public long HedgeLots;

    /// <summary>Lots bought of which the fills have not arrived, 0 or more.</summary>
    public long UntoldBuyLots;

    /// <summary>Lots sold of which the fills have not arrived, 0 or more.</summary>
    public long UntoldSellLots;

    /// <summary>Size of one order, lots.</summary>
    public long OrderLots;

    /// <summary>Part by which all sizes are cut, 0 to 1.</summary>
    public double SizeCut;

    /// <summary>Smallest order of the venue, lots.</summary>
    public long MinLots;

    /// <summary>Largest single order, lots; 0 has no clip.</summary>
    public long ClipLots;

    /// <summary>Position limit, lots.</summary>
    public long MaxPositionLots;

    /// <summary>Market mode.</summary>
    public MarketModeKind Mode;

    /// <summary>Rules that close or narrow a side.</summary>
    public PlanRules Rules;

    /// <summary>What is asked of the bid.</summary>
    public SideWish Bid;

    /// <summary>What is asked of the ask.</summary>
    public SideWish Ask;
}
