using System;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Minnow.Core.Journal;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Native;

namespace Minnow.Host.Journal;

/// <summary>Writes a journal: collects records of both rings in blocks, appends blocks to segments, syncs at its cadence.</summary>
/// <remarks>
/// Order of events in the file is per ring; a checkpoint and the end come after everything that was appended before them.
/// A method that throws a <see cref="JournalException"/> has taken nothing away: the records wait, and after <see cref="Resume"/> the same
/// call may be made again. Every loop is bounded and nothing allocates after the constructor, except for errors. Thread: one.
/// Power loss: everything up to the last confirmed sync is kept, so at most <see cref="JournalOptions.SyncEveryNs"/> and one sync is lost.
/// </remarks>
public sealed unsafe partial class JournalWriter : IDisposable
{
    private const int MaxIndexEntries = 1 << 16;

    private readonly JournalOptions _options;
    private readonly SegmentWriter _file;
    private readonly BlockEncoder _encoder;
    private readonly BlockEncoder _tail; // index and end, made while a block waits in the other
    private readonly PendingBlock _inputs;
    private readonly PendingBlock _outputs;
    private readonly SegmentPreamble _preamble;
    private readonly IndexEntry* _index;
    private readonly ulong _journalId;
    private readonly long _tailReserve;
    private JournalCounters _counters;
    private ulong _lastHash;
    private SegmentTotals _totals;
    private int _indexCount;
    private long _flushDueNs;
    private long _syncDueNs;
    private SegmentFlags _nextFlags = SegmentFlags.StartsRun;
    private bool _mustCutBack;
    private bool _isUnconfirmed; // a sync of the present file failed
    private bool _isEnded;

