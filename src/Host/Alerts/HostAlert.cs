namespace Minnow.Host.Alerts;

/// <summary>What a live run watches beside the quoter, and tells it as an alert. The number is the bit in <c>alert.active</c>: only add.</summary>
public enum HostAlert : byte
{
    /// <summary>The journal takes no events: its disk or its thread hangs. Figure: how long, ns.</summary>
    JournalLag = 0,

    /// <summary>The journal's disk refused. Figure: errors so far.</summary>
    JournalErrors = 1,

    /// <summary>The journal's disk is short of room. Figure: bytes free.</summary>
    DiskSpace = 2,

    /// <summary>Somebody set this machine's clock. Figure: by how much, ns.</summary>
    ClockJump = 3,

    /// <summary>The venue's clock and ours are apart. Figure: venue less ours, ns.</summary>
    ClockOffset = 4,

    /// <summary>The venue answers requests by errors. Figure: errors in the window.</summary>
    VenueErrors = 5,

    /// <summary>Connections to the venue come and go. Figure: made in the window.</summary>
    VenueConnections = 6,

    /// <summary>The venue is far away. Figure: round trip without its own time, ns.</summary>
    VenueRoundTrip = 7,
}
