using System;
using System.IO;
using Minnow.Host.Configuration;
using Minnow.Host.Recordings;

namespace Minnow.Host.Engine;

/// <summary><c>minnow run --feed</c>: plays a recording through the whole path.</summary>
public static class RunVerb
{
    /// <summary>Runs and writes the summary to <paramref name="output"/>; what went wrong goes to <paramref name="errors"/>.</summary>
    /// <returns>The exit code, an <see cref="ExitCode"/>.</returns>
    public static int Execute(RunOptions options, TextWriter output, TextWriter errors)
    {
        try
        {
            using RunSession session = RunSession.Open(options);
            RunSummary summary = session.Run();
            if (options.Json) summary.WriteJson(output);
            else summary.WriteText(output);
            if (summary.Damage == null) return (int)ExitCode.Ok;
            errors.WriteLine($"minnow run: {summary.Damage}");
            return (int)session.DamageExitCode;
        }
        catch (RecordingException e)
        {
            errors.WriteLine($"minnow run: {e.Message}");
            return (int)e.ExitCode;
        }
        catch (Exception e) when (RunFailure.TryExplain(e, options.JournalDirectory, out string text, out int code))
        {
            errors.WriteLine($"minnow run: {text}");
            return code;
        }
    }
}
