using System.Collections.Generic;

namespace Minnow.Host.Configuration.Risk;

/// <summary>Limits and rules of one instrument, beside its position limit.</summary>
public sealed record InstrumentRiskOptions
{
    /// <summary>Largest order, in the venue's unit; null has no such limit.</summary>
    [Setting("Largest order, in the venue's unit; null has no such limit.", Min = 0.000_000_01, Max = 10_000_000_000)]
    public decimal? MaxOrderAmount { get; init; }

    /// <summary>Most that all orders of one side may have together, in the venue's unit; null has none but the position limit.</summary>
    [Setting("Most that all orders of one side may have together, in the venue's unit; null has none but the position limit.", Min = 0.000_000_01, Max = 10_000_000_000)]
    public decimal? MaxLadderAmount { get; init; }

    /// <summary>Most orders of ours in the instrument; null has no such limit.</summary>
    [Setting("Most orders of ours in the instrument; null has no such limit.", Min = 1, Max = 20)]
    public int? MaxOrders { get; init; }

    /// <summary>Largest position, resting orders counted as filled, in USD; null has none but the position limit.</summary>
    [Setting("Largest position, resting orders counted as filled, in USD; null has none but the position limit.", Min = 0.01, Max = 10_000_000_000)]
    public decimal? MaxNotionalUsd { get; init; }

    /// <summary>What a move of volatilityZ standard deviations over volatilitySeconds may cost, in the settlement coin: the position is capped so that it costs no more; null has no such cap.</summary>
    [Setting("What a move of volatilityZ standard deviations over volatilitySeconds may cost, in the settlement coin: the position is capped so that it costs no more; null has no such cap.", Min = 0.000_000_01, Max = 1_000_000)]
    public decimal? VolatilityBudget { get; init; }

    /// <summary>Standard deviations of that move.</summary>
    [Setting("Standard deviations of that move.", Min = 0.1, Max = 20)]
    public double VolatilityZ { get; init; } = 3;

    /// <summary>Time of that move, in seconds.</summary>
    [Setting("Time of that move, in seconds.", Min = 1, Max = 86_400)]
    public int VolatilitySeconds { get; init; } = 60;

    /// <summary>From this part of the cap on, the side that adds is closed, in percent; null leaves it open as long as there is room.</summary>
    [Setting("From this part of the cap on, the side that adds is closed, in percent; null leaves it open as long as there is room.", Min = 1, Max = 100)]
    public int? SideStopPercent { get; init; }

    /// <summary>It opens again below this part of the cap, in percent.</summary>
    [Setting("It opens again below this part of the cap, in percent.", Min = 1, Max = 100)]
    public int SideReleasePercent { get; init; } = 80;

    /// <summary>Largest position that is held over a funding payment, in the venue's unit; null has no such cap. Needs fundingIntervalMinutes.</summary>
    [Setting("Largest position that is held over a funding payment, in the venue's unit; null has no such cap. Needs fundingIntervalMinutes.", Min = 0.000_000_01, Max = 10_000_000_000)]
    public decimal? FundingCapAmount { get; init; }

    /// <summary>Time between two funding payments, counted from midnight, in minutes; 0 for a venue that charges all the time.</summary>
    [Setting("Time between two funding payments, counted from midnight, in minutes; 0 for a venue that charges all the time.", Min = 0, Max = 1_440)]
    public int FundingIntervalMinutes { get; init; } = 0;

    /// <summary>That cap holds this long before a payment, in seconds.</summary>
    [Setting("That cap holds this long before a payment, in seconds.", Min = 1, Max = 86_400)]
    public int FundingWindowSeconds { get; init; } = 300;

    /// <summary>Largest position that is held towards expiry, in the venue's unit; null holds none once expiryWindowHours is given.</summary>
    [Setting("Largest position that is held towards expiry, in the venue's unit; null holds none once expiryWindowHours is given.", Min = 0.000_000_01, Max = 10_000_000_000)]
    public decimal? ExpiryCapAmount { get; init; }

    /// <summary>That cap holds this long before expiry, in hours; 0 is off.</summary>
    [Setting("That cap holds this long before expiry, in hours; 0 is off.", Min = 0, Max = 8_760)]
    public double ExpiryWindowHours { get; init; } = 0;

    /// <summary>Capital of this instrument: the part of its coin's equity that its own initial margin may use, all that rests filled, in percent; null has none but risk.maxMarginPercent.</summary>
    [Setting("Capital of this instrument: the part of its coin's equity that its own initial margin may use, all that rests filled, in percent; null has none but risk.maxMarginPercent.", Min = 1, Max = 100)]
    public int? MaxMarginPercent { get; init; }

    /// <summary>Initial margin that the venue asks for a position of no size, in percent of its worth; what it states for BTC.</summary>
    [Setting("Initial margin that the venue asks for a position of no size, in percent of its worth; what it states for BTC.", Min = 0.01, Max = 100)]
    public double InitialMarginPercent { get; init; } = 2;

    /// <summary>Maintenance margin that the venue asks for a position of no size, in percent of its worth; what it states for BTC.</summary>
    [Setting("Maintenance margin that the venue asks for a position of no size, in percent of its worth; what it states for BTC.", Min = 0.01, Max = 100)]
    public double MaintenanceMarginPercent { get; init; } = 1;

    /// <summary>Both grow by so many percent of the worth for each coin of size; what the venue states for BTC.</summary>
    [Setting("Both grow by so many percent of the worth for each coin of size; what the venue states for BTC.", Min = 0, Max = 100)]
    public double MarginPercentPerCoin { get; init; } = 0.005;

    /// <summary>Rules of the kill ladder that differ for this instrument; null for none.</summary>
    [Setting("Rules of the kill ladder that differ for this instrument; null for none.")]
    public IReadOnlyList<TriggerOptions>? Triggers { get; init; }
}
