namespace Minnow.Core.Risk;

/// <summary>Names for parameters of risk: values of <c>Event.Detail</c> beside those of quoting. Amounts are 1e-8. Written to the journal: never renumber, only add.</summary>
/// <remarks>A value that is told for no instrument holds for all of them, the ones that are known already included.</remarks>
public enum RiskParameterId : uint
{
    /// <summary>First of the rules: five for each <see cref="KillTrigger"/>, at its number.</summary>
    RulesFirst = 2000,

    /// <summary>Last of the rules.</summary>
    RulesLast = RulesFirst + KillRules.Count * KillRule.Fields - 1,

    /// <summary><see cref="RiskParameters.WidenFactor"/>. Real.</summary>
    WidenFactor = 2130,

    /// <summary><see cref="RiskParameters.FlattenSlippageBps"/>. Real.</summary>
    FlattenSlippageBps = 2131,

    /// <summary><see cref="RiskParameters.FlattenIntervalNs"/>.</summary>
    FlattenIntervalNs = 2132,

    /// <summary><see cref="RiskParameters.FlattenShare"/>. Real.</summary>
    FlattenShare = 2133,

    /// <summary><see cref="RiskParameters.LatchCloseNs"/>.</summary>
    LatchCloseNs = 2134,

    /// <summary><see cref="RiskParameters.TrendWindowNs"/>.</summary>
    TrendWindowNs = 2135,

    /// <summary><see cref="RiskParameters.MaxSessionLossE8"/>.</summary>
    MaxSessionLossE8 = 2136,

    /// <summary><see cref="RiskParameters.MaxSessionLossUsdE8"/>.</summary>
    MaxSessionLossUsdE8 = 2137,

    /// <summary><see cref="RiskParameters.MaxDailyLossE8"/>.</summary>
    MaxDailyLossE8 = 2138,

    /// <summary><see cref="RiskParameters.MaxDailyLossUsdE8"/>.</summary>
    MaxDailyLossUsdE8 = 2139,

    /// <summary><see cref="RiskParameters.MaxDrawdownE8"/>.</summary>
    MaxDrawdownE8 = 2140,

    /// <summary><see cref="RiskParameters.MaxDrawdownUsdE8"/>.</summary>
    MaxDrawdownUsdE8 = 2141,

    /// <summary><see cref="RiskParameters.MaxDrawdownShare"/>. Real.</summary>
    MaxDrawdownShare = 2142,

    /// <summary><see cref="RiskParameters.MaxOpenOrders"/>.</summary>
    MaxOpenOrders = 2143,

    /// <summary><see cref="RiskParameters.MaxGrossUsdE8"/>.</summary>
    MaxGrossUsdE8 = 2144,

    /// <summary><see cref="RiskParameters.MaxLeverage"/>. Real.</summary>
    MaxLeverage = 2145,

    /// <summary><see cref="RiskParameters.MaxMarginShare"/>. Real.</summary>
    MaxMarginShare = 2146,

    /// <summary><see cref="RiskParameters.MaxOrderAmountE8"/>.</summary>
    MaxOrderAmountE8 = 2147,

    /// <summary><see cref="RiskParameters.MaxLadderAmountE8"/>.</summary>
    MaxLadderAmountE8 = 2148,

    /// <summary><see cref="RiskParameters.MaxInstrumentOrders"/>.</summary>
    MaxInstrumentOrders = 2149,

    /// <summary><see cref="RiskParameters.MaxNotionalUsdE8"/>.</summary>
    MaxNotionalUsdE8 = 2150,

    /// <summary><see cref="RiskParameters.VolatilityBudgetE8"/>.</summary>
    VolatilityBudgetE8 = 2151,

    /// <summary><see cref="RiskParameters.VolatilityZ"/>. Real.</summary>
    VolatilityZ = 2152,

    /// <summary><see cref="RiskParameters.VolatilityHorizonNs"/>.</summary>
    VolatilityHorizonNs = 2153,

    /// <summary><see cref="RiskParameters.SideStopShare"/>. Real.</summary>
    SideStopShare = 2154,

    /// <summary><see cref="RiskParameters.SideReleaseShare"/>. Real.</summary>
    SideReleaseShare = 2155,

    /// <summary><see cref="RiskParameters.FundingCapAmountE8"/>.</summary>
    FundingCapAmountE8 = 2156,

    /// <summary><see cref="RiskParameters.FundingIntervalNs"/>.</summary>
    FundingIntervalNs = 2157,

    /// <summary><see cref="RiskParameters.FundingWindowNs"/>.</summary>
    FundingWindowNs = 2158,

    /// <summary><see cref="RiskParameters.ExpiryCapAmountE8"/>.</summary>
    ExpiryCapAmountE8 = 2159,

    /// <summary><see cref="RiskParameters.ExpiryWindowNs"/>.</summary>
    ExpiryWindowNs = 2160,

    /// <summary><see cref="RiskParameters.InitialMarginShare"/>. Real.</summary>
    InitialMarginShare = 2161,

    /// <summary><see cref="RiskParameters.MaintenanceMarginShare"/>. Real.</summary>
    MaintenanceMarginShare = 2162,

    /// <summary><see cref="RiskParameters.MarginSharePerCoin"/>. Real.</summary>
    MarginSharePerCoin = 2163,

    /// <summary>The last of them.</summary>
    Last = MarginSharePerCoin,
}
