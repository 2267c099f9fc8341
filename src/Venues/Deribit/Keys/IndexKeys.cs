using System;

namespace Minnow.Venues.Deribit.Keys;

/// <summary>Keys of the index channels and of <c>perpetual</c>. The value is its bit in the set of keys seen.</summary>
internal enum IndexKey : byte
{
    Timestamp,
    Price,
    Volatility,
    IndexPrice,
    Interest,
    IndexName,
    Unknown = DeribitParser.UnknownKey,
}

/// <summary>Finds a <see cref="IndexKey"/> by its bytes.</summary>
internal static class IndexKeys
{
    public static IndexKey Find(ReadOnlySpan<byte> name)
    {
        switch (name.Length)
        {
            case 5:
                if (name.SequenceEqual("price"u8)) return IndexKey.Price;
                break;
            case 8:
                if (name.SequenceEqual("interest"u8)) return IndexKey.Interest;
                break;
            case 9:
                if (name.SequenceEqual("timestamp"u8)) return IndexKey.Timestamp;
                break;
            case 10:
                if (name.SequenceEqual("volatility"u8)) return IndexKey.Volatility;
                if (name.SequenceEqual("index_name"u8)) return IndexKey.IndexName;
                break;
            case 11:
                if (name.SequenceEqual("index_price"u8)) return IndexKey.IndexPrice;
                break;
        }

        return IndexKey.Unknown;
    }
}
