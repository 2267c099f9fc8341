using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration.Strategy;

/// <summary>Models of reservation price and half-spread.</summary>
public enum QuoteModelKind
{
    /// <summary>A fixed step per order held.</summary>
    [JsonStringEnumMemberName("linear")]
    Linear = 0,

    /// <summary>Inventory priced over a short horizon.</summary>
    [JsonStringEnumMemberName("avellanedaStoikov")]
    AvellanedaStoikov = 1,

    /// <summary>Without end, by Guéant, Lehalle and Fernandez-Tapia.</summary>
    [JsonStringEnumMemberName("glft")]
    Glft = 2,

    /// <summary>The same exactly: it leans less at a large inventory.</summary>
    [JsonStringEnumMemberName("glftExact")]
    GlftExact = 3,
}
