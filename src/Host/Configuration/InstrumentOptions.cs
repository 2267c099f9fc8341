using System.Text.Json.Serialization;
using Minnow.Host.Configuration.Risk;

namespace Minnow.Host.Configuration;

/// <summary>One instrument. Amounts are in the venue's unit: USD on an inverse contract, coin on a linear one.</summary>
public sealed record InstrumentOptions
{
    /// <summary>The venue's name of the instrument, as in BTC-PERPETUAL.</summary>
    [Setting("The venue's name of the instrument, as in BTC-PERPETUAL.", MinLength = 1, MaxLength = 40)]
    public required string Name { get; init; }

    /// <summary>Whether we quote it; false only keeps its book and its journal.</summary>
    [Setting("Whether we quote it; false only keeps its book and its journal.")]
    public bool Quote { get; init; } = true;

    /// <summary>Amount of each of our orders, in the venue's unit (USD on inverse, coin on linear). A money limit: no default, required where quote is true.</summary>
    [Setting("Amount of each of our orders, in the venue's unit (USD on inverse, coin on linear). A money limit: no default, required where quote is true.", Min = 0.000_000_01, Max = 10_000_000_000)]
    public decimal? OrderAmount { get; init; }

    /// <summary>Largest position on either side, resting orders counted as filled, in the venue's unit (USD on inverse, coin on linear). A money limit: no default, required where quote is true.</summary>
    [Setting("Largest position on either side, resting orders counted as filled, in the venue's unit (USD on inverse, coin on linear). A money limit: no default, required where quote is true.", Min = 0.000_000_01, Max = 10_000_000_000)]
    public decimal? MaxPositionAmount { get; init; }

    /// <summary>Limits of the pre-trade gate for one instrument. What is left out follows from the instrument's own money limits.</summary>
    [Setting("Limits of the pre-trade gate for one instrument. What is left out follows from the instrument's own money limits.")]
    public InstrumentGateOptions Gate { get; init; } = new();

    /// <summary>Limits and rules of one instrument, beside its position limit.</summary>
    [Setting("Limits and rules of one instrument, beside its position limit.")]
    public InstrumentRiskOptions Risk { get; init; } = new();

    /// <summary>Tick, lot and contract for a feed that carries no instrument reply; null takes them from the feed.</summary>
    [Setting("Tick, lot and contract for a feed that carries no instrument reply; null takes them from the feed.")]
    public InstrumentDefinitionOptions? Definition { get; init; }

    /// <summary>How this instrument is quoted where it differs from the quoting section: only the keys that differ; null for none.</summary>
    [Setting("How this instrument is quoted where it differs from the quoting section: only the keys that differ; null for none.")]
    public QuotingOptions? Quoting { get; init; }

    /// <summary>Quoting begins when the instrument of this name stops for its expiry; null begins at once.</summary>
    [Setting("Quoting begins when the instrument of this name stops for its expiry; null begins at once.", MinLength = 1, MaxLength = 40)]
    public string? RollAfter { get; init; }

    /// <summary>The instrument whose price this one is quoted against, as a calendar spread; null for none.</summary>
    [Setting("The instrument whose price this one is quoted against, as a calendar spread; null for none.", MinLength = 1, MaxLength = 40)]
    public string? Pair { get; init; }

    /// <summary>Amount of each order, units of 1e-8; 0 if none is given.</summary>
    [JsonIgnore]
    public long OrderAmountE8 => ExactAmount.ToE8(OrderAmount ?? 0);

    /// <summary>Largest position, units of 1e-8; 0 if none is given.</summary>
    [JsonIgnore]
    public long MaxPositionAmountE8 => ExactAmount.ToE8(MaxPositionAmount ?? 0);
}