    /// <summary>Opens the directory, looks at what the last run left, and begins a new segment behind it.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="disk">The disk; null for the machine's.</param>
    /// <exception cref="JournalBusyException">Another writer has the directory.</exception>
    /// <exception cref="JournalFormatException">There is something else than a journal in it, or one of a newer version.</exception>
    /// <exception cref="JournalException">The disk refused.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public JournalWriter(JournalOptions options, IJournalDisk? disk = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        _options = options;
        _file = new SegmentWriter(options.Directory, disk ?? LinuxJournalDisk.Instance);
        try
        {
            Recovery = JournalRecovery.Of(options.Directory);
            _journalId = Recovery.JournalId != 0 ? Recovery.JournalId : NewJournalId(options);
            _lastHash = Recovery.LastHash;
            _encoder = new BlockEncoder(options.Acceleration, options.MaxCheckpointBytes);
            _tail = new BlockEncoder(options.Acceleration, MaxIndexEntries * IndexEntry.Bytes);
            _inputs = new PendingBlock(options.RecordsPerBlock, options.FirstInputSequence ?? Recovery.NextInputSequence);
            _outputs = new PendingBlock(options.RecordsPerBlock, options.FirstOutputSequence ?? Recovery.NextOutputSequence);
            _preamble = new SegmentPreamble(options);
            _index = (IndexEntry*)NativeMemory.AlignedAlloc(MaxIndexEntries * IndexEntry.Bytes, 64);
            new Span<IndexEntry>(_index, MaxIndexEntries).Clear();
            _tailReserve = 2 * (JournalFormat.SkippableHeadBytes + BlockHeader.Bytes) + SegmentTotals.Bytes;
            Begin(Recovery.NextSegmentNumber);
            Warm();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What the directory held before this writer.</summary>
    public JournalRecovery Recovery { get; }

    /// <summary>Counts; read them from any thread.</summary>
    public ref JournalCounters Counters => ref _counters;

    /// <summary>Sequence of the next input record to append.</summary>
    public long NextInputSequence => _inputs.NextSequence;

    /// <summary>Sequence of the next output record to append.</summary>
    public long NextOutputSequence => _outputs.NextSequence;

    /// <summary>Largest state copy that it takes.</summary>
    public int MaxCheckpointBytes => _options.MaxCheckpointBytes;

    /// <summary>Number of the segment that is being written.</summary>
    public uint SegmentNumber => _file.Number;

    /// <summary>Takes input records into the present block; a full block is written first.</summary>
    /// <returns>How many were taken: fewer than given if the block is full now. Call again with the rest.</returns>
    /// <exception cref="JournalException">A full block could not be written; none was taken.</exception>
    public int AppendInputs(ReadOnlySpan<Event> records)
    {
        if (_inputs.IsFull) WriteInputs();
        return _inputs.Take(MemoryMarshal.AsBytes(records));
    }

    /// <summary>Takes output records into the present block; a full block is written first.</summary>
    /// <returns>How many were taken: fewer than given if the block is full now. Call again with the rest.</returns>
    /// <exception cref="JournalException">A full block could not be written; none was taken.</exception>
    public int AppendOutputs(ReadOnlySpan<OutputRecord> records)
    {
        if (_outputs.IsFull) WriteOutputs();
        return _outputs.Take(MemoryMarshal.AsBytes(records));
    }

    /// <summary>Writes what has waited, then a state copy.</summary>
    /// <param name="inputSequence">The input that the state stands after.</param>
    /// <param name="state">The copy, at most <see cref="JournalOptions.MaxCheckpointBytes"/>.</param>
    /// <param name="timeNs">The quoter's time, ns since 1970.</param>
    /// <exception cref="JournalException">The disk refused.</exception>
    public void WriteCheckpoint(long inputSequence, ReadOnlySpan<byte> state, long timeNs)
    {
        if (state.Length > _options.MaxCheckpointBytes)
            throw new ArgumentException($"A state of {state.Length} bytes is larger than {nameof(JournalOptions.MaxCheckpointBytes)} = {_options.MaxCheckpointBytes}.", nameof(state));
        Flush();
        long start = Stopwatch.GetTimestamp();
        _encoder.Checkpoint(state, inputSequence, NextOutputSequence, timeNs);
        Write();
        _counters.Checkpoints++;
        _totals.CheckpointCount++;
        AddBusy(start);
    }

    /// <summary>Writes a copy of the counters.</summary>
    /// <exception cref="JournalException">The disk refused.</exception>
    public void WriteCounters(ReadOnlySpan<byte> counters, long timeNs)
    {
        _encoder.Plain(BlockKind.Counters, counters, 0, NextInputSequence, NextOutputSequence, timeNs);
        Write();
    }

    /// <summary>Does what is due: full blocks now, others after <see cref="JournalOptions.FlushAfterNs"/>, a sync after <see cref="JournalOptions.SyncEveryNs"/>.</summary>
    /// <param name="nowNs">A monotonic clock, ns.</param>
    /// <returns>Things done.</returns>
    /// <exception cref="JournalException">The disk refused.</exception>
    public int Tick(long nowNs)
    {
        int done = 0;
        if (_inputs.IsFull)
        {
            WriteInputs();
            done++;
        }
        if (_outputs.IsFull)
        {
            WriteOutputs();
            done++;
        }
        if (_options.SyncEveryNs > 0 && nowNs >= _syncDueNs)
        {
            Sync();
            _syncDueNs = nowNs + _options.SyncEveryNs;
            _flushDueNs = 0;
            return done + 1;
        }
        bool isWaiting = _inputs.Count + _outputs.Count > 0;
        if (!isWaiting)
        {
            _flushDueNs = 0;
        }
        else if (_flushDueNs == 0)
        {
            _flushDueNs = nowNs + _options.FlushAfterNs;
        }
        else if (nowNs >= _flushDueNs)
        {
            Flush();
            _flushDueNs = 0;
            done++;
        }
        return done;
    }

    /// <summary>Writes all records that wait. After it, a killed process has lost none of them; a machine without power may.</summary>
    /// <exception cref="JournalException">The disk refused.</exception>
    public void Flush()
    {
        if (_inputs.Count > 0) WriteInputs();
        if (_outputs.Count > 0) WriteOutputs();
    }

    /// <summary>Writes all records that wait and has the device confirm everything.</summary>
    /// <remarks>A first failure is answered with a new segment on the same disk, flagged; if that can not be confirmed either, the journal stops.</remarks>
    /// <exception cref="JournalException">The disk refused, twice.</exception>
    public void Sync()
    {
        Flush();
        if (!_file.IsDirty) return;
        _file.CheckIsNamed();
        if (!_isUnconfirmed && TimedSync() == Errno.Ok) return;
        _isUnconfirmed = true; // the same file is never asked again: the kernel may have forgotten what it could not write
        _nextFlags |= SegmentFlags.AfterSyncError;
        End(isClosed: false, sync: false);
        Begin(_file.Number + 1); // its own sync is the second try; a failure there stops the journal
    }

    /// <summary>Mends what a failed call may have left, so that writing can go on. Nothing is lost or doubled.</summary>
    /// <exception cref="JournalException">The disk still refuses.</exception>
    public void Resume()
    {
        if (_isEnded) return;
        if (_file.IsOpen)
        {
            if (!_mustCutBack) return;
            _file.CutBack();
            _mustCutBack = false;
            return;
        }
        Begin(_file.Number);
    }

    /// <summary>Writes all that waits, the index and the end marker, and syncs: the journal is closed on purpose.</summary>
    /// <exception cref="JournalException">The disk refused; <see cref="Resume"/>, then call it again. If only the last sync failed, a second call does nothing.</exception>
    public void Close()
    {
        if (_isEnded) return;
        Flush();
        Errno error = End(isClosed: true, sync: true);
        _isEnded = true;
        if (error != Errno.Ok) throw _file.Failed("have the device confirm the end marker", error);
    }

    /// <summary>Lets go of files, lock and memory. Without <see cref="Close"/> before it the journal looks as after a crash.</summary>
    public void Dispose()
    {
        _file?.Dispose();
        _encoder?.Dispose();
        _tail?.Dispose();
        _inputs?.Dispose();
        _outputs?.Dispose();
        NativeMemory.AlignedFree(_index);
    }

    /// <summary>Takes every way once that a first call would find cold: the loader's look-ups, and pages of the buffers.</summary>
    private void Warm()
    {
        Span<byte> some = stackalloc byte[4 * JournalFormat.RecordBytes];
        some.Clear();
        foreach (BlockCodec codec in (ReadOnlySpan<BlockCodec>)[BlockCodec.Raw, BlockCodec.Delta])
        {
            _encoder.Records(BlockKind.Inputs, codec, some, 0, 0, 0);
            _encoder.Records(BlockKind.Outputs, codec, some, 0, 0, 0);
        }
        _encoder.Checkpoint(some, 0, 0, 0);
        _file.CheckIsNamed();
    }

    private void WriteInputs()
    {
        long start = Stopwatch.GetTimestamp();
        _preamble.NoteAll(_inputs.Records);
        _encoder.Records(BlockKind.Inputs, _options.Codec, _inputs.Bytes, _inputs.FirstSequence, NextOutputSequence, _inputs.FirstEvent.ReceivedNs);
        Write();
        _counters.InputRecords += _inputs.Count;
        _totals.InputCount += _inputs.Count;
        _inputs.Clear();
        AddBusy(start);
    }

    private void WriteOutputs()
    {
        if (_inputs.Count > 0) WriteInputs(); // a cause is never behind its effect in the file
        long start = Stopwatch.GetTimestamp();
        _encoder.Records(BlockKind.Outputs, _options.Codec, _outputs.Bytes, _outputs.FirstSequence, NextInputSequence, _outputs.FirstEvent.ExchangeNs);
        Write();
        _counters.OutputRecords += _outputs.Count;
        _totals.OutputCount += _outputs.Count;
        _outputs.Clear();
        AddBusy(start);
    }

    private void AddBusy(long start) => _counters.BusyNs += Stopwatch.GetElapsedTime(start).Ticks * 100;

    private static ulong NewJournalId(JournalOptions options)
    {
        Span<long> seed = [options.WallNs(), Environment.ProcessId, Stopwatch.GetTimestamp()];
        return Math.Max(1, XxHash64.Hash(MemoryMarshal.AsBytes(seed)));
    }

    private static void Check(JournalOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.Directory);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SegmentBytes, 4096);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.SegmentBytes, 1L << 40);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RecordsPerBlock, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.RecordsPerBlock, JournalFormat.MaxBlockRecords);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Acceleration, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.FlushAfterNs);
        ArgumentOutOfRangeException.ThrowIfNegative(options.SyncEveryNs);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxCheckpointBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)options.MaxCheckpointBytes, JournalFormat.MaxCopyBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxInstruments);
        if (options.Codec is not (BlockCodec.Raw or BlockCodec.Delta))
            throw new ArgumentOutOfRangeException(nameof(options), options.Codec, "Records are coded raw or delta.");
    }
}
