using System;

namespace Minnow.Core.Quoting;

/// <summary>What made the quoter decide. Written to the journal: only add.</summary>
public enum DecisionTrigger : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The best bid or ask changed.</summary>
    TopMoved = 1,

    /// <summary>Time passed.</summary>
    Timer = 2,

    /// <summary>The venue answered about an order.</summary>
    OrderAnswer = 3,

    /// <summary>We were filled.</summary>
    Fill = 4,

    /// <summary>The book became invalid.</summary>
    BookInvalid = 5,

    /// <summary>Feed, platform or instrument changed state.</summary>
    StateChange = 6,

    /// <summary>A person or a parameter.</summary>
    Operator = 7,

    /// <summary>The imbalance at the top of the book changed by its threshold.</summary>
    ImbalanceChanged = 8,

    /// <summary>The request budget was used up, and some came back.</summary>
    BudgetRefilled = 9,

    /// <summary>The market did something that a tactic acts upon.</summary>
    Tactic = 10,

    /// <summary>A fill on another instrument changed the net position that this one may hedge.</summary>
    Exposure = 11,
}

/// <summary>Limits that changed a number of the decision. Written to the journal: only add.</summary>
[Flags]
public enum Clamps : ulong
{
    /// <summary>No limit bound.</summary>
    None = 0,

    /// <summary>Volatility was raised to its floor.</summary>
    VolatilityFloor = 1,

    /// <summary>Half-spread was raised to the configured minimum.</summary>
    MinHalfSpread = 2,

    /// <summary>Half-spread was lowered to the configured maximum.</summary>
    MaxHalfSpread = 4,

    /// <summary>Half-spread was raised to fee plus edge.</summary>
    FeeFloor = 8,

    /// <summary>Bid was lowered so that it does not take.</summary>
    PostOnlyBid = 16,

    /// <summary>Ask was raised so that it does not take.</summary>
    PostOnlyAsk = 32,

    /// <summary>Bid size was cut by the position limit.</summary>
    LimitBid = 64,

    /// <summary>Ask size was cut by the position limit.</summary>
    LimitAsk = 128,

    /// <summary>Bid size fell below the venue's minimum: no bid.</summary>
    MinSizeBid = 256,

    /// <summary>Ask size fell below the venue's minimum: no ask.</summary>
    MinSizeAsk = 512,

    /// <summary>Less than half of the request budget is left: a quote is moved only at twice the threshold.</summary>
    BudgetHalf = 1024,

    /// <summary>Less than a quarter of the request budget is left: a quote is moved only at four times the threshold.</summary>
    BudgetQuarter = 2048,

    /// <summary>The decay k less its uncertainty was raised to its floor.</summary>
    DecayFloor = 4096,

    /// <summary>The inventory that a drift asks for was held within the position limit.</summary>
    TargetLimit = 8192,

    /// <summary>A limit of risk left less than the position limit.</summary>
    RiskCap = 16384,

    /// <summary>The kill ladder stands at widen or beyond: half-spreads are multiplied.</summary>
    RiskWiden = 32768,

    /// <summary>The kill ladder stands at stop-adding: only what makes the position smaller is wanted.</summary>
    RiskStopAdding = 65536,

    /// <summary>A size was cut to the largest order, or to the most that one side may have.</summary>
    RiskSize = 131072,

    /// <summary>Sizes are smaller by the steps of the stop-scaling monitors.</summary>
    SizeStepped = 1UL << 18,
}

/// <summary>Rules that kept quotes away or kept messages back. Written to the journal: only add.</summary>
[Flags]
public enum Suppressions : ulong
{
    /// <summary>Nothing stood in the way.</summary>
    None = 0,

    /// <summary>Quoting is not enabled for the instrument.</summary>
    NotEnabled = 1,

    /// <summary>The instrument was never defined, or is of a kind that we do not quote.</summary>
    NotQuotable = 2,

    /// <summary>The venue takes no orders for it now.</summary>
    NotOpen = 4,

    /// <summary>The book is not valid.</summary>
    BookNotValid = 8,

    /// <summary>The book has been crossed for too long.</summary>
    BookCrossed = 16,

    /// <summary>A side of the book is empty.</summary>
    OneSided = 32,

    /// <summary>The feed is silent or late.</summary>
    StaleFeed = 64,

    /// <summary>The feed is disconnected.</summary>
    FeedLost = 128,

    /// <summary>The platform is locked or in maintenance.</summary>
    PlatformLocked = 256,

    /// <summary>A person paused or stopped the quoter.</summary>
    Paused = 512,

