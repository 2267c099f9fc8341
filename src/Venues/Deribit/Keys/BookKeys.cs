using System;

namespace Minnow.Venues.Deribit.Keys;

/// <summary>Keys of a book message. The value is its bit in the set of keys seen.</summary>
internal enum BookKey : byte
{
    Type,
    Timestamp,
    InstrumentName,
    ChangeId,
    PrevChangeId,
    Bids,
    Asks,
    Unknown = DeribitParser.UnknownKey,
}

/// <summary>Finds a <see cref="BookKey"/> by its bytes.</summary>
internal static class BookKeys
{
    public static BookKey Find(ReadOnlySpan<byte> name)
    {
        switch (name.Length)
        {
            case 4:
                if (name.SequenceEqual("type"u8)) return BookKey.Type;
                if (name.SequenceEqual("bids"u8)) return BookKey.Bids;
                if (name.SequenceEqual("asks"u8)) return BookKey.Asks;
                break;
            case 9:
                if (name.SequenceEqual("timestamp"u8)) return BookKey.Timestamp;
                if (name.SequenceEqual("change_id"u8)) return BookKey.ChangeId;
                break;
            case 14:
                if (name.SequenceEqual("prev_change_id"u8)) return BookKey.PrevChangeId;
                break;
            case 15:
                if (name.SequenceEqual("instrument_name"u8)) return BookKey.InstrumentName;
                break;
        }

        return BookKey.Unknown;
    }
}
