using System.Threading;

namespace Minnow.Core.Ring;

/// <summary>Decides whether memory of unknown origin holds a <see cref="ByteRing"/> whose records add up.</summary>
internal static unsafe class ByteRingCheck
{
    /// <summary>The capacity that the header states, after all was found consistent.</summary>
    /// <exception cref="RingFormatException">It was not.</exception>
    internal static int Capacity(IRingMemory memory, string source)
    {
        if (memory.Bytes < ByteRingLayout.RecordsOffset)
        {
            RingHeaderCheck.Refuse(RingFormatProblem.TooShort,
                $"{source} has {memory.Bytes} bytes, less than a byte ring's lines ({ByteRingLayout.RecordsOffset}). It holds nothing to drain: move it away.");
        }

        var header = (ByteRingHeader*)memory.Pointer;
        RingHeaderCheck.RequireMark(source, header->Magic, ByteRingHeader.MagicValue, "a byte ring");
        if (header->Version > ByteRingHeader.CurrentVersion)
        {
            RingHeaderCheck.Refuse(RingFormatProblem.Newer,
                $"{source} is a byte ring of version {header->Version}; this build reads up to {ByteRingHeader.CurrentVersion}. Drain it with the build that wrote it.");
        }

        int capacity = header->Capacity;
        if (header->Version == 0 || !ByteRingLayout.IsCapacity(capacity) || memory.Bytes < ByteRingLayout.RecordsOffset + capacity)
        {
            RingHeaderCheck.Refuse(RingFormatProblem.Damaged,
                $"{source} says version {header->Version}, capacity {capacity}, and has {memory.Bytes} bytes: it was damaged or cut short. Keep it for inspection.");
        }

        WalkRecords(memory, capacity, source);
        return capacity;
    }

    private static void WalkRecords(IRingMemory memory, int capacity, string source)
    {
        long head = Volatile.Read(ref ((ByteRingReader*)(memory.Pointer + ByteRingLayout.ReaderOffset))->Head);
        long tail = Volatile.Read(ref ((ByteRingWriter*)(memory.Pointer + ByteRingLayout.WriterOffset))->Tail); // acquire: the records up to it
        long left = tail - head;
        bool sound = left >= 0 && left <= capacity && ((head | tail) & (ByteRingLayout.RecordAlign - 1)) == 0;
        for (long at = head; sound && at != tail;)
        {
            long toEnd = capacity - (at & (capacity - 1));
            long frameBytes = ((ByteRecord*)(memory.Pointer + ByteRingLayout.RecordsOffset + capacity - toEnd))->FrameBytes;
            bool skip = frameBytes == ByteRecord.SkipToStart && toEnd < tail - at;
            long step = skip ? toEnd : ByteRingLayout.RecordBytes(frameBytes);
            sound = skip || (frameBytes >= 0 && frameBytes <= capacity && step <= toEnd && step <= tail - at);
            at += step;
        }

        if (!sound)
            RingHeaderCheck.Refuse(RingFormatProblem.Damaged, $"{source} holds records that do not add up between positions {head} and {tail}. Keep it for inspection.");
    }
}
