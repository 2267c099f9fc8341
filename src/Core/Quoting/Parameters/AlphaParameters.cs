namespace Minnow.Core.Quoting.Parameters;

/// <summary>How much each short-lived signal moves the fair price. A weight of 0 turns its signal off.</summary>
/// <remarks>Every signal times its weight is held within its own clamp, and their sum within the last one.</remarks>
public struct AlphaParameters
{
    /// <summary>Levels of the book in the imbalance, 1 to 10. Safe: 1.</summary>
    public long ImbalanceLevels;

    /// <summary>Shift at an imbalance of 1, bps. Safe: 0.</summary>
    public double ImbalanceWeightBps;

    /// <summary>Largest shift by imbalance, bps. Safe: 2.</summary>
    public double ImbalanceClampBps;

    /// <summary>Half-life of the imbalance, s. Safe: 1.</summary>
    public double ImbalanceHalfLifeSeconds;

    /// <summary>Levels of the book in the order-flow imbalance, 1 to 10. Safe: 1.</summary>
    public long FlowLevels;

    /// <summary>Shift at an order-flow imbalance of 1, bps. Safe: 0.</summary>
    public double FlowWeightBps;

    /// <summary>Largest shift by order-flow imbalance, bps. Safe: 2.</summary>
    public double FlowClampBps;

    /// <summary>Half-life of the order-flow imbalance, s. Safe: 5.</summary>
    public double FlowHalfLifeSeconds;

    /// <summary>Shift when all trades are buys, bps. Safe: 0.</summary>
    public double TradeWeightBps;

    /// <summary>Largest shift by traded flow, bps. Safe: 2.</summary>
    public double TradeClampBps;

    /// <summary>Half-life of the traded flow, s. Safe: 10.</summary>
    public double TradeHalfLifeSeconds;

    /// <summary>Shift at a top-of-book signal of 1, bps. Safe: 0.</summary>
    public double TopWeightBps;

    /// <summary>Largest shift by the top of the book, bps. Safe: 2.</summary>
    public double TopClampBps;

    /// <summary>Half-life of the top-of-book signal, s. Safe: 1.</summary>
    public double TopHalfLifeSeconds;

    /// <summary>Shift in bps for each bps that the price moved over the fast window. Safe: 0.</summary>
    public double MomentumFastWeight;

    /// <summary>Shift in bps for each bps that the price moved over the middle window. Safe: 0.</summary>
    public double MomentumMidWeight;

    /// <summary>Shift in bps for each bps that the price moved over the slow window. Safe: 0.</summary>
    public double MomentumSlowWeight;

    /// <summary>Length of the fast window, s. Safe: 1.</summary>
    public double MomentumFastSeconds;

    /// <summary>Length of the middle window, s. Safe: 5.</summary>
    public double MomentumMidSeconds;

    /// <summary>Length of the slow window, s. Safe: 30.</summary>
    public double MomentumSlowSeconds;

    /// <summary>Largest shift by all momentum together, bps. Safe: 2.</summary>
    public double MomentumClampBps;

    /// <summary>Largest shift by all signals together, bps. Safe: 2.</summary>
    public double AlphaClampBps;

    /// <summary>Values that change nothing.</summary>
    public static AlphaParameters Safe => new()
    {
        ImbalanceLevels = 1, ImbalanceClampBps = 2, ImbalanceHalfLifeSeconds = 1, FlowLevels = 1, FlowClampBps = 2, FlowHalfLifeSeconds = 5,
        TradeClampBps = 2, TradeHalfLifeSeconds = 10, TopClampBps = 2, TopHalfLifeSeconds = 1, MomentumFastSeconds = 1,
        MomentumMidSeconds = 5, MomentumSlowSeconds = 30, MomentumClampBps = 2, AlphaClampBps = 2,
    };
}
