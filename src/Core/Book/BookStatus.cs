namespace Minnow.Core.Book;

/// <summary>Whether the levels of an <see cref="L2Book"/> may be used. Only <see cref="Valid"/> allows a decision.</summary>
public enum BookStatus : byte
{
    /// <summary>No snapshot was seen yet: the sides are empty.</summary>
    NoSnapshot = 0,

    /// <summary>Inside a message: some of its levels are in, its last event is not.</summary>
    Partial = 1,

    /// <summary>Every message up to the last one is in, without a gap.</summary>
    Valid = 2,

    /// <summary>Something was missed; <see cref="L2Book.InvalidReason"/> says what. The levels are what they were; a snapshot repairs.</summary>
    Invalid = 3,
}

/// <summary>Why an <see cref="L2Book"/> is <see cref="BookStatus.Invalid"/>.</summary>
public enum BookInvalidReason : byte
{
    /// <summary>It is not.</summary>
    None = 0,

    /// <summary>A change did not follow the last message that was applied.</summary>
    Gap = 1,

    /// <summary>The parser refused a message that could be this book's.</summary>
    Refused = 2,

    /// <summary>The connection was lost; the venue may number from anywhere after it.</summary>
    FeedLost = 3,

    /// <summary>A message began inside another or had no beginning: the producer broke its contract.</summary>
    TornMessage = 4,

    /// <summary>A level with a negative amount or a price beyond <see cref="L2Book.MaxPriceTicks"/>.</summary>
    BadLevel = 5,

    /// <summary>Tick or lot changed: the old levels are in other units and were removed.</summary>
    ScaleChanged = 6,

    /// <summary>The caller asked for it: an audit failed, an operator wants a new snapshot.</summary>
    Requested = 7,
}
