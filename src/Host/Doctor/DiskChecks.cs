using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using Minnow.Host.Configuration;
using Minnow.Native;

namespace Minnow.Host.Doctor;

/// <summary>Where the journal and the rings go.</summary>
internal static class DiskChecks
{
    private const int Probes = 50;
    private const int ProbeBytes = 64 << 10;

    internal static void Run(DoctorReport report, MinnowConfiguration configuration, string journalDirectory)
    {
        Free(report, configuration, journalDirectory);
        Sync(report, configuration, journalDirectory);
        string rings = configuration.Rings.Directory ?? "/dev/shm";
        bool isThere = Directory.Exists(rings) || configuration.Rings.Directory != null;
        long needed = 64L * (configuration.Rings.InputSlots + configuration.Rings.OutputSlots);
        long room = isThere && Directory.Exists(rings) ? new DriveInfo(rings).AvailableFreeSpace : long.MaxValue;
        report.PassOr(isThere && room > 2 * needed, isThere && room > needed ? DoctorVerdict.Warn : DoctorVerdict.Fail, "rings.directory",
            isThere ? $"{rings}, {needed >> 20} MiB needed" : $"{rings} is not there", "Mount a tmpfs there, or set rings.directory.");
    }

    private static void Free(DoctorReport report, MinnowConfiguration configuration, string directory)
    {
        long free = new DriveInfo(directory).AvailableFreeSpace, segment = (long)configuration.Journal.SegmentMb << 20;
        string found = string.Create(CultureInfo.InvariantCulture, $"{free >> 20} MiB free in {directory}, segments of {configuration.Journal.SegmentMb} MiB");
        if (free < 2 * segment) report.Fail("disk.free", found, "Make room: a run needs two segments at least.");
        else report.PassOr(free >= 20 * segment, DoctorVerdict.Warn, "disk.free", found, "Make room: this is less than twenty segments.");
    }

    // A file of its own, written as the journal writes and removed afterwards.
    private static void Sync(DoctorReport report, MinnowConfiguration configuration, string directory)
    {
        string path = Path.Combine(directory, $"doctor-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}.probe");
        Errno error = LibcFile.Open(path, OpenMode.Write | OpenMode.Create | OpenMode.Exclusive, LibcFile.OwnerWrites, out int fd);
        if (error != Errno.Ok)
        {
            report.Fail("disk.sync", $"{directory} can not be written: {LibcException.Text(error)}", "Name a directory that this user may write to with --journal.");
            return;
        }
        double[] ms = new double[Probes];
        try
        {
            byte[] bytes = new byte[ProbeBytes];
            for (int i = 0; i < Probes && error == Errno.Ok; i++)
            {
                long startedAt = Stopwatch.GetTimestamp();
                error = LibcFile.WriteAll(fd, bytes);
                if (error == Errno.Ok) error = LibcFile.SyncData(fd);
                ms[i] = Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds;
            }
        }
        finally
        {
            LibcFile.Close(fd);
            File.Delete(path);
        }
        Array.Sort(ms);
        string found = string.Create(CultureInfo.InvariantCulture, $"fdatasync of 64 KiB: p50 {ms[Probes / 2]:N2} ms, p99 {ms[Probes - 1]:N2} ms, journal.syncMs {configuration.Journal.SyncMs}");
        if (error != Errno.Ok) report.Fail("disk.sync", $"fdatasync failed: {LibcException.Text(error)}", "Use another device: what is written there can be lost.");
        else report.PassOr(ms[Probes - 1] < configuration.Journal.SyncMs, DoctorVerdict.Warn, "disk.sync", found, "Use a faster device, or raise journal.syncMs: a power loss then costs more.");
    }
}
