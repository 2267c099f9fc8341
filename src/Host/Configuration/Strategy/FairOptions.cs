using System.Collections.Generic;

namespace Minnow.Host.Configuration.Strategy;

/// <summary>Which price counts as fair.</summary>
public sealed record FairOptions
{
    /// <summary>The price that quotes are centred on: mid, weightedMid (by the sizes at the best prices) or microPrice (weightedMid until a table is loaded).</summary>
    [Setting("The price that quotes are centred on: mid, weightedMid (by the sizes at the best prices) or microPrice (weightedMid until a table is loaded).")]
    public FairPriceKind Kind { get; init; } = FairPriceKind.Mid;

    /// <summary>The micro-price: what to add to the mid, in ticks, for ten shares of size on the bid side, for each spread of one, two and three or more ticks; 10, 20 or 30 numbers. null: not calibrated, the weighted mid stands in.</summary>
    [Setting("The micro-price: what to add to the mid, in ticks, for ten shares of size on the bid side, for each spread of one, two and three or more ticks; 10, 20 or 30 numbers. null: not calibrated, the weighted mid stands in.")]
    public IReadOnlyList<double>? MicroPriceTicks { get; init; }

    /// <summary>What stands in when a side of the book is empty: none quotes nothing, mark or last quote the other side only.</summary>
    [Setting("What stands in when a side of the book is empty: none quotes nothing, mark or last quote the other side only.")]
    public FairFallback Fallback { get; init; } = FairFallback.None;

    /// <summary>Oldest mark or last trade that may stand in, in milliseconds.</summary>
    [Setting("Oldest mark or last trade that may stand in, in milliseconds.", Min = 1, Max = 600_000)]
    public int FallbackMaxAgeMs { get; init; } = 1000;
}
