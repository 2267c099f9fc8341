using System;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Keys;

namespace Minnow.Venues.Deribit;

/// <content>Tickers, whole and incremental: perpetual, future, option, combination.</content>
public sealed partial class DeribitParser
{
    private const ulong TickerNeeds = (1UL << (int)TickerKey.Timestamp) | (1UL << (int)TickerKey.InstrumentName);
    private const int MaxTickerEvents = 7;

    [SkipLocalsInit]
    private ParseStatus ReadTicker(ref Utf8JsonReader r, bool incremental)
    {
        if (r.TokenType != JsonTokenType.StartObject) return ParseStatus.WrongType;
        ref readonly InstrumentEntry instrument = ref _instruments.At(_slot);
        Span<long> values = stackalloc long[TickerKeys.ValueCount];
        values.Fill(Units.Missing);
        ulong seen = 0;
        int unknownBase = _unknownTop;
        bool saysSnapshot = false;
        long exchangeNs = 0;
        ulong stateHash = 0;
        TradingState state = TradingState.Unknown;
        TopSide bid = TopSide.NotStated;
        TopSide ask = TopSide.NotStated;
        while (r.Read() && r.TokenType == JsonTokenType.PropertyName)
        {
            ParseStatus status = ParseStatus.Ok;
            TickerKey key = TickerKeys.Find(Text(ref r));
            if (key == TickerKey.Unknown)
            {
                status = SkipUnknown(ref r, unknownBase);
                if (status != ParseStatus.Ok) return status;
                continue;
            }

            if (!TryMark(ref seen, (int)key)) return ParseStatus.DuplicateKey;
            r.Read();
            switch (key)
            {
                case TickerKey.Type when incremental:
                    status = ReadIsSnapshot(ref r, out saysSnapshot);
                    break;
                case TickerKey.Timestamp:
                    status = ReadTime(ref r, out exchangeNs);
                    break;
                case TickerKey.InstrumentName:
                    status = ReadSameInstrument(ref r);
                    break;
                case TickerKey.State:
                    status = ReadState(ref r, out state, out stateHash);
                    break;
                case TickerKey.Stats:
                case TickerKey.Greeks:
                    status = ReadTickerPart(ref r, key, values);
                    break;
                case TickerKey.BestBidPrice:
                    status = ReadTopPrice(ref r, instrument, ref bid);
                    break;
                case TickerKey.BestBidAmount:
                    status = ReadTopAmount(ref r, instrument, ref bid);
                    break;
                case TickerKey.BestAskPrice:
                    status = ReadTopPrice(ref r, instrument, ref ask);
                    break;
                case TickerKey.BestAskAmount:
                    status = ReadTopAmount(ref r, instrument, ref ask);
                    break;
                case <= TickerKey.InterestRate:
                    status = ReadTickerValue(ref r, key, out values[(int)key]);
                    break;
                default:
                    r.Skip(); // may be a word: "estimated_delivery_price":"expired"
                    break;
            }

            if (status != ParseStatus.Ok) return status;
        }

        _unknownTop = unknownBase;
        if ((seen & TickerNeeds) != TickerNeeds) return ParseStatus.MissingField;
        if (!HasRoom(MaxTickerEvents)) return ParseStatus.TooManyRows;

        EventFlags flags = !incremental ? EventFlags.None : saysSnapshot ? EventFlags.Snapshot : EventFlags.Incremental;
        bool whole = flags != EventFlags.Incremental;
        if (whole)
        {
            if (bid.IsNotStated) bid.Lots = 0;
            if (ask.IsNotStated) ask.Lots = 0;
        }

        if (whole || !bid.IsNotStated || !ask.IsNotStated)
        {
            ParseStatus status = AddTop(EventKind.TickerTop, flags, instrument, exchangeNs, ref bid, ref ask);
            if (status != ParseStatus.Ok) return status;
        }

        AddTickerValues(flags, instrument.Index, exchangeNs, values, whole);
        if (stateHash != 0) AddStateIfNew(_slot, state, stateHash, exchangeNs);
        return ParseStatus.Ok;
    }

