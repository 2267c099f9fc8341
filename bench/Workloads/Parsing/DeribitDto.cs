using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Minnow.Workloads.Parsing;

/// <summary>The frames as a program without a parser of its own would declare them, for source-generated deserialisation.</summary>
public sealed class MessageDto<TData>
{
    public string? Method { get; set; }

    public ParamsDto<TData>? Params { get; set; }
}

public sealed class ParamsDto<TData>
{
    public string? Channel { get; set; }

    public TData? Data { get; set; }
}

public sealed class BookDto
{
    public string? Type { get; set; }

    public long Timestamp { get; set; }

    public string? InstrumentName { get; set; }

    public long ChangeId { get; set; }

    public long? PrevChangeId { get; set; }

    public LevelDto[]? Bids { get; set; }

    public LevelDto[]? Asks { get; set; }
}

[JsonConverter(typeof(LevelConverter))]
public readonly record struct LevelDto(string? Action, double Price, double Amount);

public sealed class QuoteDto
{
    public long Timestamp { get; set; }

    public string? InstrumentName { get; set; }

    public double? BestBidPrice { get; set; }

    public double BestBidAmount { get; set; }

    public double? BestAskPrice { get; set; }

    public double BestAskAmount { get; set; }
}

public sealed class TradeDto
{
    public long TradeSeq { get; set; }

    public string? TradeId { get; set; }

    public long Timestamp { get; set; }

    public double Price { get; set; }

    public double MarkPrice { get; set; }

    public double IndexPrice { get; set; }

    public string? InstrumentName { get; set; }

    public string? Direction { get; set; }

    public double Amount { get; set; }
}

public sealed class TickerDto
{
    public long Timestamp { get; set; }

    public string? State { get; set; }

    public string? InstrumentName { get; set; }

    public double IndexPrice { get; set; }

    public double MarkPrice { get; set; }

    public double? LastPrice { get; set; }

    public double MinPrice { get; set; }

    public double MaxPrice { get; set; }

    public double OpenInterest { get; set; }

    public double CurrentFunding { get; set; }

    [JsonPropertyName("funding_8h")]
    public double Funding8h { get; set; }

    public double InterestValue { get; set; }

    public double? BestBidPrice { get; set; }

    public double BestBidAmount { get; set; }

    public double? BestAskPrice { get; set; }

    public double BestAskAmount { get; set; }

    public StatsDto? Stats { get; set; }
}

public sealed class StatsDto
{
    public double? High { get; set; }

    public double? Low { get; set; }

    public double? Volume { get; set; }

    public double? VolumeUsd { get; set; }

    public double? PriceChange { get; set; }
}

/// <summary>Reads <c>["new", price, amount]</c>.</summary>
public sealed class LevelConverter : JsonConverter<LevelDto>
{
    /// <inheritdoc/>
    public override LevelDto Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Read();
        string? action = reader.GetString();
        reader.Read();
        double price = reader.GetDouble();
        reader.Read();
        double amount = reader.GetDouble();
        reader.Read();
        return new LevelDto(action, price, amount);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, LevelDto value, JsonSerializerOptions options) => throw new NotSupportedException();
}

/// <summary>The generated code.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(MessageDto<BookDto>))]
[JsonSerializable(typeof(MessageDto<QuoteDto>))]
[JsonSerializable(typeof(MessageDto<TradeDto[]>))]
[JsonSerializable(typeof(MessageDto<TickerDto>))]
public sealed partial class DeribitDtoContext : JsonSerializerContext;
