using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration.Strategy;

/// <summary>What becomes of the rest of a partly filled order.</summary>
public enum PartialFill
{
    /// <summary>It stays.</summary>
    [JsonStringEnumMemberName("leave")]
    Leave = 0,

    /// <summary>It is brought back to size.</summary>
    [JsonStringEnumMemberName("topUp")]
    TopUp = 1,

    /// <summary>It is cancelled.</summary>
    [JsonStringEnumMemberName("cancel")]
    Cancel = 2,
}
