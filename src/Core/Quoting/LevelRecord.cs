using System.Runtime.InteropServices;
using Minnow.Core.Model;

namespace Minnow.Core.Quoting;

/// <summary>What a decision did about one level. Written to the journal: never renumber.</summary>
public enum LevelAction : byte
{
    /// <summary>Nothing rests and nothing was sent.</summary>
    None = 0,

    /// <summary>The order stays as it is.</summary>
    Keep = 1,

    /// <summary>A new order was sent.</summary>
    Place = 2,

    /// <summary>A move or resize was sent.</summary>
    Edit = 3,

    /// <summary>A cancel was sent.</summary>
    Cancel = 4,

    /// <summary>Something is wanted and held back.</summary>
    Wait = 5,

    /// <summary>A new order was sent, and a cancel of the one that it takes the place of.</summary>
    PlaceAndCancel = 6,
}

/// <summary>Why a decision did so about one level, and not more. Written to the journal: never renumber.</summary>
public enum LevelReason : byte
{
    /// <summary>Nothing to say: it was done, or there was nothing to do.</summary>
    None = 0,

    /// <summary>The price is within the band of the level, or was not worth the place in the queue.</summary>
    InBand = 1,

    /// <summary>It stands near the front of the queue, and the move is worth less than that.</summary>
    QueueFront = 2,

    /// <summary>No trigger has come since the quotes were last moved.</summary>
    NotTriggered = 3,

    /// <summary>The update interval has not passed.</summary>
    Throttled = 4,

    /// <summary>An answer is under way.</summary>
    Pending = 5,

    /// <summary>The order's fate is not known.</summary>
    Unknown = 6,

    /// <summary>An order that may still live stands in for this level.</summary>
    Blocked = 7,

    /// <summary>The position limit has no room while all that is under way counts.</summary>
    NoRoom = 8,

    /// <summary>It would lock or cross an order of our own.</summary>
    OwnCross = 9,

    /// <summary>The venue refused orders of this side: a pause.</summary>
    Refused = 10,

    /// <summary>An order of this side would have taken: the next try waits.</summary>
    Backoff = 11,

    /// <summary>The request budget is used up.</summary>
    NoBudget = 12,

    /// <summary>All slots of the side are taken.</summary>
    NoSlot = 13,

    /// <summary>No level wants the order.</summary>
    NotWanted = 14,

    /// <summary>The size was lowered at its place.</summary>
    Smaller = 15,

    /// <summary>It had rested for long, or seen many trades: the band did not count.</summary>
    Stale = 16,

    /// <summary>It was filled in part, and the rest is not wanted.</summary>
    PartFilled = 17,

    /// <summary>Nothing can be sent.</summary>
    GatewayNotReady = 18,

    /// <summary>The interval between two orders that take has not passed.</summary>
    Interval = 19,

    /// <summary>An own quote rests at or through the price: it goes first.</summary>
    OwnQuote = 20,

    /// <summary>There is no position to make smaller.</summary>
    Nothing = 21,

    /// <summary>The order is cancelled first and placed anew when that is answered.</summary>
    CancelFirst = 22,

    /// <summary>A tactic holds the side: no new order, no larger one, none nearer to the market.</summary>
    Held = 23,

    /// <summary>Others undercut it by no more than is ignored.</summary>
    Undercut = 24,

    /// <summary>It would be one order too many.</summary>
    OrderLimit = 25,

    /// <summary>Its place in the queue is worth more than the move.</summary>
    QueueValue = 26,
}

/// <summary>One level of one side in a decision: a slot of the output ring behind the <see cref="DecisionRecord"/> that it belongs to.</summary>
/// <remarks>One for each level that is wanted and each order that lives. Byte table: docs/formats/journal.md.</remarks>
[StructLayout(LayoutKind.Explicit, Size = 64)]
public struct LevelRecord
{
    /// <summary><see cref="Level"/> of an order that no level wants.</summary>
    public const byte Unwanted = byte.MaxValue;

    /// <summary><see cref="OutputKind.DecisionPart"/>.</summary>
    [FieldOffset(0)] public OutputKind Kind;

    /// <summary>What was done.</summary>
    [FieldOffset(1)] public LevelAction Action;

    /// <summary>Number of the level on its side, from 0; <see cref="Unwanted"/> for an order that no level wants.</summary>
    [FieldOffset(2)] public byte Level;

    /// <summary>State of the order before the decision, a <see cref="Orders.OwnOrderState"/>; 0 if there was none.</summary>
    [FieldOffset(3)] public byte WorkingState;

    /// <summary>Why this, and why not more.</summary>
    [FieldOffset(4)] public LevelReason Reason;

    /// <summary>1 for an ask.</summary>
    [FieldOffset(5)] public byte IsSell;

    /// <summary>1 for the order that takes.</summary>
    [FieldOffset(6)] public byte IsTaker;

    /// <summary>1 for the order that hedges.</summary>
    [FieldOffset(7)] public byte IsHedge;

    /// <summary>Wanted price, ticks; meaningless if the size is 0.</summary>
    [FieldOffset(8)] public long WantedTicks;

    /// <summary>Wanted size, lots, after the limits; 0 wants none.</summary>
    [FieldOffset(16)] public long WantedLots;

    /// <summary>The order that serves the level; 0 if there is none. A new one has its id here.</summary>
    [FieldOffset(24)] public long OrderId;

    /// <summary>Price of the order before the decision, ticks.</summary>
    [FieldOffset(32)] public long WorkingTicks;

    /// <summary>Open lots of the order before the decision, at worst.</summary>
    [FieldOffset(40)] public long WorkingLots;

    /// <summary>Lots before it at its price, estimated; NaN if not known.</summary>
    [FieldOffset(48)] public float QueueAheadLots;

    /// <summary>What its place is worth, bps of the order; NaN if nothing asks or it is not known.</summary>
    [FieldOffset(52)] public float PlaceBps;

    /// <summary>Trades seen at its price since it came there.</summary>
    [FieldOffset(56)] public uint TradesSeen;

    /// <summary>What the last place at the wanted price would be worth, bps of the order; NaN if nothing asks or it is not known.</summary>
    [FieldOffset(60)] public float MoveBps;
}
