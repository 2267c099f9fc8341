using System;
using System.IO;
using Minnow.Host.Configuration;

namespace Minnow.Host.Doctor;

/// <summary><c>minnow doctor</c>: looks at everything that a live run depends on, sends no order and leaves nothing behind.</summary>
public static class DoctorVerb
{
    /// <summary>Examines.</summary>
    /// <param name="configuration">The configuration, checked.</param>
    /// <param name="journalDirectory">Where the journal will go; null is the current directory.</param>
    /// <param name="isOffline">True: nothing is connected.</param>
    /// <param name="asJson">One JSON object for each line.</param>
    /// <param name="output">Takes the lines.</param>
    /// <returns>The exit code: 0, or 1 if something failed.</returns>
    public static int Execute(LoadedConfiguration configuration, string? journalDirectory, bool isOffline, bool asJson, TextWriter output)
    {
        DoctorReport report = new(output, asJson);
        HostChecks.Run(report, configuration.Value);
        string directory = journalDirectory ?? Environment.CurrentDirectory;
        while (!Directory.Exists(directory) && Path.GetDirectoryName(Path.GetFullPath(directory)) is string above) directory = above;
        DiskChecks.Run(report, configuration.Value, Path.GetFullPath(directory));
        if (configuration.Value.Connection == null) VenueChecks.SkipAll(report, "the configuration has no connection");
        else if (isOffline) VenueChecks.SkipAll(report, "offline");
        else VenueChecks.Run(report, configuration.Value);
        report.Close();
        return (int)report.ExitCode;
    }
}
