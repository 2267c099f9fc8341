using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Parameters;

namespace Minnow.Host.Configuration.Strategy;

/// <summary>From the settings to the parameters that the quoter is told: the same numbers in its units.</summary>
internal static class StrategyParameters
{
    internal static QuotingParameters Of(QuotingOptions q) => new()
    {
        Seed = q.Seed,
        RiskAversionPerLotBps = q.RiskAversionPerLotBps,
        IntensityDecayPerBps = q.IntensityDecayPerBps,
        HorizonSeconds = q.HorizonSeconds,
        VolatilityHalfLifeSeconds = q.VolatilityHalfLifeSeconds,
        VolatilityFloorBps = q.VolatilityFloorBps,
        StartVolatilityBps = q.StartVolatilityBps,
        MinHalfSpreadBps = q.MinHalfSpreadBps,
        MaxHalfSpreadBps = q.MaxHalfSpreadBps,
        MakerFeeBps = q.MakerFeeBps ?? double.NaN,
        MinEdgeBps = q.MinEdgeBps,
        RequoteTicks = q.RequoteTicks,
        MinRequoteIntervalNs = q.MinRequoteIntervalMs * Units.NsPerMs,
        MaxFeedAgeNs = q.MaxFeedAgeMs * Units.NsPerMs,
        CrossedPullNs = q.CrossedPullMs * Units.NsPerMs,
        JitterPercent = q.JitterPercent,
        AnswerTimeoutNs = q.AnswerTimeoutMs * Units.NsPerMs,
        MaxExchangeLagNs = q.MaxExchangeLagMs * Units.NsPerMs,
        Fair = Of(q.Fair),
        Alpha = Of(q.Alpha),
        Model = Of(q.Model),
        Width = Of(q.Width),
        Ladder = Of(q.Ladder),
        Requote = Of(q.Requote),
        Tactic = Of(q.Tactics),
        Mode = Of(q.Modes),
        Carry = Of(q.Carry),
    };

    internal static FairParameters Of(FairOptions o) => new()
    {
        FairKind = (long)o.Kind,
        FallbackKind = (long)o.Fallback,
        FallbackMaxAgeNs = o.FallbackMaxAgeMs * Units.NsPerMs,
    };

    internal static AlphaParameters Of(AlphaOptions o) => new()
    {
        ImbalanceLevels = o.ImbalanceLevels,
        ImbalanceWeightBps = o.ImbalanceWeightBps,
        ImbalanceClampBps = o.ImbalanceClampBps,
        ImbalanceHalfLifeSeconds = o.ImbalanceHalfLifeSeconds,
        FlowLevels = o.FlowLevels,
        FlowWeightBps = o.FlowWeightBps,
        FlowClampBps = o.FlowClampBps,
        FlowHalfLifeSeconds = o.FlowHalfLifeSeconds,
        TradeWeightBps = o.TradeWeightBps,
        TradeClampBps = o.TradeClampBps,
        TradeHalfLifeSeconds = o.TradeHalfLifeSeconds,
        TopWeightBps = o.TopWeightBps,
        TopClampBps = o.TopClampBps,
        TopHalfLifeSeconds = o.TopHalfLifeSeconds,
        MomentumFastWeight = o.MomentumFastWeight,
        MomentumMidWeight = o.MomentumMidWeight,
        MomentumSlowWeight = o.MomentumSlowWeight,
        MomentumFastSeconds = o.MomentumFastSeconds,
        MomentumMidSeconds = o.MomentumMidSeconds,
        MomentumSlowSeconds = o.MomentumSlowSeconds,
        MomentumClampBps = o.MomentumClampBps,
        AlphaClampBps = o.AlphaClampBps,
    };

    internal static ModelParameters Of(ModelOptions o) => new()
    {
        ModelKind = (long)o.Kind,
        LinearSkewBpsPerOrder = o.LinearSkewBpsPerOrder,
        BaseIntensityPerSecond = o.BaseIntensityPerSecond,
        IntensityErrorPerBps = o.IntensityErrorPerBps,
        UncertaintyZ = o.UncertaintyZ,
        AdverseSelectionBps = o.AdverseSelectionBps,
        VolatilityKind = (long)o.Volatility,
        VolatilityWindowSeconds = o.VolatilityWindowSeconds,
        VolatilitySlowHalfLifeSeconds = o.VolatilitySlowHalfLifeSeconds,
    };

    internal static WidthParameters Of(WidthOptions o) => new()
    {
        VolatilityWidthFactor = o.VolatilityFactor,
        FlowWidenBps = o.FlowWidenBps,
        FlowWidenThreshold = o.FlowThreshold,
        LatencyPadFactor = o.LatencyPadFactor,
        LatencyNs = o.LatencyMs * Units.NsPerMs,
        CalmWidthFactor = o.CalmFactor,
        VolatileWidthFactor = o.VolatileFactor,
        CascadeWidthFactor = o.CascadeFactor,
        StandAsideBps = o.StandAsideBps,
        StandAsideReleaseFactor = o.StandAsideReleaseFactor,
    };

