using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Minnow.Core.Ring;

/// <summary>Frames of any length from one writer thread to one reader thread: never blocks, throws or allocates once built.</summary>
/// <remarks>
/// A record lies in one piece: where it would cross the end of the memory, the rest is marked as skipped and it starts at the beginning.
/// Invariant: <c>head &lt;= read &lt;= tail &lt;= head + capacity</c>, in bytes since start. Orderings: the release of the tail publishes a record and
/// the skip before it; the release of the head gives bytes back to the writer. Both sides cache the other's position.
/// </remarks>
public sealed unsafe class ByteRing
{
    private readonly IRingMemory _memory;
    private readonly ByteRingWriter* _writer;
    private readonly ByteRingReader* _reader;
    private readonly byte* _records;
    private readonly long _capacity;

    /// <summary>Lays a new, empty ring into <paramref name="memory"/>.</summary>
    /// <param name="memory">New (zeroed) memory of at least <see cref="BytesFor"/> bytes; it must outlive the ring.</param>
    /// <param name="capacity">Bytes for records: a power of two in [64, 2^30].</param>
    /// <param name="startPosition">Position at start, rounded down to a multiple of 16; for tests of the wrap.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is out of range.</exception>
    /// <exception cref="ArgumentException">The memory is too small or misaligned.</exception>
    /// <exception cref="InvalidOperationException">The memory already holds something: drain it first.</exception>
    public ByteRing(IRingMemory memory, int capacity, long startPosition = 0)
        : this(capacity, memory)
    {
        long needs = BytesFor(capacity);
        if (memory.Bytes < needs) RingThrow.MemoryTooSmall(memory.Bytes, needs);
        if ((nuint)memory.Pointer % CacheLine.Bytes != 0) RingThrow.MemoryMisaligned((nuint)memory.Pointer);
        var header = (ByteRingHeader*)memory.Pointer;
        if (header->Magic != 0) RingThrow.MemoryInUse(header->Magic);
        startPosition &= -ByteRingLayout.RecordAlign;
        *_writer = new ByteRingWriter { Tail = startPosition, HeadSeen = startPosition, Granted = startPosition };
        *_reader = new ByteRingReader { Head = startPosition, TailSeen = startPosition, ReadAt = startPosition };
        header->Version = ByteRingHeader.CurrentVersion;
        header->Capacity = capacity;
        Volatile.Write(ref header->Magic, ByteRingHeader.MagicValue); // release: everything that makes the memory a ring
    }

    private ByteRing(long capacity, IRingMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        _memory = memory;
        _writer = (ByteRingWriter*)(memory.Pointer + ByteRingLayout.WriterOffset);
        _reader = (ByteRingReader*)(memory.Pointer + ByteRingLayout.ReaderOffset);
        _records = memory.Pointer + ByteRingLayout.RecordsOffset;
        _capacity = capacity;
    }

    /// <summary>Longest frame that the ring takes: it fits beside the skip that it may need.</summary>
    public long MaxFrameBytes => _capacity / 2 - ByteRingLayout.RecordAlign;

    /// <summary>Frames refused because the reader was behind.</summary>
    public long FullCount => Volatile.Read(ref _writer->FullCount);

    /// <summary>Frames refused because they are longer than <see cref="MaxFrameBytes"/>.</summary>
    public long TooLongCount => Volatile.Read(ref _writer->TooLongCount);

    /// <summary>Bytes committed and not yet released, heads and skips included. Any thread; a snapshot.</summary>
    public long BacklogBytes
    {
        get
        {
            long head = Volatile.Read(ref _reader->Head); // before the tail, so that the difference is never negative
            return Volatile.Read(ref _writer->Tail) - head;
        }
    }

    /// <summary>Bytes of memory that a ring of <paramref name="capacity"/> needs.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not a power of two in [64, 2^30].</exception>
    public static long BytesFor(int capacity)
    {
        if (!ByteRingLayout.IsCapacity(capacity)) RingThrow.Capacity(capacity);
        return ByteRingLayout.RecordsOffset + capacity;
    }

