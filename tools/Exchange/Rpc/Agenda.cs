using System;
using System.Collections.Generic;

namespace Minnow.Exchange.Rpc;

/// <summary>What the venue does by itself, and when. Of two things at the same time the one that was put in first comes first.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, (long AtUs, long Number)> _queue = new();
    private long _lastNumber;

    /// <summary>When the next thing is due, µs; <see cref="long.MaxValue"/> for never.</summary>
    public long NextUs => _queue.TryPeek(out _, out (long AtUs, long Number) key) ? key.AtUs : long.MaxValue;

    public void Add(long atUs, Action what) => _queue.Enqueue(what, (atUs, ++_lastNumber));

    /// <summary>Takes the next thing if it is due.</summary>
    public bool TryTake(long nowUs, out Action what)
    {
        what = null!;
        return NextUs <= nowUs && _queue.TryDequeue(out what!, out _);
    }
}
