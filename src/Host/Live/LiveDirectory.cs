using System;
using System.Globalization;
using System.IO;
using Minnow.Core.Ring;
using Minnow.Host.Engine;
using Minnow.Host.Journal;

namespace Minnow.Host.Live;

/// <summary>The directory of live runs: <c>run-UTC</c> for each of them, and <c>latest</c>, a link to the newest.</summary>
/// <remarks>A run that was killed left its last records in its rings. The next start moves them into that run's journal before it begins its own.</remarks>
public sealed class LiveDirectory
{
    /// <summary>Name of the link to the newest run.</summary>
    public const string LatestName = "latest";

    private const string Prefix = "run-";

    private LiveDirectory(string path, string recovered)
    {
        Path = path;
        Recovered = recovered;
    }

    /// <summary>The directory of this run.</summary>
    public string Path { get; }

    /// <summary>What was moved out of the rings of the run before, for a person; empty if that run ended in good order.</summary>
    public string Recovered { get; }

    /// <summary>Recovers the newest former run if it was killed, and makes the directory of this one.</summary>
    /// <param name="root">The directory of all runs; made if it is not there.</param>
    /// <param name="startNs">When this run starts, ns since 1970.</param>
    /// <exception cref="JournalException">It can not be made, or the former run still runs or is damaged.</exception>
    public static LiveDirectory Begin(string root, long startNs)
    {
        try
        {
            string full = Directory.CreateDirectory(root).FullName;
            string recovered = Newest(full) is string former ? Recover(former) : "";
            string path = System.IO.Path.Combine(full, Prefix + DateTime.UnixEpoch.AddTicks(startNs / 100).ToString("yyyyMMdd'T'HHmmss.fff'Z'", CultureInfo.InvariantCulture));
            Directory.CreateDirectory(path);
            Point(full, path);
            return new LiveDirectory(path, recovered);
        }
        catch (Exception e) when (e is UnauthorizedAccessException || (e is IOException and not JournalException))
        {
            throw new JournalException("begin a run in", root, e.Message, "Name a directory that this user may write to.");
        }
    }

    /// <summary>The newest run below <paramref name="root"/>; null if there is none.</summary>
    public static string? Newest(string root)
    {
        string? newest = null;
        if (!Directory.Exists(root)) return null;
        foreach (string run in Directory.GetDirectories(root, Prefix + "*"))
            if (newest == null || string.CompareOrdinal(run, newest) > 0) newest = run;
        return newest;
    }

    private static string Recover(string run)
    {
        // A run that could not even begin has no journal: nothing was decided in it.
        if (SegmentFile.List(run).Count == 0) return "";
        if (JournalRecovery.DropUnbegun(run)) return $"{run} was killed before its journal had begun: nothing was decided in it";
        try
        {
            return JournalRecoverer.Recover(run) is { } moved
                ? string.Create(CultureInfo.InvariantCulture, $"{run} was killed: moved {moved.Events} events and {moved.Outputs} outputs from its rings into its journal, left out {moved.Unapplied} that were not applied")
                : "";
        }
        catch (RingFormatException e)
        {
            // What its rings held is lost to the journal, but not to the venue: this run reconciles with what it says.
            return $"{run} was killed and its rings can not be read: {e.Message}";
        }
    }

    // Made under another name and renamed, so that a reader finds one or the other.
    private static void Point(string root, string run)
    {
        string link = System.IO.Path.Combine(root, LatestName), made = link + "." + Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        File.Delete(made);
        File.CreateSymbolicLink(made, System.IO.Path.GetFileName(run));
        Native.LibcFile.Rename(made, link);
    }
}
