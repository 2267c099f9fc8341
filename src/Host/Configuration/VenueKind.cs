using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration;

/// <summary>The venue that the frames come from.</summary>
public enum VenueKind
{
    /// <summary>Deribit, API v2.</summary>
    [JsonStringEnumMemberName("deribit")]
    Deribit,
}
