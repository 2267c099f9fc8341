namespace Minnow.Host.Configuration;

/// <summary>What is watched beside the quoter: journal, clocks, the venue's answers. Each is an alert, which moves the kill ladder by the rule of its trigger.</summary>
public sealed record AlertOptions
{
    /// <summary>An event that the journal has not taken for so long is an alert, in milliseconds.</summary>
    [Setting("An event that the journal has not taken for so long is an alert, in milliseconds.", Min = 10, Max = 600_000)]
    public int JournalLagMs { get; init; } = 5000;

    /// <summary>Less room on the journal's disk is an alert, in MiB.</summary>
    [Setting("Less room on the journal's disk is an alert, in MiB.", Min = 0, Max = 1_000_000_000)]
    public int MinDiskFreeMb { get; init; } = 256;

    /// <summary>A step of this machine's clock by so much is an alert, in milliseconds; null is none.</summary>
    [Setting("A step of this machine's clock by so much is an alert, in milliseconds; null is none.", Min = 1, Max = 3_600_000)]
    public int? ClockJumpMs { get; init; } = 500;

    /// <summary>A venue's clock so far from ours is an alert, in milliseconds; null is none.</summary>
    [Setting("A venue's clock so far from ours is an alert, in milliseconds; null is none.", Min = 1, Max = 3_600_000)]
    public int? ClockOffsetMs { get; init; } = 1000;

    /// <summary>So many requests answered by errors within the window are an alert; null is none.</summary>
    [Setting("So many requests answered by errors within the window are an alert; null is none.", Min = 1, Max = 1_000_000)]
    public int? VenueErrors { get; init; } = 100;

    /// <summary>So many connections made within the window, as each was lost again, are an alert; null is none. A venue that can not be reached at all is none.</summary>
    [Setting("So many connections made within the window, as each was lost again, are an alert; null is none. A venue that can not be reached at all is none.", Min = 1, Max = 1_000_000)]
    public int? Reconnections { get; init; } = 10;

    /// <summary>A round trip so long, without the venue's own time, is an alert, in milliseconds; null is none.</summary>
    [Setting("A round trip so long, without the venue's own time, is an alert, in milliseconds; null is none.", Min = 1, Max = 3_600_000)]
    public int? RoundTripMs { get; init; }

    /// <summary>Window of those counts, in seconds.</summary>
    [Setting("Window of those counts, in seconds.", Min = 1, Max = 86_400)]
    public int WindowSeconds { get; init; } = 60;

    /// <summary>An alert ends once its cause has been away for so long, in seconds.</summary>
    [Setting("An alert ends once its cause has been away for so long, in seconds.", Min = 0, Max = 86_400)]
    public int HoldSeconds { get; init; } = 10;
}
