namespace Minnow.Core.Risk.Gate;

/// <summary>The limits of the pre-trade gate. In each of them a smaller value lets less through. Written to the journal: never renumber, only add.</summary>
public enum GateLimit : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Largest distance of a price from the reference price, millionths of it.</summary>
    CollarPpm = 1,

    /// <summary>The same of an order that only reduces.</summary>
    ReduceCollarPpm = 2,

    /// <summary>Largest age of mark and index, ns.</summary>
    ReferenceAgeNs = 3,

    /// <summary>New orders and changes a second.</summary>
    MessagesPerSecond = 4,

    /// <summary>New orders and changes at once.</summary>
    MessageBurst = 5,

    /// <summary>Messages a day of UTC.</summary>
    MessagesPerDay = 6,

    /// <summary>Messages a day that need no volume.</summary>
    FreeMessagesPerDay = 7,

    /// <summary>Messages beyond those for each base coin of maker volume.</summary>
    MessagesPerCoin = 8,

    /// <summary>Orders filled on one side within the window that shut the gate.</summary>
    RepeatedFills = 9,

    /// <summary>Net position over all instruments of a coin, 1e-8 of the coin.</summary>
    NetExposureE8 = 10,

    /// <summary>Of one instrument: size of one order, 1e-8 of the venue's amount unit.</summary>
    OrderAmountE8 = 11,

    /// <summary>Of one instrument: worth of one order, 1e-8 of the quote currency.</summary>
    OrderNotionalE8 = 12,

    /// <summary>Of one instrument: orders that are open or may be.</summary>
    OpenOrders = 13,

    /// <summary>Of one instrument: position in either direction, everything that may be filled counted as filled, 1e-8 of the venue's amount unit.</summary>
    PositionAmountE8 = 14,
}
