using System;
using Minnow.Core.Model;

namespace Minnow.Core.Book;

/// <summary>The cost of taking an amount from one side of the book, exact.</summary>
public struct TakeCost
{
    /// <summary>Sum over the levels taken of lots times price, in lots × ticks.</summary>
    public Int128 LotTicks;

    /// <summary>Lots that the side can give: what was asked, or less if it does not hold so much.</summary>
    public long FilledLots;

    /// <summary>Price of the last level touched, in ticks; <see cref="Units.Missing"/> if nothing was taken.</summary>
    public long WorstTicks;

    /// <summary>Average price in ticks; NaN if nothing was taken.</summary>
    public readonly double AverageTicks => FilledLots == 0 ? double.NaN : (double)LotTicks / FilledLots;
}
