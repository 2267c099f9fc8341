using System;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Keys;

namespace Minnow.Venues.Deribit;

/// <content>Replies to requests: errors and instrument definitions; everything else is acknowledged by ignoring it.</content>
public sealed partial class DeribitParser
{
    /// <summary>Reads a result, which is known to be valid JSON. Definitions count only if every row is right.</summary>
    private ParseStatus ReadResult(ReadOnlySpan<byte> frame, Range result)
    {
        ReadOnlySpan<byte> text = frame[result];
        if (!IsInstruments(text)) return ParseStatus.Ignored;

        ParseStatus status = ReadInstruments(text, result.Start.Value, commit: false);
        return status != ParseStatus.Ok ? status : ReadInstruments(text, result.Start.Value, commit: true);
    }

    /// <summary>True for an object, or an array whose first element is one, that has a name and a tick: no other reply has both.</summary>
    private bool IsInstruments(ReadOnlySpan<byte> text)
    {
        Utf8JsonReader r = new(text, ReaderOptions);
        r.Read();
        if (r.TokenType == JsonTokenType.StartArray) r.Read();
        if (r.TokenType != JsonTokenType.StartObject) return false;
        bool hasName = false;
        bool hasTick = false;
        while (r.Read() && r.TokenType == JsonTokenType.PropertyName)
        {
            InstrumentKey key = InstrumentKeys.Find(Text(ref r));
            hasName |= key == InstrumentKey.InstrumentName;
            hasTick |= key == InstrumentKey.TickSize;
            r.Read();
            r.Skip();
        }

        return hasName && hasTick;
    }

    private ParseStatus ReadInstruments(ReadOnlySpan<byte> text, int startBytes, bool commit)
    {
        Utf8JsonReader r = new(text, ReaderOptions);
        r.Read();
        bool many = r.TokenType == JsonTokenType.StartArray;
        if (many) r.Read();
        int rows = 0;
        int unknownNames = 0;
        int wanted = 0;
        ParseStatus status = ParseStatus.Ok;
        while (r.TokenType == JsonTokenType.StartObject)
        {
            InstrumentRow row = default;
            status = rows++ >= _limits.MaxInstrumentRows ? ParseStatus.TooManyRows : ReadInstrumentRow(ref r, ref row);
            if (status != ParseStatus.Ok) break;
            if (row.IsLeftOut) LeftOutInstruments += commit ? 1 : 0;
            else if (commit) Define(row);
            else if (_instruments.Find(InstrumentName.Text(row.Name)) is var slot && slot < 0) unknownNames++;
            else if (_instruments.At(slot) is { IsWanted: true, Index: Units.NoInstrument }) wanted++;
            if (!many) break;
            r.Read();
        }

        if (status == ParseStatus.Ok && many && r.TokenType != JsonTokenType.EndArray) status = ParseStatus.WrongType;
        if (status == ParseStatus.Ok && _instruments.Count + unknownNames > _instruments.Capacity) status = ParseStatus.TooManyInstruments;
        if (status == ParseStatus.Ok && !commit && _instruments.TrackedCount + wanted > _instruments.TrackedCapacity)
            status = ParseStatus.TooManyInstruments;
        // Each row publishes at most a name and a definition, and only if it is tracked or wanted.
        if (status == ParseStatus.Ok && !commit && !HasRoom(2 * Math.Min(rows, _instruments.TrackedCapacity))) status = ParseStatus.TooManyRows;
        if (status != ParseStatus.Ok) NoteRefusedAt(startBytes, r.TokenStartIndex);
        return status;
    }

    /// <summary>Takes one definition in; publishes it if the instrument is tracked, or wanted and there is an index left.</summary>
    private void Define(in InstrumentRow row)
    {
        if (_instruments.FindOrAdd(InstrumentName.Text(row.Name), out int slot) != ParseStatus.Ok) return;
        ref InstrumentEntry entry = ref _instruments.At(slot);
        bool changed = !entry.IsDefined || !SameDefinition(entry.Definition, row.Definition);
        entry.Definition = row.Definition;
        entry.IsDefined = true;
        entry.MayBeNegative |= row.Definition.Contract == ContractKind.Other;
        if (entry.Index != Units.NoInstrument)
        {
            if (!changed) return;
            entry.StateHash = row.StateHash;
            AddDefinition(ref entry, EventFlags.First | EventFlags.Last);
            return;
        }

        entry.StateHash = row.StateHash;
        if (entry.IsWanted) TrackSlot(slot);
    }

    private static bool SameDefinition(in InstrumentDefined a, in InstrumentDefined b) =>
        a.TickE8 == b.TickE8 && a.LotE8 == b.LotE8 && a.MinLots == b.MinLots && a.MakerFeeE8 == b.MakerFeeE8
        && a.TakerFeeE8 == b.TakerFeeE8 && a.ExpiryNs == b.ExpiryNs && a.Contract == b.Contract && a.IsActive == b.IsActive
        && a.Trading == b.Trading;

    private ParseStatus ReadError(ReadOnlySpan<byte> frame, Range error, bool hasId)
    {
        Utf8JsonReader r = new(frame[error], ReaderOptions);
        r.Read();
        if (r.TokenType != JsonTokenType.StartObject) return ParseStatus.WrongType;
        VenueError body = new() { RequestId = hasId ? ReadRequestId(frame) : Units.Missing };
        ulong seen = 0;
        int unknownBase = _unknownTop;
        ParseStatus status = ParseStatus.Ok;
        while (status == ParseStatus.Ok && r.Read() && r.TokenType == JsonTokenType.PropertyName)
        {
            ErrorKey key = ErrorKeys.Find(Text(ref r));
            if (key == ErrorKey.Unknown)
            {
                status = SkipUnknown(ref r, unknownBase);
                continue;
            }

            if (!TryMark(ref seen, (int)key)) return ParseStatus.DuplicateKey;
            r.Read();
            if (key == ErrorKey.Code) status = ReadInteger(ref r, out body.Code);
            else if (key == ErrorKey.Message && r.TokenType != JsonTokenType.String) status = ParseStatus.WrongType;
            else if (key == ErrorKey.Message) body.MessageHash = TextHash.Of(Text(ref r));
            else r.Skip();
        }

        _unknownTop = unknownBase;
        const ulong Needs = (1UL << (int)ErrorKey.Code) | (1UL << (int)ErrorKey.Message);
        if (status != ParseStatus.Ok) return status;
        if ((seen & Needs) != Needs) return ParseStatus.MissingField;
        if (!HasRoom(1)) return ParseStatus.TooManyRows;
        AddOwn(EventKind.VenueError, EventFlags.None, Units.NoInstrument, 0).Error = body;
        return ParseStatus.Ok;
    }

    /// <summary>The whole number in <c>id</c>; <see cref="Units.Missing"/> if it is text, null or no whole number.</summary>
    private long ReadRequestId(ReadOnlySpan<byte> frame)
    {
        Utf8JsonReader r = new(frame, ReaderOptions);
        r.Read();
        while (r.Read() && r.TokenType == JsonTokenType.PropertyName)
        {
            bool isId = RootKeys.Find(Text(ref r)) == RootKey.Id;
            r.Read();
            if (isId) return ReadInteger(ref r, out long id) == ParseStatus.Ok ? id : Units.Missing;
            r.Skip();
        }

        return Units.Missing;
    }
}
