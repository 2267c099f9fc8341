using System.Collections.Generic;

namespace Minnow.Host.Configuration;

/// <summary>The exit codes in words, for <c>minnow help exit-codes</c>; each equals the doc comment of its code (a test holds that).</summary>
/// <param name="Code">The code.</param>
/// <param name="Meaning">One or two plain sentences.</param>
public sealed record ExitCodeMeaning(ExitCode Code, string Meaning)
{
    /// <summary>Every code, ascending.</summary>
    public static IReadOnlyList<ExitCodeMeaning> All { get; } =
    [
        new(ExitCode.Ok, "Done; a run was stopped cleanly."),
        new(ExitCode.Negative, "The answer is no: verify found damage, a replay differs, a gate failed."),
        new(ExitCode.Usage, "The command line is wrong, or names a file that is not there."),
        new(ExitCode.Degraded, "Status: degraded (cancel only, reduce only)."),
        new(ExitCode.Halted, "Status: halted."),
        new(ExitCode.NotRunning, "Status: not running, or its counters are stale."),
        new(ExitCode.BadData, "A data file is damaged, cut short or of an unknown format."),
        new(ExitCode.Unavailable, "Something that it needs is not there: a library, the venue, the certificate authorities."),
        new(ExitCode.Internal, "A bug in Minnow. The text says what to report."),
        new(ExitCode.OsResource, "The operating system refused memory, a thread or a file handle."),
        new(ExitCode.CannotCreate, "An output file or directory can not be made."),
        new(ExitCode.Io, "Reading or writing failed."),
        new(ExitCode.Temporary, "Try again: another instance holds the lock, or stopping took too long."),
        new(ExitCode.Protocol, "The venue speaks otherwise than its documents."),
        new(ExitCode.Permission, "Not permitted: file mode, key scope, address not allowed."),
        new(ExitCode.Configuration, "The configuration file is wrong."),
    ];
}
