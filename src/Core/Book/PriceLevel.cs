using System.Runtime.CompilerServices;

namespace Minnow.Core.Book;

/// <summary>One price of a book side and what rests there.</summary>
public struct PriceLevel
{
    /// <summary>Price in ticks.</summary>
    public long PriceTicks;

    /// <summary>Amount in lots, more than 0.</summary>
    public long SizeLots;
}

/// <summary>Room for the levels of one side, and for what block moves carry beyond them.</summary>
[InlineArray(BookSide.Capacity + BookSide.SlackLevels)]
public struct PriceLevels
{
    private PriceLevel _first;
}
