using System;
using System.IO;
using System.Threading;
using Minnow.Core.Ring;
using Minnow.Native;

namespace Minnow.Host.Memory;

/// <summary>Ring memory in a mapped file: what was published there is still there after kill -9, for a restart to drain.</summary>
/// <remarks>
/// Its place is tmpfs (/dev/shm), so that write-back never stalls a publish; on a disk it works, with stalls.
/// The file keeps its blocks from the start and every page is brought in, so the ring never meets a full device or a page fault.
/// Disposing ends the mapping and leaves the file. It has no finalizer on purpose: a thread inside a ring may hold nothing but the pointer.
/// </remarks>
public sealed unsafe class MappedRingMemory : IRingMemory, IDisposable
{
    private const int OwnerOnly = 0x180; // rw-------: rings hold orders and frames

    private byte* _pointer;

    private MappedRingMemory(string path, byte* pointer, long bytes)
    {
        Path = path;
        _pointer = pointer;
        Bytes = bytes;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public byte* Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_pointer == null, this);
            return _pointer;
        }
    }

    /// <inheritdoc/>
    public long Bytes { get; }

    /// <summary>Makes a new file of zeros and maps it. On any error no file is left behind.</summary>
    /// <param name="path">Where; must not exist, since a file there may hold what a former run did not journal.</param>
    /// <param name="bytes">At least 1; rounded up to whole pages.</param>
    /// <param name="lockPages">Keep the pages from being swapped. Needs the right, or a limit (ulimit -l) above the size.</param>
    /// <exception cref="IOException">Existing file, no directory, no right, no space, no memory: the message says which and what to do.</exception>
    public static MappedRingMemory Create(string path, long bytes, bool lockPages = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, long.MaxValue - LibcMemory.PageBytes);
        bytes = (bytes + LibcMemory.PageBytes - 1) & -LibcMemory.PageBytes;

        Errno error = LibcFile.Open(path, OpenMode.ReadWrite | OpenMode.Create | OpenMode.Exclusive, OwnerOnly, out int fd);
        if (error == Errno.Exists)
            throw Failed(error, "make", path, "It may hold events that a former run did not journal: drain it, then delete it.");
        if (error != Errno.Ok) throw Failed(error, "make", path, "Check the directory and its permissions.");
        try
        {
            error = LibcFile.Preallocate(fd, 0, bytes);
            if (error != Errno.Ok) throw Failed(error, $"take {bytes} bytes for", path, "Free space there, or configure smaller rings.");
            return Map(path, fd, bytes, writable: true, lockPages);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
        finally
        {
            _ = LibcFile.Close(fd); // the mapping does not need it, and nothing was written through it
        }
    }

    /// <summary>Maps a file that exists, all of it.</summary>
    /// <param name="path">Where.</param>
    /// <param name="writable">True to go on reading a <see cref="ByteRing"/>; an inspector needs no more than false, and then nothing can harm the file.</param>
    /// <exception cref="IOException">No file, no right, an empty file.</exception>
    public static MappedRingMemory Open(string path, bool writable = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Errno error = LibcFile.Open(path, writable ? OpenMode.ReadWrite : OpenMode.Read, 0, out int fd);
        if (error != Errno.Ok) throw Failed(error, "open", path, "Check the path and its permissions.");
        try
        {
            error = LibcMemory.FileBytes(fd, out long bytes);
            if (error != Errno.Ok) throw Failed(error, "measure", path, "Is it a file?");
            if (bytes == 0)
                throw new IOException($"'{path}' is empty: the process that made it ended before it had its space, so nothing was published. Delete it.");
            return Map(path, fd, bytes, writable, lockPages: false);
        }
        finally
        {
            _ = LibcFile.Close(fd); // nothing was written through it
        }
    }

    /// <summary>Ends the mapping; the file stays. No thread may be inside a ring on it.</summary>
    public void Dispose()
    {
        if (_pointer == null) return;
        LibcException.ThrowIf(LibcMemory.Unmap(_pointer, Bytes), "munmap", Path);
        _pointer = null;
    }

    private static MappedRingMemory Map(string path, int fd, long bytes, bool writable, bool lockPages)
    {
        Errno error = LibcMemory.MapShared(fd, bytes, writable, out byte* start);
        if (error != Errno.Ok) throw Failed(error, $"map {bytes} bytes of", path, "Check free memory and the limit of address space (ulimit -v).");
        try
        {
            error = LibcMemory.Populate(start, bytes, writable);
            if (error == Errno.Invalid) TouchPages(start, bytes, writable);
            else if (error != Errno.Ok) throw Failed(error, $"bring in {bytes} bytes of", path, "Check free memory.");
            error = lockPages ? LibcMemory.Lock(start, bytes) : Errno.Ok;
            if (error != Errno.Ok) throw Failed(error, $"lock {bytes} bytes of", path, "Raise the limit of locked memory (LimitMEMLOCK=, ulimit -l) or switch locking off.");
            return new MappedRingMemory(path, start, bytes);
        }
        catch
        {
            _ = LibcMemory.Unmap(start, bytes); // the first error is the one to tell
            throw;
        }
    }

    private static void TouchPages(byte* start, long bytes, bool writable)
    {
        for (long offset = 0; offset < bytes; offset += LibcMemory.PageBytes)
        {
            byte was = Volatile.Read(ref start[offset]);
            if (writable) Volatile.Write(ref start[offset], was); // still private to us: nobody else knows the file
        }
    }

    private static IOException Failed(Errno error, string what, string path, string next) =>
        new($"Can not {what} '{path}': {LibcException.Text(error)} (errno {(int)error}). {next}", (int)error);
}
