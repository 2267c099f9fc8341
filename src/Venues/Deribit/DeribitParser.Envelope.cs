using System;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Keys;

namespace Minnow.Venues.Deribit;

/// <content>The JSON-RPC envelope: which kind of message is it, and where is its content.</content>
public sealed partial class DeribitParser
{
    private enum Method : byte
    {
        Absent,
        Subscription,
        Heartbeat,
        Other,
    }

    private DeribitChannelKind _kind;
    private bool _hasChannel;
    private bool _hasData;

    private ParseStatus ReadRoot(ref Utf8JsonReader r, ReadOnlySpan<byte> frame)
    {
        r.Read();
        if (r.TokenType != JsonTokenType.StartObject) return NotAnObject(ref r);

        ulong seen = 0;
        Method method = Method.Absent;
        Range result = default;
        Range error = default;
        ParseStatus status = ParseStatus.Ok;
        _hasChannel = _hasData = false;
        while (r.Read() && r.TokenType == JsonTokenType.PropertyName)
        {
            RootKey key = RootKeys.Find(Text(ref r));
            if (key == RootKey.Unknown)
            {
                status = SkipUnknown(ref r, 0);
                if (status != ParseStatus.Ok) return status;
                continue;
            }

            if (!TryMark(ref seen, (int)key)) return Duplicate();
            r.Read();
            switch (key)
            {
                case RootKey.Method:
                    if (r.TokenType != JsonTokenType.String) return ParseStatus.WrongType;
                    method = MethodOf(Text(ref r));
                    break;
                case RootKey.Params when r.TokenType == JsonTokenType.StartObject && method is Method.Subscription or Method.Absent:
                    status = ReadParams(ref r, frame);
                    if (status != ParseStatus.Ok) return status;
                    break;
                case RootKey.Result:
                    if (_scope == BookScope.All) _scope = BookScope.None;
                    result = SkipValue(ref r);
                    break;
                case RootKey.Error:
                    if (_scope == BookScope.All) _scope = BookScope.None;
                    error = SkipValue(ref r);
                    break;
                default:
                    r.Skip();
                    break;
            }
        }

        r.Read(); // throws if anything but space follows
        if (method == Method.Subscription) return !_hasChannel || !_hasData ? ParseStatus.MissingField : OutcomeOf(_kind);
        if (method == Method.Heartbeat) return DropOwn(ParseStatus.Ignored);
        bool hasResult = (seen & (1UL << (int)RootKey.Result)) != 0;
        bool hasError = (seen & (1UL << (int)RootKey.Error)) != 0;
        if (method != Method.Absent || hasResult == hasError) return DropOwn(ParseStatus.NotAMessage);
        _scope = BookScope.None;
        bool hasId = (seen & (1UL << (int)RootKey.Id)) != 0;
        return hasResult ? ReadResult(frame, result) : ReadError(frame, error, hasId);
    }

    private static ParseStatus OutcomeOf(DeribitChannelKind kind) =>
        kind == DeribitChannelKind.Ignored ? ParseStatus.Ignored : ParseStatus.Ok;

    private static Method MethodOf(ReadOnlySpan<byte> method) =>
        method.SequenceEqual("subscription"u8) ? Method.Subscription
        : method.SequenceEqual("heartbeat"u8) ? Method.Heartbeat : Method.Other;

    private static ParseStatus NotAnObject(ref Utf8JsonReader r)
    {
        while (r.Read()) r.Skip(); // malformed or merely not a message: the difference is worth the walk
        return ParseStatus.NotAMessage;
    }

    /// <summary>A key was given twice, so nothing that the frame says of itself counts.</summary>
    private ParseStatus Duplicate()
    {
        _scope = BookScope.All;
        return ParseStatus.DuplicateKey;
    }

    /// <summary>Forgets what was read from <c>params</c> before the method turned out to be another.</summary>
    private ParseStatus DropOwn(ParseStatus status)
    {
        if (status == ParseStatus.Ignored && _ownEvents > 0) return ParseStatus.NotAMessage;
        return status;
    }

    private Range SkipValue(ref Utf8JsonReader r)
    {
        int start = _movedBytes + (int)r.TokenStartIndex;
        r.Skip();
        return new Range(start, _movedBytes + (int)r.BytesConsumed);
    }

