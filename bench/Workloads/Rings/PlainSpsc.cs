using System.Runtime.InteropServices;
using System.Threading;
using Minnow.Core.Model;

namespace Minnow.Workloads.Rings;

/// <summary>The simplest fast ring: one producer, one consumer, each with its copy of the other's cursor. No gating, no batches, no wait strategy.</summary>
/// <remarks>Source: Lamport 1983, with cached cursors. The slots are 64-byte events in native memory, as in the product's ring.</remarks>
public sealed unsafe class PlainSpsc(int slots)
{
    private readonly Event* _slots = (Event*)NativeMemory.AlignedAlloc((nuint)slots * (nuint)sizeof(Event), 4096);
    private readonly long _mask = slots - 1;
    private PlainCursors _cursors;

    public bool TryWrite(in Event item)
    {
        long tail = _cursors.Tail;
        if (tail - _cursors.HeadSeen > _mask)
        {
            _cursors.HeadSeen = Volatile.Read(ref _cursors.Head);
            if (tail - _cursors.HeadSeen > _mask) return false;
        }
        _slots[tail & _mask] = item;
        Volatile.Write(ref _cursors.Tail, tail + 1); // release: the slot is written
        return true;
    }

    public bool TryRead(out Event item)
    {
        long head = _cursors.Head;
        if (head == _cursors.TailSeen)
        {
            _cursors.TailSeen = Volatile.Read(ref _cursors.Tail);
            if (head == _cursors.TailSeen)
            {
                item = default;
                return false;
            }
        }
        item = _slots[head & _mask];
        Volatile.Write(ref _cursors.Head, head + 1); // release: the slot is read
        return true;
    }

    public void Free() => NativeMemory.AlignedFree(_slots);
}

[StructLayout(LayoutKind.Explicit, Size = 4 * 128)]
internal struct PlainCursors
{
    [FieldOffset(128)] internal long Tail;     // written by the producer
    [FieldOffset(136)] internal long HeadSeen; // the producer's copy of Head
    [FieldOffset(256)] internal long Head;     // written by the consumer
    [FieldOffset(264)] internal long TailSeen; // the consumer's copy of Tail
}
