using System;
using System.Buffers.Text;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Keys;

namespace Minnow.Venues.Deribit;

/// <content>Public trades.</content>
public sealed partial class DeribitParser
{
    private const ulong TradeNeeds = (1UL << (int)TradeKey.Timestamp) | (1UL << (int)TradeKey.Price) | (1UL << (int)TradeKey.Amount)
        | (1UL << (int)TradeKey.Direction) | (1UL << (int)TradeKey.InstrumentName) | (1UL << (int)TradeKey.TradeSeq)
        | (1UL << (int)TradeKey.TradeId);

    private ParseStatus ReadTrades(ref Utf8JsonReader r)
    {
        if (r.TokenType != JsonTokenType.StartArray) return ParseStatus.WrongType;
        int trades = 0;
        while (r.Read() && r.TokenType == JsonTokenType.StartObject)
        {
            if (trades++ >= _limits.MaxTrades) return ParseStatus.TooManyRows;
            ParseStatus status = ReadTrade(ref r);
            if (status != ParseStatus.Ok) return status;
        }

        return r.TokenType == JsonTokenType.EndArray ? ParseStatus.Ok : ParseStatus.WrongType;
    }

    private ParseStatus ReadTrade(ref Utf8JsonReader r)
    {
        ulong seen = 0;
        int unknownBase = _unknownTop;
        TradePrint print = TradePrint.None;
        EventFlags side = EventFlags.None;
        int slot = -1;
        long exchangeNs = 0;
        DecimalText price = default;
        DecimalText amount = default;
        Trade trade = new() { IndexE8 = Units.Missing };
        while (r.Read() && r.TokenType == JsonTokenType.PropertyName)
        {
            ParseStatus status;
            TradeKey key = TradeKeys.Find(Text(ref r));
            if (key == TradeKey.Unknown)
            {
                status = SkipUnknown(ref r, unknownBase);
                if (status != ParseStatus.Ok) return status;
                continue;
            }

            if (!TryMark(ref seen, (int)key)) return ParseStatus.DuplicateKey;
            r.Read();
            switch (key)
            {
                case TradeKey.Timestamp:
                    status = ReadTime(ref r, out exchangeNs);
                    break;
                case TradeKey.Price:
                    // The tick is known only once the instrument is: it may be named after the price.
                    status = ReadNumber(ref r, out price);
                    break;
                case TradeKey.Amount:
                    status = ReadNumber(ref r, out amount);
                    break;
                case TradeKey.Direction:
                    status = ReadSide(ref r, out side);
                    break;
                case TradeKey.InstrumentName:
                    status = r.TokenType == JsonTokenType.String ? FindAndTrack(Text(ref r), out slot) : ParseStatus.WrongType;
                    break;
                case TradeKey.TradeSeq:
                    status = ReadInteger(ref r, out trade.TradeSeq);
                    break;
                case TradeKey.TradeId:
                    status = ReadTradeId(ref r, out trade.TradeId);
                    break;
                case TradeKey.IndexPrice:
                    status = ReadE8OrNull(ref r, out trade.IndexE8);
                    break;
                default:
                    if (r.TokenType is not (JsonTokenType.Null or JsonTokenType.False)) print |= PrintOf(key);
                    r.Skip();
                    continue;
            }

            if (status != ParseStatus.Ok) return status;
        }

        _unknownTop = unknownBase;
        if ((seen & TradeNeeds) != TradeNeeds) return ParseStatus.MissingField;
        return FinishTrade(slot, price, amount, side, print, exchangeNs, ref trade);
    }

    private ParseStatus FinishTrade(
        int slot, in DecimalText price, in DecimalText amount, EventFlags side, TradePrint print, long exchangeNs, ref Trade trade)
    {
        ref readonly InstrumentEntry instrument = ref _instruments.At(slot);
        if (amount.IsNotPositive || (price.IsNotPositive && !instrument.MayBeNegative)) return ParseStatus.NotPositive;
        ParseStatus status = price.TryToTicks(instrument.Definition.TickE8, out trade.PriceTicks);
        if (status == ParseStatus.Ok) status = amount.TryToLots(instrument.Definition.LotE8, out trade.SizeLots);
        if (status != ParseStatus.Ok) return status;
        if (_batch.IsFull) return ParseStatus.TooManyRows;

        ref Event e = ref AddOwn(EventKind.Trade, side, instrument.Index, exchangeNs);
        e.Detail = (uint)print;
        e.Trade = trade;
        return ParseStatus.Ok;
    }

    private static TradePrint PrintOf(TradeKey key) => key switch
    {
        TradeKey.BlockTradeId or TradeKey.BlockRfqId => TradePrint.Block,
        TradeKey.ComboId or TradeKey.ComboTradeId => TradePrint.ComboLeg,
        TradeKey.Liquidation => TradePrint.Liquidation,
        _ => TradePrint.None,
    };

    private static ParseStatus ReadNumber(ref Utf8JsonReader r, out DecimalText number)
    {
        number = default;
        return r.TokenType == JsonTokenType.Number ? DecimalText.TryParse(r.ValueSpan, out number) : ParseStatus.WrongType;
    }

    private ParseStatus ReadSide(ref Utf8JsonReader r, out EventFlags side)
    {
        side = EventFlags.None;
        if (r.TokenType != JsonTokenType.String) return ParseStatus.WrongType;
        ReadOnlySpan<byte> direction = Text(ref r);
        if (direction.SequenceEqual("sell"u8)) side = EventFlags.Ask;
        else if (!direction.SequenceEqual("buy"u8)) return ParseStatus.WrongType;
        return ParseStatus.Ok;
    }

    /// <summary>The id as a number where it is up to 18 digits without a leading zero, else its hash.</summary>
    public static long TradeIdOf(ReadOnlySpan<byte> text)
    {
        bool digits = text.Length is > 0 and <= 18 && text[0] is >= (byte)'1' and <= (byte)'9';
        return digits && Utf8Parser.TryParse(text, out long id, out int used) && used == text.Length ? id : (long)TextHash.Of(text);
    }

    private ParseStatus ReadTradeId(ref Utf8JsonReader r, out long id)
    {
        id = 0;
        if (r.TokenType != JsonTokenType.String) return ParseStatus.WrongType;
        id = TradeIdOf(Text(ref r));
        return ParseStatus.Ok;
    }
}