    private ParseStatus ReadParams(ref Utf8JsonReader r, ReadOnlySpan<byte> frame)
    {
        ulong seen = 0;
        int unknownBase = _unknownTop;
        Range early = default;
        ReadOnlySpan<byte> channel = default;
        while (r.Read() && r.TokenType == JsonTokenType.PropertyName)
        {
            ParseStatus status = ParseStatus.Ok;
            ParamsKey key = ParamsKeys.Find(Text(ref r));
            if (key == ParamsKey.Unknown)
            {
                status = SkipUnknown(ref r, unknownBase);
                if (status != ParseStatus.Ok) return status;
                continue;
            }

            if (!TryMark(ref seen, (int)key)) return Duplicate();
            r.Read();
            if (key == ParamsKey.Channel)
            {
                if (r.TokenType != JsonTokenType.String) return ParseStatus.WrongType;
                if (r.ValueIsEscaped && r.ValueSpan.Length > _channelText.Length) return ParseStatus.UnknownChannel;
                channel = r.ValueIsEscaped ? Unescape(ref r, _channelText) : r.ValueSpan;
                _hasChannel = true;
                status = OpenChannel(channel);
            }
            else if (key == ParamsKey.Data)
            {
                _hasData = true;
                if (_hasChannel) status = ReadData(ref r, frame);
                else early = SkipValue(ref r);
            }
            else
            {
                r.Skip();
            }

            if (status != ParseStatus.Ok) return status;
        }

        _unknownTop = unknownBase;
        return _hasData && _hasChannel && early.End.Value > 0 ? ReadEarlyData(frame, early) : ParseStatus.Ok;
    }

    /// <summary>Reads data that stood before its channel.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // cold: the venue writes the channel first
    private ParseStatus ReadEarlyData(ReadOnlySpan<byte> frame, Range data)
    {
        int outerMoved = _movedBytes;
        _movedBytes = 0;
        Utf8JsonReader r = new(frame[data], ReaderOptions);
        r.Read();
        ParseStatus status = ReadData(ref r, frame[data]);
        if (status > ParseStatus.Ignored) NoteRefusedAt(data.Start.Value, _movedBytes + r.TokenStartIndex);
        _movedBytes = outerMoved;
        return status;
    }

    /// <summary>Keeps where a second reader stood, as an offset in what the first one reads.</summary>
    private void NoteRefusedAt(int startBytes, long tokenBytes) =>
        _refusedAtBytes = startBytes + (_refusedAtBytes == Units.Missing ? tokenBytes : _refusedAtBytes);

    /// <summary>Learns from the channel what follows and whose it is.</summary>
    private ParseStatus OpenChannel(ReadOnlySpan<byte> channel)
    {
        _kind = DeribitChannel.Classify(channel, out ReadOnlySpan<byte> instrument);
        switch (_kind)
        {
            case DeribitChannelKind.Book:
                ParseStatus status = FindAndTrack(instrument, out _slot);
                // A book that can have no index is kept by nobody.
                bool kept = status != ParseStatus.TooManyInstruments && instrument.Length <= Units.MaxNameBytes;
                _scope = status == ParseStatus.Ok ? BookScope.One : kept ? BookScope.All : BookScope.None;
                return status;

            case DeribitChannelKind.GroupedBook:
                _scope = BookScope.None;
                _windowLevels = DeribitChannel.UngroupedLevels(channel);
                return FindAndTrack(instrument, out _slot);

            case DeribitChannelKind.Ticker:
            case DeribitChannelKind.IncrementalTicker:
            case DeribitChannelKind.Quote:
            case DeribitChannelKind.Perpetual:
                _scope = BookScope.None;
                return FindAndTrack(instrument, out _slot);

            case DeribitChannelKind.Unknown:
                return UnknownChannel(channel, instrument);

            default:
                _scope = BookScope.None;
                return ParseStatus.Ok;
        }
    }

    private ParseStatus UnknownChannel(ReadOnlySpan<byte> channel, ReadOnlySpan<byte> instrument)
    {
        _scope = BookScope.None;
        if (DeribitChannel.IsAnyBook(channel) && _instruments.TryGetIndex(instrument, out _))
        {
            _slot = _instruments.Find(instrument);
            _scope = BookScope.One;
        }

        return ParseStatus.UnknownChannel;
    }

    private ParseStatus ReadData(ref Utf8JsonReader r, ReadOnlySpan<byte> frame)
    {
        switch (_kind)
        {
            case DeribitChannelKind.Book: return ReadBook(ref r, frame, grouped: false);
            case DeribitChannelKind.Quote: return ReadQuote(ref r);
            case DeribitChannelKind.Trades: return ReadTrades(ref r);
            case DeribitChannelKind.Ticker: return ReadTicker(ref r, incremental: false);
            case DeribitChannelKind.IncrementalTicker: return ReadTicker(ref r, incremental: true);
            case DeribitChannelKind.GroupedBook: return ReadBook(ref r, frame, grouped: true);
            case DeribitChannelKind.Perpetual: return ReadIndex(ref r, EventKind.Perpetual);
            case DeribitChannelKind.PriceIndex: return ReadIndex(ref r, EventKind.IndexPrice);
            case DeribitChannelKind.VolatilityIndex: return ReadIndex(ref r, EventKind.VolatilityIndex);
            case DeribitChannelKind.PlatformState: return ReadPlatformState(ref r);
            case DeribitChannelKind.InstrumentState: return ReadInstrumentState(ref r);
            default:
                r.Skip();
                return ParseStatus.Ok;
        }
    }
}
