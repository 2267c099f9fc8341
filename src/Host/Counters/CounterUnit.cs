namespace Minnow.Host.Counters;

/// <summary>Unit of a counter. Written to the page: never renumber.</summary>
public enum CounterUnit : byte
{
    /// <summary>A number of things.</summary>
    Count = 1,

    /// <summary>Bytes.</summary>
    Bytes = 2,

    /// <summary>Nanoseconds.</summary>
    Ns = 3,

    /// <summary>An index: which one, not how many.</summary>
    Index = 4,

    /// <summary>Eight bytes of ASCII, the first in the lowest byte, zero-filled.</summary>
    Text = 5,
}
