using System;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Keys;

namespace Minnow.Venues.Deribit;

/// <content>Book messages: a snapshot, a change, or the window of a grouped channel.</content>
public sealed partial class DeribitParser
{
    private const ulong BookNeeds = (1UL << (int)BookKey.Timestamp) | (1UL << (int)BookKey.InstrumentName)
        | (1UL << (int)BookKey.ChangeId) | (1UL << (int)BookKey.Bids) | (1UL << (int)BookKey.Asks);

    /// <summary>Whether levels in the usual spelling take the shortcut; tests switch it off to compare.</summary>
    internal bool UsesLevelScanner { get; set; } = true;

    private int _levels;
    private long _windowLevels; // of the grouped channel at hand: 0 if its prices are grouped
    private int _movedBytes; // how far into its text the reader at hand was moved: its own offsets count from there

    private ParseStatus ReadBook(ref Utf8JsonReader r, ReadOnlySpan<byte> frame, bool grouped)
    {
        if (r.TokenType != JsonTokenType.StartObject) return ParseStatus.WrongType;
        ulong seen = 0;
        int unknownBase = _unknownTop;
        bool saysSnapshot = grouped;
        long exchangeNs = 0;
        long changeId = 0;
        long prevChangeId = 0; // absent, null and 0 all say: there is none
        Range earlyAsks = default;
        _levels = 0;
        while (r.Read() && r.TokenType == JsonTokenType.PropertyName)
        {
            ParseStatus status;
            BookKey key = BookKeys.Find(Text(ref r));
            if (key == BookKey.Unknown)
            {
                status = SkipUnknown(ref r, unknownBase);
                if (status != ParseStatus.Ok) return status;
                continue;
            }

            if (!TryMark(ref seen, (int)key)) return ParseStatus.DuplicateKey;
            r.Read();
            switch (key)
            {
                case BookKey.Type:
                    status = ReadIsSnapshot(ref r, out bool snapshot);
                    saysSnapshot |= snapshot;
                    break;
                case BookKey.Timestamp:
                    status = ReadTime(ref r, out exchangeNs);
                    break;
                case BookKey.InstrumentName:
                    status = ReadSameInstrument(ref r);
                    break;
                case BookKey.ChangeId:
                    status = ReadInteger(ref r, out changeId);
                    break;
                case BookKey.PrevChangeId:
                    status = r.TokenType == JsonTokenType.Null ? ParseStatus.Ok : ReadInteger(ref r, out prevChangeId);
                    break;
                case BookKey.Bids:
                    status = ReadLevels(ref r, frame, EventFlags.None, grouped);
                    break;
                default:
                    status = ParseStatus.Ok;
                    if ((seen & (1UL << (int)BookKey.Bids)) != 0) status = ReadLevels(ref r, frame, EventFlags.Ask, grouped);
                    else earlyAsks = SkipValue(ref r); // bids come first in the batch
                    break;
            }

            if (status != ParseStatus.Ok) return status;
        }

        _unknownTop = unknownBase;
        if ((seen & BookNeeds) != BookNeeds) return ParseStatus.MissingField;
        if (earlyAsks.End.Value > 0)
        {
            ParseStatus status = ReadEarlyAsks(frame, earlyAsks, grouped);
            if (status != ParseStatus.Ok) return status;
        }

        ParseStatus finished = FinishBook(grouped ? EventKind.GroupedLevel : EventKind.BookLevel, saysSnapshot || prevChangeId == 0,
            exchangeNs, changeId, prevChangeId);
        if (grouped && finished == ParseStatus.Ok) SayWindow();
        return finished;
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // ten times a second
    private void SayWindow()
    {
        foreach (ref Event e in _batch.Events[^Math.Max(1, _levels)..]) e.Level.WindowLevels = _windowLevels;
    }

    private ParseStatus ReadIsSnapshot(ref Utf8JsonReader r, out bool snapshot)
    {
        snapshot = false;
        if (r.TokenType != JsonTokenType.String) return ParseStatus.WrongType;
        ReadOnlySpan<byte> type = Text(ref r);
        snapshot = type.SequenceEqual("snapshot"u8);
        return snapshot || type.SequenceEqual("change"u8) ? ParseStatus.Ok : ParseStatus.WrongType;
    }

    /// <summary>Reads one side. What the levels have in common is filled in by <see cref="FinishBook"/>.</summary>
    /// <param name="r">Stands at the opening bracket, and afterwards at the closing one.</param>
    /// <param name="text">What <paramref name="r"/> reads, from its first byte.</param>
    /// <param name="side">Bids or asks.</param>
    /// <param name="grouped">True for levels without a word.</param>
    private ParseStatus ReadLevels(ref Utf8JsonReader r, ReadOnlySpan<byte> text, EventFlags side, bool grouped)
    {
        if (r.TokenType != JsonTokenType.StartArray) return ParseStatus.WrongType;
        return UsesLevelScanner && ScanLevels(text, _movedBytes + (int)r.BytesConsumed, side, grouped, out int end) && TryMoveToEnd(ref r, text, end)
            ? ParseStatus.Ok : ReadLevelsSlow(ref r, side, grouped);
    }

    /// <summary>Reads one side in the venue's usual spelling; leaves nothing behind if it is another, or if any level is to be refused.</summary>
    private bool ScanLevels(ReadOnlySpan<byte> text, int start, EventFlags side, bool grouped, out int end)
    {
        ref readonly InstrumentEntry instrument = ref _instruments.At(_slot);
        long tickE8 = instrument.Definition.TickE8;
        long lotE8 = instrument.Definition.LotE8;
        int levels = _levels;
        int events = _batch.Count;
        bool good = true;
        LevelScanner scanner = new(text, start);
        while (good && scanner.TryNext(!grouped, out DecimalText price, out DecimalText amount))
        {
            good = !price.IsNotPositive
                & price.TryToTicks(tickE8, out long ticks) == ParseStatus.Ok
                & amount.TryToLots(lotE8, out long lots) == ParseStatus.Ok
                & levels < _limits.MaxLevels & !_batch.IsFull;
            if (good) AddLevel(side, levels++, ticks, lots);
        }

        end = scanner.At;
        if (good && scanner.IsAtEnd && end > start)
        {
            _levels = levels;
            return true;
        }

        _batch.Truncate(events);
        return false;
    }

    /// <summary>Puts the reader at the closing bracket of the array whose opening one it has just read: for the reader an empty array.</summary>
    private bool TryMoveToEnd(ref Utf8JsonReader r, ReadOnlySpan<byte> text, int end)
    {
        _movedBytes = end;
        r = new Utf8JsonReader(text[end..], isFinalBlock: true, r.CurrentState);
        return r.Read();
    }

    private ParseStatus ReadLevelsSlow(ref Utf8JsonReader r, EventFlags side, bool grouped)
    {
        ref readonly InstrumentEntry instrument = ref _instruments.At(_slot);
        while (r.Read() && r.TokenType == JsonTokenType.StartArray)
        {
            if (_levels >= _limits.MaxLevels || _batch.IsFull) return ParseStatus.TooManyRows;
            if (!grouped)
            {
                // The word says nothing that the amount does not say: 0 removes the level.
                r.Read();
                if (r.TokenType != JsonTokenType.String) return ParseStatus.WrongType;
            }

            r.Read();
            ParseStatus status = ReadTicks(ref r, instrument, out long ticks);
            if (status != ParseStatus.Ok) return status;
            r.Read();
            status = ReadLots(ref r, instrument.Definition.LotE8, out long lots);
            if (status != ParseStatus.Ok) return status;
            r.Read();
            if (r.TokenType != JsonTokenType.EndArray) return ParseStatus.WrongType;
            AddLevel(side, _levels++, ticks, lots);
        }

        return r.TokenType == JsonTokenType.EndArray ? ParseStatus.Ok : ParseStatus.WrongType;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddLevel(EventFlags side, int number, long ticks, long lots)
    {
        ref Event e = ref _batch.Add();
        e.Flags = side;
        e.Detail = (uint)number;
        e.Level.PriceTicks = ticks;
        e.Level.SizeLots = lots;
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // cold: the venue writes bids first
    private ParseStatus ReadEarlyAsks(ReadOnlySpan<byte> frame, Range asks, bool grouped)
    {
        int outerMoved = _movedBytes;
        _movedBytes = 0;
        Utf8JsonReader r = new(frame[asks], ReaderOptions);
        r.Read();
        ParseStatus status = ReadLevels(ref r, frame[asks], EventFlags.Ask, grouped);
        if (status != ParseStatus.Ok) NoteRefusedAt(asks.Start.Value, _movedBytes + r.TokenStartIndex);
        _movedBytes = outerMoved;
        return status;
    }

    private ParseStatus FinishBook(EventKind kind, bool snapshot, long exchangeNs, long changeId, long prevChangeId)
    {
        EventFlags common = snapshot ? EventFlags.Snapshot : EventFlags.None;
        int levels = _levels;
        if (levels == 0)
        {
            if (_batch.IsFull) return ParseStatus.TooManyRows;
            _batch.Add();
            common |= EventFlags.Empty;
            levels = 1;
        }

        if (snapshot) prevChangeId = Units.Missing;
        ushort index = _instruments.At(_slot).Index;
        Span<Event> events = _batch.Events[^levels..];
        for (int i = 0; i < events.Length; i++)
        {
            ref Event e = ref events[i];
            e.Kind = kind;
            e.Flags |= common;
            e.InstrumentIndex = index;
            e.ReceivedNs = _receivedNs;
            e.ExchangeNs = exchangeNs;
            e.Level.ChangeId = changeId;
            e.Level.PrevChangeId = prevChangeId;
        }

        _ownEvents += levels;
        return ParseStatus.Ok;
    }
}
