using System;
using Minnow.Core.Engine;

namespace Minnow.Host.Threads;

/// <summary>Agents that share a thread, called in turn.</summary>
internal sealed class AgentRing
{
    private readonly IAgent[] _agents;
    private readonly ISourceAgent?[] _sources; // the same agent at the same place, if it is one
    private int _at = -1; // outside the array: none is at work

    internal AgentRing(ReadOnlySpan<IAgent> agents)
    {
        if (agents.IsEmpty) throw new ArgumentException("A thread needs at least one agent.", nameof(agents));
        _agents = agents.ToArray();
        _sources = Array.ConvertAll(_agents, a => a as ISourceAgent);
    }

    /// <summary>Name of the agent at work, or of the one that threw.</summary>
    internal string Current => (uint)_at < (uint)_agents.Length ? _agents[_at].RoleName : "runner";

    /// <summary>No source has anything more to bring.</summary>
    internal bool SourcesAreDone
    {
        get
        {
            foreach (ISourceAgent? source in _sources)
                if (source is { IsDone: false }) return false;
            return true;
        }
    }

    /// <summary>One duty cycle of each.</summary>
    internal int DoWork(long nowNs)
    {
        int work = 0;
        for (_at = 0; _at < _agents.Length; _at++) work += _agents[_at].DoWork(nowNs);
        return work;
    }

    /// <summary>One duty cycle of each that brings nothing new in.</summary>
    internal int Drain(long nowNs)
    {
        int work = 0;
        for (_at = 0; _at < _agents.Length; _at++)
            if (_sources[_at] == null) work += _agents[_at].DoWork(nowNs);
        return work;
    }
}
