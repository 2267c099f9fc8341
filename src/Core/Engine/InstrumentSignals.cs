using Minnow.Core.Signals;

namespace Minnow.Core.Engine;

/// <summary>What is measured on the market of one instrument beside its volatility. A signal that nothing asks for is not kept.</summary>
public struct InstrumentSignals
{
    /// <summary><see cref="SignalUses"/>: what the parameters ask for.</summary>
    public long Uses;

    /// <summary>Volatility over a long time, which the fast one is compared with.</summary>
    public EwmaVolatility Slow;

    /// <summary>Volatility over a window, and its jumps.</summary>
    public RealisedWindow Realised;

    /// <summary>Calibrated micro-price.</summary>
    public MicroPrice Micro;

    /// <summary>Depth imbalance.</summary>
    public DepthImbalance Imbalance;

    /// <summary>Order-flow imbalance.</summary>
    public OrderFlowImbalance Flow;

    /// <summary>Traded flow.</summary>
    public TradeFlow Trades;

    /// <summary>Trades in which we took.</summary>
    public OwnPrints Own;

    /// <summary>Moves of the best prices.</summary>
    public TopDynamics Top;

    /// <summary>Moves of the mid over three times.</summary>
    public Momentum Momentum;

    /// <summary>The mid of the last second, finely.</summary>
    public MidHistory Mids;

    /// <summary>The spread against its usual width.</summary>
    public SpreadWatch Spread;

    /// <summary>Sweeps.</summary>
    public SweepDetector Sweeps;

    /// <summary>Large trades.</summary>
    public LargeTrade Larges;

    /// <summary>Pulls of bids.</summary>
    public LiquidityPull BidPulls;

    /// <summary>Pulls of asks.</summary>
    public LiquidityPull AskPulls;

    /// <summary>Calm, normal, volatile or cascade.</summary>
    public MarketMode Mode;

    /// <summary>Price against the index.</summary>
    public BasisSignal Basis;

    /// <summary>Price against that of the paired instrument.</summary>
    public BasisSignal Pair;

    /// <summary>Price of the last trade, ticks; 0 before.</summary>
    public long LastTradeTicks;

    /// <summary>Time of that trade, ns; 0 before.</summary>
    public long LastTradeNs;

    /// <summary>Time at which the mark was last told, ns; 0 before.</summary>
    public long MarkNs;

    /// <summary>Time at which the funding rate was last told, ns; 0 before.</summary>
    public long FundingNs;

    /// <summary>Time at which the last sweep was last seen to go on, ns; 0 before.</summary>
    public long SweepNs;

    /// <summary>1 if that sweep sold.</summary>
    public long SweepSold;

    /// <summary>Levels of that sweep.</summary>
    public long SweepLevels;

    /// <summary>Time of the last large trade, ns; 0 before.</summary>
    public long LargeNs;

    /// <summary>1 if it sold.</summary>
    public long LargeSold;

    /// <summary>Its lots.</summary>
    public long LargeLots;

    /// <summary>Time of the last pull of bids, ns; 0 before.</summary>
    public long BidPullNs;

    /// <summary>Time of the last pull of asks, ns; 0 before.</summary>
    public long AskPullNs;

    /// <summary>1 while volatility keeps us out.</summary>
    public long StandsAside;

    /// <summary>Time of our last fill, ns; 0 before.</summary>
    public long FillNs;

    /// <summary>Its price, ticks.</summary>
    public long FillTicks;

    /// <summary>1 if it sold.</summary>
    public long FillSold;
}
