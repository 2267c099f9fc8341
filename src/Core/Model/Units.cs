namespace Minnow.Core.Model;

/// <summary>Scales and sentinels shared by every part.</summary>
/// <remarks>
/// Order prices are whole ticks and amounts whole lots. Prices that need not lie on a tick (mark, index) are whole units of
/// 1e-8 (<c>E8</c>), rates and greeks whole units of 1e-12 (<c>E12</c>), both rounded half to even from the venue's text.
/// </remarks>
public static class Units
{
    /// <summary>The venue did not give this value (absent, <c>null</c>, or an empty side).</summary>
    public const long Missing = long.MinValue;

    /// <summary>The event is about no instrument.</summary>
    public const ushort NoInstrument = ushort.MaxValue;

    /// <summary>Units of 1e-8 in one.</summary>
    public const long E8 = 100_000_000;

    /// <summary>Units of 1e-12 in one.</summary>
    public const long E12 = 1_000_000_000_000;

    /// <summary>Nanoseconds in a millisecond.</summary>
    public const long NsPerMs = 1_000_000;

    /// <summary>Nanoseconds in a second.</summary>
    public const long NsPerSecond = 1_000_000_000;

    /// <summary>Bytes of the longest instrument name that an event can carry.</summary>
    public const int MaxNameBytes = 40;
}
