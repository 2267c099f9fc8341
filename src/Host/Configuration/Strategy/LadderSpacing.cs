using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration.Strategy;

/// <summary>Units of the distance between levels.</summary>
public enum LadderSpacing
{
    /// <summary>Ticks.</summary>
    [JsonStringEnumMemberName("ticks")]
    Ticks = 0,

    /// <summary>Basis points of the price.</summary>
    [JsonStringEnumMemberName("bps")]
    Bps = 1,

    /// <summary>Standard deviations of the price over one second.</summary>
    [JsonStringEnumMemberName("volatility")]
    Volatility = 2,
}
