using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace Minnow.Native;

/// <summary>The calling thread as the kernel sees it: id, name, cores, timer slack; and locking the process's memory.</summary>
/// <remarks>Returns the error instead of throwing. Source: sched_setaffinity(2), prctl(2), mlockall(2), sched_yield(2).</remarks>
public static partial class LibcThread
{
    /// <summary>Cores that a mask of this class can name: 0 to 1023, the C library's own limit.</summary>
    public const int MaxCores = 1024;

    /// <summary>Bytes of a thread name that the kernel keeps.</summary>
    public const int MaxNameBytes = 15;

    private const int MaskWords = MaxCores / 64;
    private const int PrSetName = 15;
    private const int PrSetTimerSlack = 29;

    /// <summary>The kernel's id of the calling thread: the folder under /proc/self/task.</summary>
    public static int CurrentId => gettid();

    /// <summary>Lets the calling thread run on one core only.</summary>
    /// <param name="core">Core number, from 0.</param>
    /// <returns><see cref="Errno.Invalid"/> if the machine has no such core or this process may not use it.</returns>
    public static Errno Pin(int core)
    {
        if ((uint)core >= MaxCores) return Errno.Invalid;
        Span<ulong> mask = stackalloc ulong[MaskWords];
        mask.Clear();
        mask[core / 64] = 1UL << (core % 64);
        return SetAffinity(mask);
    }

    /// <summary>Sets the cores on which the calling thread may run.</summary>
    /// <param name="mask">Bit n of word n / 64 = core n; at most <see cref="MaxCores"/> bits.</param>
    public static unsafe Errno SetAffinity(ReadOnlySpan<ulong> mask)
    {
        fixed (ulong* words = mask)
            return sched_setaffinity(0, (nuint)mask.Length * sizeof(ulong), words) == 0 ? Errno.Ok : Last();
    }

    /// <summary>Reads the cores on which the calling thread may run.</summary>
    /// <param name="mask">Overwritten; <see cref="MaxCores"/> / 64 words always suffice.</param>
    public static unsafe Errno GetAffinity(Span<ulong> mask)
    {
        mask.Clear();
        fixed (ulong* words = mask)
            return sched_getaffinity(0, (nuint)mask.Length * sizeof(ulong), words) >= 0 ? Errno.Ok : Last();
    }

    /// <summary>The cores on which the calling thread may run, ascending. Allocates: for start-up and messages.</summary>
    /// <exception cref="LibcException">The kernel refused.</exception>
    public static IReadOnlyList<int> AllowedCores()
    {
        Span<ulong> mask = stackalloc ulong[MaskWords];
        LibcException.ThrowIf(GetAffinity(mask), "sched_getaffinity", "this thread");
        List<int> cores = [];
        for (int core = 0; core < MaxCores; core++)
            if ((mask[core / 64] & (1UL << (core % 64))) != 0) cores.Add(core);
        return cores;
    }

    /// <summary>Names the calling thread for top, perf and /proc.</summary>
    /// <param name="name">Cut to <see cref="MaxNameBytes"/> bytes of UTF-8.</param>
    public static unsafe Errno SetName(string name)
    {
        byte* bytes = stackalloc byte[MaxNameBytes + 1];
        Encoder encoder = Encoding.UTF8.GetEncoder();
        encoder.Convert(name, new Span<byte>(bytes, MaxNameBytes), flush: true, out _, out int used, out _);
        bytes[used] = 0;
        return prctl(PrSetName, (nuint)bytes, 0, 0, 0) == 0 ? Errno.Ok : Last();
    }

    /// <summary>How late the kernel may wake the calling thread from a sleep, ns. The default is 50 µs: too coarse for a short park.</summary>
    /// <param name="ns">At least 1; 0 restores the default.</param>
    public static Errno SetTimerSlack(long ns) => prctl(PrSetTimerSlack, (nuint)ns, 0, 0, 0) == 0 ? Errno.Ok : Last();

    /// <summary>Keeps pages of the whole process in memory.</summary>
    /// <returns><see cref="Errno.NoMemory"/> or <see cref="Errno.Perm"/> without CAP_IPC_LOCK and over the limit of locked memory.</returns>
    public static Errno LockMemory(MemoryLock which) => mlockall((int)which) == 0 ? Errno.Ok : Last();

    /// <summary>Undoes <see cref="LockMemory"/>.</summary>
    public static Errno UnlockMemory() => munlockall() == 0 ? Errno.Ok : Last();

    /// <summary>Lets another thread of this core run, if one waits; about 0.2 µs when none does.</summary>
    public static void Yield() => _ = sched_yield();

    private static Errno Last() => (Errno)Marshal.GetLastPInvokeError();

    [LibraryImport("libc"), SuppressGCTransition]
    private static partial int gettid();

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int sched_setaffinity(int tid, nuint bytes, ulong* mask);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int sched_getaffinity(int tid, nuint bytes, ulong* mask);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int prctl(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int mlockall(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int munlockall();

    [LibraryImport("libc")]
    private static partial int sched_yield();
}
