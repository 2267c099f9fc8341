using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting;

/// <summary>Which field of <see cref="QuotingParameters"/> an <c>EventKind.Parameter</c> sets: the field's index. Written to the journal.</summary>
/// <remarks>The fields of the groups are whole numbers or the bits of a double, as the field is. The last id is the quoter's own, of no instrument.</remarks>
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

    /// <summary><see cref="FairParameters.FairKind"/>.</summary>
    FairKind = 21,
    /// <summary><see cref="FairParameters.FallbackKind"/>.</summary>
    FallbackKind = 22,
    /// <summary><see cref="FairParameters.FallbackMaxAgeNs"/>.</summary>
    FallbackMaxAgeNs = 23,
    /// <summary><see cref="AlphaParameters.ImbalanceLevels"/>.</summary>
    ImbalanceLevels = 24,
    /// <summary><see cref="AlphaParameters.ImbalanceWeightBps"/>.</summary>
    ImbalanceWeightBps = 25,
    /// <summary><see cref="AlphaParameters.ImbalanceClampBps"/>.</summary>
    ImbalanceClampBps = 26,
    /// <summary><see cref="AlphaParameters.ImbalanceHalfLifeSeconds"/>.</summary>
    ImbalanceHalfLifeSeconds = 27,
    /// <summary><see cref="AlphaParameters.FlowLevels"/>.</summary>
    FlowLevels = 28,
    /// <summary><see cref="AlphaParameters.FlowWeightBps"/>.</summary>
    FlowWeightBps = 29,
    /// <summary><see cref="AlphaParameters.FlowClampBps"/>.</summary>
    FlowClampBps = 30,
    /// <summary><see cref="AlphaParameters.FlowHalfLifeSeconds"/>.</summary>
    FlowHalfLifeSeconds = 31,
    /// <summary><see cref="AlphaParameters.TradeWeightBps"/>.</summary>
    TradeWeightBps = 32,
    /// <summary><see cref="AlphaParameters.TradeClampBps"/>.</summary>
    TradeClampBps = 33,
    /// <summary><see cref="AlphaParameters.TradeHalfLifeSeconds"/>.</summary>
    TradeHalfLifeSeconds = 34,
    /// <summary><see cref="AlphaParameters.TopWeightBps"/>.</summary>
    TopWeightBps = 35,
    /// <summary><see cref="AlphaParameters.TopClampBps"/>.</summary>
    TopClampBps = 36,
    /// <summary><see cref="AlphaParameters.TopHalfLifeSeconds"/>.</summary>
    TopHalfLifeSeconds = 37,
    /// <summary><see cref="AlphaParameters.MomentumFastWeight"/>.</summary>
    MomentumFastWeight = 38,
    /// <summary><see cref="AlphaParameters.MomentumMidWeight"/>.</summary>
    MomentumMidWeight = 39,
    /// <summary><see cref="AlphaParameters.MomentumSlowWeight"/>.</summary>
    MomentumSlowWeight = 40,
    /// <summary><see cref="AlphaParameters.MomentumFastSeconds"/>.</summary>
    MomentumFastSeconds = 41,
    /// <summary><see cref="AlphaParameters.MomentumMidSeconds"/>.</summary>
    MomentumMidSeconds = 42,
    /// <summary><see cref="AlphaParameters.MomentumSlowSeconds"/>.</summary>
    MomentumSlowSeconds = 43,
    /// <summary><see cref="AlphaParameters.MomentumClampBps"/>.</summary>
    MomentumClampBps = 44,
    /// <summary><see cref="AlphaParameters.AlphaClampBps"/>.</summary>
    AlphaClampBps = 45,
    /// <summary><see cref="ModelParameters.ModelKind"/>.</summary>
    ModelKind = 46,
    /// <summary><see cref="ModelParameters.LinearSkewBpsPerOrder"/>.</summary>
    LinearSkewBpsPerOrder = 47,
    /// <summary><see cref="ModelParameters.BaseIntensityPerSecond"/>.</summary>
    BaseIntensityPerSecond = 48,
    /// <summary><see cref="ModelParameters.IntensityErrorPerBps"/>.</summary>
    IntensityErrorPerBps = 49,
    /// <summary><see cref="ModelParameters.UncertaintyZ"/>.</summary>
    UncertaintyZ = 50,
    /// <summary><see cref="ModelParameters.AdverseSelectionBps"/>.</summary>
    AdverseSelectionBps = 51,
    /// <summary><see cref="ModelParameters.VolatilityKind"/>.</summary>
    VolatilityKind = 52,
    /// <summary><see cref="ModelParameters.VolatilityWindowSeconds"/>.</summary>
    VolatilityWindowSeconds = 53,
    /// <summary><see cref="ModelParameters.VolatilitySlowHalfLifeSeconds"/>.</summary>
    VolatilitySlowHalfLifeSeconds = 54,
    /// <summary><see cref="WidthParameters.VolatilityWidthFactor"/>.</summary>
    VolatilityWidthFactor = 55,
    /// <summary><see cref="WidthParameters.FlowWidenBps"/>.</summary>
    FlowWidenBps = 56,
    /// <summary><see cref="WidthParameters.FlowWidenThreshold"/>.</summary>
    FlowWidenThreshold = 57,
    /// <summary><see cref="WidthParameters.LatencyPadFactor"/>.</summary>
    LatencyPadFactor = 58,
    /// <summary><see cref="WidthParameters.LatencyNs"/>.</summary>
    LatencyNs = 59,
    /// <summary><see cref="WidthParameters.CalmWidthFactor"/>.</summary>
    CalmWidthFactor = 60,
    /// <summary><see cref="WidthParameters.VolatileWidthFactor"/>.</summary>
    VolatileWidthFactor = 61,
    /// <summary><see cref="WidthParameters.CascadeWidthFactor"/>.</summary>
    CascadeWidthFactor = 62,
    /// <summary><see cref="WidthParameters.StandAsideBps"/>.</summary>
    StandAsideBps = 63,
    /// <summary><see cref="WidthParameters.StandAsideReleaseFactor"/>.</summary>
    StandAsideReleaseFactor = 64,
    /// <summary><see cref="LadderParameters.LevelCount"/>.</summary>
    LevelCount = 65,
    /// <summary><see cref="LadderParameters.SpacingKind"/>.</summary>
    SpacingKind = 66,
    /// <summary><see cref="LadderParameters.Spacing"/>.</summary>
    Spacing = 67,
    /// <summary><see cref="LadderParameters.SpacingGrowth"/>.</summary>
    SpacingGrowth = 68,
    /// <summary><see cref="LadderParameters.SizeProfile"/>.</summary>
    SizeProfile = 69,
    /// <summary><see cref="LadderParameters.SizeStep"/>.</summary>
    SizeStep = 70,
    /// <summary><see cref="LadderParameters.InventorySizing"/>.</summary>
    InventorySizing = 71,
    /// <summary><see cref="LadderParameters.ClipAmountE8"/>.</summary>
    ClipAmountE8 = 72,
    /// <summary><see cref="LadderParameters.VolatileSizeFactor"/>.</summary>
    VolatileSizeFactor = 73,
    /// <summary><see cref="RequoteParameters.TriggerMidBps"/>.</summary>
    TriggerMidBps = 74,
    /// <summary><see cref="RequoteParameters.TriggerImbalance"/>.</summary>
    TriggerImbalance = 75,
    /// <summary><see cref="RequoteParameters.BandTicksPerLevel"/>.</summary>
    BandTicksPerLevel = 76,
    /// <summary><see cref="RequoteParameters.TouchRule"/>.</summary>
    TouchRule = 77,
    /// <summary><see cref="RequoteParameters.HangBackTicks"/>.</summary>
    HangBackTicks = 78,
    /// <summary><see cref="RequoteParameters.HangBackSigmaBps"/>.</summary>
    HangBackSigmaBps = 79,
    /// <summary><see cref="RequoteParameters.UndercutTicks"/>.</summary>
    UndercutTicks = 80,
    /// <summary><see cref="RequoteParameters.TouchEdgeBps"/>.</summary>
    TouchEdgeBps = 81,
    /// <summary><see cref="RequoteParameters.QueueFrontShare"/>.</summary>
    QueueFrontShare = 82,
    /// <summary><see cref="RequoteParameters.QueueBandTicks"/>.</summary>
    QueueBandTicks = 83,
    /// <summary><see cref="RequoteParameters.RefreshNs"/>.</summary>
    RefreshNs = 84,
    /// <summary><see cref="RequoteParameters.RefreshTrades"/>.</summary>
    RefreshTrades = 85,
    /// <summary><see cref="RequoteParameters.MoveKind"/>.</summary>
    MoveKind = 86,
    /// <summary><see cref="RequoteParameters.TimerRequoteNs"/>.</summary>
    TimerRequoteNs = 87,
    /// <summary><see cref="RequoteParameters.QueueValueFactor"/>.</summary>
    QueueValueFactor = 88,
    /// <summary><see cref="RequoteParameters.QueueLossBps"/>.</summary>
    QueueLossBps = 89,
    /// <summary><see cref="TacticParameters.MomentumCancelSigmas"/>.</summary>
    MomentumCancelSigmas = 90,
    /// <summary><see cref="TacticParameters.MomentumCancelBps"/>.</summary>
    MomentumCancelBps = 91,
    /// <summary><see cref="TacticParameters.MomentumWindowNs"/>.</summary>
    MomentumWindowNs = 92,
    /// <summary><see cref="TacticParameters.LargeTradeAmountE8"/>.</summary>
    LargeTradeAmountE8 = 93,
    /// <summary><see cref="TacticParameters.LargeTradeHoldNs"/>.</summary>
    LargeTradeHoldNs = 94,
    /// <summary><see cref="TacticParameters.SweepLevels"/>.</summary>
    SweepLevels = 95,
    /// <summary><see cref="TacticParameters.SweepGapNs"/>.</summary>
    SweepGapNs = 96,
    /// <summary><see cref="TacticParameters.SweepHoldNs"/>.</summary>
    SweepHoldNs = 97,
    /// <summary><see cref="TacticParameters.OneSidedFlow"/>.</summary>
    OneSidedFlow = 98,
    /// <summary><see cref="TacticParameters.TacticalJoin"/>.</summary>
    TacticalJoin = 99,
    /// <summary><see cref="TacticParameters.PostFillHoldNs"/>.</summary>
    PostFillHoldNs = 100,
    /// <summary><see cref="TacticParameters.PostFillBothSides"/>.</summary>
    PostFillBothSides = 101,
    /// <summary><see cref="TacticParameters.CancelOppositeOnFill"/>.</summary>
    CancelOppositeOnFill = 102,
    /// <summary><see cref="TacticParameters.PartialFillPolicy"/>.</summary>
    PartialFillPolicy = 103,
    /// <summary><see cref="TacticParameters.ReentryWaitNs"/>.</summary>
    ReentryWaitNs = 104,
    /// <summary><see cref="TacticParameters.ReentryDriftBps"/>.</summary>
    ReentryDriftBps = 105,
    /// <summary><see cref="TacticParameters.PullShare"/>.</summary>
    PullShare = 106,
    /// <summary><see cref="TacticParameters.PullHoldNs"/>.</summary>
    PullHoldNs = 107,
    /// <summary><see cref="TacticParameters.CollapseSpreadBps"/>.</summary>
    CollapseSpreadBps = 108,
    /// <summary><see cref="TacticParameters.CollapseNs"/>.</summary>
    CollapseNs = 109,
    /// <summary><see cref="TacticParameters.BlowOutZ"/>.</summary>
    BlowOutZ = 110,
    /// <summary><see cref="TacticParameters.BlowOutHoldNs"/>.</summary>
    BlowOutHoldNs = 111,
    /// <summary><see cref="TacticParameters.AggressionShare"/>.</summary>
    AggressionShare = 112,
    /// <summary><see cref="TacticParameters.AggressionFlow"/>.</summary>
    AggressionFlow = 113,
    /// <summary><see cref="TacticParameters.AggressionSlippageBps"/>.</summary>
    AggressionSlippageBps = 114,
    /// <summary><see cref="TacticParameters.AggressionSizeShare"/>.</summary>
    AggressionSizeShare = 115,
    /// <summary><see cref="TacticParameters.AggressionIntervalNs"/>.</summary>
    AggressionIntervalNs = 116,
    /// <summary><see cref="TacticParameters.AggressionWhole"/>.</summary>
    AggressionWhole = 117,
    /// <summary><see cref="ModeParameters.CalmRatio"/>.</summary>
    CalmRatio = 118,
    /// <summary><see cref="ModeParameters.VolatileRatio"/>.</summary>
    VolatileRatio = 119,
    /// <summary><see cref="ModeParameters.CascadeRatio"/>.</summary>
    CascadeRatio = 120,
    /// <summary><see cref="ModeParameters.CascadeDriftSigmas"/>.</summary>
    CascadeDriftSigmas = 121,
    /// <summary><see cref="ModeParameters.ReleaseRatio"/>.</summary>
    ReleaseRatio = 122,
    /// <summary><see cref="ModeParameters.ReleaseNs"/>.</summary>
    ReleaseNs = 123,
    /// <summary><see cref="CarryParameters.FundingWeight"/>.</summary>
    FundingWeight = 124,
    /// <summary><see cref="CarryParameters.FundingHoldingSeconds"/>.</summary>
    FundingHoldingSeconds = 125,
    /// <summary><see cref="CarryParameters.FundingIntervalNs"/>.</summary>
    FundingIntervalNs = 126,
    /// <summary><see cref="CarryParameters.FlatBeforeFundingNs"/>.</summary>
    FlatBeforeFundingNs = 127,
    /// <summary><see cref="CarryParameters.FundingAgeNs"/>.</summary>
    FundingAgeNs = 128,
    /// <summary><see cref="CarryParameters.BasisWeight"/>.</summary>
    BasisWeight = 129,
    /// <summary><see cref="CarryParameters.BasisHalfLifeSeconds"/>.</summary>
    BasisHalfLifeSeconds = 130,
    /// <summary><see cref="CarryParameters.BasisClampBps"/>.</summary>
    BasisClampBps = 131,
    /// <summary><see cref="CarryParameters.CarryPreferenceBps"/>.</summary>
    CarryPreferenceBps = 132,
    /// <summary><see cref="CarryParameters.ExpiryReduceNs"/>.</summary>
    ExpiryReduceNs = 133,
    /// <summary><see cref="CarryParameters.ExpiryStopNs"/>.</summary>
    ExpiryStopNs = 134,
    /// <summary><see cref="CarryParameters.RollAfterInstrument"/>.</summary>
    RollAfterInstrument = 135,
    /// <summary><see cref="CarryParameters.PairInstrument"/>.</summary>
    PairInstrument = 136,
    /// <summary><see cref="CarryParameters.PairWeight"/>.</summary>
    PairWeight = 137,
    /// <summary><see cref="CarryParameters.PairHalfLifeSeconds"/>.</summary>
    PairHalfLifeSeconds = 138,

    /// <summary>Whole number, 1e-8 of the base coin: largest net exposure of all instruments together, either direction; 0 has no limit. Global.</summary>
    MaxNetExposureE8 = 139,

    /// <summary>First cell of the micro-price table: bits of a double, ticks. Ten cells for each of three spreads follow each other. Of an instrument alone.</summary>
    MicroPriceFirst = 1000,

    /// <summary>Its last cell.</summary>
    MicroPriceLast = 1029,

    /// <summary>First of the hedge's, in the order of <see cref="Hedging.HedgeParameters"/>: whole numbers or the bits of a double, as the field is. Global.</summary>
    HedgeFirst = 2200,

    /// <summary>Last of them.</summary>
    HedgeLast = 2214,

    /// <summary>Whole number: place of an instrument in the order of preference among hedge instruments, from 1; 0 is none of them. Of an instrument alone.</summary>
    HedgeRank = 2299,
}
