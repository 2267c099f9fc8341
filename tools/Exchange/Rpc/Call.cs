using System;
using System.Globalization;
using System.Text.Json;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Access;
using Minnow.Exchange.Rpc.Json;
using Minnow.Exchange.Rpc.Methods;

namespace Minnow.Exchange.Rpc;

/// <summary>One request on its way: who asks, what, and what is answered. Getters note the error of a wrong parameter; the first error wins.</summary>
internal sealed class Call(Venue venue, Connection? connection, string? restAuthorization, long usIn) : IDisposable
{
    public Venue Venue { get; } = venue;

    /// <summary>Null for REST.</summary>
    public Connection? Connection { get; } = connection;

    public string? RestAuthorization { get; } = restAuthorization;

    public long UsIn { get; } = usIn;

    public JsonDocument? Document { get; set; }

    public JsonElement Params { get; set; }

    /// <summary>As it came, with its quotes; null when it is not to be echoed.</summary>
    public string? Id { get; set; }

    public string MethodName { get; set; } = "";

    public Method? Method { get; set; }

    public Session? Session { get; set; }

    public RpcError? Error { get; private set; }

    /// <summary>Nothing is answered now: logout, or a request held by the speed bump.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Where the result goes.</summary>
    public JsonOut Out => Venue.Scratch;

    public ExchangeEngine Engine => Venue.Engine;

    public AccountState State => Session!.Account;

    public Account Account => State.Account;

    public void Fail(RpcError error) => Error ??= error;

    /// <summary>An error that goes before the one that was noted.</summary>
    public void Refuse(RpcError error) => Error = error;

    public void Fail(EngineError error) => Fail(new RpcError(error.Code, error.Message, error.Reason, error.Parameter));

    public bool Has(string name) => Params.ValueKind == JsonValueKind.Object && Params.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    public JsonElement? Element(string name) => Has(name) ? Params.GetProperty(name) : null;

    public string? Text(string name)
    {
        if (Element(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        if (value.ValueKind == JsonValueKind.Number) return value.GetRawText();
        Fail(RpcError.Invalid(name, "must be a string"));
        return null;
    }

    /// <summary>A text that must be there; "" with an error noted otherwise.</summary>
    public string NeedText(string name)
    {
        if (Text(name) is { } text) return text;
        Fail(RpcError.Invalid(name, "value required"));
        return "";
    }

    public long? DecimalE8(string name)
    {
        if (Element(name) is not { } value) return null;
        long? read = ReadE8(value);
        if (read is null) Fail(RpcError.Invalid(name, "must be a number"));
        return read;
    }

    public long? Int(string name)
    {
        if (Element(name) is not { } value) return null;
        decimal number;
        bool isNumber = value.ValueKind == JsonValueKind.Number
            ? value.TryGetDecimal(out number)
            : decimal.TryParse(value.ValueKind == JsonValueKind.String ? value.GetString() : null, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        if (isNumber && number % 1 == 0 && Math.Abs(number) < long.MaxValue) return (long)number;
        Fail(RpcError.Invalid(name, "must be an integer"));
        return null;
    }

    public bool? Flag(string name)
    {
        if (Element(name) is not { } value) return null;
        switch (value.ValueKind)
        {
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            case JsonValueKind.String when value.ValueEquals("true"u8):
                return true;
            case JsonValueKind.String when value.ValueEquals("false"u8):
                return false;
            default:
                Fail(RpcError.Invalid(name, "must be a boolean"));
                return null;
        }
    }

    public Instrument? NeedInstrument(string name = "instrument_name")
    {
        string text = NeedText(name);
        if (Error is not null) return null;
        Instrument? found = Engine.FindInstrument(text);
        if (found is null || found.State == InstrumentState.Archivized) Fail(RpcError.Invalid(name, "instrument not found"));
        return Error is null ? found : null;
    }

    /// <summary>Reads a number, or a text with one, in units of 1e-8; null for anything else and for finer numbers.</summary>
    public static long? ReadE8(JsonElement value)
    {
        decimal number;
        if (value.ValueKind == JsonValueKind.Number)
        {
            if (!value.TryGetDecimal(out number)) return null;
        }
        else if (value.ValueKind != JsonValueKind.String
            || !decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            return null;
        }

        return Math.Abs(number) < 90_000_000_000m && number * 100_000_000m % 1 == 0 ? (long)(number * 100_000_000m) : null;
    }

    public void Dispose() => Document?.Dispose();
}
