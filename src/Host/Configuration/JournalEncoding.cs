using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration;

/// <summary>How records are laid out in a journal block before compression.</summary>
public enum JournalEncoding
{
    /// <summary>Differences to the record before: smaller, a little slower.</summary>
    [JsonStringEnumMemberName("delta")]
    Delta,

    /// <summary>The records as they are in memory.</summary>
    [JsonStringEnumMemberName("raw")]
    Raw,
}
