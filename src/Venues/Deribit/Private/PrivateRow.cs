using System;
using System.Buffers.Text;
using System.Text.Json;
using Minnow.Core.Model;

namespace Minnow.Venues.Deribit.Private;

/// <summary>Typed reading of the values of one object. The first refusal is kept in <see cref="Status"/>; what is read after it is zero.</summary>
internal ref struct PrivateRow(ReadOnlySpan<byte> payload, PrivateFields fields, byte[] scratch)
{
    private const long MaxTimeMs = long.MaxValue / Units.NsPerMs;
    private const long MaxTimeUs = long.MaxValue / 1000;

    private readonly ReadOnlySpan<byte> _payload = payload;

    /// <summary>Why the row is refused.</summary>
    public ParseStatus Status { get; private set; }

    /// <summary>Refuses the row, unless it is refused already.</summary>
    public void Refuse(ParseStatus status)
    {
        if (Status == ParseStatus.Ok) Status = status;
    }

    /// <summary>Refuses the row if it has no such value, or <c>null</c>.</summary>
    public void Need(PrivateKey key)
    {
        if (!fields.Has(key)) Refuse(ParseStatus.MissingField);
    }

    /// <summary>A text, escapes resolved; empty if absent or <c>null</c>. Valid until the next text that has escapes.</summary>
    public ReadOnlySpan<byte> Text(PrivateKey key)
    {
        PrivateValue value = fields[key];
        if (value.Type is JsonTokenType.None or JsonTokenType.Null) return default;
        if (value.Type != JsonTokenType.String)
        {
            Refuse(ParseStatus.WrongType);
            return default;
        }

        if (!value.IsEscaped) return _payload[(value.Start + 1)..(value.End - 1)];
        Utf8JsonReader r = new(_payload[value.Start..value.End]);
        r.Read();
        return scratch.AsSpan(0, r.CopyString(scratch));
    }

    /// <summary>A number; zero if absent or <c>null</c>.</summary>
    public DecimalText Number(PrivateKey key)
    {
        PrivateValue value = fields[key];
        if (value.Type is JsonTokenType.None or JsonTokenType.Null) return default;
        if (value.Type != JsonTokenType.Number)
        {
            Refuse(ParseStatus.WrongType);
            return default;
        }

        Refuse(DecimalText.TryParse(_payload[value.Start..value.End], out DecimalText number));
        return number;
    }

    /// <summary>A whole number, however it is spelled; <paramref name="absent"/> if absent or <c>null</c>.</summary>
    public long Integer(PrivateKey key, long absent)
    {
        if (!fields.Has(key)) return absent;
        Refuse(Number(key).TryToInteger(out long value));
        return value;
    }

    /// <summary>Milliseconds since 1970 to ns, held to [1970, 2262]; 0 if absent.</summary>
    public long TimeOfMs(PrivateKey key) => Math.Clamp(Integer(key, 0), 0, MaxTimeMs) * Units.NsPerMs;

    /// <summary>Microseconds since 1970 to ns, held to [1970, 2262]; 0 if absent.</summary>
    public long TimeOfUs(PrivateKey key) => Math.Clamp(Integer(key, 0), 0, MaxTimeUs) * 1000;

    /// <summary>Units of 1e-8, rounded; <see cref="Units.Missing"/> if absent or <c>null</c>.</summary>
    public long E8(PrivateKey key)
    {
        if (!fields.Has(key)) return Units.Missing;
        Refuse(Number(key).TryToE8Rounded(out long e8));
        return e8;
    }

    /// <summary>A truth, also as text; false if absent or <c>null</c>.</summary>
    public bool Flag(PrivateKey key)
    {
        JsonTokenType type = fields[key].Type;
        if (type is JsonTokenType.True) return true;
        if (type is JsonTokenType.None or JsonTokenType.Null or JsonTokenType.False) return false;
        ReadOnlySpan<byte> text = Text(key);
        bool value = text.SequenceEqual("true"u8);
        if (!value && !text.SequenceEqual("false"u8)) Refuse(ParseStatus.WrongType);
        return value;
    }

    /// <summary>An id, spelled as text or as a whole number; empty if absent or <c>null</c>.</summary>
    public VenueId VenueId(PrivateKey key)
    {
        VenueId id = default;
        Span<byte> digits = stackalloc byte[Private.VenueId.Capacity];
        scoped ReadOnlySpan<byte> text;
        if (fields[key].Type == JsonTokenType.Number)
        {
            Utf8Formatter.TryFormat(Integer(key, 0), digits, out int bytes);
            text = digits[..bytes];
        }
        else
        {
            text = Text(key);
        }

        if (!Private.VenueId.TrySet(ref id, text)) Refuse(ParseStatus.BadName);
        return id;
    }

    /// <summary>Whole lots of a tracked instrument, zero or more; <see cref="Units.Missing"/> if absent or <c>null</c>.</summary>
    public long Lots(PrivateKey key, in InstrumentDefined definition)
    {
        if (!fields.Has(key)) return Units.Missing;
        DecimalText number = Number(key);
        if (number.IsNegative && !number.IsZero) Refuse(ParseStatus.NotPositive);
        Refuse(number.TryToLots(definition.LotE8, out long lots));
        return lots;
    }

    /// <summary>The tick next to a price, ties away from zero: of a trade, which happened whatever its price (legs of combinations lie off the tick).</summary>
    public long NearestTicks(PrivateKey key, in InstrumentDefined definition)
    {
        long e8 = E8(key);
        if (e8 == Units.Missing) return 0;
        long half = definition.TickE8 / 2;
        return (e8 + (e8 < 0 ? -half : half)) / definition.TickE8;
    }

    /// <summary>Whole ticks of a tracked instrument; <see cref="Units.Missing"/> if absent, <c>null</c> or the word of a market order.</summary>
    /// <remarks>0 is no price of an instrument whose prices are positive: the venue writes it where there is none.</remarks>
    public long Ticks(PrivateKey key, in InstrumentEntry instrument)
    {
        if (!fields.Has(key) || (fields[key].Type == JsonTokenType.String && Text(key).SequenceEqual("market_price"u8))) return Units.Missing;
        DecimalText number = Number(key);
        if (!instrument.MayBeNegative && number.IsZero) return Units.Missing;
        if (!instrument.MayBeNegative && number.IsNegative) Refuse(ParseStatus.NotPositive);
        Refuse(number.TryToTicks(instrument.Definition.TickE8, out long ticks));
        return ticks;
    }
}
