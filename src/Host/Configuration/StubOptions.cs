namespace Minnow.Host.Configuration;

/// <summary>The order stub: it accepts every order that passes its checks, after a fixed delay, and never fills.</summary>
public sealed record StubOptions
{
    /// <summary>Time from an order to its acknowledgement, in microseconds of the feed's clock.</summary>
    [Setting("Time from an order to its acknowledgement, in microseconds of the feed's clock.", Min = 0, Max = 10_000_000)]
    public int AckLatencyUs { get; init; } = 2000;
}
