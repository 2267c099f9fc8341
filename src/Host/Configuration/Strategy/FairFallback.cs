using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration.Strategy;

/// <summary>What stands in for the fair price when a side of the book is empty.</summary>
public enum FairFallback
{
    /// <summary>Nothing: no quote.</summary>
    [JsonStringEnumMemberName("none")]
    None = 0,

    /// <summary>The venue's mark.</summary>
    [JsonStringEnumMemberName("mark")]
    Mark = 1,

    /// <summary>The last trade.</summary>
    [JsonStringEnumMemberName("last")]
    Last = 2,
}
