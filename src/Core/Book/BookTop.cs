using Minnow.Core.Model;

namespace Minnow.Core.Book;

/// <summary>Best prices and what rests there.</summary>
/// <param name="BidTicks">Best bid, ticks; <see cref="Units.Missing"/> if there is none.</param>
/// <param name="BidLots">Lots there.</param>
/// <param name="AskTicks">Best ask, ticks; <see cref="Units.Missing"/> if there is none.</param>
/// <param name="AskLots">Lots there.</param>
public readonly record struct BookTop(long BidTicks, long BidLots, long AskTicks, long AskLots)
{
    /// <summary>True if both sides are there and bid is below ask.</summary>
    public bool HasMid => IsTwoSided && BidTicks < AskTicks;

    /// <summary>True if both sides are there.</summary>
    public bool IsTwoSided => BidTicks != Units.Missing && AskTicks != Units.Missing;

    /// <summary>Best bid plus best ask: twice the mid. Only if two-sided.</summary>
    public long MidHalfTicks => BidTicks + AskTicks;

    /// <summary>Lots at the best bid minus those at the best ask, by their sum; 0 if there are none.</summary>
    public double Imbalance => (double)BidLots + AskLots is > 0 and double sum ? (BidLots - (double)AskLots) / sum : 0;

    /// <summary>The top without what is ours: a price at which nobody else rests is passed over.</summary>
    public static BookTop OfOthers(ref readonly L2Book book, ref readonly OwnDepth own)
    {
        if (own.IsEmpty) return new(book.BestBidTicks, book.BestBidLots, book.BestAskTicks, book.BestAskLots);
        int bid = 0, ask = 0;
        bool hasBid = OwnDepth.Next(in book.Bids, in own, sell: false, ref bid, out PriceLevel bids);
        bool hasAsk = OwnDepth.Next(in book.Asks, in own, sell: true, ref ask, out PriceLevel asks);
        return new(hasBid ? bids.PriceTicks : Units.Missing, hasBid ? bids.SizeLots : 0, hasAsk ? asks.PriceTicks : Units.Missing, hasAsk ? asks.SizeLots : 0);
    }
}
