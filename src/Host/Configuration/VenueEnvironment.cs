using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration;

/// <summary>Where a live run trades.</summary>
public enum VenueEnvironment
{
    /// <summary>The venue itself: real money.</summary>
    [JsonStringEnumMemberName("production")]
    Production,

    /// <summary>The venue's test system: play money, real network.</summary>
    [JsonStringEnumMemberName("testnet")]
    Testnet,

    /// <summary>An exchange on this machine.</summary>
    [JsonStringEnumMemberName("loopback")]
    Loopback,
}
