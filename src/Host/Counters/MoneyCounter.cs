namespace Minnow.Host.Counters;

/// <summary>Money of all coins together, and the limits of risk: the place in their range. Written by the quoter's thread; never changes meaning.</summary>
/// <remarks>Ids: <see cref="CounterIds.Money"/>. <c>Units.Missing</c> is not known.</remarks>
public enum MoneyCounter
{
    /// <summary>Change of all coins together since the start or since a person armed, 1e-8 USD.</summary>
    SessionUsdE8 = 0,

    /// <summary>The same since the venue's last daily settlement.</summary>
    DailyUsdE8 = 1,

    /// <summary>How far that is below its peak, 1e-8 USD.</summary>
    DrawdownUsdE8 = 2,

    /// <summary>All positions without their signs, orders counted as filled, 1e-8 USD.</summary>
    GrossUsdE8 = 3,

    /// <summary>Limit of the loss since the start in one coin, 1e-8; like all limits here 0 if there is none.</summary>
    MaxSessionLossE8 = 4,

    /// <summary>The same over all coins, 1e-8 USD.</summary>
    MaxSessionLossUsdE8 = 5,

    /// <summary>Limit of the day's loss in one coin, 1e-8.</summary>
    MaxDailyLossE8 = 6,

    /// <summary>The same over all coins, 1e-8 USD.</summary>
    MaxDailyLossUsdE8 = 7,

    /// <summary>Limit of the fall below the peak in one coin, 1e-8.</summary>
    MaxDrawdownE8 = 8,

    /// <summary>The same over all coins, 1e-8 USD.</summary>
    MaxDrawdownUsdE8 = 9,

    /// <summary>The same in one coin as a share of equity, millionths.</summary>
    MaxDrawdownShareE6 = 10,

    /// <summary>Limit of all positions without their signs, 1e-8 USD.</summary>
    MaxGrossUsdE8 = 11,

    /// <summary>Limit of their sum in a coin over its equity, millionths.</summary>
    MaxLeverageE6 = 12,

    /// <summary>Limit of initial margin over equity, millionths.</summary>
    MaxMarginShareE6 = 13,

    /// <summary>Most orders of ours.</summary>
    MaxOpenOrders = 14,

    /// <summary>Limit of the net position of a base coin, 1e-8.</summary>
    MaxNetExposureE8 = 15,
}
