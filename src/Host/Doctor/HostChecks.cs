using System;
using System.Globalization;
using System.IO;
using Minnow.Host.Configuration;
using Minnow.Native;

namespace Minnow.Host.Doctor;

/// <summary>The machine: cores, power, memory, libraries, clock.</summary>
internal static class HostChecks
{
    private const double MostStealPercent = 1;

    internal static void Run(DoctorReport report, MinnowConfiguration configuration)
    {
        int threads = configuration.Threads.Mode switch { Threads.ThreadMode.Threaded => 3, Threads.ThreadMode.Fused => 2, _ => 1 };
        int cores = Environment.ProcessorCount;
        report.PassOr(cores >= threads, DoctorVerdict.Warn, "host.cores", $"{cores} cores for {threads} threads", "Use a machine with more cores, or threads.mode fused.");
        Isolation(report, configuration.Threads);
        Governor(report);
        string huge = Chosen(Read("/sys/kernel/mm/transparent_hugepage/enabled"));
        report.PassOr(huge != "always", DoctorVerdict.Warn, "host.huge_pages", $"transparent huge pages: {(huge.Length == 0 ? "not known" : huge)}",
            "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled: compaction stalls a thread now and then.");
        bool swaps = Read("/proc/swaps").AsSpan().Trim().Count('\n') > 0;
        report.PassOr(!swaps || configuration.Threads.LockMemory, DoctorVerdict.Warn, "host.swap", swaps ? "swap is on" : "no swap",
            "swapoff -a, or set threads.lockMemory to true.");
        Steal(report);
        MemoryLimit(report, configuration.Threads.LockMemory);
        Library(report);
        Synchronized(report);
    }

    private static void Isolation(DoctorReport report, ThreadsOptions threads)
    {
        string isolated = Read("/sys/devices/system/cpu/isolated").Trim();
        bool spins = threads.Feed.Idle == Threads.IdleKind.Spin || threads.Quoter.Idle == Threads.IdleKind.Spin;
        report.PassOr(!spins || isolated.Length > 0, DoctorVerdict.Warn, "host.isolation", isolated.Length > 0 ? $"isolated cores: {isolated}" : "no core is isolated",
            "A thread that spins wants a core of its own: boot with isolcpus=, and pin to it with threads.feed.core.");
    }

    private static void Governor(DoctorReport report)
    {
        string governor = Read("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor").Trim();
        if (governor.Length == 0) report.Skip("host.governor", "the machine does not say (a virtual one as a rule)");
        else report.PassOr(governor == "performance", DoctorVerdict.Warn, "host.governor", governor, "cpupower frequency-set -g performance");
    }

    private static void Steal(DoctorReport report)
    {
        string[] fields = Read("/proc/stat").Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        long all = 0;
        for (int i = 1; i < fields.Length && i <= 8; i++) all += long.Parse(fields[i], CultureInfo.InvariantCulture);
        if (fields.Length < 9 || all == 0)
        {
            report.Skip("host.steal", "the machine does not say");
            return;
        }
        double percent = 100.0 * long.Parse(fields[8], CultureInfo.InvariantCulture) / all;
        report.PassOr(percent < MostStealPercent, DoctorVerdict.Warn, "host.steal", string.Create(CultureInfo.InvariantCulture, $"{percent:N2} % of the time since boot went to other guests"),
            "Ask for dedicated cores: a stolen millisecond is a late cancel.");
    }

    private static void MemoryLimit(DoctorReport report, bool isWanted)
    {
        string limit = "";
        foreach (string line in Read("/proc/self/limits").Split('\n'))
            if (line.StartsWith("Max locked memory", StringComparison.Ordinal)) limit = line[26..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        report.PassOr(limit == "unlimited" || !isWanted, isWanted ? DoctorVerdict.Fail : DoctorVerdict.Warn, "host.memory_lock", $"limit {limit}{(isWanted ? "" : ", not used")}",
            "LimitMEMLOCK=infinity in the unit, or set threads.lockMemory to false.");
    }

    private static void Library(DoctorReport report)
    {
        try
        {
            report.Pass("host.liblz4", Lz4.Version().ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            report.Fail("host.liblz4", "not found", "apt-get install liblz4-1");
        }
    }

    private static void Synchronized(DoctorReport report)
    {
        bool isSynchronized = File.Exists("/run/systemd/timesync/synchronized") || Directory.Exists("/run/chrony");
        report.PassOr(isSynchronized, DoctorVerdict.Warn, "clock.ntp", isSynchronized ? "a time service keeps the clock" : "no time service was found",
            "timedatectl set-ntp true; a run follows the venue's clock all the same.");
    }

    internal static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string Chosen(string choices)
    {
        int from = choices.IndexOf('['), to = choices.IndexOf(']');
        return from >= 0 && to > from ? choices[(from + 1)..to] : "";
    }
}
