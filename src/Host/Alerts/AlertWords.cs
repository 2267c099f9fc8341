using System;
using System.Globalization;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Deribit;

namespace Minnow.Host.Alerts;

/// <summary>What each watch is called, and what it says to a person.</summary>
public static class AlertWords
{
    /// <summary>How many there are.</summary>
    public const int Count = (int)HostAlert.VenueRoundTrip + 1;

    /// <summary>What it is about: which trigger of the kill ladder it moves.</summary>
    public static AlertKind Kind(HostAlert alert) => alert switch
    {
        <= HostAlert.DiskSpace => AlertKind.Journal,
        <= HostAlert.ClockOffset => AlertKind.Clock,
        _ => AlertKind.Venue,
    };

    /// <summary>Its name as a source: the hash of it stands in the journal.</summary>
    public static string Source(HostAlert alert) => alert switch
    {
        HostAlert.JournalLag => "journal lag",
        HostAlert.JournalErrors => "journal errors",
        HostAlert.DiskSpace => "disk space",
        HostAlert.ClockJump => "clock jump",
        HostAlert.ClockOffset => "clock offset",
        HostAlert.VenueErrors => "venue errors",
        HostAlert.VenueConnections => "venue connections",
        _ => "venue round trip",
    };

    /// <summary>Hash of the source, as in <see cref="AlertReport.SourceHash"/>.</summary>
    public static ulong Hash(HostAlert alert) => TextHash.Of(Encoding.ASCII.GetBytes(Source(alert)));

    /// <summary>True if the page says that it holds.</summary>
    /// <param name="active">The counter <see cref="WatchCounter.Active"/>.</param>
    /// <param name="alert">Which.</param>
    public static bool IsActive(long active, HostAlert alert) => (active >> (int)alert & 1) != 0;

    /// <summary>What it says, with its figure.</summary>
    /// <param name="alert">Which.</param>
    /// <param name="figure">In the unit that <see cref="HostAlert"/> names.</param>
    public static string Text(HostAlert alert, long figure)
    {
        FormattableString text = alert switch
        {
            HostAlert.JournalLag => $"the journal takes no events: the oldest has waited for {figure / 1e9:F1} s",
            HostAlert.JournalErrors => $"the journal's disk refused {figure} times",
            HostAlert.DiskSpace => $"the journal's disk has {figure >> 20} MiB left",
            HostAlert.ClockJump => $"this machine's clock was set by {figure / 1e6:F0} ms",
            HostAlert.ClockOffset => $"the venue's clock is {figure / 1e6:F0} ms off ours",
            HostAlert.VenueErrors => $"the venue answered {figure} requests by errors in the window",
            HostAlert.VenueConnections => $"{figure} connections were made in the window, as each was lost again",
            _ => $"the venue is {figure / 1e6:F0} ms away",
        };
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
