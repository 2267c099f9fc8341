namespace Minnow.Core.Book;

/// <summary>What one event did to an <see cref="L2Book"/>, and so what the caller does next.</summary>
public enum BookOutcome : byte
{
    /// <summary>Nothing: not an event for a book, or it said what was known. Go on.</summary>
    None = 0,

    /// <summary>A level is in, its message is not complete. Wait for the next event.</summary>
    Partial = 1,

    /// <summary>The message is complete and the book valid. Decide.</summary>
    Complete = 2,

    /// <summary>The message was applied before; nothing changed. Go on.</summary>
    Duplicate = 3,

    /// <summary>The snapshot is older than what is known; nothing changed. If the book is invalid, ask for another snapshot.</summary>
    Stale = 4,

    /// <summary>The book has just become invalid by a gap. Pull the quotes, ask for a snapshot.</summary>
    Gap = 5,

    /// <summary>The book has just become invalid for another reason (<see cref="L2Book.InvalidReason"/>). Pull the quotes, ask for a snapshot.</summary>
    Invalidated = 6,

    /// <summary>The book is not valid and the event was dropped. Go on waiting for the snapshot.</summary>
    Dropped = 7,
}
