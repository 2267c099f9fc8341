using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration.Strategy;

/// <summary>Ways to move an order.</summary>
public enum QuoteMove
{
    /// <summary>In place.</summary>
    [JsonStringEnumMemberName("edit")]
    Edit = 0,

    /// <summary>Cancel, then a new order.</summary>
    [JsonStringEnumMemberName("cancelThenPlace")]
    CancelThenPlace = 1,

    /// <summary>A new order, then cancel.</summary>
    [JsonStringEnumMemberName("placeThenCancel")]
    PlaceThenCancel = 2,
}
