using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Keys;

namespace Minnow.Venues.Deribit;

/// <content>The venue's statement of best bid and ask: the quote channel, and what a ticker has in common with it.</content>
public sealed partial class DeribitParser
{
    private const ulong QuoteNeeds = (1UL << (int)QuoteKey.BestAskAmount) * 2 - 1; // every key

    private ParseStatus ReadQuote(ref Utf8JsonReader r)
    {
        if (r.TokenType != JsonTokenType.StartObject) return ParseStatus.WrongType;
        ref readonly InstrumentEntry instrument = ref _instruments.At(_slot);
        ulong seen = 0;
        int unknownBase = _unknownTop;
        long exchangeNs = 0;
        TopSide bid = TopSide.NotStated;
        TopSide ask = TopSide.NotStated;
        while (r.Read() && r.TokenType == JsonTokenType.PropertyName)
        {
            ParseStatus status;
            QuoteKey key = QuoteKeys.Find(Text(ref r));
            if (key == QuoteKey.Unknown)
            {
                status = SkipUnknown(ref r, unknownBase);
                if (status != ParseStatus.Ok) return status;
                continue;
            }

            if (!TryMark(ref seen, (int)key)) return ParseStatus.DuplicateKey;
            r.Read();
            status = key switch
            {
                QuoteKey.Timestamp => ReadTime(ref r, out exchangeNs),
                QuoteKey.InstrumentName => ReadSameInstrument(ref r),
                QuoteKey.BestBidPrice => ReadTopPrice(ref r, instrument, ref bid),
                QuoteKey.BestBidAmount => ReadTopAmount(ref r, instrument, ref bid),
                QuoteKey.BestAskPrice => ReadTopPrice(ref r, instrument, ref ask),
                _ => ReadTopAmount(ref r, instrument, ref ask),
            };
            if (status != ParseStatus.Ok) return status;
        }

        _unknownTop = unknownBase;
        if ((seen & QuoteNeeds) != QuoteNeeds) return ParseStatus.MissingField;
        return AddTop(EventKind.Quote, EventFlags.None, instrument, exchangeNs, ref bid, ref ask);
    }

    private static ParseStatus ReadTopPrice(ref Utf8JsonReader r, in InstrumentEntry instrument, ref TopSide side)
    {
        side.HasPrice = true;
        if (r.TokenType == JsonTokenType.Null) return ParseStatus.Ok;
        ParseStatus status = ReadNumber(ref r, out DecimalText price);
        if (status != ParseStatus.Ok) return status;
        if (price.IsZero && !price.IsNegative)
        {
            side.IsZeroPrice = true; // an empty side in the old spelling, if the amount is 0 too
            return ParseStatus.Ok;
        }

        if (price.IsNegative && !instrument.MayBeNegative) return ParseStatus.NotPositive;
        return price.TryToTicks(instrument.Definition.TickE8, out side.Ticks);
    }

    private static ParseStatus ReadTopAmount(ref Utf8JsonReader r, in InstrumentEntry instrument, ref TopSide side)
    {
        side.Lots = 0;
        return r.TokenType == JsonTokenType.Null ? ParseStatus.Ok : ReadLots(ref r, instrument.Definition.LotE8, out side.Lots);
    }

    private ParseStatus AddTop(
        EventKind kind, EventFlags flags, in InstrumentEntry instrument, long exchangeNs, ref TopSide bid, ref TopSide ask)
    {
        ParseStatus status = bid.Settle(instrument.MayBeNegative);
        if (status == ParseStatus.Ok) status = ask.Settle(instrument.MayBeNegative);
        if (status != ParseStatus.Ok) return status;
        if (_batch.IsFull) return ParseStatus.TooManyRows;

        ref Event e = ref AddOwn(kind, flags, instrument.Index, exchangeNs);
        e.Quote.BidTicks = bid.Ticks;
        e.Quote.BidLots = bid.Lots;
        e.Quote.AskTicks = ask.Ticks;
        e.Quote.AskLots = ask.Lots;
        return ParseStatus.Ok;
    }

    /// <summary>One side as it is being read.</summary>
    private struct TopSide
    {
        internal long Ticks;
        internal long Lots;
        internal bool HasPrice;
        internal bool IsZeroPrice;

        internal static TopSide NotStated => new() { Ticks = Units.Missing, Lots = Units.Missing };

        /// <summary>True if neither price nor amount was there.</summary>
        internal readonly bool IsNotStated => !HasPrice && Lots == Units.Missing;

        /// <summary>Brings the ways of saying "nobody is there" to one: no price, 0 lots.</summary>
        internal ParseStatus Settle(bool mayBeZero)
        {
            if (IsZeroPrice && Lots > 0)
            {
                if (!mayBeZero) return ParseStatus.NotPositive;
                Ticks = 0;
            }
            else if (HasPrice && Ticks == Units.Missing)
            {
                Lots = 0;
            }

            return ParseStatus.Ok;
        }
    }
}
