using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration.Strategy;

/// <summary>Estimates of volatility.</summary>
public enum VolatilityKind
{
    /// <summary>Exponentially weighted.</summary>
    [JsonStringEnumMemberName("ewma")]
    Ewma = 0,

    /// <summary>Over a window.</summary>
    [JsonStringEnumMemberName("realised")]
    Realised = 1,

    /// <summary>Over a window, without isolated jumps.</summary>
    [JsonStringEnumMemberName("bipower")]
    Bipower = 2,
}
