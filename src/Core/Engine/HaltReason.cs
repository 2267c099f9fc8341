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

    /// <summary>The pre-trade gate saw too many of our orders filled on one side in a short time.</summary>
    RepeatedFills = 30,
}
