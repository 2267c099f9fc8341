using System;
using System.Runtime.InteropServices;

namespace Minnow.Native;

/// <summary>Files by descriptor, with every result given back: the base class library drops the errors of a sync.</summary>
/// <remarks>
/// Each call answers with <see cref="Errno.Ok"/> or the error and never throws; <see cref="LibcException.ThrowIf"/> makes it an exception.
/// A call that a signal interrupted is repeated, except close, whose descriptor is gone either way. A failed sync must not be repeated: the
/// kernel may have marked the pages clean, so the second answer would be a lie. Source: the manual pages of the calls, section 2.
/// </remarks>
public static partial class LibcFile
{
    /// <summary>Permission bits of an ordinary file: the owner writes, all read (rw-r--r--).</summary>
    public const int OwnerWrites = 0x1A4;

    private const int CloseOnExec = 0x80000;
    private const int LockExclusive = 2;
    private const int LockNonBlocking = 4;
    private const int LockUnlock = 8;

    /// <summary>Opens or makes a file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="mode">How.</param>
    /// <param name="permissions">Bits for a new file, before the umask; <see cref="OwnerWrites"/> as a rule.</param>
    /// <param name="fd">The descriptor, or -1.</param>
    public static Errno Open(string path, OpenMode mode, int permissions, out int fd)
    {
        Errno error;
        do
        {
            fd = open(path, (int)mode | CloseOnExec, permissions);
            error = fd >= 0 ? Errno.Ok : Last();
        }
        while (error == Errno.Interrupted);
        return error;
    }

    /// <summary>Closes. Whatever it answers, the descriptor is free.</summary>
    public static Errno Close(int fd) => close(fd) == 0 ? Errno.Ok : Last();

    /// <summary>Writes all bytes at the file's position, over as many calls as it takes.</summary>
    /// <returns>The first error; an unknown number of leading bytes is then in the file.</returns>
    public static unsafe Errno WriteAll(int fd, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            nint wrote;
            fixed (byte* from = bytes) wrote = write(fd, from, (nuint)bytes.Length);
            if (wrote > 0) bytes = bytes[(int)wrote..];
            else if (wrote == 0) return Errno.InputOutput; // no progress and no error: repeating would never end
            else if (Last() is var error && error != Errno.Interrupted) return error;
        }
        return Errno.Ok;
    }

    /// <summary>Waits until the file's bytes, and the length needed to read them, are on the device.</summary>
    /// <returns>Any error means that durability is lost for all that was written since the last success: do not repeat it on this file.</returns>
    public static unsafe Errno SyncData(int fd) => Repeat(fd, &fdatasync);

    /// <summary>Waits until a directory's entries (files made, renamed, deleted) are on the device.</summary>
    public static unsafe Errno SyncDirectory(string path)
    {
        Errno error = Open(path, OpenMode.Read | OpenMode.Directory, 0, out int fd);
        if (error != Errno.Ok) return error;
        error = Repeat(fd, &fsync);
        Errno closed = Close(fd);
        return error != Errno.Ok ? error : closed;
    }

    /// <summary>Takes the blocks for <c>[offset, offset + bytes)</c> now, so that no later write or mapped store can meet a full device.</summary>
    /// <returns><see cref="Errno.NoSpace"/> if the device is full; the file may then be longer than before.</returns>
    public static Errno Preallocate(int fd, long offset, long bytes)
    {
        Errno error;
        do error = (Errno)posix_fallocate(fd, offset, bytes); // answers with the number itself
        while (error == Errno.Interrupted);
        return error;
    }

    /// <summary>Takes the advisory lock of the whole file, without waiting. The kernel frees it when the last descriptor closes, also after kill -9.</summary>
    /// <returns><see cref="Errno.Again"/> if another open file holds it.</returns>
    public static Errno TryLock(int fd) => flock(fd, LockExclusive | LockNonBlocking) == 0 ? Errno.Ok : Last();

    /// <summary>Gives the advisory lock back.</summary>
    public static Errno Unlock(int fd) => flock(fd, LockUnlock) == 0 ? Errno.Ok : Last();

    /// <summary>Gives a file another name, in one step and in place of a file that had it. Durable after <see cref="SyncDirectory"/>.</summary>
    public static Errno Rename(string from, string to) => rename(from, to) == 0 ? Errno.Ok : Last();

    private static unsafe Errno Repeat(int fd, delegate*<int, int> call)
    {
        Errno error;
        do error = call(fd) == 0 ? Errno.Ok : Last();
        while (error == Errno.Interrupted);
        return error;
    }

    private static Errno Last() => (Errno)Marshal.GetLastPInvokeError();

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int fd);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint write(int fd, byte* from, nuint bytes);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fdatasync(int fd);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int fd);

    [LibraryImport("libc")]
    private static partial int posix_fallocate(int fd, long offset, long bytes);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int flock(int fd, int operation);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int rename(string from, string to);
}
