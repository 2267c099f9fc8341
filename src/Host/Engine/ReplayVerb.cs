using System.IO;
using Minnow.Host.Configuration;
using Minnow.Host.Journal;

namespace Minnow.Host.Engine;

/// <summary><c>minnow replay</c>: re-runs the quoter over a journal.</summary>
public static class ReplayVerb
{
    /// <summary>Replays and writes the summary to <paramref name="output"/>; what went wrong goes to <paramref name="errors"/>.</summary>
    /// <returns>0 if nothing differs; 1 at a difference; 65 if the journal is damaged and nothing readable differs.</returns>
    public static int Execute(ReplayOptions options, TextWriter output, TextWriter errors)
    {
        try
        {
            using Replayer replayer = new(options.JournalDirectory);
            ReplaySummary summary = replayer.Run(options.UntilSequence, options.Stop);
            if (options.Json) summary.WriteJson(output);
            else summary.WriteText(output);
            if (summary.Differences > 0)
            {
                errors.WriteLine($"minnow replay: the replay differs from the journal {summary.First}. "
                    + $"The journal was written by build {summary.Build}, this is {BuildIdentity.Version}.");
                return (int)ExitCode.Negative;
            }
            if (!summary.Whole && options.UntilSequence == null && summary.Damage == null)
            {
                errors.WriteLine("minnow replay: stopped before the end; nothing is said about the rest.");
                return (int)ExitCode.Temporary;
            }
            if (summary.Damage == null) return (int)ExitCode.Ok;
            errors.WriteLine($"minnow replay: {summary.Damage}");
            return (int)ExitCode.BadData;
        }
        catch (JournalException e)
        {
            errors.WriteLine($"minnow replay: {e.Message}");
            return e.ExitCode;
        }
        catch (IOException e)
        {
            errors.WriteLine($"minnow replay: {e.Message}");
            return (int)ExitCode.Io;
        }
    }
}
