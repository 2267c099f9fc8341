using System;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Minnow.Core.Journal;
using Minnow.Native;

namespace Minnow.Host.Journal;

/// <content>From a block to its place in a segment: roll, index, end marker, sync.</content>
public sealed unsafe partial class JournalWriter
{
    private void Write() // the block in the encoder
    {
        if (!_file.IsOpen || _isEnded) throw _file.Failed("append", Errno.BadFile, "The journal is stopped or closed; resume it first.");
        long tail = _tailReserve + (_indexCount + 1L) * IndexEntry.Bytes;
        bool isFull = _file.Offset + _encoder.Bytes.Length + tail > _options.SegmentBytes || _indexCount == MaxIndexEntries;
        if (isFull && _indexCount > 0) Roll();
        Put();
        ref readonly BlockHeader header = ref _encoder.Header;
        _index[_indexCount++] = new IndexEntry
        {
            Offset = header.Offset, FirstSequence = header.FirstSequence, FirstNs = header.FirstNs, Kind = header.Kind, RecordCount = header.RecordCount,
        };
        _totals.BlockCount++;
        _counters.Blocks++;
        _counters.RawBytes += header.RawBytes;
        _counters.EncodedBytes += header.EncodedBytes;
    }

    private void Put()
    {
        _encoder.Seal(_file.Number, _file.Offset, _lastHash, _journalId);
        Append(_encoder.Bytes);
        _lastHash = _encoder.Header.HeaderHash;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_mustCutBack) Resume();
        try
        {
            _file.Append(bytes);
        }
        catch (JournalException)
        {
            _counters.WriteErrors++;
            _mustCutBack = true;
            throw;
        }
        _counters.FileBytes += bytes.Length;
    }

    private void Roll()
    {
        if (End(isClosed: false, sync: true) != Errno.Ok) _nextFlags |= SegmentFlags.AfterSyncError;
        Begin(_file.Number + 1);
    }

    private Errno End(bool isClosed, bool sync)
    {
        long timeNs = _options.WallNs();
        _totals.IndexOffset = _file.Offset;
        _totals.NextInputSequence = _inputs.FirstSequence;
        _totals.NextOutputSequence = _outputs.FirstSequence;
        _totals.IsClosed = isClosed ? 1u : 0;
        PutTail(BlockKind.Index, MemoryMarshal.AsBytes(new ReadOnlySpan<IndexEntry>(_index, _indexCount)), IndexEntry.Bytes, timeNs);
        PutTail(BlockKind.End, MemoryMarshal.AsBytes(new ReadOnlySpan<SegmentTotals>(in _totals)), 0, timeNs);
        Errno error = _isUnconfirmed ? Errno.InputOutput : sync ? TimedSync() : Errno.Ok;
        _file.Close(); // whatever the answer: the end marker stands, and nothing may follow it
        return error;
    }

    private void PutTail(BlockKind kind, ReadOnlySpan<byte> content, int entryBytes, long timeNs)
    {
        _tail.Plain(kind, content, entryBytes, _inputs.FirstSequence, _outputs.FirstSequence, timeNs);
        _tail.Seal(_file.Number, _file.Offset, _lastHash, _journalId);
        Append(_tail.Bytes);
        _lastHash = _tail.Header.HeaderHash;
    }

    private void Begin(uint number)
    {
        var header = new SegmentHeader
        {
            Flags = _nextFlags,
            SegmentNumber = number,
            StartNs = _options.WallNs(),
            FirstInputSequence = _inputs.FirstSequence,
            FirstOutputSequence = _outputs.FirstSequence,
            JournalId = _journalId,
            PreviousHash = _lastHash,
        };
        _file.Open(number, _options.SegmentBytes);
        _mustCutBack = false;
        try
        {
            ReadOnlySpan<byte> preamble = _preamble.Seal(header, out ulong hash);
            Append(preamble);
            if (TimedSync() is var error && error != Errno.Ok) throw _file.Failed("have the device confirm", error);
            _file.SyncName();
            _lastHash = hash;
        }
        catch (JournalException)
        {
            _file.Close(); // half-made: Resume makes it again, and a reader takes it for a cut tail
            throw;
        }
        _nextFlags = SegmentFlags.None;
        _isUnconfirmed = false;
        _indexCount = 0;
        _totals = default;
        _counters.Segments++;
    }

    private Errno TimedSync()
    {
        long start = Stopwatch.GetTimestamp();
        Errno error = _file.Sync();
        long took = Stopwatch.GetElapsedTime(start).Ticks * 100;
        if (took > _counters.MaxSyncNs) _counters.MaxSyncNs = took;
        if (error == Errno.Ok) _counters.Syncs++;
        else _counters.SyncErrors++;
        return error;
    }
}