    private static ParseStatus ReadTickerValue(ref Utf8JsonReader r, TickerKey key, out long value)
    {
        if (TickerKeys.IsE12(key)) return ReadE12OrNull(ref r, out value);
        ParseStatus status = ReadE8OrNull(ref r, out value);
        if (value == 0 && key is TickerKey.BidIv or TickerKey.AskIv) value = Units.Missing; // the venue's 0 is "nobody quotes"
        return status;
    }

    /// <summary>Reads <c>stats</c> or <c>greeks</c>.</summary>
    private ParseStatus ReadTickerPart(ref Utf8JsonReader r, TickerKey part, scoped Span<long> values)
    {
        if (r.TokenType == JsonTokenType.Null) return ParseStatus.Ok;
        if (r.TokenType != JsonTokenType.StartObject) return ParseStatus.WrongType;
        ulong seen = 0;
        int unknownBase = _unknownTop;
        while (r.Read() && r.TokenType == JsonTokenType.PropertyName)
        {
            ParseStatus status;
            ReadOnlySpan<byte> name = Text(ref r);
            TickerKey key = part == TickerKey.Stats ? TickerKeys.FindInStats(name) : TickerKeys.FindInGreeks(name);
            if (key == TickerKey.Unknown)
            {
                status = SkipUnknown(ref r, unknownBase);
                if (status != ParseStatus.Ok) return status;
                continue;
            }

            if (!TryMark(ref seen, (int)key)) return ParseStatus.DuplicateKey;
            r.Read();
            if (key > TickerKey.InterestRate)
            {
                r.Skip();
                continue;
            }

            status = ReadE8OrNull(ref r, out values[(int)key]);
            if (status != ParseStatus.Ok) return status;
        }

        _unknownTop = unknownBase;
        return ParseStatus.Ok;
    }

    /// <summary>Adds the parts of a ticker: marks, carry and statistics of a whole one always, the rest if it has any value.</summary>
    private void AddTickerValues(EventFlags flags, ushort index, long exchangeNs, ReadOnlySpan<long> values, bool whole)
    {
        AddTickerPart(EventKind.TickerMarks, flags, index, exchangeNs, values.Slice((int)TickerKey.MarkPrice, 5), whole);
        AddTickerPart(EventKind.TickerCarry, flags, index, exchangeNs, values.Slice((int)TickerKey.CurrentFunding, 5), whole);
        AddTickerPart(EventKind.TickerStats, flags, index, exchangeNs, values.Slice((int)TickerKey.High, 5), whole);
        AddTickerPart(EventKind.OptionGreeks, flags, index, exchangeNs, values.Slice((int)TickerKey.Delta, 5), always: false);
        AddTickerPart(EventKind.OptionVols, flags, index, exchangeNs, values.Slice((int)TickerKey.MarkIv, 5), always: false);
    }

    private void AddTickerPart(
        EventKind kind, EventFlags flags, ushort index, long exchangeNs, ReadOnlySpan<long> values, bool always)
    {
        if (!always && !values.ContainsAnyExcept(Units.Missing)) return;
        ref Event e = ref AddOwn(kind, flags, index, exchangeNs);
        switch (kind)
        {
            case EventKind.TickerMarks:
                e.Marks = new TickerMarks { MarkE8 = values[0], IndexE8 = values[1], LastE8 = values[2], MinE8 = values[3], MaxE8 = values[4] };
                break;
            case EventKind.TickerCarry:
                e.Carry = new TickerCarry
                {
                    CurrentFundingE12 = values[0], Funding8hE12 = values[1], InterestValueE12 = values[2], OpenInterestE8 = values[3],
                    SettlementE8 = values[4],
                };
                break;
            case EventKind.TickerStats:
                e.Stats = new TickerStats
                {
                    HighE8 = values[0], LowE8 = values[1], VolumeE8 = values[2], VolumeUsdE8 = values[3], ChangePercentE8 = values[4],
                };
                break;
            case EventKind.OptionGreeks:
                e.Greeks = new OptionGreeks { DeltaE8 = values[0], GammaE8 = values[1], ThetaE8 = values[2], VegaE8 = values[3], RhoE8 = values[4] };
                break;
            default:
                e.Vols = new OptionVols
                {
                    MarkIvE8 = values[0], BidIvE8 = values[1], AskIvE8 = values[2], UnderlyingE8 = values[3], InterestRateE8 = values[4],
                };
                break;
        }
    }
}
