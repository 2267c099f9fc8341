using System;
using System.IO;
using Minnow.Host.Configuration;
using Minnow.Host.Journal;
using Minnow.Native;

namespace Minnow.Host.Engine;

/// <summary>What a run that failed says, and with what it ends: the same for recorded and live runs.</summary>
internal static class RunFailure
{
    /// <summary>Explains <paramref name="e"/>.</summary>
    /// <returns>False if it is nothing that a run is known to meet: a bug of another kind.</returns>
    internal static bool TryExplain(Exception e, string journalDirectory, out string text, out int code)
    {
        (text, code) = e switch
        {
            JournalException journal => (journal.Message, journal.ExitCode),
            AgentFailedException { InnerException: JournalException journal } => (journal.Message, journal.ExitCode),
            AgentFailedException => ($"{e.Message}\n{e.InnerException}\nThis is a bug in Minnow. What was seen up to here is in {journalDirectory} and its rings: 'minnow journal recover' puts it together. Please report it with the text above.", (int)ExitCode.Internal),
            LibcException libc => (e.Message, (int)(libc.Error == Errno.Again ? ExitCode.Temporary : ExitCode.OsResource)),
            IOException or UnauthorizedAccessException => (e.Message, (int)ExitCode.CannotCreate),
            OutOfMemoryException => ($"{e.Message} Lower limits.maxInstruments or the sizes of rings.", (int)ExitCode.OsResource),
            InvalidOperationException => (e.Message, (int)ExitCode.Configuration),
            _ => ("", 0),
        };
        return code != 0;
    }
}
