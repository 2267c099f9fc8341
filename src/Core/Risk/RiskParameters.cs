using System.Runtime.CompilerServices;

namespace Minnow.Core.Risk;

/// <summary>Limits and rules of the kill ladder as the quoter is told: fields of 8 bytes, in the order of <see cref="RiskParameterId"/>.</summary>
/// <remarks>
/// The head of the state has one, for what is about all instruments together; each instrument has another, for what is about itself. A limit that is 0 is off,
/// but where its text says otherwise. Amounts are 1e-8, of the venue's unit (USD on inverse, coin on linear) or of the settlement coin, or USD, as named.
/// </remarks>
public struct RiskParameters
{
    private const uint LimitsFirst = (uint)RiskParameterId.WidenFactor;
    private const uint LimitsLast = (uint)RiskParameterId.Last;

    /// <summary>When each trigger moves the ladder.</summary>
    public KillRules Rules;

    /// <summary>Half-spreads are multiplied by this at <see cref="KillStep.Widen"/> and beyond; never below 1. Safe: 2.</summary>
    public double WidenFactor;

    /// <summary>Most that flattening pays beyond the mark, or the mid if there is no fresh mark, bps. Safe: 50.</summary>
    public double FlattenSlippageBps;

    /// <summary>Shortest time between two orders that flatten one instrument, ns. Safe: 1 s.</summary>
    public long FlattenIntervalNs;

    /// <summary>Part of the position that one order takes at most; a quote's size in any case. Safe: 0.5.</summary>
    public double FlattenShare;

    /// <summary>At <see cref="KillStep.Latch"/> the order connection is closed after this time even if not every order is known to be gone, ns. Safe: 1 s.</summary>
    public long LatchCloseNs;

    /// <summary>Window over which a move of the mid counts as a trend, ns. Safe: 10 s.</summary>
    public long TrendWindowNs;

    /// <summary>Largest loss since the start, or since a person armed, in any one settlement coin.</summary>
    public long MaxSessionLossE8;

    /// <summary>The same over all coins at their index, USD.</summary>
    public long MaxSessionLossUsdE8;

    /// <summary>Largest loss since the venue's last daily settlement in any one settlement coin.</summary>
    public long MaxDailyLossE8;

    /// <summary>The same over all coins, USD.</summary>
    public long MaxDailyLossUsdE8;

    /// <summary>Largest fall of the account below its peak in any one settlement coin.</summary>
    public long MaxDrawdownE8;

    /// <summary>The same over all coins, USD.</summary>
    public long MaxDrawdownUsdE8;

    /// <summary>Largest fall below its peak, as a share of the equity that the venue states, in any one coin.</summary>
    public double MaxDrawdownShare;

    /// <summary>Most orders of ours over all instruments.</summary>
    public long MaxOpenOrders;

    /// <summary>Largest sum of all instruments' positions, each at its worst and without its sign, USD.</summary>
    public long MaxGrossUsdE8;

    /// <summary>Largest such sum over equity in a settlement coin.</summary>
    public double MaxLeverage;

    /// <summary>Largest share of initial margin in equity: beyond it nothing is added, and no order that would go beyond it, all filled. Of an instrument: what its own margin may use. Safe: 0, off.</summary>
    public double MaxMarginShare;

    /// <summary>Largest order.</summary>
    public long MaxOrderAmountE8;

    /// <summary>Most that all orders of one side may have together.</summary>
    public long MaxLadderAmountE8;

    /// <summary>Most orders of ours in the instrument.</summary>
    public long MaxInstrumentOrders;

    /// <summary>Largest position of the instrument, USD.</summary>
    public long MaxNotionalUsdE8;

    /// <summary>What a move of <see cref="VolatilityZ"/> standard deviations may cost: the position is capped so that it does not cost more, settlement coin.</summary>
    public long VolatilityBudgetE8;

    /// <summary>That many standard deviations. Safe: 3.</summary>
    public double VolatilityZ;

    /// <summary>Over this time, ns. Safe: 60 s.</summary>
    public long VolatilityHorizonNs;

    /// <summary>From this share of the cap on, the side that adds is closed; above 1 is off. Safe: 2.</summary>
    public double SideStopShare;

    /// <summary>It opens again below this share. Safe: 1.</summary>
    public double SideReleaseShare;

    /// <summary>Largest position that is held over a funding payment.</summary>
    public long FundingCapAmountE8;

    /// <summary>Time between two funding payments, counted from midnight, ns.</summary>
    public long FundingIntervalNs;

    /// <summary>This long before a payment that cap holds, ns.</summary>
    public long FundingWindowNs;

    /// <summary>Largest position that is held towards expiry.</summary>
    public long ExpiryCapAmountE8;

    /// <summary>This long before expiry that cap holds, ns.</summary>
    public long ExpiryWindowNs;

    /// <summary>Initial margin as a share of what a position is worth, at no size. Safe: 0.02, the venue's.</summary>
    public double InitialMarginShare;

    /// <summary>Maintenance margin, the same. Safe: 0.01, the venue's.</summary>
    public double MaintenanceMarginShare;

    /// <summary>Both grow by this share for each coin of size. Safe: 0.00005, the venue's.</summary>
    public double MarginSharePerCoin;

    /// <summary>Values that limit nothing: rules off but for halts.</summary>
    public static RiskParameters Safe => new()
    {
        Rules = KillRules.Safe, WidenFactor = 2, FlattenSlippageBps = 50, FlattenIntervalNs = 1_000_000_000, FlattenShare = 0.5, LatchCloseNs = 1_000_000_000,
        TrendWindowNs = 10_000_000_000, VolatilityZ = 3, VolatilityHorizonNs = 60_000_000_000, SideStopShare = 2, SideReleaseShare = 1,
        InitialMarginShare = 0.02, MaintenanceMarginShare = 0.01, MarginSharePerCoin = 0.00005,
    };

    /// <summary>True if this is a number of a parameter of risk.</summary>
    public static bool IsOne(uint id) => id is >= (uint)RiskParameterId.RulesFirst and <= (uint)RiskParameterId.RulesLast or >= LimitsFirst and <= LimitsLast;

    /// <summary>Sets the field with this id.</summary>
    /// <returns>False if no such parameter exists: nothing was changed.</returns>
    public static bool TrySet(ref RiskParameters parameters, uint id, long bits)
    {
        if (!IsOne(id)) return false;
        Field(ref parameters, id) = bits;
        return true;
    }

    /// <summary>The bits of the field with this id, which <see cref="IsOne"/> knows.</summary>
    public static long Bits(in RiskParameters parameters, uint id) => Field(ref Unsafe.AsRef(in parameters), id);

    private static ref long Field(ref RiskParameters parameters, uint id)
    {
        uint at = id < LimitsFirst ? id - (uint)RiskParameterId.RulesFirst : KillRules.Count * KillRule.Fields + id - LimitsFirst;
        return ref Unsafe.Add(ref Unsafe.As<RiskParameters, long>(ref parameters), (nint)at);
    }
}
