using System;

namespace Minnow.Core.Quoting;

/// <summary>Rules of width, carry and ladder that closed or narrowed a side. Written to the journal: only add.</summary>
[Flags]
public enum PlanRules : uint
{
    /// <summary>None applied.</summary>
    None = 0,

    /// <summary>No fair price: nothing is quoted.</summary>
    NoFair = 1,

    /// <summary>The model has no quote: fills are too rare, or a number is none.</summary>
    NoModel = 2,

    /// <summary>Volatility is above the ceiling: nothing is quoted.</summary>
    StandAside = 4,

    /// <summary>The bid may only reduce a short position.</summary>
    BidReduceOnly = 8,

    /// <summary>The ask may only reduce a long position.</summary>
    AskReduceOnly = 16,

    /// <summary>The book has no bid: only the ask side is quoted, and not before its best.</summary>
    NoBookBid = 32,

    /// <summary>The book has no ask: only the bid side is quoted, and not before its best.</summary>
    NoBookAsk = 64,

    /// <summary>The funding rate is missing or too old: it moves nothing, and half the position limit holds.</summary>
    FundingUnknown = 128,

    /// <summary>A funding stamp is near: the side that pays is closed to new risk.</summary>
    FlatBeforeFunding = 256,

    /// <summary>Expiry is near: positions are only reduced.</summary>
    ExpiryReduce = 512,

    /// <summary>Expiry is very near: nothing is quoted.</summary>
    ExpiryStop = 1024,

    /// <summary>The contract before this one still trades: positions are only reduced.</summary>
    RollWaits = 2048,

    /// <summary>The first bid was set by the touch rule, not by the model.</summary>
    TouchBid = 4096,

    /// <summary>The first ask was set by the touch rule, not by the model.</summary>
    TouchAsk = 8192,
}
