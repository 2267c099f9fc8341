using System.IO;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;
using Minnow.Host.Journal;
using Minnow.Host.Live;

namespace Minnow.Host.Operator;

/// <summary>Where the newest live run of a journal's directory lies.</summary>
/// <param name="Root">The directory of all runs: the latches lie there.</param>
/// <param name="Run">The directory of the newest run; null if there was none.</param>
public sealed record RunPlace(string Root, string? Run)
{
    /// <summary>Looks.</summary>
    /// <param name="directory">The directory of all runs, or that of one of them.</param>
    public static RunPlace Find(string directory)
    {
        string full = Path.GetFullPath(directory);
        bool isRun = File.Exists(Path.Combine(full, CountersPage.FileName));
        if (isRun) return new RunPlace(Path.GetDirectoryName(Real(full)) ?? full, Real(full));
        string latest = Path.Combine(full, LiveDirectory.LatestName);
        return new RunPlace(full, Directory.Exists(latest) ? Real(latest) : LiveDirectory.Newest(full));
    }

    /// <summary>The configuration that the run wrote into its journal: what really runs, whatever the file says by now.</summary>
    /// <returns>Null if it can not be read.</returns>
    public LoadedConfiguration? Configuration()
    {
        if (Run == null) return null;
        try
        {
            SegmentInfo first = new JournalReader(Run).First;
            return ConfigurationFile.Parse(first.Path, System.Text.Encoding.UTF8.GetBytes(first.ConfigText)).Configuration;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string Real(string path) => Directory.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
}
