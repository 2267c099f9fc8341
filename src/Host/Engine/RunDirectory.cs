using System.IO;
using Minnow.Host.Journal;

namespace Minnow.Host.Engine;

/// <summary>The directory of a run: new, or empty of journals.</summary>
internal static class RunDirectory
{
    /// <summary>Makes the directory if need be.</summary>
    /// <returns>Its full path.</returns>
    /// <exception cref="JournalException">It holds a journal already, or can not be made.</exception>
    internal static string Take(string directory)
    {
        try
        {
            string full = Directory.CreateDirectory(directory).FullName;
            // Two runs in one directory would be one sequence with a break in the state: nobody could replay it.
            if (SegmentFile.List(full).Count > 0)
                throw new JournalTakenException(directory);
            return full;
        }
        catch (System.Exception e) when (e is System.UnauthorizedAccessException || (e is IOException and not JournalException))
        {
            throw new JournalException("create the journal", directory, e.Message, "Name a directory that this user may write to.");
        }
    }
}

/// <summary>The directory holds the journal of another run.</summary>
public sealed class JournalTakenException(string directory) : JournalException(
    "start a journal", directory, "it holds the journal of another run", "Name a new directory, or move the old one away.")
{
    /// <inheritdoc/>
    public override int ExitCode => 73;
}
