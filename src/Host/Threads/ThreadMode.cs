using System.Text.Json.Serialization;

namespace Minnow.Host.Threads;

/// <summary>Which agents share a thread.</summary>
public enum ThreadMode
{
    /// <summary>Feed, quoter and journal on a thread each.</summary>
    [JsonStringEnumMemberName("threaded")]
    Threaded = 0,

    /// <summary>Feed and quoter on one thread, the journal on another: a hop between cores costs more than a parse.</summary>
    [JsonStringEnumMemberName("fused")]
    Fused = 1,

    /// <summary>All on the calling thread, in turn: tests and replay.</summary>
    [JsonStringEnumMemberName("inline")]
    Inline = 2,
}