    /// <summary>Takes up a ring that a former run left, to drain it: reading goes on after the last release.</summary>
    /// <param name="memory">Writable memory that holds the ring.</param>
    /// <param name="source">What the memory is, for messages: the file's path.</param>
    /// <exception cref="RingFormatException">It is no such ring, or its records do not add up.</exception>
    public static ByteRing Reopen(IRingMemory memory, string source)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ByteRing ring = new((long)ByteRingCheck.Capacity(memory, source), memory);
        ring._reader->ReadAt = ring._reader->Head;
        ring._reader->TailSeen = ring._reader->Head;
        return ring;
    }

    /// <summary>Writer: copies <paramref name="frame"/> in as one record.</summary>
    /// <returns>False if it was not written: counted as full, or as too long (then for ever: see <see cref="MaxFrameBytes"/>).</returns>
    public bool TryWrite(long receivedNs, in ReadOnlySequence<byte> frame)
    {
        if (frame.IsSingleSegment) return TryWrite(receivedNs, frame.FirstSpan);
        if (!TryGrant(frame.Length, out Span<byte> grant)) return false;
        frame.CopyTo(grant);
        Commit(receivedNs, (int)frame.Length);
        return true;
    }

    /// <inheritdoc cref="TryWrite(long, in ReadOnlySequence{byte})"/>
    public bool TryWrite(long receivedNs, ReadOnlySpan<byte> frame)
    {
        if (!TryGrant(frame.Length, out Span<byte> grant)) return false;
        frame.CopyTo(grant);
        Commit(receivedNs, frame.Length);
        return true;
    }

    /// <summary>Writer: room for one record, to be filled and then committed. A second grant replaces an uncommitted one.</summary>
    /// <param name="mostBytes">Most bytes that will be committed, at least 0.</param>
    /// <param name="grant">Exactly that many bytes; empty on false.</param>
    /// <returns>False if there is no room: counted as full, or as too long.</returns>
    public bool TryGrant(long mostBytes, out Span<byte> grant)
    {
        grant = default;
        if ((ulong)mostBytes > (ulong)MaxFrameBytes)
        {
            _writer->TooLongCount++;
            return false;
        }

        long tail = _writer->Tail;
        long toEnd = _capacity - (tail & (_capacity - 1));
        long needs = ByteRingLayout.RecordBytes(mostBytes);
        long start = needs <= toEnd ? tail : tail + toEnd;
        if (start + needs - _capacity - _writer->HeadSeen > 0 && !RefreshAndFits(start + needs))
        {
            _writer->FullCount++;
            return false;
        }

        _writer->Granted = start;
        grant = new Span<byte>(RecordAt(start) + 1, (int)mostBytes);
        return true;
    }

    /// <summary>Writer: publishes the first <paramref name="frameBytes"/> bytes of the grant.</summary>
    public void Commit(long receivedNs, int frameBytes)
    {
        long start = _writer->Granted;
        if (start != _writer->Tail) RecordAt(_writer->Tail)->FrameBytes = ByteRecord.SkipToStart;
        *RecordAt(start) = new ByteRecord { FrameBytes = frameBytes, ReceivedNs = receivedNs };
        Volatile.Write(ref _writer->Tail, start + ByteRingLayout.RecordBytes(frameBytes)); // release: the record, and the skip before it
    }

    /// <summary>Reader: the next record. Several may be read before one <see cref="Release"/>.</summary>
    /// <param name="receivedNs">As written.</param>
    /// <param name="frame">The bytes, in place: borrowed until <see cref="Release"/>.</param>
    /// <returns>False if all was read.</returns>
    public bool TryRead(out long receivedNs, out ReadOnlySpan<byte> frame)
    {
        long at = _reader->ReadAt;
        if (at == _reader->TailSeen && at == RefreshTailSeen())
        {
            receivedNs = 0;
            frame = default;
            return false;
        }

        ByteRecord* record = RecordAt(at);
        if (record->FrameBytes == ByteRecord.SkipToStart)
        {
            at += _capacity - (at & (_capacity - 1));
            record = RecordAt(at);
        }

        receivedNs = record->ReceivedNs;
        frame = new ReadOnlySpan<byte>(record + 1, (int)record->FrameBytes);
        _reader->ReadAt = at + ByteRingLayout.RecordBytes(record->FrameBytes);
        return true;
    }

    /// <summary>Reader: gives back all that was read; the frames handed out are no longer valid.</summary>
    public void Release() => Volatile.Write(ref _reader->Head, _reader->ReadAt); // release: the records up to it are read

    private ByteRecord* RecordAt(long position) => (ByteRecord*)(_records + (position & (_capacity - 1)));

    [MethodImpl(MethodImplOptions.NoInlining)] // cold: only when the cached head does not suffice
    private bool RefreshAndFits(long end)
    {
        long head = Volatile.Read(ref _reader->Head); // acquire: the reader is done with the bytes up to it
        _writer->HeadSeen = head;
        return end - _capacity - head <= 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // once per batch, not once per record
    private long RefreshTailSeen() => _reader->TailSeen = Volatile.Read(ref _writer->Tail); // acquire: the records up to it
}
