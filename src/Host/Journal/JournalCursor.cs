using System;
using Minnow.Core.Journal;

namespace Minnow.Host.Journal;

/// <summary>Reads the records of one ring, a block at a time. Nothing is allocated per record or per block.</summary>
/// <typeparam name="T">The ring's 64-byte record.</typeparam>
/// <remarks>
/// <code>
/// while (cursor.MoveNext())
///     for (int i = 0; i &lt; cursor.Records.Length; i++) Use(cursor.FirstSequence + i, in cursor.Records[i]);
/// // now cursor.End says how it ended, and cursor.Damage where
/// </code>
/// Thread: one.
/// </remarks>
public sealed class JournalCursor<T> : IDisposable
    where T : unmanaged
{
    private readonly BlockKind _kind;
    private readonly JournalWalker _walker;
    private readonly BlockDecoder _decoder = new();
    private readonly long _from;
    private ulong _bytesHash;
    private unsafe T* _records;
    private int _count;
    private uint _segment;
    private bool _hasSegment;

    internal JournalCursor(string path, BlockKind kind, long? fromSequence)
    {
        _kind = kind;
        _from = fromSequence ?? 0;
        _walker = new JournalWalker(path);
        if (fromSequence is { } from) JournalSeek.To(_walker, kind, from);
    }

    /// <summary>Records of the present block, from the sequence asked for on. Valid until the next move.</summary>
    public unsafe ReadOnlySpan<T> Records => new(_records, _count);

    /// <summary>Sequence of the first of <see cref="Records"/>.</summary>
    public long FirstSequence { get; private set; }

    /// <summary>XXH64 of the whole block's records: equal blocks have equal hashes, whatever the codec.</summary>
    public ulong BlockHash => _bytesHash;

    /// <summary>How reading ended; <see cref="JournalEnd.None"/> while it goes on.</summary>
    public JournalEnd End => _walker.End;

    /// <summary>What is wrong, if <see cref="End"/> is <see cref="JournalEnd.Damaged"/>.</summary>
    public JournalDamage? Damage => _walker.Damage;

    /// <summary>The segment that the present block is in.</summary>
    public uint SegmentNumber => _walker.Segment.Header.SegmentNumber;

    /// <summary>Flags of that segment: whether it starts a run.</summary>
    public SegmentFlags SegmentFlags => _walker.Segment.Header.Flags;

    /// <summary>Number of the run that the present block belongs to, from 1; 0 if the journal begins in the middle of one and no other began since.</summary>
    public int Run { get; private set; }

    /// <summary>Goes to the next block of this ring. After <see cref="JournalEnd.Cut"/> it may be called again, to see what a writer has added.</summary>
    /// <returns>False at the end; <see cref="End"/> says which.</returns>
    public unsafe bool MoveNext()
    {
        _count = 0;
        while (_walker.Next())
        {
            CountRun();
            ref readonly BlockHeader header = ref _walker.Block;
            if (header.Kind != _kind || header.NextSequence <= _from) continue;
            if (!_decoder.TryRecords(in header, _walker.Segment.Payload, out ReadOnlySpan<byte> records))
            {
                _walker.RefuseContent();
                return false;
            }
            int skip = (int)Math.Max(0, _from - header.FirstSequence);
            fixed (byte* start = records) _records = (T*)start + skip; // native memory of the decoder: it stays where it is
            _count = records.Length / JournalFormat.RecordBytes - skip;
            _bytesHash = header.RawHash;
            FirstSequence = header.FirstSequence + skip;
            return true;
        }
        return false;
    }

    private void CountRun()
    {
        if (_hasSegment && SegmentNumber == _segment) return;
        if ((SegmentFlags & SegmentFlags.StartsRun) != 0) Run++;
        (_hasSegment, _segment) = (true, SegmentNumber);
    }

    /// <summary>Lets go of files and memory.</summary>
    public void Dispose()
    {
        _walker.Dispose();
        _decoder.Dispose();
    }
}
