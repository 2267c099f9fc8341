using System.Text.Json.Serialization;

namespace Minnow.Host.Configuration.Risk;

/// <summary>Steps of the kill ladder, as numbered in <see cref="Core.Risk.KillStep"/>.</summary>
public enum KillStepName
{
    /// <summary>The trigger is off.</summary>
    [JsonStringEnumMemberName("none")]
    None = 0,

    /// <summary>Quotes stand wider.</summary>
    [JsonStringEnumMemberName("widen")]
    Widen = 1,

    /// <summary>Only what makes the position smaller is placed.</summary>
    [JsonStringEnumMemberName("stopAdding")]
    StopAdding = 2,

    /// <summary>All orders are cancelled.</summary>
    [JsonStringEnumMemberName("cancel")]
    Cancel = 3,

    /// <summary>The position is brought to nothing.</summary>
    [JsonStringEnumMemberName("flatten")]
    Flatten = 4,

    /// <summary>The order connection is closed.</summary>
    [JsonStringEnumMemberName("latch")]
    Latch = 5,
}
