namespace Minnow.Core.Engine;

/// <summary>Why quoting was halted. A person looks and arms again. Only add.</summary>
public enum HaltReason : long
{
    /// <summary>It is not.</summary>
    None = 0,

    /// <summary>The venue stated another position than ours three times, with no fill in between.</summary>
    PositionMismatch = 1,

    /// <summary>An order was filled beyond its size.</summary>
    Overfill = 2,

    /// <summary>More than 20 refusals in a row on one side.</summary>
    Refusals = 3,

    /// <summary>The venue's risk system acted against us.</summary>
    Liquidation = 4,

    /// <summary>Two reports about an order that can not both be true: it came back after its end, or is larger than we ever asked for.</summary>
    Contradiction = 5,

    /// <summary>A person killed it: all was cancelled and the order connection closed.</summary>
    Killed = 6,

    /// <summary>A person had it flattened.</summary>
    Flattened = 7,

    /// <summary>The kill ladder flattened or latched because of a trend.</summary>
    TrendBreak = 8,

    /// <summary>The same because of the market's spread.</summary>
    Spread = 9,

    /// <summary>The same because funding turned against the position.</summary>
    Funding = 10,

    /// <summary>The same because mark and index parted, data was stale, or the book broke too often.</summary>
    MarketData = 11,

    /// <summary>The same because of what the open position has lost.</summary>
    InventoryLoss = 12,

    /// <summary>The same because of a run of fills on one side.</summary>
    FillRun = 13,

    /// <summary>The same because the venue answered late, refused, or an alert said so.</summary>
    Venue = 14,

    /// <summary>The same because of the loss since the start.</summary>
    SessionLoss = 15,

    /// <summary>The same because of the loss since the venue's daily settlement.</summary>
    DailyLoss = 16,

    /// <summary>The same because of the fall from the account's peak.</summary>
    Drawdown = 17,

    /// <summary>The same because of losing round trips in a row.</summary>
    LosingTrips = 18,

    /// <summary>The same because of margin in use.</summary>
    Margin = 19,

    /// <summary>The same because of the clock.</summary>
    Clock = 20,

    /// <summary>The same because the venue's statements of position or account differ from ours.</summary>
    Statement = 21,

    /// <summary>The same because of an alert about the journal.</summary>
    Journal = 22,

    /// <summary>The same because of an alert of a model's monitor.</summary>
    Model = 23,

    /// <summary>The same because of an alert of something outside.</summary>
    External = 24,

    /// <summary>The pre-trade gate saw too many of our orders filled on one side in a short time.</summary>
    RepeatedFills = 30,
}
