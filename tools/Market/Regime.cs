namespace Minnow.Market;

/// <summary>What kind of weather the market has.</summary>
public enum Regime
{
    /// <summary>Few orders, a tight spread, a price that hardly moves.</summary>
    Calm,

    /// <summary>Many orders and trades, a price that wanders fast without breaks.</summary>
    Busy,

    /// <summary>Sudden moves of the fair value that informed takers see first.</summary>
    Jumpy,
}
