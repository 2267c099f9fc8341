using Minnow.Host.Configuration.Strategy;

namespace Minnow.Host.Configuration;

/// <summary>The model's parameters. Basis points are of the price.</summary>
public sealed record QuotingOptions
{
    /// <summary>Risk aversion, per order held and per bps: the quotes move against the position by this times the orders held times variance (bps squared per second) times the horizon.</summary>
    [Setting("Risk aversion, per order held and per bps: the quotes move against the position by this times the orders held times variance (bps squared per second) times the horizon.", Min = 0.000_000_001, Max = 10)]
    public double RiskAversionPerLotBps { get; init; } = 0.0005;

    /// <summary>How fast the chance of a fill falls with the distance from the fair price, per bps.</summary>
    [Setting("How fast the chance of a fill falls with the distance from the fair price, per bps.", Min = 0.001, Max = 100)]
    public double IntensityDecayPerBps { get; init; } = 0.5;

    /// <summary>How long we expect to hold a position, in seconds.</summary>
    [Setting("How long we expect to hold a position, in seconds.", Min = 0.1, Max = 86_400)]
    public double HorizonSeconds { get; init; } = 60;

    /// <summary>Half-life of the volatility estimate, in seconds; below 7 it would never have the 20 effective samples that quoting needs.</summary>
    [Setting("Half-life of the volatility estimate, in seconds; below 7 it would never have the 20 effective samples that quoting needs.", Min = 7, Max = 86_400)]
    public double VolatilityHalfLifeSeconds { get; init; } = 30;

    /// <summary>Volatility is never taken to be lower than this, in bps per square root of a second.</summary>
    [Setting("Volatility is never taken to be lower than this, in bps per square root of a second.", Min = 0, Max = 1_000)]
    public double VolatilityFloorBps { get; init; } = 0.2;

    /// <summary>Volatility assumed until it is measured, in bps per square root of a second, so that a start can quote at once; 0 waits for the measurement, some 20 seconds.</summary>
    [Setting("Volatility assumed until it is measured, in bps per square root of a second, so that a start can quote at once; 0 waits for the measurement, some 20 seconds.", Min = 0, Max = 1_000)]
    public double StartVolatilityBps { get; init; }

    /// <summary>Smallest distance of a quote from the reservation price, in bps.</summary>
    [Setting("Smallest distance of a quote from the reservation price, in bps.", Min = 0, Max = 1_000)]
    public double MinHalfSpreadBps { get; init; } = 1;

    /// <summary>Largest distance of a quote from the reservation price, in bps.</summary>
    [Setting("Largest distance of a quote from the reservation price, in bps.", Min = 0.01, Max = 5_000)]
    public double MaxHalfSpreadBps { get; init; } = 50;

    /// <summary>Maker fee in bps, negative if the venue pays us; null takes the instrument's own.</summary>
    [Setting("Maker fee in bps, negative if the venue pays us; null takes the instrument's own.", Min = -100, Max = 100)]
    public double? MakerFeeBps { get; init; }

    /// <summary>Smallest edge of a quote over the reservation price after the maker fee, in bps.</summary>
    [Setting("Smallest edge of a quote over the reservation price after the maker fee, in bps.", Min = 0, Max = 1_000)]
    public double MinEdgeBps { get; init; } = 0.5;

    /// <summary>A resting quote is replaced when the wanted price is at least this many ticks away.</summary>
    [Setting("A resting quote is replaced when the wanted price is at least this many ticks away.", Min = 1, Max = 100_000)]
    public int RequoteTicks { get; init; } = 2;

    /// <summary>Shortest time between two changes of one side, in milliseconds.</summary>
    [Setting("Shortest time between two changes of one side, in milliseconds.", Min = 0, Max = 60_000)]
    public int MinRequoteIntervalMs { get; init; } = 100;

    /// <summary>Quotes are pulled when the book has not been confirmed for this long, in milliseconds.</summary>
    [Setting("Quotes are pulled when the book has not been confirmed for this long, in milliseconds.", Min = 10, Max = 600_000)]
    public int MaxFeedAgeMs { get; init; } = 2000;

    /// <summary>Quotes are pulled when the book has been crossed for this long, in milliseconds.</summary>
    [Setting("Quotes are pulled when the book has been crossed for this long, in milliseconds.", Min = 0, Max = 60_000)]
    public int CrossedPullMs { get; init; } = 100;

    /// <summary>After this long without an answer the fate of an order is unknown: it counts as resting and nothing more is sent about it, in milliseconds.</summary>
    [Setting("After this long without an answer the fate of an order is unknown: it counts as resting and nothing more is sent about it, in milliseconds.", Min = 10, Max = 600_000)]
    public int AnswerTimeoutMs { get; init; } = 5000;

    /// <summary>Quotes are pulled when the venue's time stamps fall behind their usual distance by more than this, in milliseconds.</summary>
    [Setting("Quotes are pulled when the venue's time stamps fall behind their usual distance by more than this, in milliseconds.", Min = 10, Max = 600_000)]
    public int MaxExchangeLagMs { get; init; } = 2000;

    /// <summary>Random part of the requote interval, in percent, so that our rhythm can not be read.</summary>
    [Setting("Random part of the requote interval, in percent, so that our rhythm can not be read.", Min = 0, Max = 50)]
    public int JitterPercent { get; init; } = 10;

    /// <summary>Seed of the jitter: the same seed and feed give the same quotes.</summary>
    [Setting("Seed of the jitter: the same seed and feed give the same quotes.", Min = 0, Max = 9_007_199_254_740_991)]
    public long Seed { get; init; } = 1;

    /// <summary>Which price counts as fair.</summary>
    [Setting("Which price counts as fair.")]
    public FairOptions Fair { get; init; } = new();

    /// <summary>How far short-lived signals move the fair price.</summary>
    [Setting("How far short-lived signals move the fair price.")]
    public AlphaOptions Alpha { get; init; } = new();

    /// <summary>Which model sets the reservation price and the half-spread.</summary>
    [Setting("Which model sets the reservation price and the half-spread.")]
    public ModelOptions Model { get; init; } = new();

    /// <summary>What widens the quotes beyond the model.</summary>
    [Setting("What widens the quotes beyond the model.")]
    public WidthOptions Width { get; init; } = new();

    /// <summary>How many orders on each side, how far apart and how large.</summary>
    [Setting("How many orders on each side, how far apart and how large.")]
    public LadderOptions Ladder { get; init; } = new();

    /// <summary>When a resting order is moved, and how.</summary>
    [Setting("When a resting order is moved, and how.")]
    public RequoteOptions Requote { get; init; } = new();

    /// <summary>Rules that pull, hold or widen quotes, and the one that takes.</summary>
    [Setting("Rules that pull, hold or widen quotes, and the one that takes.")]
    public TacticOptions Tactics { get; init; } = new();

    /// <summary>When the market counts as calm, volatile or in a cascade.</summary>
    [Setting("When the market counts as calm, volatile or in a cascade.")]
    public ModeOptions Modes { get; init; } = new();

    /// <summary>What holding a position earns or costs.</summary>
    [Setting("What holding a position earns or costs.")]
    public CarryOptions Carry { get; init; } = new();
}
