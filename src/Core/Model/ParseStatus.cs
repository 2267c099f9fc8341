namespace Minnow.Core.Model;

/// <summary>Outcome of one frame. Every value but <see cref="Ok"/> and <see cref="Ignored"/> is a refusal and is counted by name.</summary>
/// <remarks>Written to the journal in <see cref="BookInvalid"/>: never renumber, only add.</remarks>
public enum ParseStatus : byte
{
    /// <summary>Understood; its events are in the batch (possibly none).</summary>
    Ok = 0,

    /// <summary>Understood and without consequence for the quoter: a heartbeat, an acknowledgement, a private or unused channel.</summary>
    Ignored = 1,

    /// <summary>Not JSON, or cut short. The book of every channel may be wrong: the caller invalidates all.</summary>
    MalformedJson = 2,

    /// <summary>JSON nested deeper than the cap.</summary>
    TooDeep = 3,

    /// <summary>More bytes than the cap.</summary>
    TooLarge = 4,

    /// <summary>Not valid UTF-8.</summary>
    InvalidUtf8 = 5,

    /// <summary>JSON, but not a message of the venue: no object, or neither method nor result nor error.</summary>
    NotAMessage = 6,

    /// <summary>The same key twice in one object.</summary>
    DuplicateKey = 7,

    /// <summary>A key that the message needs is absent.</summary>
    MissingField = 8,

    /// <summary>A value of another JSON type than the venue documents.</summary>
    WrongType = 9,

    /// <summary>A number that is not one (more than 19 significant digits, an exponent out of range).</summary>
    BadNumber = 10,

    /// <summary>A number too large for its field.</summary>
    Overflow = 11,

    /// <summary>A price that does not lie on a tick.</summary>
    OffTick = 12,

    /// <summary>An amount that is not a whole number of lots.</summary>
    OffLot = 13,

    /// <summary>A price of zero or less, or a negative amount.</summary>
    NotPositive = 14,

    /// <summary>More levels, trades or rows than the cap.</summary>
    TooManyRows = 15,

    /// <summary>A subscription to a channel that we do not know.</summary>
    UnknownChannel = 16,

    /// <summary>No room for another instrument.</summary>
    TooManyInstruments = 17,

    /// <summary>An instrument name that is empty, too long or not ASCII.</summary>
    BadName = 18,
}
