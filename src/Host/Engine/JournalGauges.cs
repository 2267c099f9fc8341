using Minnow.Core.Engine;
using Minnow.Host.Counters;
using Minnow.Host.Journal;
using Minnow.Native;

namespace Minnow.Host.Engine;

/// <summary>Shows the journal's totals to the outside. Thread: the journal's.</summary>
public sealed class JournalGauges : IAgent
{
    private const long IntervalNs = 10_000_000;
    private const long DiskIntervalNs = 1_000_000_000;

    private readonly JournalWriter _writer;
    private readonly CounterSet _counters;
    private readonly string _directory;
    private long _nextNs;
    private long _nextDiskNs;

    /// <summary>Gauges of <paramref name="writer"/>, and of the disk of <paramref name="directory"/>, in <paramref name="counters"/>.</summary>
    public JournalGauges(JournalWriter writer, CounterSet counters, string directory)
    {
        _directory = directory;
        _writer = writer;
        _counters = counters;
    }

    /// <inheritdoc/>
    public string RoleName => "journal-gauges";

    /// <inheritdoc/>
    public int DoWork(long nowNs)
    {
        if (nowNs < _nextNs) return 0;
        _nextNs = nowNs + IntervalNs;
        ref readonly JournalCounters totals = ref _writer.Counters;
        _counters.Set(CounterId.JournalRecords, totals.InputRecords + totals.OutputRecords);
        _counters.Set(CounterId.JournalBlocks, totals.Blocks);
        _counters.Set(CounterId.JournalBytesIn, totals.RawBytes);
        _counters.Set(CounterId.JournalBytesOut, totals.FileBytes);
        _counters.Set(CounterId.JournalSyncs, totals.Syncs);
        _counters.Set(CounterId.JournalMaxSyncNs, totals.MaxSyncNs);
        _counters.Set(CounterId.JournalLagEvents, totals.InputLag);
        _counters.Set(CounterId.JournalErrors, totals.WriteErrors + totals.SyncErrors);
        if (nowNs < _nextDiskNs) return 0;
        _nextDiskNs = nowNs + DiskIntervalNs;
        if (LibcDisk.Free(_directory, out long bytes) == Errno.Ok) _counters.Set(CounterId.JournalFreeBytes, bytes);
        return 0;
    }
}
