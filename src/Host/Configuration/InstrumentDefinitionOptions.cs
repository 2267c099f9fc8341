using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration;

/// <summary>The numbers of an instrument when the feed does not bring them.</summary>
public sealed record InstrumentDefinitionOptions
{
    /// <summary>Smallest price step, in the quote currency.</summary>
    [Setting("Smallest price step, in the quote currency.", Min = 0.000_000_01, Max = 1_000_000)]
    public required decimal TickSize { get; init; }

    /// <summary>Smallest amount step, in the venue's unit (USD on inverse, coin on linear).</summary>
    [Setting("Smallest amount step, in the venue's unit (USD on inverse, coin on linear).", Min = 0.000_000_01, Max = 1_000_000)]
    public required decimal LotSize { get; init; }

    /// <summary>What the contract pays in.</summary>
    [Setting("What the contract pays in.")]
    public required DefinedContract Contract { get; init; }

    /// <summary>Price step, units of 1e-8.</summary>
    [JsonIgnore]
    public long TickSizeE8 => ExactAmount.ToE8(TickSize);

    /// <summary>Amount step, units of 1e-8.</summary>
    [JsonIgnore]
    public long LotSizeE8 => ExactAmount.ToE8(LotSize);
}
