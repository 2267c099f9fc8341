using System;
using Minnow.Core.Model;
using Minnow.Core.Ring;

namespace Minnow.Host.Live;

/// <summary>Commands taken out of the output ring that the sessions have not had yet. They wait here so that the ring never fills while the input ring is full.</summary>
/// <remarks>Decisions and checkpoints are stepped over: the journal reads them for itself. Thread: the one of the sessions. No allocation after construction.</remarks>
public sealed class CommandQueue : IRingHandler<OutputRecord>
{
    private readonly RingPoller<OutputRecord> _ring;
    private readonly OutputRecord[] _records;
    private long _head;
    private long _tail;

    /// <summary>A queue that reads <paramref name="ring"/>.</summary>
    /// <param name="ring">The output ring.</param>
    /// <param name="capacity">Commands that can wait: a power of two.</param>
    public CommandQueue(RingPoller<OutputRecord> ring, int capacity)
    {
        if (!int.IsPow2(capacity)) throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "must be a power of two");
        _ring = ring;
        _records = GC.AllocateArray<OutputRecord>(capacity, pinned: true);
    }

    /// <summary>True if none waits.</summary>
    public bool IsEmpty => _head == _tail;

    /// <summary>Takes what the quoter has said.</summary>
    /// <returns>Records taken.</returns>
    public int Drain()
    {
        int room = _records.Length - (int)(_tail - _head);
        CommandQueue self = this;
        return room == 0 ? 0 : _ring.Poll(ref self, room);
    }

    /// <summary>The next command.</summary>
    /// <returns>False if none waits. After true, <see cref="Release"/> follows.</returns>
    public bool TryPeek(out OutputRecord command)
    {
        command = IsEmpty ? default : _records[_head & (_records.Length - 1)];
        return !IsEmpty;
    }

    /// <summary>Takes the next command away.</summary>
    public void Release() => _head++;

    /// <inheritdoc/>
    public void On(ref readonly OutputRecord item, long sequence, bool endOfBatch)
    {
        if (item.Kind == OutputKind.Command) _records[_tail++ & (_records.Length - 1)] = item;
    }
}
