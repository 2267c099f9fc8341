namespace Minnow.Venues.Session;

/// <summary>What a session wants of its link.</summary>
public enum LinkWish : byte
{
    /// <summary>Closed, and nothing to be done.</summary>
    Rest = 0,

    /// <summary>Open it, or keep it open.</summary>
    Open = 1,

    /// <summary>Close it now, without ceremony: what hangs on it (cancel-on-disconnect) is meant to happen.</summary>
    Close = 2,
}

/// <summary>How a link ended.</summary>
public enum LinkEnd : byte
{
    /// <summary>We closed it.</summary>
    Ours = 0,

    /// <summary>The peer closed it in good order.</summary>
    Peer = 1,

    /// <summary>It broke: a reset, a half message, a TLS fault.</summary>
    Broken = 2,

    /// <summary>It could not be made: name, route, TLS, or a refusal by the HTTP upgrade.</summary>
    NotMade = 3,

    /// <summary>What we send is not taken, or the kernel gave the link up: the other end may not know that it is over.</summary>
    Stalled = 4,

    /// <summary>The upgrade was refused as too much (429 or 503), and not said for how long: wait longer.</summary>
    TooMany = 5,

    /// <summary>The peer sent what the WebSocket protocol forbids.</summary>
    Protocol = 6,
}
