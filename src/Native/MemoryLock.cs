using System;

namespace Minnow.Native;

/// <summary>Which pages <see cref="LibcThread.LockMemory"/> locks: the flags of mlockall(2).</summary>
[Flags]
public enum MemoryLock
{
    /// <summary>All that is mapped now; without <see cref="OnFault"/> every page is brought in first.</summary>
    Current = 1,

    /// <summary>All that will be mapped.</summary>
    Future = 2,

    /// <summary>Only once a page has been touched; added to one of the others.</summary>
    OnFault = 4,
}
