using System;

namespace Minnow.Venues.Deribit.Keys;

/// <summary>Keys of one trade; those after <c>combo_trade_id</c> are known and not read. The value is its bit in the set of keys seen.</summary>
internal enum TradeKey : byte
{
    Timestamp,
    Price,
    Amount,
    Direction,
    InstrumentName,
    TradeSeq,
    TradeId,
    IndexPrice,
    BlockTradeId,
    BlockRfqId,
    ComboId,
    ComboTradeId,
    Liquidation,
    MarkPrice,
    TickDirection,
    Contracts,
    Iv,
    UnderlyingPrice,
    Legs,
    StarbaseMatchId,
    StarbaseTimestamp,
    BlockTradeLegCount,
    Unknown = DeribitParser.UnknownKey,
}

/// <summary>Finds a <see cref="TradeKey"/> by its bytes.</summary>
internal static class TradeKeys
{
    public static TradeKey Find(ReadOnlySpan<byte> name)
    {
        switch (name.Length)
        {
            case 2:
                if (name.SequenceEqual("iv"u8)) return TradeKey.Iv;
                break;
            case 4:
                if (name.SequenceEqual("legs"u8)) return TradeKey.Legs;
                break;
            case 5:
                if (name.SequenceEqual("price"u8)) return TradeKey.Price;
                break;
            case 6:
                if (name.SequenceEqual("amount"u8)) return TradeKey.Amount;
                break;
            case 8:
                if (name.SequenceEqual("trade_id"u8)) return TradeKey.TradeId;
                if (name.SequenceEqual("combo_id"u8)) return TradeKey.ComboId;
                break;
            case 9:
                if (name.SequenceEqual("timestamp"u8)) return TradeKey.Timestamp;
                if (name.SequenceEqual("direction"u8)) return TradeKey.Direction;
                if (name.SequenceEqual("trade_seq"u8)) return TradeKey.TradeSeq;
                if (name.SequenceEqual("contracts"u8)) return TradeKey.Contracts;
                break;
            case 10:
                if (name.SequenceEqual("mark_price"u8)) return TradeKey.MarkPrice;
                break;
            case 11:
                if (name.SequenceEqual("index_price"u8)) return TradeKey.IndexPrice;
                if (name.SequenceEqual("liquidation"u8)) return TradeKey.Liquidation;
                break;
            case 12:
                if (name.SequenceEqual("block_rfq_id"u8)) return TradeKey.BlockRfqId;
                break;
            case 14:
                if (name.SequenceEqual("block_trade_id"u8)) return TradeKey.BlockTradeId;
                if (name.SequenceEqual("combo_trade_id"u8)) return TradeKey.ComboTradeId;
                if (name.SequenceEqual("tick_direction"u8)) return TradeKey.TickDirection;
                break;
            case 15:
                if (name.SequenceEqual("instrument_name"u8)) return TradeKey.InstrumentName;
                break;
            case 16:
                if (name.SequenceEqual("underlying_price"u8)) return TradeKey.UnderlyingPrice;
                break;
            case 17:
                if (name.SequenceEqual("starbase_match_id"u8)) return TradeKey.StarbaseMatchId;
                break;
            case 18:
                if (name.SequenceEqual("starbase_timestamp"u8)) return TradeKey.StarbaseTimestamp;
                break;
            case 21:
                if (name.SequenceEqual("block_trade_leg_count"u8)) return TradeKey.BlockTradeLegCount;
                break;
        }

        return TradeKey.Unknown;
    }
}
