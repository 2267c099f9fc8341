namespace Minnow.Exchange.Engine;

/// <summary>Side of an order.</summary>
public enum OrderSide : byte
{
    /// <summary>Bid.</summary>
    Buy,

    /// <summary>Ask.</summary>
    Sell,
}

/// <summary>How an order is priced.</summary>
public enum OrderType : byte
{
    /// <summary>At the price given or better.</summary>
    Limit,

    /// <summary>At any price within the instrument's band; the rest is cancelled.</summary>
    Market,

    /// <summary>At the other side's best price; the rest stays as a limit order at that price.</summary>
    MarketLimit,
}

/// <summary>How long an order stays.</summary>
public enum TimeInForce : byte
{
    /// <summary>Until cancelled.</summary>
    GoodTilCancelled,

    /// <summary>Until the next settlement at 08:00 UTC.</summary>
    GoodTilDay,

    /// <summary>All of it at once, or nothing.</summary>
    FillOrKill,

    /// <summary>What can trade at once; the rest is cancelled.</summary>
    ImmediateOrCancel,
}

/// <summary>State of an order.</summary>
public enum OrderState : byte
{
    /// <summary>Rests, perhaps partly filled.</summary>
    Open,

    /// <summary>Filled whole.</summary>
    Filled,

    /// <summary>Refused after it was made known.</summary>
    Rejected,

    /// <summary>Ended with something unfilled.</summary>
    Cancelled,

    /// <summary>Held for the speed bump; will match when it is released.</summary>
    SpeedBumped,
}

/// <summary>Why an order was cancelled; the words on the wire are in <see cref="Words"/>.</summary>
public enum CancelReason : byte
{
    /// <summary>Not cancelled.</summary>
    None,

    /// <summary>Its owner asked, or an immediate order had a rest.</summary>
    UserRequest,

    /// <summary>The account is being liquidated.</summary>
    Autoliquidation,

    /// <summary>The connection it was placed through ended.</summary>
    CancelOnDisconnect,

    /// <summary>The venue's risk desk.</summary>
    RiskMitigation,

    /// <summary>Portfolio margin needs less exposure.</summary>
    PmeRiskReduction,

    /// <summary>Portfolio margin locked the account.</summary>
    PmeAccountLocked,

    /// <summary>The position is locked.</summary>
    PositionLocked,

    /// <summary>Market maker protection fired.</summary>
    MmpTrigger,

    /// <summary>A new protection configuration allows less.</summary>
    MmpConfigCurtailment,

    /// <summary>An edit would have crossed, and the order rejects that.</summary>
    EditPostOnlyReject,

    /// <summary>The other order of a pair closed.</summary>
    OcoOtherClosed,

    /// <summary>The primary order of a pair closed.</summary>
    OtoPrimaryClosed,

    /// <summary>Settlement or delivery.</summary>
    Settlement,

    /// <summary>It met an order of the same account.</summary>
    OrderOverlap,

    /// <summary>It met an order of another account of the same owner.</summary>
    OrderOverlapAnotherSub,
}

/// <summary>Trading state of an instrument.</summary>
public enum InstrumentState : byte
{
    /// <summary>Everything is allowed.</summary>
    Open,

    /// <summary>Cancels only.</summary>
    Locked,

    /// <summary>Nothing, for seconds.</summary>
    Settlement,

    /// <summary>Expired and paid.</summary>
    Delivered,

    /// <summary>Not traded; orders are gone.</summary>
    Inactive,

    /// <summary>Settlement was impossible.</summary>
    Halted,

    /// <summary>Gone from the lists.</summary>
    Archivized,
}

/// <summary>What an instrument is.</summary>
public enum InstrumentKind : byte
{
    /// <summary>Amount in quote currency, settled in the base coin, never expires.</summary>
    InversePerpetual,

    /// <summary>Amount in quote currency, settled in the base coin, with an expiry.</summary>
    InverseDated,

    /// <summary>Amount in the base coin, settled in the quote currency, never expires.</summary>
    LinearPerpetual,
}

/// <summary>What happens when an order meets one of the same owner.</summary>
public enum SelfTradeMode : byte
{
    /// <summary>The taker is refused or cancelled.</summary>
    RejectTaker,

    /// <summary>The resting order is cancelled and the taker goes on.</summary>
    CancelMaker,
}
