using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration;

/// <summary>Contract kinds that can be quoted.</summary>
public enum DefinedContract
{
    /// <summary>Quoted in USD, settled in the coin; amounts are USD.</summary>
    [JsonStringEnumMemberName("inverse")]
    Inverse,

    /// <summary>Quoted and settled in the same currency; amounts are coin.</summary>
    [JsonStringEnumMemberName("linear")]
    Linear,
}
