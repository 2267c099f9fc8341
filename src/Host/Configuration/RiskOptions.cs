using System.Collections.Generic;
using System.Text.Json.Serialization;
using Minnow.Host.Configuration.Risk;

namespace Minnow.Host.Configuration;

/// <summary>Limits over all instruments together, and the kill ladder.</summary>
public sealed record RiskOptions
{
    /// <summary>Largest net position over all instruments in either direction, resting orders counted as filled, in the base coin; null has none but those of the instruments.</summary>
    [Setting("Largest net position over all instruments in either direction, resting orders counted as filled, in the base coin; null has none but those of the instruments.", Min = 0.000_000_01, Max = 1_000_000)]
    public decimal? MaxNetExposure { get; init; }

    /// <summary>Largest sum of all positions without their signs, resting orders counted as filled, in USD; null has no such limit.</summary>
    [Setting("Largest sum of all positions without their signs, resting orders counted as filled, in USD; null has no such limit.", Min = 0.01, Max = 10_000_000_000)]
    public decimal? MaxGrossUsd { get; init; }

    /// <summary>Largest such sum over the equity that the venue states, in any one settlement coin; null has no such limit.</summary>
    [Setting("Largest such sum over the equity that the venue states, in any one settlement coin; null has no such limit.", Min = 0.001, Max = 1_000)]
    public double? MaxLeverage { get; init; }

    /// <summary>Beyond this part of equity in initial margin nothing is added, nor an order that would go beyond it if all that rests were filled, in percent; 0 is off.</summary>
    [Setting("Beyond this part of equity in initial margin nothing is added, nor an order that would go beyond it if all that rests were filled, in percent; 0 is off.", Min = 0, Max = 100)]
    public int MaxMarginPercent { get; init; } = 50;

    /// <summary>Most orders of ours over all instruments; null has no such limit.</summary>
    [Setting("Most orders of ours over all instruments; null has no such limit.", Min = 1, Max = 10_000)]
    public int? MaxOpenOrders { get; init; }

    /// <summary>Largest loss since the start, or since a person armed, in any one settlement coin, in that coin; null has no such limit.</summary>
    [Setting("Largest loss since the start, or since a person armed, in any one settlement coin, in that coin; null has no such limit.", Min = 0.000_000_01, Max = 1_000_000)]
    public decimal? MaxSessionLoss { get; init; }

    /// <summary>The same over all coins at their index, in USD; null has no such limit.</summary>
    [Setting("The same over all coins at their index, in USD; null has no such limit.", Min = 0.01, Max = 10_000_000_000)]
    public decimal? MaxSessionLossUsd { get; init; }

    /// <summary>Largest loss since the venue's last daily settlement in any one settlement coin, in that coin; null has no such limit.</summary>
    [Setting("Largest loss since the venue's last daily settlement in any one settlement coin, in that coin; null has no such limit.", Min = 0.000_000_01, Max = 1_000_000)]
    public decimal? MaxDailyLoss { get; init; }

    /// <summary>Largest loss since the venue's last daily settlement over all coins at their index, in USD; null has no such limit.</summary>
    [Setting("Largest loss since the venue's last daily settlement over all coins at their index, in USD; null has no such limit.", Min = 0.01, Max = 10_000_000_000)]
    public decimal? MaxDailyLossUsd { get; init; }

    /// <summary>Largest fall of the account below its peak in any one settlement coin, in that coin; null has no such limit.</summary>
    [Setting("Largest fall of the account below its peak in any one settlement coin, in that coin; null has no such limit.", Min = 0.000_000_01, Max = 1_000_000)]
    public decimal? MaxDrawdown { get; init; }

    /// <summary>Largest fall below the peak over all coins at their index, in USD; null has no such limit.</summary>
    [Setting("Largest fall below the peak over all coins at their index, in USD; null has no such limit.", Min = 0.01, Max = 10_000_000_000)]
    public decimal? MaxDrawdownUsd { get; init; }

    /// <summary>Largest fall below the peak in any one settlement coin, in percent of the equity that the venue states; null has no such limit.</summary>
    [Setting("Largest fall below the peak in any one settlement coin, in percent of the equity that the venue states; null has no such limit.", Min = 0.01, Max = 100)]
    public double? MaxDrawdownPercent { get; init; }

    /// <summary>Half-spreads are multiplied by this at the first step of the kill ladder and beyond.</summary>
    [Setting("Half-spreads are multiplied by this at the first step of the kill ladder and beyond.", Min = 1, Max = 100)]
    public double WidenFactor { get; init; } = 2;

    /// <summary>Most that flattening pays beyond the mark, in bps.</summary>
    [Setting("Most that flattening pays beyond the mark, in bps.", Min = 0, Max = 1_000)]
    public double FlattenSlippageBps { get; init; } = 50;

    /// <summary>Shortest time between two orders that flatten an instrument, in milliseconds.</summary>
    [Setting("Shortest time between two orders that flatten an instrument, in milliseconds.", Min = 10, Max = 60_000)]
    public int FlattenIntervalMs { get; init; } = 1000;

    /// <summary>Part of the position that one order that flattens takes at most; a quote's size in any case.</summary>
    [Setting("Part of the position that one order that flattens takes at most; a quote's size in any case.", Min = 0.01, Max = 1)]
    public double FlattenShare { get; init; } = 0.5;

    /// <summary>At the last step the order connection is closed after this time even if not every order is known to be gone, in milliseconds.</summary>
    [Setting("At the last step the order connection is closed after this time even if not every order is known to be gone, in milliseconds.", Min = 0, Max = 60_000)]
    public int LatchCloseMs { get; init; } = 1000;

    /// <summary>Time over which a move of the mid counts as a trend, in seconds.</summary>
    [Setting("Time over which a move of the mid counts as a trend, in seconds.", Min = 1, Max = 63)]
    public int TrendWindowSeconds { get; init; } = 10;

    /// <summary>Rules of the kill ladder that differ from the built-in ones. A trigger that is not listed keeps its own; null for none.</summary>
    [Setting("Rules of the kill ladder that differ from the built-in ones. A trigger that is not listed keeps its own; null for none.")]
    public IReadOnlyList<TriggerOptions>? Triggers { get; init; }

    /// <summary>Largest net position, units of 1e-8 coin; 0 if none is given.</summary>
    [JsonIgnore]
    public long MaxNetExposureE8 => ExactAmount.ToE8(MaxNetExposure ?? 0);
}
