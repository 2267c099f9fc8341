namespace Minnow.Core.Quoting;

/// <summary>Which field of <see cref="QuotingParameters"/> an <c>EventKind.Parameter</c> sets: the field's index. Written to the journal: only add.</summary>
public enum ParameterId : uint
{
    /// <summary>Whole number: 1 quotes, 0 only watches.</summary>
    QuoteEnabled = 0,

    /// <summary>Whole number, 1e-8 of the venue's amount unit.</summary>
    OrderAmountE8 = 1,

    /// <summary>Whole number, 1e-8 of the venue's amount unit.</summary>
    MaxPositionAmountE8 = 2,

    /// <summary>Bits of a double, 1/(lot·bps).</summary>
    RiskAversionPerLotBps = 3,

    /// <summary>Bits of a double, 1/bps.</summary>
    IntensityDecayPerBps = 4,

    /// <summary>Bits of a double, s.</summary>
    HorizonSeconds = 5,

    /// <summary>Bits of a double, s.</summary>
    VolatilityHalfLifeSeconds = 6,

    /// <summary>Bits of a double, bps per square root of a second.</summary>
    VolatilityFloorBps = 7,

    /// <summary>Bits of a double, bps.</summary>
    MinHalfSpreadBps = 8,

    /// <summary>Bits of a double, bps.</summary>
    MaxHalfSpreadBps = 9,

    /// <summary>Bits of a double, bps; NaN takes the instrument's catalogue fee.</summary>
    MakerFeeBps = 10,

    /// <summary>Bits of a double, bps.</summary>
    MinEdgeBps = 11,

    /// <summary>Whole number, ticks.</summary>
    RequoteTicks = 12,

    /// <summary>Whole number, ns.</summary>
    MinRequoteIntervalNs = 13,

    /// <summary>Whole number, ns.</summary>
    MaxFeedAgeNs = 14,

    /// <summary>Whole number, ns.</summary>
    CrossedPullNs = 15,

    /// <summary>Whole number, percent.</summary>
    JitterPercent = 16,

    /// <summary>Whole number, ns.</summary>
    AnswerTimeoutNs = 17,

    /// <summary>Whole number, ns.</summary>
    MaxExchangeLagNs = 18,

    /// <summary>Whole number: seed of the generator inside the state. Global.</summary>
    Seed = 19,

    /// <summary>Bits of a double, bps per square root of a second: what the volatility is taken to be until it is measured; 0 waits for the measurement.</summary>
    StartVolatilityBps = 20,
}
