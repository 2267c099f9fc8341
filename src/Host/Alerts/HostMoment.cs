using Minnow.Core.Model;

namespace Minnow.Host.Alerts;

/// <summary>What the watches look at in one round.</summary>
public struct HostMoment
{
    /// <summary>Our time, which never goes back, ns since 1970.</summary>
    public long NowNs;

    /// <summary>The machine's clock, which somebody may set, less one that counts on from the start, ns.</summary>
    public long MachineAheadNs;

    /// <summary>Sequence of the event published last.</summary>
    public long Published;

    /// <summary>Sequence of the last event that the journal has taken.</summary>
    public long Journaled;

    /// <summary>Errors of the journal's disk so far.</summary>
    public long JournalErrors;

    /// <summary>Bytes free on the journal's disk; <see cref="Units.Missing"/> if not known.</summary>
    public long DiskFreeBytes;

    /// <summary>Venue clock less ours, ns; <see cref="Units.Missing"/> if not known.</summary>
    public long ClockOffsetNs;

    /// <summary>Round trip without the venue's own time, ns; <see cref="Units.Missing"/> if not known.</summary>
    public long RoundTripNs;

    /// <summary>Requests that the venue answered by an error, so far.</summary>
    public long VenueErrors;

    /// <summary>Connections made, so far.</summary>
    public long Connections;
}
