namespace Minnow.Market;

/// <summary>Side of the book or of an order.</summary>
public enum Side
{
    /// <summary>Bid, buyer.</summary>
    Buy,

    /// <summary>Ask, seller.</summary>
    Sell,
}

/// <summary>What a participant wants to do.</summary>
public enum IntentKind
{
    /// <summary>Rest an order, post-only: moved off the other side's best instead of crossing it.</summary>
    Place,

    /// <summary>Cancel a resting order; nothing happens if it is gone.</summary>
    Cancel,

    /// <summary>Take what rests up to a price limit; what is left over is dropped.</summary>
    Take,
}

/// <summary>One wish of one participant, for whoever runs the book.</summary>
/// <param name="Kind">What.</param>
/// <param name="Side">The participant's side: a buyer takes asks.</param>
/// <param name="Tick">Price of the order, or the limit of a take.</param>
/// <param name="Lots">Size; unused by cancels.</param>
/// <param name="OrderId">The order to cancel; else 0.</param>
public readonly record struct Intent(IntentKind Kind, Side Side, long Tick, long Lots, long OrderId);
