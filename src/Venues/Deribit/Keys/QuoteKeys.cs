using System;

namespace Minnow.Venues.Deribit.Keys;

/// <summary>Keys of a quote message. The value is its bit in the set of keys seen.</summary>
internal enum QuoteKey : byte
{
    Timestamp,
    InstrumentName,
    BestBidPrice,
    BestBidAmount,
    BestAskPrice,
    BestAskAmount,
    Unknown = DeribitParser.UnknownKey,
}

/// <summary>Finds a <see cref="QuoteKey"/> by its bytes.</summary>
internal static class QuoteKeys
{
    public static QuoteKey Find(ReadOnlySpan<byte> name)
    {
        switch (name.Length)
        {
            case 9:
                if (name.SequenceEqual("timestamp"u8)) return QuoteKey.Timestamp;
                break;
            case 14:
                if (name.SequenceEqual("best_bid_price"u8)) return QuoteKey.BestBidPrice;
                if (name.SequenceEqual("best_ask_price"u8)) return QuoteKey.BestAskPrice;
                break;
            case 15:
                if (name.SequenceEqual("instrument_name"u8)) return QuoteKey.InstrumentName;
                if (name.SequenceEqual("best_bid_amount"u8)) return QuoteKey.BestBidAmount;
                if (name.SequenceEqual("best_ask_amount"u8)) return QuoteKey.BestAskAmount;
                break;
        }

        return QuoteKey.Unknown;
    }
}
