using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration;

/// <summary>How we prove who we are.</summary>
public enum AuthenticationGrant
{
    /// <summary>By a signature: the secret never leaves the process.</summary>
    [JsonStringEnumMemberName("clientSignature")]
    ClientSignature,

    /// <summary>By sending the secret inside the TLS connection.</summary>
    [JsonStringEnumMemberName("clientCredentials")]
    ClientCredentials,
}
