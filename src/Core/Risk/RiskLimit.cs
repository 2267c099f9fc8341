namespace Minnow.Core.Risk;

/// <summary>The limit that gave the cap of a position. Written to the journal: never renumber, only add.</summary>
public enum RiskLimit : byte
{
    /// <summary>The position limit of the instrument.</summary>
    Position = 0,

    /// <summary>What a move of the market may cost at the volatility of now.</summary>
    Volatility = 1,

    /// <summary>The notional of the instrument.</summary>
    Notional = 2,

    /// <summary>The notional of all instruments together, without signs.</summary>
    Gross = 3,

    /// <summary>That notional over equity.</summary>
    Leverage = 4,

    /// <summary>What may be held over a funding payment.</summary>
    Funding = 5,

    /// <summary>What may be held towards expiry.</summary>
    Expiry = 6,

    /// <summary>Margin in use as the venue states it: nothing is added.</summary>
    Margin = 7,

    /// <summary>The position stood at its cap, and has not come back far enough: nothing is added.</summary>
    SideStop = 8,

    /// <summary>The kill ladder: nothing is added.</summary>
    StopAdding = 9,

    /// <summary>Margin of all instruments of the coin as the venue's rule has it, with all that rests filled.</summary>
    ProjectedMargin = 10,

    /// <summary>The part of the equity that the instrument's own margin may use.</summary>
    Capital = 11,
}
