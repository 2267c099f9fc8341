namespace Minnow.Core.Quoting.Hedging;

/// <summary>How a net position is brought down. Written to the journal: never renumber.</summary>
public enum HedgeWay : byte
{
    /// <summary>Nothing is to be brought down.</summary>
    None = 0,

    /// <summary>Left to the quotes, whose prices lean against what is held.</summary>
    Skew = 1,

    /// <summary>An order that rests at the best price of the hedge instrument.</summary>
    Passive = 2,

    /// <summary>An order that takes on the hedge instrument at once.</summary>
    Take = 3,
}

/// <summary>What a hedge order is for. Written to the journal: never renumber.</summary>
public enum HedgeAim : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The net position is above its trigger.</summary>
    Net = 1,

    /// <summary>The hedge instrument nears its expiry: its hedge is closed, and what that opens is hedged on the next one.</summary>
    Roll = 2,

    /// <summary>Undoing pays: the carry of both legs, or a basis far from its usual, against the cost.</summary>
    Unwind = 3,
}
