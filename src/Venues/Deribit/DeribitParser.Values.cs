using System;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit;

/// <content>Single values and keys, read where the reader stands.</content>
public sealed partial class DeribitParser
{
    private const long MaxTimeMs = long.MaxValue / Units.NsPerMs;

    /// <summary>The text of a string or key, escapes resolved; valid until the next text that has escapes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Text(ref Utf8JsonReader r) => r.ValueIsEscaped ? Unescape(ref r, _unescaped) : r.ValueSpan;

    [MethodImpl(MethodImplOptions.NoInlining)] // cold: the venue escapes nothing that we read
    private static ReadOnlySpan<byte> Unescape(scoped ref Utf8JsonReader r, byte[] buffer) => buffer.AsSpan(0, r.CopyString(buffer));

    /// <summary>Notes that a key was seen.</summary>
    /// <returns><c>false</c> if it was seen in this object before.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryMark(ref ulong seen, int key)
    {
        ulong bit = 1UL << key;
        bool again = (seen & bit) != 0;
        seen |= bit;
        return !again;
    }

    /// <summary>Skips an unknown key and its value. The keys of the object lie above <paramref name="unknownBase"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // cold: the venue added a key
    private ParseStatus SkipUnknown(ref Utf8JsonReader r, int unknownBase)
    {
        ulong hash = TextHash.Of(Text(ref r));
        if (_unknownKeys.AsSpan(unknownBase, _unknownTop - unknownBase).Contains(hash)) return ParseStatus.DuplicateKey;
        if (_unknownTop == _unknownKeys.Length) return ParseStatus.TooManyRows;
        _unknownKeys[_unknownTop++] = hash;
        r.Read();
        r.Skip();
        return ParseStatus.Ok;
    }

    private static ParseStatus ReadTicks(ref Utf8JsonReader r, in InstrumentEntry instrument, out long ticks)
    {
        ticks = 0;
        if (r.TokenType != JsonTokenType.Number) return ParseStatus.WrongType;
        ParseStatus status = DecimalText.TryParse(r.ValueSpan, out DecimalText number);
        if (status != ParseStatus.Ok) return status;
        if (number.IsNotPositive && !instrument.MayBeNegative) return ParseStatus.NotPositive;
        return number.TryToTicks(instrument.Definition.TickE8, out ticks);
    }

    /// <summary>An amount of zero or more; minus zero is refused.</summary>
    private static ParseStatus ReadLots(ref Utf8JsonReader r, long lotE8, out long lots)
    {
        lots = 0;
        if (r.TokenType != JsonTokenType.Number) return ParseStatus.WrongType;
        ParseStatus status = DecimalText.TryParse(r.ValueSpan, out DecimalText number);
        if (status != ParseStatus.Ok) return status;
        return number.IsNegative ? ParseStatus.NotPositive : number.TryToLots(lotE8, out lots);
    }

    /// <summary>A whole number, however it is spelled.</summary>
    private static ParseStatus ReadInteger(ref Utf8JsonReader r, out long value)
    {
        value = 0;
        if (r.TokenType != JsonTokenType.Number) return ParseStatus.WrongType;
        ParseStatus status = DecimalText.TryParse(r.ValueSpan, out DecimalText number);
        return status != ParseStatus.Ok ? status : number.TryToInteger(out value);
    }

    /// <summary>Milliseconds since 1970 to ns; a time outside [1970, 2262] is taken as the nearer end.</summary>
    private static ParseStatus ReadTime(ref Utf8JsonReader r, out long ns)
    {
        ParseStatus status = ReadInteger(ref r, out long ms);
        ns = ms > MaxTimeMs ? long.MaxValue : Math.Max(ms, 0) * Units.NsPerMs;
        return status;
    }

    /// <summary>A number in units of 1e-8, rounded; <c>null</c> is <see cref="Units.Missing"/>.</summary>
    private static ParseStatus ReadE8OrNull(ref Utf8JsonReader r, out long e8)
    {
        e8 = Units.Missing;
        if (r.TokenType == JsonTokenType.Null) return ParseStatus.Ok;
        if (r.TokenType != JsonTokenType.Number) return ParseStatus.WrongType;
        ParseStatus status = DecimalText.TryParse(r.ValueSpan, out DecimalText number);
        return status != ParseStatus.Ok ? status : number.TryToE8Rounded(out e8);
    }

    /// <summary>A number in units of 1e-12, rounded; <c>null</c> is <see cref="Units.Missing"/>.</summary>
    private static ParseStatus ReadE12OrNull(ref Utf8JsonReader r, out long e12)
    {
        e12 = Units.Missing;
        if (r.TokenType == JsonTokenType.Null) return ParseStatus.Ok;
        if (r.TokenType != JsonTokenType.Number) return ParseStatus.WrongType;
        ParseStatus status = DecimalText.TryParse(r.ValueSpan, out DecimalText number);
        return status != ParseStatus.Ok ? status : number.TryToE12Rounded(out e12);
    }

    private static ParseStatus ReadBool(ref Utf8JsonReader r, out bool value)
    {
        value = r.TokenType == JsonTokenType.True;
        return value || r.TokenType == JsonTokenType.False ? ParseStatus.Ok : ParseStatus.WrongType;
    }

    /// <summary>The message's instrument must be the one of its channel.</summary>
    private ParseStatus ReadSameInstrument(ref Utf8JsonReader r)
    {
        if (r.TokenType != JsonTokenType.String) return ParseStatus.WrongType;
        return Text(ref r).SequenceEqual(InstrumentEntry.NameOf(ref _instruments.At(_slot))) ? ParseStatus.Ok : ParseStatus.BadName;
    }
}
