namespace Minnow.Host.Configuration.Strategy;

/// <summary>How far short-lived signals move the fair price. Every weight is off at 0; one that has not been shown to help stays there.</summary>
public sealed record AlphaOptions
{
    /// <summary>Levels of the book that the depth imbalance looks at.</summary>
    [Setting("Levels of the book that the depth imbalance looks at.", Min = 1, Max = 10)]
    public int ImbalanceLevels { get; init; } = 1;

    /// <summary>How far an imbalance of 1 (all size on the bid side) moves the fair price, in bps; 0 is off.</summary>
    [Setting("How far an imbalance of 1 (all size on the bid side) moves the fair price, in bps; 0 is off.", Min = -100, Max = 100)]
    public double ImbalanceWeightBps { get; init; } = 0;

    /// <summary>Largest move of the fair price by depth imbalance, in bps.</summary>
    [Setting("Largest move of the fair price by depth imbalance, in bps.", Min = 0, Max = 100)]
    public double ImbalanceClampBps { get; init; } = 2;

    /// <summary>Half-life of the depth imbalance, in seconds.</summary>
    [Setting("Half-life of the depth imbalance, in seconds.", Min = 0.05, Max = 3_600)]
    public double ImbalanceHalfLifeSeconds { get; init; } = 1;

    /// <summary>Levels of the book that the order-flow imbalance looks at.</summary>
    [Setting("Levels of the book that the order-flow imbalance looks at.", Min = 1, Max = 5)]
    public int FlowLevels { get; init; } = 1;

    /// <summary>How far an order-flow imbalance of one mean depth moves the fair price, in bps; 0 is off.</summary>
    [Setting("How far an order-flow imbalance of one mean depth moves the fair price, in bps; 0 is off.", Min = -100, Max = 100)]
    public double FlowWeightBps { get; init; } = 0;

    /// <summary>Largest move of the fair price by order-flow imbalance, in bps.</summary>
    [Setting("Largest move of the fair price by order-flow imbalance, in bps.", Min = 0, Max = 100)]
    public double FlowClampBps { get; init; } = 2;

    /// <summary>Half-life of the order-flow imbalance, in seconds.</summary>
    [Setting("Half-life of the order-flow imbalance, in seconds.", Min = 0.05, Max = 3_600)]
    public double FlowHalfLifeSeconds { get; init; } = 5;

    /// <summary>How far traded flow that is all buys moves the fair price, in bps; 0 is off.</summary>
    [Setting("How far traded flow that is all buys moves the fair price, in bps; 0 is off.", Min = -100, Max = 100)]
    public double TradeWeightBps { get; init; } = 0;

    /// <summary>Largest move of the fair price by traded flow, in bps.</summary>
    [Setting("Largest move of the fair price by traded flow, in bps.", Min = 0, Max = 100)]
    public double TradeClampBps { get; init; } = 2;

    /// <summary>Half-life of the traded flow, in seconds.</summary>
    [Setting("Half-life of the traded flow, in seconds.", Min = 0.05, Max = 3_600)]
    public double TradeHalfLifeSeconds { get; init; } = 10;

    /// <summary>How far one upward move of the best prices more than downward moves per second moves the fair price, in bps; 0 is off.</summary>
    [Setting("How far one upward move of the best prices more than downward moves per second moves the fair price, in bps; 0 is off.", Min = -100, Max = 100)]
    public double TopWeightBps { get; init; } = 0;

    /// <summary>Largest move of the fair price by top-of-book moves, in bps.</summary>
    [Setting("Largest move of the fair price by top-of-book moves, in bps.", Min = 0, Max = 100)]
    public double TopClampBps { get; init; } = 2;

    /// <summary>Half-life of the top-of-book moves, in seconds.</summary>
    [Setting("Half-life of the top-of-book moves, in seconds.", Min = 0.05, Max = 3_600)]
    public double TopHalfLifeSeconds { get; init; } = 1;

    /// <summary>How far the fair price moves per bps that the price moved over the fast window, in bps; 0 is off.</summary>
    [Setting("How far the fair price moves per bps that the price moved over the fast window, in bps; 0 is off.", Min = -10, Max = 10)]
    public double MomentumFastWeight { get; init; } = 0;

    /// <summary>How far the fair price moves per bps that the price moved over the middle window, in bps; 0 is off.</summary>
    [Setting("How far the fair price moves per bps that the price moved over the middle window, in bps; 0 is off.", Min = -10, Max = 10)]
    public double MomentumMidWeight { get; init; } = 0;

    /// <summary>How far the fair price moves per bps that the price moved over the slow window, in bps; 0 is off.</summary>
    [Setting("How far the fair price moves per bps that the price moved over the slow window, in bps; 0 is off.", Min = -10, Max = 10)]
    public double MomentumSlowWeight { get; init; } = 0;

    /// <summary>The fast window, in seconds.</summary>
    [Setting("The fast window, in seconds.", Min = 0.05, Max = 3_600)]
    public double MomentumFastSeconds { get; init; } = 1;

    /// <summary>The middle window, in seconds.</summary>
    [Setting("The middle window, in seconds.", Min = 0.05, Max = 3_600)]
    public double MomentumMidSeconds { get; init; } = 5;

    /// <summary>The slow window, in seconds.</summary>
    [Setting("The slow window, in seconds.", Min = 0.05, Max = 3_600)]
    public double MomentumSlowSeconds { get; init; } = 30;

    /// <summary>Largest move of the fair price by all momentum together, in bps.</summary>
    [Setting("Largest move of the fair price by all momentum together, in bps.", Min = 0, Max = 100)]
    public double MomentumClampBps { get; init; } = 2;

    /// <summary>Largest move of the fair price by all signals together, in bps.</summary>
    [Setting("Largest move of the fair price by all signals together, in bps.", Min = 0, Max = 100)]
    public double AlphaClampBps { get; init; } = 2;
}
