namespace Minnow.Exchange.Rpc;

/// <summary>How a connection ended, as the venue sees it. Each kind can be taken out of what cancels the connection's orders.</summary>
public enum DisconnectKind : byte
{
    /// <summary>The client closed in order (TCP FIN or a WebSocket close).</summary>
    Fin,

    /// <summary>The connection was reset (TCP RST).</summary>
    Reset,

    /// <summary>A test_request stayed unanswered for 10 s; the venue closes with code 4000.</summary>
    HeartbeatFailure,

    /// <summary>Nothing was asked for 60 s on a socket without subscription and heartbeat.</summary>
    Inactivity,

    /// <summary>The venue ended the session because the credits were used up (10028).</summary>
    RateLimit,

    /// <summary>private/logout; never cancels.</summary>
    Logout,

    /// <summary>The session was pushed out by a newer one of the same key.</summary>
    Evicted,

    /// <summary>The venue goes down for maintenance.</summary>
    Maintenance,
}
