namespace Minnow.Core.Risk.Gate;

/// <summary>The controls of the pre-trade gate, and which of them denied. Written to the journal as the error code of a denial: never renumber, only add.</summary>
public enum GateControl : byte
{
    /// <summary>None: it passes.</summary>
    None = 0,

    /// <summary>A price or size that can be none: zero, negative, beyond every number of lots; or a verb that is none.</summary>
    Malformed = 1,

    /// <summary>The instrument is not on the list of those that may be traded, or was never defined, or is of a kind that we do not trade.</summary>
    Instrument = 2,

    /// <summary>Tick, lot, contract, smallest order or expiry are not those that the run began with: only a restart takes the new ones over.</summary>
    Definition = 3,

    /// <summary>Less than the venue's smallest order.</summary>
    MinimumSize = 4,

    /// <summary>The price is too far from the reference price.</summary>
    Collar = 5,

    /// <summary>There is no reference price: mark or index is missing, not positive, or too old.</summary>
    Reference = 6,

    /// <summary>The order is too large.</summary>
    OrderAmount = 7,

    /// <summary>The order is worth too much, or its worth is beyond every number.</summary>
    OrderNotional = 8,

    /// <summary>Too many orders are open.</summary>
    OpenOrders = 9,

    /// <summary>The position would be too large if everything that may be filled was.</summary>
    Position = 10,

    /// <summary>The net position over all instruments of the coin would be too large, or can not be valued.</summary>
    NetExposure = 11,

    /// <summary>Too many new orders and changes in a short time.</summary>
    MessageRate = 12,

    /// <summary>Too many messages today.</summary>
    DailyMessages = 13,

    /// <summary>Too many messages today for what was traded.</summary>
    OrderToVolume = 14,

    /// <summary>Too many orders were filled on one side in a short time: shut until a person arms.</summary>
    RepeatedFills = 15,

    /// <summary>An order of the same side, price and size was placed a moment ago and still lives, or the same change was asked for twice.</summary>
    Duplicate = 16,

    /// <summary>The order id is not larger than all before it.</summary>
    OrderId = 17,

    /// <summary>It would meet an order of our own.</summary>
    SelfCross = 18,

    /// <summary>Nothing may be placed now: the order link is not ready, the venue takes no orders, or a person holds trading.</summary>
    State = 19,

    /// <summary>The command is older than this run.</summary>
    Epoch = 20,

    /// <summary>Only what makes the position smaller may be placed, and this does not.</summary>
    ReduceOnly = 21,

    /// <summary>More orders live than can be counted: shut until a restart.</summary>
    Uncounted = 22,
}
