using System.Runtime.CompilerServices;

namespace Minnow.Core.Quoting;

/// <summary>One order that is wanted.</summary>
public struct QuoteLevel
{
    /// <summary>Price, ticks.</summary>
    public long PriceTicks;

    /// <summary>Size, lots, 1 or more.</summary>
    public long SizeLots;
}

/// <summary>The levels of one side, the best first.</summary>
[InlineArray(QuoteLadder.MaxLevels)]
public struct QuoteLevels
{
    private QuoteLevel _first;
}

/// <summary>What is wanted on one side.</summary>
public struct LadderSide
{
    /// <summary>Orders wanted, 0 to <see cref="QuoteLadder.MaxLevels"/>.</summary>
    public long Count;

    /// <summary>Price of the first level, ticks, also if its size came to nothing.</summary>
    public long TopTicks;

    /// <summary>Ticks by which the post-only rule moved the first level away, 0 or more.</summary>
    public long PostOnlyTicks;

    /// <summary>Ticks by which the touch rule moved the first level towards the market; negative away from it.</summary>
    public long TouchTicks;

    /// <summary>Lots that the position limit left for the side.</summary>
    public long RoomLots;

    /// <summary>Lots that were wanted and not given for want of room.</summary>
    public long CutLots;

    /// <summary>The orders.</summary>
    public QuoteLevels Levels;
}

/// <summary>What is wanted on both sides.</summary>
public struct QuoteLadder
{
    /// <summary>Most levels of a side.</summary>
    public const int MaxLevels = 10;

    /// <summary>Bids, from the highest down.</summary>
    public LadderSide Bids;

    /// <summary>Asks, from the lowest up.</summary>
    public LadderSide Asks;
}
