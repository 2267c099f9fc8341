using System;

namespace Minnow.Core.Model;

/// <summary>Bits of <see cref="Event.Detail"/> of a <see cref="EventKind.Trade"/>: prints that are no order flow. Written to the journal: never renumber.</summary>
[Flags]
public enum TradePrint : uint
{
    /// <summary>An ordinary trade in the book.</summary>
    None = 0,

    /// <summary>A block trade or request for quote: agreed off the book.</summary>
    Block = 1,

    /// <summary>One leg of a combination.</summary>
    ComboLeg = 2,

    /// <summary>A liquidation, where the venue says so at once.</summary>
    Liquidation = 4,
}
