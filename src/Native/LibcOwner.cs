using System;
using System.Runtime.InteropServices;

namespace Minnow.Native;

/// <summary>Whose a file is, who may touch it, and who we are: what must be known before a secret is read.</summary>
/// <remarks>Each call answers with <see cref="Errno.Ok"/> or the error and never throws. Source: fstat(2), stat(2), geteuid(2); the layout is that of Linux x86-64.</remarks>
public static unsafe partial class LibcOwner
{
    private const int StatBytes = 144;
    private const int ModeOffset = 24;
    private const int UserOffset = 28;
    private const int SizeOffset = 48;

    /// <summary>The user whose rights this process has.</summary>
    public static uint EffectiveUser => geteuid();

    /// <summary>About an open file.</summary>
    public static Errno Look(int fd, out FileOwner owner)
    {
        byte* to = stackalloc byte[StatBytes];
        int result = fstat(fd, to);
        owner = Read(to);
        return result == 0 ? Errno.Ok : Last();
    }

    /// <summary>About what a path leads to, through symbolic links.</summary>
    public static Errno Look(string path, out FileOwner owner)
    {
        byte* to = stackalloc byte[StatBytes];
        int result = stat(path, to);
        owner = Read(to);
        return result == 0 ? Errno.Ok : Last();
    }

    /// <summary>Reads up to the length of <paramref name="to"/> from a file's position; 0 at its end.</summary>
    public static Errno Read(int fd, Span<byte> to, out int bytes)
    {
        nint result;
        do
        {
            fixed (byte* start = to) result = read(fd, start, (nuint)to.Length);
        }
        while (result < 0 && Last() == Errno.Interrupted);
        bytes = (int)Math.Max(0, result);
        return result >= 0 ? Errno.Ok : Last();
    }

    private static FileOwner Read(byte* stat) => new(*(uint*)(stat + ModeOffset), *(uint*)(stat + UserOffset), *(long*)(stat + SizeOffset));

    private static Errno Last() => (Errno)Marshal.GetLastPInvokeError();

    [LibraryImport("libc")]
    private static partial uint geteuid();

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fstat(int fd, byte* to);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int stat(string path, byte* to);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(int fd, byte* to, nuint bytes);
}
