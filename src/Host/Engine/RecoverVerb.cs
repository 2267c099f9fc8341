using System.IO;
using Minnow.Core.Ring;
using Minnow.Host.Configuration;
using Minnow.Host.Journal;

namespace Minnow.Host.Engine;

/// <summary><c>minnow journal recover</c>: drains the rings of a run that was killed.</summary>
public static class RecoverVerb
{
    /// <summary>Recovers and says what was moved.</summary>
    /// <returns>The exit code, an <see cref="ExitCode"/>.</returns>
    public static int Execute(string directory, TextWriter output, TextWriter errors)
    {
        try
        {
            output.WriteLine(JournalRecoverer.Recover(directory) is { } moved
                ? $"Moved {moved.Events} events and {moved.Outputs} outputs from the rings into {directory}; left out {moved.Unapplied} events that the quoter had not applied."
                : $"Nothing to recover: the run of {directory} ended in good order.");
            return (int)ExitCode.Ok;
        }
        catch (JournalException e)
        {
            errors.WriteLine($"minnow journal recover: {e.Message}");
            return e.ExitCode;
        }
        catch (RingFormatException e)
        {
            errors.WriteLine($"minnow journal recover: {e.Message}");
            return (int)ExitCode.BadData;
        }
        catch (IOException e)
        {
            errors.WriteLine($"minnow journal recover: {e.Message}");
            return (int)ExitCode.Io;
        }
    }
}
