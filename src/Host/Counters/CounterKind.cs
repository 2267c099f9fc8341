namespace Minnow.Host.Counters;

/// <summary>How a counter moves. Written to the page: never renumber.</summary>
public enum CounterKind : byte
{
    /// <summary>Only up.</summary>
    Total = 1,

    /// <summary>Up and down.</summary>
    Level = 2,

    /// <summary>The largest seen.</summary>
    Max = 3,
}
