namespace Minnow.Core.Quoting.Tactics;

/// <summary>A side of the book, as the side on which quotes rest: ours, or those that a trade ran into.</summary>
public enum TacticSide : long
{
    /// <summary>Neither: nothing happened.</summary>
    None = 0,

    /// <summary>Bids: sellers run into them, a fill of ours bought.</summary>
    Bid = 1,

    /// <summary>Asks: buyers run into them, a fill of ours sold.</summary>
    Ask = 2,
}
