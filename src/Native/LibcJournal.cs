using System;
using System.Runtime.InteropServices;

namespace Minnow.Native;

/// <summary>The few calls that an append-only file needs beside <see cref="LibcFile"/>; paths are bytes, so that a new segment costs no allocation.</summary>
/// <remarks>Each call answers with <see cref="Errno.Ok"/> or the error and never throws. Source: the manual pages of the calls, section 2.</remarks>
public static unsafe partial class LibcJournal
{
    private const int KeepSize = 1;
    private const int LinkCountOffset = 16;
    private const int StatBytes = 144;

    /// <summary>Makes the file, or empties it, and opens it so that every write goes to its end.</summary>
    /// <param name="path">UTF-8 with a zero byte at the end.</param>
    /// <param name="fd">The descriptor, or -1.</param>
    public static Errno OpenNew(ReadOnlySpan<byte> path, out int fd)
    {
        const int CloseOnExec = 0x80000;
        const int Flags = (int)(OpenMode.Write | OpenMode.Create | OpenMode.Truncate | OpenMode.Append) | CloseOnExec;
        Errno error;
        fixed (byte* text = path)
        {
            do
            {
                fd = open(text, Flags, LibcFile.OwnerWrites);
                error = fd >= 0 ? Errno.Ok : Last();
            }
            while (error == Errno.Interrupted);
        }
        return error;
    }

    /// <summary>Takes the blocks for the file's first <paramref name="bytes"/> without making it longer: what is written is its length, and a full device shows now.</summary>
    /// <returns><see cref="Errno.NotSupported"/> where the file system can not.</returns>
    public static Errno Reserve(int fd, long bytes)
    {
        Errno error;
        do error = fallocate(fd, KeepSize, 0, bytes) == 0 ? Errno.Ok : Last();
        while (error == Errno.Interrupted);
        return error;
    }

    /// <summary>Cuts the file, and gives back blocks that were reserved beyond that.</summary>
    public static Errno Truncate(int fd, long bytes)
    {
        Errno error;
        do error = ftruncate(fd, bytes) == 0 ? Errno.Ok : Last();
        while (error == Errno.Interrupted);
        return error;
    }

    /// <summary>Waits until what the descriptor stands for, a file or a directory, is on the device. Not to be repeated after an error.</summary>
    public static Errno Sync(int fd)
    {
        Errno error;
        do error = fsync(fd) == 0 ? Errno.Ok : Last();
        while (error == Errno.Interrupted);
        return error;
    }

    /// <summary>Whether <paramref name="path"/> still names the open file: false after somebody deleted, moved or replaced it.</summary>
    /// <param name="fd">The open file.</param>
    /// <param name="path">UTF-8 with a zero byte at the end.</param>
    /// <param name="isNamed">The answer; false on an error.</param>
    public static Errno IsNamed(int fd, ReadOnlySpan<byte> path, out bool isNamed)
    {
        isNamed = false;
        byte* open = stackalloc byte[StatBytes];
        byte* named = stackalloc byte[StatBytes];
        if (fstat(fd, open) != 0) return Last();
        fixed (byte* text = path)
        {
            if (stat(text, named) != 0) return Last() is var error && error == Errno.NoEntry ? Errno.Ok : error;
        }
        var opened = (ulong*)open;
        var found = (ulong*)named;
        isNamed = opened[0] == found[0] && opened[1] == found[1] && opened[LinkCountOffset / 8] > 0; // device, inode, links
        return Errno.Ok;
    }

    private static Errno Last() => (Errno)Marshal.GetLastPInvokeError();

    [LibraryImport("libc", SetLastError = true)]
    private static partial int open(byte* path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fallocate(int fd, int mode, long offset, long bytes);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ftruncate(int fd, long bytes);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int fd);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fstat(int fd, byte* to);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int stat(byte* path, byte* to);
}
