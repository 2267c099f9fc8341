using System.Text.Json.Serialization;

namespace Minnow.Host.Threads;

/// <summary>What a thread does when a duty cycle found nothing to do.</summary>
public enum IdleKind
{
    /// <summary>Keeps its core and polls: the quickest, and a whole core.</summary>
    [JsonStringEnumMemberName("spin")]
    Spin = 0,

    /// <summary>Offers the core to others and polls: a whole core while nobody else wants it.</summary>
    [JsonStringEnumMemberName("yield")]
    Yield = 1,

    /// <summary>Sleeps a fixed time: little load, and as much delay.</summary>
    [JsonStringEnumMemberName("park")]
    Park = 2,

    /// <summary>Spins, then yields, then sleeps longer and longer; work starts it over.</summary>
    [JsonStringEnumMemberName("backoff")]
    Backoff = 3,
}
