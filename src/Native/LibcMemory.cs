using System.Runtime.InteropServices;

namespace Minnow.Native;

/// <summary>Files mapped into memory, with every error given back.</summary>
/// <remarks>
/// Never map a file with holes: a store that finds the device full is a signal, and .NET dies of it. So: <see cref="LibcFile.Preallocate"/>, then
/// <see cref="MapShared"/>, then <see cref="Populate"/>. Source: mmap(2), madvise(2), mlock(2), msync(2), lseek(2).
/// </remarks>
public static unsafe partial class LibcMemory
{
    /// <summary>Bytes of a page on x86-64.</summary>
    public const int PageBytes = 4096;

    private const int ProtRead = 1;
    private const int ProtWrite = 2;
    private const int MapSharedFlag = 1;
    private const int MadvPopulateRead = 22;
    private const int MadvPopulateWrite = 23;
    private const int MadvDontDump = 16;
    private const int MsSync = 4;
    private const int SeekEnd = 2;

    /// <summary>Maps the first <paramref name="bytes"/> of a file; stores reach every other mapping at once, and survive this process.</summary>
    /// <param name="fd">Open for reading, or for both if <paramref name="writable"/>. It may be closed afterwards.</param>
    /// <param name="bytes">At least 1 and no more than the file's length: beyond it an access kills the process.</param>
    /// <param name="writable">False: a store kills the process.</param>
    /// <param name="start">Page-aligned address, or null.</param>
    public static Errno MapShared(int fd, long bytes, bool writable, out byte* start)
    {
        start = mmap(null, (nuint)bytes, writable ? ProtRead | ProtWrite : ProtRead, MapSharedFlag, fd, 0);
        if (start != (byte*)-1) return Errno.Ok;
        start = null;
        return Last();
    }

    /// <summary>Ends a mapping. Any later access kills the process.</summary>
    public static Errno Unmap(byte* start, long bytes) => munmap(start, (nuint)bytes) == 0 ? Errno.Ok : Last();

    /// <summary>Brings every page in now, ready to be written if <paramref name="writable"/>: no page fault later.</summary>
    /// <returns><see cref="Errno.Invalid"/> on kernels before 5.14, which do not know the call: touch the pages instead.</returns>
    public static Errno Populate(byte* start, long bytes, bool writable)
    {
        Errno error;
        do error = madvise(start, (nuint)bytes, writable ? MadvPopulateWrite : MadvPopulateRead) == 0 ? Errno.Ok : Last();
        while (error == Errno.Interrupted);
        return error;
    }

    /// <summary>Keeps the pages in memory until they are unmapped.</summary>
    /// <returns><see cref="Errno.NoMemory"/> or <see cref="Errno.Perm"/> above the limit of locked memory.</returns>
    public static Errno Lock(byte* start, long bytes) => mlock(start, (nuint)bytes) == 0 ? Errno.Ok : Last();

    /// <summary>Leaves the pages on which the bytes lie, and so their neighbours too, out of core dumps of the kernel.</summary>
    public static Errno HideFromDumps(byte* start, long bytes)
    {
        byte* page = start - (nuint)start % PageBytes;
        return madvise(page, (nuint)(start + bytes - page), MadvDontDump) == 0 ? Errno.Ok : Last();
    }

    /// <summary>Waits until changed pages are on the device. After an error durability is lost: do not repeat it.</summary>
    public static Errno Sync(byte* start, long bytes) => msync(start, (nuint)bytes, MsSync) == 0 ? Errno.Ok : Last();

    /// <summary>Length of an open file.</summary>
    public static Errno FileBytes(int fd, out long bytes)
    {
        bytes = lseek(fd, 0, SeekEnd);
        if (bytes >= 0) return Errno.Ok;
        bytes = 0;
        return Last();
    }

    private static Errno Last() => (Errno)Marshal.GetLastPInvokeError();

    [LibraryImport("libc", SetLastError = true)]
    private static partial byte* mmap(byte* wish, nuint bytes, int protection, int flags, int fd, long offset);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int munmap(byte* start, nuint bytes);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int madvise(byte* start, nuint bytes, int advice);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int mlock(byte* start, nuint bytes);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int msync(byte* start, nuint bytes, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial long lseek(int fd, long offset, int whence);
}