    /// <summary>The volatility estimate has too few samples.</summary>
    NoVolatility = 1024,

    /// <summary>The update interval has not passed; the wish is kept.</summary>
    Throttled = 2048,

    /// <summary>An answer is under way on the bid; the wish is kept.</summary>
    BidPending = 4096,

    /// <summary>An answer is under way on the ask; the wish is kept.</summary>
    AskPending = 8192,

    /// <summary>The bid's fate is not known: no message until the venue says.</summary>
    BidUnknown = 16384,

    /// <summary>The ask's fate is not known: no message until the venue says.</summary>
    AskUnknown = 32768,

    /// <summary>Prices or sizes of the model were not usable numbers.</summary>
    NotFinite = 65536,

    /// <summary>The way to the venue is down, being reconciled, or refused: nothing can be sent.</summary>
    GatewayNotReady = 131072,

    /// <summary>Halted: a person must look and arm again.</summary>
    Halted = 262144,

    /// <summary>The venue states another position than ours.</summary>
    PositionMismatch = 524288,

    /// <summary>A fill came that no order of ours explains; until the venue states a position equal to ours.</summary>
    PositionUnsure = 1048576,

    /// <summary>The venue refused the bid several times in a row, or for a reason that asks for quiet: no bid for a second.</summary>
    BidRefused = 2097152,

    /// <summary>The venue refused the ask several times in a row, or for a reason that asks for quiet: no ask for a second.</summary>
    AskRefused = 4194304,

    /// <summary>The bid would have taken: the next try waits.</summary>
    BidBackoff = 8388608,

    /// <summary>The ask would have taken: the next try waits.</summary>
    AskBackoff = 16777216,

    /// <summary>The request budget is used up: nothing is placed or moved; cancels are free of it.</summary>
    NoBudget = 33554432,

    /// <summary>Market-maker protection holds new orders.</summary>
    ProtectionFrozen = 67108864,

    /// <summary>The venue locked the account.</summary>
    AccountLocked = 134217728,

    /// <summary>A bid would lock or cross an ask of our own; the wish is kept.</summary>
    BidOwnCross = 1UL << 28,

    /// <summary>An ask would lock or cross a bid of our own; the wish is kept.</summary>
    AskOwnCross = 1UL << 29,

    /// <summary>A bid would exceed the position limit while all that is under way counts; the wish is kept.</summary>
    BidNoRoom = 1UL << 30,

    /// <summary>An ask would exceed the position limit while all that is under way counts; the wish is kept.</summary>
    AskNoRoom = 1UL << 31,

    /// <summary>An answer is under way on the order that takes.</summary>
    TakerPending = 1UL << 32,

    /// <summary>The fate of the order that takes is not known: no other until the venue says.</summary>
    TakerUnknown = 1UL << 33,

    /// <summary>An order that takes is wanted and waits: for its interval, or for an own quote in its way to go.</summary>
    TakerHeld = 1UL << 34,

    /// <summary>A tactic holds the bid: what rests may stay or get less; the wish is kept.</summary>
    BidHeld = 1UL << 35,

    /// <summary>A tactic holds the ask: what rests may stay or get less; the wish is kept.</summary>
    AskHeld = 1UL << 36,

    /// <summary>A rule of the plan wants nothing: volatility above its ceiling, an expiry near, no fair price.</summary>
    PlanStops = 1UL << 37,

    /// <summary>The kill ladder stands at cancel or beyond: nothing is quoted.</summary>
    KillLadder = 1UL << 38,

    /// <summary>Flattening waits: no price that can be trusted, none within the slippage, or an order of unknown fate.</summary>
    FlattenWaits = 1UL << 39,

    /// <summary>Another bid would be one order too many; the wish is kept.</summary>
    BidOrderLimit = 1UL << 40,

    /// <summary>Another ask would be one order too many; the wish is kept.</summary>
    AskOrderLimit = 1UL << 41,

    /// <summary>The pre-trade gate is shut for the instrument or for all: it would let nothing out but cancels.</summary>
    GateShut = 1UL << 53,

    /// <summary>An answer is under way on the order that hedges.</summary>
    HedgePending = 1UL << 44,

    /// <summary>The fate of the order that hedges is not known: no other until the venue says.</summary>
    HedgeUnknown = 1UL << 45,

    /// <summary>A hedge is wanted and waits: for its interval, for room or budget, or for an own quote in its way to go.</summary>
    HedgeHeld = 1UL << 46,

    /// <summary>Messages are near the venue's order-to-volume limit: nothing but cancels is sent.</summary>
    OrderToVolume = 1UL << 47,
}
