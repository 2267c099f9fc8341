using System;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Keys;

namespace Minnow.Venues.Deribit;

/// <content>States of instruments and of the platform, and the index channels.</content>
public sealed partial class DeribitParser
{
    private ParseStatus ReadState(ref Utf8JsonReader r, out TradingState state, out ulong hash)
    {
        state = TradingState.Unknown;
        hash = 0;
        if (r.TokenType != JsonTokenType.String) return ParseStatus.WrongType;
        ReadOnlySpan<byte> word = Text(ref r);
        state = DeribitWords.Trading(word);
        hash = TextHash.Of(word);
        return ParseStatus.Ok;
    }

    /// <summary>Publishes the state of an instrument if its word is not the one published last.</summary>
    private void AddStateIfNew(int slot, TradingState state, ulong hash, long exchangeNs)
    {
        ref readonly InstrumentEntry instrument = ref _instruments.At(slot);
        if (instrument.StateHash == hash) return;
        ref Event e = ref AddOwn(EventKind.InstrumentState, EventFlags.None, instrument.Index, exchangeNs);
        e.State.Trading = state;
        e.State.WordHash = hash;
        _stateSlot = slot;
        _stateHash = hash;
    }

    private ParseStatus ReadInstrumentState(ref Utf8JsonReader r)
    {
        if (r.TokenType != JsonTokenType.StartObject) return ParseStatus.WrongType;
        ulong seen = 0;
        int unknownBase = _unknownTop;
        int slot = -1;
        long exchangeNs = 0;
        ulong hash = 0;
        TradingState state = TradingState.Unknown;
        while (r.Read() && r.TokenType == JsonTokenType.PropertyName)
        {
            ParseStatus status;
            StateKey key = StateKeys.Find(Text(ref r));
            if (key == StateKey.Unknown)
            {
                status = SkipUnknown(ref r, unknownBase);
                if (status != ParseStatus.Ok) return status;
                continue;
            }

            if (!TryMark(ref seen, (int)key)) return ParseStatus.DuplicateKey;
            r.Read();
            switch (key)
            {
                case StateKey.Timestamp:
                    status = ReadTime(ref r, out exchangeNs);
                    break;
                case StateKey.State:
                    status = ReadState(ref r, out state, out hash);
                    break;
                default:
                    if (r.TokenType != JsonTokenType.String) return ParseStatus.WrongType;
                    ReadOnlySpan<byte> name = Text(ref r);
                    status = InstrumentTable.IsName(name) ? ParseStatus.Ok : ParseStatus.BadName;
                    slot = _instruments.Find(name);
                    break;
            }

            if (status != ParseStatus.Ok) return status;
        }

        _unknownTop = unknownBase;
        if (hash == 0 || (seen & (1UL << (int)StateKey.InstrumentName)) == 0) return ParseStatus.MissingField;

        // The channel names every instrument of a currency: it is no reason to track one.
        if (slot < 0 || _instruments.At(slot).Index == Units.NoInstrument) return ParseStatus.Ok;
        if (!HasRoom(1)) return ParseStatus.TooManyRows;
        AddStateIfNew(slot, state, hash, exchangeNs);
        return ParseStatus.Ok;
    }

