using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration.Strategy;

/// <summary>Prices that quotes can be centred on.</summary>
public enum FairPriceKind
{
    /// <summary>Half way between the best prices.</summary>
    [JsonStringEnumMemberName("mid")]
    Mid = 0,

    /// <summary>Nearer to the side with less size.</summary>
    [JsonStringEnumMemberName("weightedMid")]
    WeightedMid = 1,

    /// <summary>Expected mid after the next moves, by a calibrated table.</summary>
    [JsonStringEnumMemberName("microPrice")]
    MicroPrice = 2,
}