    internal static LadderParameters Of(LadderOptions o) => new()
    {
        LevelCount = o.Levels,
        SpacingKind = (long)o.SpacingKind,
        Spacing = o.Spacing,
        SpacingGrowth = o.SpacingGrowth,
        SizeProfile = (long)o.SizeProfile,
        SizeStep = o.SizeStep,
        InventorySizing = o.InventorySizing,
        ClipAmountE8 = ExactAmount.ToE8(o.ClipAmount ?? 0),
        VolatileSizeFactor = o.VolatileSizeFactor,
    };

    internal static RequoteParameters Of(RequoteOptions o) => new()
    {
        TriggerMidBps = o.TriggerMidBps,
        TriggerImbalance = o.TriggerImbalance,
        BandTicksPerLevel = o.BandTicksPerLevel,
        TouchRule = (long)o.Touch,
        HangBackTicks = o.HangBackTicks,
        HangBackSigmaBps = o.HangBackSigma,
        UndercutTicks = o.UndercutTicks,
        TouchEdgeBps = o.TouchEdgeBps,
        QueueFrontShare = o.QueueFrontShare,
        QueueBandTicks = o.QueueBandTicks,
        RefreshNs = o.RefreshMs * Units.NsPerMs,
        RefreshTrades = o.RefreshTrades,
        MoveKind = (long)o.Move,
        TimerRequoteNs = o.TimerMs * Units.NsPerMs,
        QueueValueFactor = o.QueueValueFactor,
        QueueLossBps = o.QueueLossBps,
    };

    internal static TacticParameters Of(TacticOptions o) => new()
    {
        MomentumCancelSigmas = o.MomentumCancelSigmas,
        MomentumCancelBps = o.MomentumCancelBps,
        MomentumWindowNs = o.MomentumWindowMs * Units.NsPerMs,
        LargeTradeAmountE8 = ExactAmount.ToE8(o.LargeTradeAmount ?? 0),
        LargeTradeHoldNs = o.LargeTradeHoldMs * Units.NsPerMs,
        SweepLevels = o.SweepLevels,
        SweepGapNs = o.SweepGapMs * Units.NsPerMs,
        SweepHoldNs = o.SweepHoldMs * Units.NsPerMs,
        OneSidedFlow = o.OneSidedFlow,
        TacticalJoin = o.TacticalJoin ? 1 : 0,
        PostFillHoldNs = o.PostFillHoldMs * Units.NsPerMs,
        PostFillBothSides = o.PostFillBothSides ? 1 : 0,
        CancelOppositeOnFill = o.CancelOppositeOnFill ? 1 : 0,
        PartialFillPolicy = (long)o.PartialFill,
        ReentryWaitNs = o.ReentryWaitMs * Units.NsPerMs,
        ReentryDriftBps = o.ReentryDriftBps,
        PullShare = o.PullShare,
        PullHoldNs = o.PullHoldMs * Units.NsPerMs,
        CollapseSpreadBps = o.CollapseSpreadBps,
        CollapseNs = o.CollapseMs * Units.NsPerMs,
        BlowOutZ = o.BlowOutZ,
        BlowOutHoldNs = o.BlowOutHoldMs * Units.NsPerMs,
        AggressionShare = o.AggressionShare,
        AggressionFlow = o.AggressionFlow,
        AggressionSlippageBps = o.AggressionSlippageBps,
        AggressionSizeShare = o.AggressionSizeShare,
        AggressionIntervalNs = o.AggressionIntervalMs * Units.NsPerMs,
        AggressionWhole = o.AggressionWhole ? 1 : 0,
    };

    internal static ModeParameters Of(ModeOptions o) => new()
    {
        CalmRatio = o.CalmRatio,
        VolatileRatio = o.VolatileRatio,
        CascadeRatio = o.CascadeRatio,
        CascadeDriftSigmas = o.CascadeDriftSigmas,
        ReleaseRatio = o.ReleaseRatio,
        ReleaseNs = o.ReleaseMs * Units.NsPerMs,
    };

    internal static CarryParameters Of(CarryOptions o) => new()
    {
        FundingWeight = o.FundingWeight,
        FundingHoldingSeconds = o.FundingHoldingSeconds,
        FundingIntervalNs = o.FundingIntervalMs * Units.NsPerMs,
        FlatBeforeFundingNs = o.FlatBeforeFundingMs * Units.NsPerMs,
        FundingAgeNs = o.FundingMaxAgeMs * Units.NsPerMs,
        BasisWeight = o.BasisWeight,
        BasisHalfLifeSeconds = o.BasisHalfLifeSeconds,
        BasisClampBps = o.BasisClampBps,
        CarryPreferenceBps = o.PreferenceBps,
        ExpiryReduceNs = (long)(o.ExpiryReduceHours * 3600 * Units.NsPerSecond),
        ExpiryStopNs = (long)(o.ExpiryStopHours * 3600 * Units.NsPerSecond),
        PairWeight = o.PairWeight,
        PairHalfLifeSeconds = o.PairHalfLifeSeconds,
    };
}
