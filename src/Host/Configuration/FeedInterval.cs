using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration;

/// <summary>How often the venue sends changes of a book.</summary>
public enum FeedInterval
{
    /// <summary>Each change at once; only for authenticated connections.</summary>
    [JsonStringEnumMemberName("raw")]
    Raw,

    /// <summary>All changes of 100 ms together.</summary>
    [JsonStringEnumMemberName("100ms")]
    Aggregated,
}
