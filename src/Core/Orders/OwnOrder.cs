namespace Minnow.Core.Orders;

/// <summary>What is known about one of our orders. Anything but <see cref="None"/> counts towards the limits.</summary>
public enum OwnOrderState : long
{
    /// <summary>No order: the slot is free.</summary>
    None = 0,

    /// <summary>Sent, not answered.</summary>
    PendingNew = 1,

    /// <summary>Rests at the venue.</summary>
    Working = 2,

    /// <summary>Rests; a move or resize is under way, so either price may be filled.</summary>
    PendingEdit = 3,

    /// <summary>Rests; a cancel is under way.</summary>
    PendingCancel = 4,

    /// <summary>An answer is overdue: it may rest or not. Never turned into "cancelled" by time alone.</summary>
    Unknown = 5,

    /// <summary>Gone from the book by fills that we have not all been told of: what is missing counts as position to come.</summary>
    Filling = 6,
}

/// <summary>Our one order on one side of one instrument.</summary>
/// <remarks>Invariant: <see cref="State"/> is <see cref="OwnOrderState.None"/> exactly when <see cref="OrderId"/> is 0.</remarks>
public struct OwnOrder
{
    /// <summary>Our id, from 1; 0 if the slot is free.</summary>
    public long OrderId;

    /// <summary>What is known.</summary>
    public OwnOrderState State;

    /// <summary>Price in ticks that the venue confirmed (or that was sent with the order).</summary>
    public long PriceTicks;

    /// <summary>Lots that may still be filled: the larger of confirmed and asked for while an edit is under way.</summary>
    public long OpenLots;

    /// <summary>Lots of this order that are known to be filled.</summary>
    public long FilledLots;

    /// <summary>Lots that the venue says are filled and whose fills have not arrived.</summary>
    public long UntoldLots;

    /// <summary>1 once the venue has said that it rests: a refusal after that is about a change of it.</summary>
    public long Confirmed;

    /// <summary>Price in ticks asked for by the message under way.</summary>
    public long SentPriceTicks;

    /// <summary>Size asked for by the message under way, lots, fills included.</summary>
    public long SentLots;

    /// <summary>Time at which the message under way was made, ns.</summary>
    public long SentNs;

    /// <summary>True if the slot is free.</summary>
    public readonly bool IsFree => State == OwnOrderState.None;

    /// <summary>True if a new message about this order may be sent.</summary>
    public readonly bool IsIdle => State is OwnOrderState.None or OwnOrderState.Working;
}