    private ParseStatus ReadPlatformState(ref Utf8JsonReader r)
    {
        if (r.TokenType != JsonTokenType.StartObject) return ParseStatus.WrongType;
        ulong seen = 0;
        int unknownBase = _unknownTop;
        ulong nameHash = 0;
        bool locked = false;
        bool maintenance = false;
        while (r.Read() && r.TokenType == JsonTokenType.PropertyName)
        {
            ParseStatus status = ParseStatus.Ok;
            PlatformKey key = PlatformKeys.Find(Text(ref r));
            if (key == PlatformKey.Unknown)
            {
                status = SkipUnknown(ref r, unknownBase);
                if (status != ParseStatus.Ok) return status;
                continue;
            }

            if (!TryMark(ref seen, (int)key)) return ParseStatus.DuplicateKey;
            r.Read();
            switch (key)
            {
                case PlatformKey.Locked:
                    status = ReadBool(ref r, out locked);
                    break;
                case PlatformKey.Maintenance:
                    status = ReadBool(ref r, out maintenance);
                    break;
                case PlatformKey.PriceIndex:
                    if (r.TokenType != JsonTokenType.String) return ParseStatus.WrongType;
                    nameHash = TextHash.Of(Text(ref r));
                    break;
                default:
                    r.Skip();
                    break;
            }

            if (status != ParseStatus.Ok) return status;
        }

        _unknownTop = unknownBase;
        const ulong OneOf = (1UL << (int)PlatformKey.Locked) | (1UL << (int)PlatformKey.Maintenance);
        if ((seen & OneOf) == 0) return ParseStatus.MissingField;
        if (!HasRoom(1)) return ParseStatus.TooManyRows;
        ref Event e = ref AddOwn(EventKind.PlatformState, EventFlags.None, Units.NoInstrument, 0);
        e.State.Trading = maintenance ? TradingState.Halted : locked ? TradingState.Locked : TradingState.Open;
        e.State.WordHash = nameHash;
        return ParseStatus.Ok;
    }

    /// <summary>Reads <c>perpetual</c>, <c>deribit_price_index</c> or <c>deribit_volatility_index</c>: one value each.</summary>
    private ParseStatus ReadIndex(ref Utf8JsonReader r, EventKind kind)
    {
        if (r.TokenType != JsonTokenType.StartObject) return ParseStatus.WrongType;
        IndexKey valueKey = kind == EventKind.Perpetual ? IndexKey.IndexPrice
            : kind == EventKind.IndexPrice ? IndexKey.Price : IndexKey.Volatility;
        IndexKey otherKey = kind == EventKind.Perpetual ? IndexKey.Interest : IndexKey.IndexName;
        ulong seen = 0;
        int unknownBase = _unknownTop;
        long exchangeNs = 0;
        IndexValue value = new() { ValueE8 = Units.Missing, InterestE12 = Units.Missing };
        while (r.Read() && r.TokenType == JsonTokenType.PropertyName)
        {
            ParseStatus status = ParseStatus.Ok;
            IndexKey key = IndexKeys.Find(Text(ref r));
            if (key == IndexKey.Unknown)
            {
                status = SkipUnknown(ref r, unknownBase);
                if (status != ParseStatus.Ok) return status;
                continue;
            }

            if (!TryMark(ref seen, (int)key)) return ParseStatus.DuplicateKey;
            r.Read();
            if (key == IndexKey.Timestamp)
            {
                status = ReadTime(ref r, out exchangeNs);
            }
            else if (key == valueKey)
            {
                status = ReadE8OrNull(ref r, out value.ValueE8);
            }
            else if (key == otherKey && key == IndexKey.Interest)
            {
                status = ReadE12OrNull(ref r, out value.InterestE12);
            }
            else if (key == otherKey)
            {
                if (r.TokenType != JsonTokenType.String) return ParseStatus.WrongType;
                value.NameHash = TextHash.Of(Text(ref r));
            }
            else
            {
                r.Skip();
            }

            if (status != ParseStatus.Ok) return status;
        }

        _unknownTop = unknownBase;
        ulong needs = (1UL << (int)valueKey) | (1UL << (int)otherKey) | (1UL << (int)IndexKey.Timestamp);
        if ((seen & needs) != needs) return ParseStatus.MissingField;
        if (!HasRoom(1)) return ParseStatus.TooManyRows;
        ushort index = kind == EventKind.Perpetual ? _instruments.At(_slot).Index : Units.NoInstrument;
        AddOwn(kind, EventFlags.None, index, exchangeNs).Index = value;
        return ParseStatus.Ok;
    }
}
