using System.IO;
using Minnow.Native;

namespace Minnow.Host.Journal;

/// <summary>The journal can not go on: what failed, on which file, why, and what to do next.</summary>
public class JournalException : IOException
{
    /// <summary>Makes the message "what: where: why. next".</summary>
    /// <param name="what">What the journal was doing.</param>
    /// <param name="where">The file or directory.</param>
    /// <param name="why">The reason in the system's words.</param>
    /// <param name="next">What to do now.</param>
    /// <param name="error">The error number, if a call failed.</param>
    public JournalException(string what, string where, string why, string next, Errno error = Errno.Ok)
        : base($"Journal: {what}: {where}: {why}. {next}")
    {
        Error = error;
    }

    /// <summary>The error number of the call that failed; <see cref="Errno.Ok"/> if it was no call.</summary>
    public Errno Error { get; }

    /// <summary>The exit code that a command-line tool ends with: 74, an input or output error.</summary>
    public virtual int ExitCode => 74;
}

/// <summary>Another process, or another writer of this one, has the journal. Exit code 75: try again later.</summary>
public sealed class JournalBusyException(string directory) : JournalException(
    "take the directory", directory, "another writer holds it", "Stop the other process, or give this one a directory of its own.", Errno.Again)
{
    /// <inheritdoc/>
    public override int ExitCode => 75;
}

/// <summary>What was opened is not a journal, or one of a newer version. Exit code 65: wrong data.</summary>
public sealed class JournalFormatException(string where, string why, string next) : JournalException("open", where, why, next)
{
    /// <inheritdoc/>
    public override int ExitCode => 65;
}
