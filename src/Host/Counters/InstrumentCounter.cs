namespace Minnow.Host.Counters;

/// <summary>What the page says of each instrument: the place in its block. Written by the quoter's thread; never changes meaning.</summary>
/// <remarks>Prices are 1e-8 of the quote currency, money 1e-8 of the settlement coin; <c>Units.Missing</c> is not known. Ids: <see cref="CounterIds.Instrument"/>.</remarks>
public enum InstrumentCounter
{
    /// <summary>First eight bytes of the venue's name, ASCII, zero-filled; the next four hold the rest.</summary>
    Name0 = 0,

    /// <summary>Bytes 8 to 15 of the name.</summary>
    Name1 = 1,

    /// <summary>Bytes 16 to 23 of the name.</summary>
    Name2 = 2,

    /// <summary>Bytes 24 to 31 of the name.</summary>
    Name3 = 3,

    /// <summary>Bytes 32 to 39 of the name.</summary>
    Name4 = 4,

    /// <summary>What it pays in, a <c>ContractKind</c>.</summary>
    Contract = 5,

    /// <summary>One lot, 1e-8 of the venue's amount unit.</summary>
    LotE8 = 6,

    /// <summary>Whether the venue takes orders, a <c>TradingState</c>.</summary>
    Trading = 7,

    /// <summary>1 while our book follows the venue's.</summary>
    BookValid = 8,

    /// <summary>When the feed spoke of it last, ns since 1970.</summary>
    SeenNs = 9,

    /// <summary>Best bid.</summary>
    BidE8 = 10,

    /// <summary>Best ask.</summary>
    AskE8 = 11,

    /// <summary>The venue's mark price.</summary>
    MarkE8 = 12,

    /// <summary>The venue's index price.</summary>
    IndexE8 = 13,

    /// <summary>Signed position, lots.</summary>
    PositionLots = 14,

    /// <summary>Largest position that can come of what rests and of what is under way, lots.</summary>
    WorstLongLots = 15,

    /// <summary>Smallest position that can come of it, lots.</summary>
    WorstShortLots = 16,

    /// <summary>Largest position allowed in either direction, lots.</summary>
    LimitLots = 17,

    /// <summary>Orders of ours that rest or are under way.</summary>
    Orders = 18,

    /// <summary>Those of which the venue has not said what became of them.</summary>
    UnknownOrders = 19,

    /// <summary>Our best bid's price as far as it is known; missing without one.</summary>
    OwnBidE8 = 20,

    /// <summary>Our best ask's price; missing without one.</summary>
    OwnAskE8 = 21,

    /// <summary>Fills counted.</summary>
    Fills = 22,

    /// <summary>Why nothing, or less, was placed at the last decision: the bits of <c>Suppressions</c>.</summary>
    Suppressions = 23,

    /// <summary>The settlement coin's name, ASCII, zero-filled.</summary>
    Coin = 24,

    /// <summary>Profit of what was closed, before fees.</summary>
    RealisedE8 = 25,

    /// <summary>Profit of what is open, at the mark.</summary>
    UnrealisedE8 = 26,

    /// <summary>Fees paid; negative was paid to us.</summary>
    FeesE8 = 27,

    /// <summary>Funding received; negative was paid.</summary>
    FundingE8 = 28,

    /// <summary>All of it together since the start of the run.</summary>
    TotalE8 = 29,

    /// <summary>Average price of what is open.</summary>
    EntryE8 = 30,

    /// <summary>Part of the position that belongs to hedges, signed lots.</summary>
    HedgeLots = 31,

    /// <summary>What the position is worth at the market, signed, 1e-8 of the base coin; 0 without a price.</summary>
    CoinsE8 = 32,

    /// <summary>Alerts of the stop-scaling monitors: bit n for <c>MonitorKind</c> n.</summary>
    MonitorAlerts = 33,

    /// <summary>What those monitors leave of order sizes, millionths.</summary>
    SizeFactorE6 = 34,

    /// <summary>What the position is worth at the price that it is valued at, signed, in the settlement coin.</summary>
    WorthE8 = 35,

    /// <summary>One lot, 1e-8 of the base coin, rounded up.</summary>
    LotCoinsE8 = 36,

    /// <summary>One lot, 1e-8 USD, rounded up.</summary>
    LotUsdE8 = 37,

    /// <summary>Largest position in USD, 1e-8; 0 if there is no such limit.</summary>
    MaxNotionalUsdE8 = 38,

    /// <summary>Initial margin of the position, estimated by the venue's rule.</summary>
    InitialMarginE8 = 39,

    /// <summary>Maintenance margin of the position, estimated by the venue's rule.</summary>
    MaintenanceMarginE8 = 40,

    /// <summary>Initial margin with everything that rests and is under way filled on its worse side, estimated by the venue's rule.</summary>
    ProjectedMarginE8 = 41,

    /// <summary>Part of the coin's equity that its own initial margin may use, millionths; 0 if nothing limits it.</summary>
    MaxMarginShareE6 = 42,
}
