using Minnow.Core.Signals;

namespace Minnow.Core.Quoting;

/// <summary>What the model looks at: one instrument at one moment. A field that is left at 0 asks for nothing.</summary>
public struct QuoteInputs
{
    /// <summary>Best bid of others, ticks; <see cref="Model.Units.Missing"/> if none.</summary>
    public long BestBidTicks;

    /// <summary>Best ask of others, ticks, above the bid; <see cref="Model.Units.Missing"/> if none.</summary>
    public long BestAskTicks;

    /// <summary>Lots at the best bid.</summary>
    public long BestBidLots;

    /// <summary>Lots at the best ask.</summary>
    public long BestAskLots;

    /// <summary>Signed position, lots.</summary>
    public long PositionLots;

    /// <summary>Part of the position that belongs to hedges, signed lots: limits count it, quotes do not lean against it.</summary>
    public long HedgeLots;

    /// <summary>Lots bought of which the fills have not arrived, 0 or more.</summary>
    public long UntoldBuyLots;

    /// <summary>Lots sold of which the fills have not arrived, 0 or more.</summary>
    public long UntoldSellLots;

    /// <summary>Size of one order, lots, 1 or more.</summary>
    public long OrderLots;

    /// <summary>Part by which all sizes are cut, 0 to 1.</summary>
    public double SizeCut;

    /// <summary>Smallest order of the venue, lots.</summary>
    public long MinLots;

    /// <summary>Largest single order, lots; 0 has no clip.</summary>
    public long ClipLots;

    /// <summary>Position limit, lots.</summary>
    public long MaxPositionLots;

    /// <summary>Volatility estimate, bps per square root of a second.</summary>
    public double SigmaBps;

    /// <summary>Effective samples of that estimate; matters with <c>UncertaintyZ</c> alone.</summary>
    public double SigmaSamples;

    /// <summary>Catalogue maker fee of the instrument, bps.</summary>
    public double CatalogueFeeBps;

    /// <summary>Micro-price, ticks; 0 if not known.</summary>
    public double MicroTicks;

    /// <summary>Mark price, ticks; 0 if not known.</summary>
    public double MarkTicks;

    /// <summary>Age of the mark, ns.</summary>
    public long MarkAgeNs;

    /// <summary>Last trade, ticks; 0 if not known.</summary>
    public double LastTicks;

    /// <summary>Age of the last trade, ns.</summary>
    public long LastAgeNs;

    /// <summary>Signals that shift the fair price.</summary>
    public AlphaInputs Alpha;

    /// <summary>Taker flow for the width, −1 to 1.</summary>
    public double Flow;

    /// <summary>Measured round trip to the venue, ns; 0 if not known.</summary>
    public long RoundTripNs;

    /// <summary>Market mode.</summary>
    public MarketModeKind Mode;

    /// <summary>True while volatility keeps us out: see <see cref="Width.StandsAside"/>.</summary>
    public bool StandsAside;

    /// <summary>Funding, basis, expiry.</summary>
    public CarryInputs Carry;

    /// <summary>Rules that the kill ladder adds.</summary>
    public PlanRules RiskRules;

    /// <summary>What the kill ladder multiplies half-spreads by; what is not above 1 does nothing.</summary>
    public double RiskFactor;

    /// <summary>What is asked of the bid.</summary>
    public SideWish Bid;

    /// <summary>What is asked of the ask.</summary>
    public SideWish Ask;
}
