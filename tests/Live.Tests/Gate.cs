using System.Threading;
using Minnow.Core.Engine;
using Minnow.Host.Engine;
using Minnow.Host.Threads;

namespace Minnow.Live.Tests;

/// <summary>Holds, delays or fails one agent of a run when the test says so.</summary>
internal sealed class Gate(string role) : RunHooks
{
    private volatile bool _isClosed;
    private volatile int _sleepMs;
    private volatile bool _fails;

    internal void Close() => _isClosed = true;

    internal void Open() => _isClosed = false;

    internal void Sleep(int ms) => _sleepMs = ms;

    internal void Fail() => _fails = true;

    public override IAgent Wrap(IAgent agent)
    {
        if (agent.RoleName != role) return agent;
        return agent is ISourceAgent source ? new GatedSource(this, source) : new Gated(this, agent);
    }

    private int DoWork(IAgent inner, long nowNs)
    {
        if (_fails) throw new System.InvalidOperationException("planted");
        if (_isClosed) return 0;
        int ms = _sleepMs;
        _sleepMs = 0;
        if (ms > 0) Thread.Sleep(ms);
        return inner.DoWork(nowNs);
    }

    private sealed class Gated(Gate gate, IAgent inner) : IAgent
    {
        public string RoleName => inner.RoleName;

        public int DoWork(long nowNs) => gate.DoWork(inner, nowNs);
    }

    private sealed class GatedSource(Gate gate, ISourceAgent inner) : ISourceAgent
    {
        public string RoleName => inner.RoleName;

        public bool IsDone => inner.IsDone;

        public int DoWork(long nowNs) => gate.DoWork(inner, nowNs);
    }
}
