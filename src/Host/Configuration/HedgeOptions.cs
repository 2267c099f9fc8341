using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration;

/// <summary>When the net position over instruments of one base coin is hedged, on which, and how.</summary>
public sealed record HedgeOptions
{
    /// <summary>Instruments on which hedges are made, the preferred one first; all of one base coin and each with a maxPositionAmount; null: nothing is hedged.</summary>
    [Setting("Instruments on which hedges are made, the preferred one first; all of one base coin and each with a maxPositionAmount; null: nothing is hedged.")]
    public IReadOnlyList<string>? Instruments { get; init; }

    /// <summary>Net position above which it is hedged, in the base coin. A money limit: no default, required where instruments has one.</summary>
    [Setting("Net position above which it is hedged, in the base coin. A money limit: no default, required where instruments has one.", Min = 0.000_000_01, Max = 1_000_000)]
    public decimal? Trigger { get; init; }

    /// <summary>Net position that a hedge leaves, in the base coin; below the trigger.</summary>
    [Setting("Net position that a hedge leaves, in the base coin; below the trigger.", Min = 0, Max = 1_000_000)]
    public decimal Target { get; init; }

    /// <summary>Net position above which leaving it to the quotes is no choice, in the base coin; null leaves the choice at any.</summary>
    [Setting("Net position above which leaving it to the quotes is no choice, in the base coin; null leaves the choice at any.", Min = 0.000_000_01, Max = 1_000_000)]
    public decimal? Urgent { get; init; }

    /// <summary>Largest hedge order, in the base coin; null has no limit but those of positions.</summary>
    [Setting("Largest hedge order, in the base coin; null has no limit but those of positions.", Min = 0.000_000_01, Max = 1_000_000)]
    public decimal? MaxOrder { get; init; }

    /// <summary>Price of risk: how many bps each bps counts by which the price is expected to move while the position is open.</summary>
    [Setting("Price of risk: how many bps each bps counts by which the price is expected to move while the position is open.", Min = 0, Max = 100)]
    public double RiskWeight { get; init; } = 1;

    /// <summary>Mean time in which the quotes alone bring the position down, in seconds.</summary>
    [Setting("Mean time in which the quotes alone bring the position down, in seconds.", Min = 0, Max = 86_400)]
    public double SkewSeconds { get; init; } = 60;

    /// <summary>Mean time until an order at the best price is filled, in seconds.</summary>
    [Setting("Mean time until an order at the best price is filled, in seconds.", Min = 0, Max = 86_400)]
    public double PassiveSeconds { get; init; } = 5;

    /// <summary>Longest time for which a hedge rests before it takes, in milliseconds.</summary>
    [Setting("Longest time for which a hedge rests before it takes, in milliseconds.", Min = 0, Max = 86_400_000)]
    public int PassiveWaitMs { get; init; } = 15000;

    /// <summary>What the price moves against us after a fill at rest, in bps.</summary>
    [Setting("What the price moves against us after a fill at rest, in bps.", Min = 0, Max = 1_000)]
    public double AdverseBps { get; init; } = 0.5;

    /// <summary>Furthest that a hedge that takes goes beyond the best price, in bps.</summary>
    [Setting("Furthest that a hedge that takes goes beyond the best price, in bps.", Min = 0, Max = 1_000)]
    public double SlippageBps { get; init; } = 2;

    /// <summary>Shortest time between two hedge orders, or two moves of one, in milliseconds.</summary>
    [Setting("Shortest time between two hedge orders, or two moves of one, in milliseconds.", Min = 0, Max = 3_600_000)]
    public int IntervalMs { get; init; } = 500;

    /// <summary>Time for which the carry of a hedged position is looked at to see whether undoing it pays, in hours; 0 undoes none for its carry.</summary>
    [Setting("Time for which the carry of a hedged position is looked at to see whether undoing it pays, in hours; 0 undoes none for its carry.", Min = 0, Max = 8_760)]
    public double UnwindHours { get; init; }

    /// <summary>What undoing must gain above its cost, in bps.</summary>
    [Setting("What undoing must gain above its cost, in bps.", Min = 0, Max = 10_000)]
    public double UnwindEdgeBps { get; init; } = 1;

    /// <summary>Half-life of the usual basis of a hedge instrument, in seconds.</summary>
    [Setting("Half-life of the usual basis of a hedge instrument, in seconds.", Min = 1, Max = 8_640_000)]
    public double BasisHalfLifeSeconds { get; init; } = 3600;

    /// <summary>Time before an instrument stops for its expiry from which its hedges are closed, and what that opens is hedged on the next one, in hours.</summary>
    [Setting("Time before an instrument stops for its expiry from which its hedges are closed, and what that opens is hedged on the next one, in hours.", Min = 0, Max = 8_760)]
    public double RollHours { get; init; } = 24;

    /// <summary>True if anything is hedged.</summary>
    [JsonIgnore]
    public bool IsOn => Instruments is { Count: > 0 };
}
