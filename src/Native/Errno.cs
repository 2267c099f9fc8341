namespace Minnow.Native;

/// <summary>The kernel's error numbers on Linux x86-64 that callers tell apart. Any other number is still carried as its value.</summary>
/// <remarks>Source: errno(3), asm-generic/errno-base.h and errno.h.</remarks>
public enum Errno
{
    /// <summary>No error.</summary>
    Ok = 0,

    /// <summary>Not permitted.</summary>
    Perm = 1,

    /// <summary>No such file or directory.</summary>
    NoEntry = 2,

    /// <summary>No such process or thread.</summary>
    NoProcess = 3,

    /// <summary>A signal came first; the wrappers repeat the call, so callers do not see it.</summary>
    Interrupted = 4,

    /// <summary>The device failed. After a sync: durability is lost, and the call must not be repeated on the same file.</summary>
    InputOutput = 5,

    /// <summary>Not an open file descriptor.</summary>
    BadFile = 9,

    /// <summary>No such child, or its end was waited for already.</summary>
    NoChild = 10,

    /// <summary>Would block: for a lock, somebody else holds it.</summary>
    Again = 11,

    /// <summary>No memory, or more locked memory than the limit.</summary>
    NoMemory = 12,

    /// <summary>Permission denied.</summary>
    Access = 13,

    /// <summary>Exists already.</summary>
    Exists = 17,

    /// <summary>Not a directory.</summary>
    NotDirectory = 20,

    /// <summary>Invalid argument: for affinity, no core of the mask may be used.</summary>
    Invalid = 22,

    /// <summary>File larger than the limit.</summary>
    TooBig = 27,

    /// <summary>No space left on the device.</summary>
    NoSpace = 28,

    /// <summary>Read-only file system.</summary>
    ReadOnly = 30,

    /// <summary>The other side of a connection is closed, so nothing can be sent.</summary>
    Pipe = 32,

    /// <summary>Symbolic links that lead nowhere, or one where none is wanted.</summary>
    Loop = 40,

    /// <summary>Not supported by the file system.</summary>
    NotSupported = 95,

    /// <summary>The other side reset the connection.</summary>
    ConnectionReset = 104,

    /// <summary>The other side acknowledged nothing for too long.</summary>
    TimedOut = 110,

    /// <summary>Over quota.</summary>
    Quota = 122,
}
