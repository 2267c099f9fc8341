namespace Minnow.Host.Counters;

/// <summary>What the page says of each settlement coin: the place in its block. Written by the quoter's thread; never changes meaning.</summary>
/// <remarks>Money is 1e-8 of the coin; <c>Units.Missing</c> is not known. Ids: <see cref="CounterIds.Coin"/>.</remarks>
public enum CoinCounter
{
    /// <summary>The coin's name, ASCII, zero-filled; 0 is a place that no coin has.</summary>
    Name = 0,

    /// <summary>USD for one coin.</summary>
    UsdE8 = 1,

    /// <summary>Equity as the venue states it.</summary>
    EquityE8 = 2,

    /// <summary>Cash as the venue states it.</summary>
    BalanceE8 = 3,

    /// <summary>Initial margin in use as the venue states it.</summary>
    InitialMarginE8 = 4,

    /// <summary>Maintenance margin as the venue states it.</summary>
    MaintenanceMarginE8 = 5,

    /// <summary>Profit of what was closed, before fees.</summary>
    RealisedE8 = 6,

    /// <summary>Profit of what is open.</summary>
    UnrealisedE8 = 7,

    /// <summary>Fees paid; negative was paid to us.</summary>
    FeesE8 = 8,

    /// <summary>Funding received; negative was paid.</summary>
    FundingE8 = 9,

    /// <summary>All of it together since the start of the run.</summary>
    TotalE8 = 10,

    /// <summary>Change since the start, or since a person armed: what the limit of the session holds.</summary>
    SessionE8 = 11,

    /// <summary>Change since the venue's last daily settlement.</summary>
    DailyE8 = 12,

    /// <summary>How far it is below its peak, 0 or more.</summary>
    DrawdownE8 = 13,

    /// <summary>All positions without their signs, orders counted as filled.</summary>
    GrossE8 = 14,

    /// <summary>All positions with their signs, as they are.</summary>
    NetE8 = 15,

    /// <summary>Initial margin of all instruments with everything that rests and is under way filled on its worse side, estimated by the venue's rule.</summary>
    ProjectedMarginE8 = 16,

    /// <summary>Part of the stated initial margin that our instruments do not explain.</summary>
    OtherMarginE8 = 17,
}
