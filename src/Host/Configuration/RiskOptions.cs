using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration;

/// <summary>Limits over all instruments together.</summary>
public sealed record RiskOptions
{
    /// <summary>Largest net position over all instruments in either direction, resting orders counted as filled, in the base coin; null has none but those of the instruments.</summary>
    [Setting("Largest net position over all instruments in either direction, resting orders counted as filled, in the base coin; null has none but those of the instruments.", Min = 0.000_000_01, Max = 1_000_000)]
    public decimal? MaxNetExposure { get; init; }

    /// <summary>Largest net position, units of 1e-8 coin; 0 if none is given.</summary>
    [JsonIgnore]
    public long MaxNetExposureE8 => ExactAmount.ToE8(MaxNetExposure ?? 0);
}
