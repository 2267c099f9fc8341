using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration.Strategy;

/// <summary>Where the first level goes against the best price.</summary>
public enum TouchRule
{
    /// <summary>Where the model says.</summary>
    [JsonStringEnumMemberName("model")]
    Model = 0,

    /// <summary>To the best price.</summary>
    [JsonStringEnumMemberName("join")]
    Join = 1,

    /// <summary>One tick better.</summary>
    [JsonStringEnumMemberName("improve")]
    Improve = 2,

    /// <summary>Behind it.</summary>
    [JsonStringEnumMemberName("hangBack")]
    HangBack = 3,
}
