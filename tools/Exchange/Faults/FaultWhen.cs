namespace Minnow.Exchange.Faults;

/// <summary>What starts a line of a fault script.</summary>
public enum FaultStart
{
    /// <summary>The clock, counted from the start of the plan.</summary>
    Time,

    /// <summary>The clock, again and again.</summary>
    Period,

    /// <summary>A request of a client, by method.</summary>
    Request,

    /// <summary>A reply to a client, by method.</summary>
    Reply,

    /// <summary>A notification, by channel.</summary>
    Frame,

    /// <summary>A new connection.</summary>
    Connect,
}

/// <summary>When a line of a fault script takes hold.</summary>
/// <param name="Start">What starts it.</param>
/// <param name="FromUs">First moment, µs since the plan began; the period of <see cref="FaultStart.Period"/>.</param>
/// <param name="UntilUs">End of a window, µs since the plan began; 0 if none was written.</param>
/// <param name="Pattern">Method or channel, with <c>*</c> for any run of characters.</param>
/// <param name="Number">Which of the matching moments, from 1; 0 means each of them.</param>
public sealed record FaultWhen(FaultStart Start, long FromUs, long UntilUs, string Pattern, int Number)
{
    /// <summary>From the plan's first moment on.</summary>
    public static FaultWhen Always { get; } = new(FaultStart.Time, 0, 0, "", 0);
}
