using System;
using System.IO;
using Minnow.Host.Configuration;
using Minnow.Host.Journal;
using Minnow.Host.Recordings;
using Minnow.Native;

namespace Minnow.Host.Engine;

/// <summary><c>minnow run</c>: plays a recording through the whole path.</summary>
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
            return Say(errors, e.Message, (int)e.ExitCode);
        }
        catch (JournalException e)
        {
            return Say(errors, e.Message, e.ExitCode);
        }
        catch (AgentFailedException e) when (e.InnerException is JournalException journal)
        {
            return Say(errors, journal.Message, journal.ExitCode);
        }
        catch (AgentFailedException e)
        {
            return Say(errors, $"{e.Message}\n{e.InnerException}\nThis is a bug in Minnow. What was seen up to here is in {options.JournalDirectory} and its rings: 'minnow journal recover' puts it together. Please report it with the text above.", (int)ExitCode.Internal);
        }
        catch (LibcException e)
        {
            return Say(errors, e.Message, (int)(e.Error == Errno.Again ? ExitCode.Temporary : ExitCode.OsResource));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Say(errors, e.Message, (int)ExitCode.CannotCreate);
        }
        catch (OutOfMemoryException e)
        {
            return Say(errors, $"{e.Message} Lower limits.maxInstruments or the sizes of rings.", (int)ExitCode.OsResource);
        }
        catch (InvalidOperationException e)
        {
            return Say(errors, e.Message, (int)ExitCode.Configuration);
        }
    }

    private static int Say(TextWriter errors, string text, int code)
    {
        errors.WriteLine($"minnow run: {text}");
        return code;
    }
}
