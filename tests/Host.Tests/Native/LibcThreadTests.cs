using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Minnow.Native;
using Xunit;

namespace Minnow.Host.Tests.Native;

public sealed class LibcThreadTests
{
    [Fact]
    public void A_pinned_and_named_thread_is_so_in_the_kernels_own_words()
    {
        int core = LibcThread.AllowedCores().Last();
        string name = "", cores = "";
        OnOwnThread(() =>
        {
            Assert.Equal(Errno.Ok, LibcThread.Pin(core));
            Assert.Equal(Errno.Ok, LibcThread.SetName("a-name-that-is-too-long"));
            string[] lines = File.ReadAllLines($"/proc/self/task/{LibcThread.CurrentId}/status");
            name = lines.Single(l => l.StartsWith("Name:", StringComparison.Ordinal))[5..].Trim();
            cores = lines.Single(l => l.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal))[18..].Trim();
            Assert.Equal([core], LibcThread.AllowedCores());
        });
        Assert.Equal("a-name-that-is-", name);
        Assert.Equal(core.ToString(), cores);
    }

    [Fact]
    public void A_core_that_does_not_exist_is_invalid()
    {
        Assert.Equal(Errno.Invalid, LibcThread.Pin(-1));
        Assert.Equal(Errno.Invalid, LibcThread.Pin(LibcThread.MaxCores));
        Assert.Equal(Errno.Invalid, LibcThread.Pin(LibcThread.MaxCores - 1));
    }

    [Fact]
    public void The_affinity_mask_reads_back_as_it_was_set()
    {
        OnOwnThread(() =>
        {
            ulong[] before = new ulong[LibcThread.MaxCores / 64], after = new ulong[LibcThread.MaxCores / 64];
            Assert.Equal(Errno.Ok, LibcThread.GetAffinity(before));
            Assert.Equal(Errno.Ok, LibcThread.Pin(LibcThread.AllowedCores()[0]));
            Assert.Equal(Errno.Ok, LibcThread.SetAffinity(before));
            Assert.Equal(Errno.Ok, LibcThread.GetAffinity(after));
            Assert.Equal(before, after);
        });
    }

    [Fact]
    public void Locking_memory_counts_in_the_status_of_the_process_or_names_the_missing_right()
    {
        Errno error = LibcThread.LockMemory(MemoryLock.Current | MemoryLock.OnFault);
        if (error == Errno.Ok)
        {
            long locked = LockedKib();
            Assert.Equal(Errno.Ok, LibcThread.UnlockMemory());
            Assert.True(locked > 1000, $"{locked} KiB locked");
            return;
        }
        Assert.Contains(error, new[] { Errno.NoMemory, Errno.Perm }); // no right to lock: a container, or a small limit
    }

    [Fact]
    public void The_clocks_agree_with_those_of_the_base_class_library()
    {
        long monotonic = LibcClock.MonotonicNs(), stopwatch = Stopwatch.GetTimestamp();
        Assert.InRange(stopwatch - monotonic, 0, 1_000_000_000);
        long unix = (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) * 100;
        Assert.InRange(Math.Abs(LibcClock.RealtimeNs() - unix), 0, 1_000_000_000);
    }

    [Fact]
    public void A_sleep_takes_at_least_its_time_and_none_for_zero()
    {
        long start = LibcClock.MonotonicNs();
        LibcClock.Sleep(0);
        LibcClock.Sleep(-5);
        LibcClock.Sleep(2_000_000);
        Assert.InRange(LibcClock.MonotonicNs() - start, 2_000_000, 2_000_000_000);
    }

    private static long LockedKib() => long.Parse(File.ReadLines("/proc/self/status")
        .Single(l => l.StartsWith("VmLck:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1]);

    private static void OnOwnThread(Action body)
    {
        Exception? failure = null;
        Thread thread = new(() =>
        {
            try { body(); }
            catch (Exception e) { failure = e; }
        });
        thread.Start();
        Assert.True(thread.Join(10_000));
        if (failure != null) throw new InvalidOperationException(failure.Message, failure);
    }
}
