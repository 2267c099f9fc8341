using System;

namespace Minnow.Native;

/// <summary>How <see cref="LibcFile.Open"/> opens: the flags of open(2) on Linux x86-64. Every file is also opened close-on-exec.</summary>
[Flags]
public enum OpenMode
{
    /// <summary>For reading.</summary>
    Read = 0,

    /// <summary>For writing.</summary>
    Write = 1,

    /// <summary>For both.</summary>
    ReadWrite = 2,

    /// <summary>Made if it does not exist.</summary>
    Create = 0x40,

    /// <summary>With <see cref="Create"/>: an error if it exists.</summary>
    Exclusive = 0x80,

    /// <summary>Emptied if it exists.</summary>
    Truncate = 0x200,

    /// <summary>Every write goes to the end.</summary>
    Append = 0x400,

    /// <summary>Does not wait: for a pipe without a writer, as reading would.</summary>
    NonBlocking = 0x800,

    /// <summary>An error unless it is a directory.</summary>
    Directory = 0x10000,

    /// <summary>An error (<see cref="Errno.Loop"/>) if the last part of the path is a symbolic link.</summary>
    NoFollow = 0x20000,
}
