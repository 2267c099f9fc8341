namespace Minnow.Exchange.Rpc;

/// <summary>What makes cancel-on-disconnect act, and how it can fail.</summary>
public sealed class CodOptions
{
    /// <summary>A FIN cancels.</summary>
    public bool OnFin { get; set; } = true;

    /// <summary>A RST cancels.</summary>
    public bool OnReset { get; set; } = true;

    /// <summary>A heartbeat failure cancels.</summary>
    public bool OnHeartbeat { get; set; } = true;

    /// <summary>An inactivity close cancels.</summary>
    public bool OnInactivity { get; set; } = true;

    /// <summary>A session ended by the rate limit cancels.</summary>
    public bool OnRateLimit { get; set; } = true;

    /// <summary>enable_cancel_on_disconnect answers 10049.</summary>
    public bool EnableFails { get; set; }

    /// <summary>get_cancel_on_disconnect says false whatever was enabled.</summary>
    public bool ReportsDisabled { get; set; }

    /// <summary>Orders in a book that settles are cancelled when it opens again, as a cancel of their owner would have to wait; false: at once. Which the venue does is not documented.</summary>
    public bool WaitsForSettlement { get; set; }

    /// <summary>From the end of the connection to the cancels, µs.</summary>
    public long DelayUs { get; set; }

    /// <summary>Requests that wait when the connection ends are lost with it. False: they still act at their turn, and what they place is cancelled at once.
    /// Either way nothing of theirs stays resting where this end cancels.</summary>
    public bool DropsWaiting { get; set; } = true;

    internal bool Acts(DisconnectKind how) => how switch
    {
        DisconnectKind.Fin => OnFin,
        DisconnectKind.Reset => OnReset,
        DisconnectKind.HeartbeatFailure => OnHeartbeat,
        DisconnectKind.Inactivity => OnInactivity,
        DisconnectKind.RateLimit => OnRateLimit,
        DisconnectKind.Logout => false,
        _ => true,
    };
}
