using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration;

/// <summary>What a venue does with an order that would meet another one of the same account.</summary>
public enum SelfTradeModeName
{
    /// <summary>The order that comes is refused.</summary>
    [JsonStringEnumMemberName("rejectTaker")]
    RejectTaker,

    /// <summary>The order that rests is cancelled.</summary>
    [JsonStringEnumMemberName("cancelMaker")]
    CancelMaker,

    /// <summary>Whatever the account has.</summary>
    [JsonStringEnumMemberName("any")]
    Any,
}
