using System.Runtime.InteropServices;

namespace Minnow.Native;

/// <summary>How much room a disk has. Source: statvfs(3); the layout is that of Linux x86-64.</summary>
public static unsafe partial class LibcDisk
{
    private const int StatBytes = 112;
    private const int FragmentOffset = 8;
    private const int AvailableOffset = 32;

    /// <summary>Bytes that this user may still take on the disk of a path. Allocates nothing; may wait for a disk that hangs.</summary>
    /// <param name="path">A file or directory on it.</param>
    /// <param name="bytes">The room, on success.</param>
    public static Errno Free(string path, out long bytes)
    {
        byte* to = stackalloc byte[StatBytes];
        bool isOk = statvfs(path, to) == 0;
        bytes = isOk ? *(long*)(to + FragmentOffset) * *(long*)(to + AvailableOffset) : 0;
        return isOk ? Errno.Ok : (Errno)Marshal.GetLastPInvokeError();
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statvfs(string path, byte* to);
}
