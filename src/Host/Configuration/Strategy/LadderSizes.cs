using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration.Strategy;

/// <summary>Sizes of further levels.</summary>
public enum LadderSizes
{
    /// <summary>All alike.</summary>
    [JsonStringEnumMemberName("flat")]
    Flat = 0,

    /// <summary>Grow by a step each.</summary>
    [JsonStringEnumMemberName("linear")]
    Linear = 1,

    /// <summary>Grow by a factor each.</summary>
    [JsonStringEnumMemberName("geometric")]
    Geometric = 2,
}
