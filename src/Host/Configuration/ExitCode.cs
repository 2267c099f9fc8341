namespace Minnow.Host.Configuration;

/// <summary>What a run of <c>minnow</c> says to the shell and to systemd. The numbers of sysexits.h where it has one.</summary>
/// <remarks>Part of the interface: never renumber, only add. systemd: <c>RestartPreventExitStatus=2 64 78</c>.</remarks>
public enum ExitCode
{
    /// <summary>Done; a run was stopped cleanly.</summary>
    Ok = 0,

    /// <summary>The answer is no: verify found damage, a replay differs, a gate failed.</summary>
    Negative = 1,

    /// <summary>The command line is wrong, or names a file that is not there.</summary>
    Usage = 2,

    /// <summary>Status: degraded (cancel only, reduce only).</summary>
    Degraded = 3,

    /// <summary>Status: halted.</summary>
    Halted = 4,

    /// <summary>Status: not running, or its counters are stale.</summary>
    NotRunning = 5,

    /// <summary>A data file is damaged, cut short or of an unknown format.</summary>
    BadData = 65,

    /// <summary>Something that it needs is not there: a library, the venue, the certificate authorities.</summary>
    Unavailable = 69,

    /// <summary>A bug in Minnow. The text says what to report.</summary>
    Internal = 70,

    /// <summary>The operating system refused memory, a thread or a file handle.</summary>
    OsResource = 71,

    /// <summary>An output file or directory can not be made.</summary>
    CannotCreate = 73,

    /// <summary>Reading or writing failed.</summary>
    Io = 74,

    /// <summary>Try again: another instance holds the lock, or stopping took too long.</summary>
    Temporary = 75,

    /// <summary>The venue speaks otherwise than its documents.</summary>
    Protocol = 76,

    /// <summary>Not permitted: file mode, key scope, address not allowed.</summary>
    Permission = 77,

    /// <summary>The configuration file is wrong.</summary>
    Configuration = 78,
}
