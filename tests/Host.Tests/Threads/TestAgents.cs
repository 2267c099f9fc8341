using System;
using System.Collections.Generic;
using System.Threading;
using Minnow.Core.Engine;
using Minnow.Host.Threads;

namespace Minnow.Host.Tests.Threads;

/// <summary>An agent that does what a test says.</summary>
internal class ScriptedAgent(string name, Func<long, int> work) : IAgent
{
    public string RoleName => name;

    public int DoWork(long nowNs) => work(nowNs);
}

/// <summary>A source with a number of items; each cycle hands one on.</summary>
internal sealed class CountingSource(Queue<int> to, int items, Action<int>? before = null) : ISourceAgent
{
    private int _given;

    public string RoleName => "feed";

    public bool IsDone => Volatile.Read(ref _given) == items;

    public int DoWork(long nowNs)
    {
        if (_given == items) return 0;
        before?.Invoke(_given);
        lock (to) to.Enqueue(_given);
        Volatile.Write(ref _given, _given + 1);
        return 1;
    }
}

/// <summary>Takes one item a cycle from one queue to the next.</summary>
internal sealed class Mover(string name, Queue<int> from, Queue<int> to) : IAgent
{
    public string RoleName => name;

    public int DoWork(long nowNs)
    {
        int item;
        lock (from)
            if (!from.TryDequeue(out item)) return 0;
        lock (to) to.Enqueue(item);
        return 1;
    }
}
