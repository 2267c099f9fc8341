using System;
using Microsoft.Win32.SafeHandles;
using Minnow.Native;

namespace Minnow.Host.Counters;

/// <summary>A file mapped as a whole: new, locked and writable, or existing and read-only.</summary>
/// <remarks>
/// By libc: the base class library takes an advisory lock of its own that would keep readers out, and at the end of a mapping asks for a write-back
/// that the kernel refuses where memory is locked.
/// </remarks>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly int _lockFd;

    private MappedFile(SafeFileHandle handle, bool writable, long bytes, int lockFd, string path)
    {
        LibcException.ThrowIf(LibcMemory.MapShared((int)handle.DangerousGetHandle(), bytes, writable, out byte* start), "mmap", path);
        handle.Dispose(); // the mapping does not need it
        Start = start;
        Bytes = bytes;
        _lockFd = lockFd;
    }

    internal byte* Start { get; }

    internal long Bytes { get; }

    internal bool IsClosed { get; private set; }

    /// <summary>Takes the lock, makes the file anew with all of its blocks, and maps it.</summary>
    internal static MappedFile Create(string lockPath, string path, long bytes)
    {
        LibcException.ThrowIf(LibcFile.Open(lockPath, OpenMode.ReadWrite | OpenMode.Create, LibcFile.OwnerWrites, out int lockFd), "open", lockPath);
        try
        {
            LibcException.ThrowIf(LibcFile.TryLock(lockFd), "flock", $"{lockPath}, held by a running process: stop it or choose another directory");
            const OpenMode Anew = OpenMode.ReadWrite | OpenMode.Create | OpenMode.Truncate;
            LibcException.ThrowIf(LibcFile.Open(path, Anew, LibcFile.OwnerWrites, out int fd), "open", path);
            SafeFileHandle handle = new(fd, ownsHandle: true);
            try
            {
                LibcException.ThrowIf(LibcFile.Preallocate(fd, 0, bytes), "posix_fallocate", path);
                return new MappedFile(handle, writable: true, bytes, lockFd, path);
            }
            catch
            {
                handle.Dispose();
                throw;
            }
        }
        catch
        {
            _ = LibcFile.Close(lockFd);
            throw;
        }
    }

    /// <summary>Maps an open file of a known length for reading; owns the handle from now on.</summary>
    internal static MappedFile ForReading(SafeFileHandle handle, long bytes, string path) => new(handle, writable: false, bytes, -1, path);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsClosed) return;
        IsClosed = true;
        _ = LibcMemory.Unmap(Start, Bytes); // nothing can be done about a refusal, and the pages go with the process
        if (_lockFd >= 0) _ = LibcFile.Close(_lockFd); // gives the lock back
    }
}
