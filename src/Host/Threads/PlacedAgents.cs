using System;
using System.Collections.Generic;
using Minnow.Native;

namespace Minnow.Host.Threads;

/// <summary>Agents on their threads: start, run to the end, stop in the order of the path.</summary>
public sealed class PlacedAgents
{
    /// <summary>Time that all threads together have to finish what is queued, ms, unless told otherwise.</summary>
    public const int DefaultStopLimitMs = 1000;

    private const int PollMs = 1;

    private readonly StopSignal _signal;
    private readonly InvokerRunner? _inline;
    private readonly AgentRunner[] _runners;

    internal PlacedAgents(StopSignal signal, params ReadOnlySpan<AgentRunner> runners)
    {
        _signal = signal;
        _runners = runners.ToArray();
    }

    internal PlacedAgents(StopSignal signal, InvokerRunner inline)
        : this(signal) => _inline = inline;

    /// <summary>The threads, in the order of the path; none when inline.</summary>
    public IReadOnlyList<AgentRunner> Runners => _runners;

    /// <summary>Starts the threads, the last of the path first, so that whoever consumes is there before there is anything.</summary>
    /// <exception cref="InvalidOperationException">A thread can not run on its core; those that ran were stopped.</exception>
    public void Start()
    {
        for (int i = _runners.Length - 1; i >= 0; i--)
        {
            try
            {
                _runners[i].Start();
            }
            catch
            {
                _signal.Raise();
                _ = Stop();
                throw;
            }
        }
    }

    /// <summary>Begins the measurement of every thread with its next duty cycle.</summary>
    public void MarkStarted()
    {
        _inline?.MarkStarted();
        foreach (AgentRunner runner in _runners) runner.MarkStarted();
    }

    /// <summary>Waits (inline: works) until the sources are done, somebody asks for the end or a thread fails; then stops the threads.</summary>
    /// <param name="stopLimitMs">As for <see cref="Stop"/>.</param>
    /// <param name="failed">Called once a thread has failed, before the others are waited for.</param>
    /// <returns><c>false</c> if a thread did not end in time. The signal knows of failures.</returns>
    public bool RunToEnd(int stopLimitMs = DefaultStopLimitMs, System.Action? failed = null)
    {
        if (_inline != null)
        {
            _ = _inline.RunToEnd();
            if (_signal.HasFailed) failed?.Invoke();
            return true;
        }
        while (!SourcesAreDone() && !_signal.Wait(PollMs))
        {
        }
        if (_signal.HasFailed) failed?.Invoke();
        return Stop(stopLimitMs);
    }

    /// <summary>Stops the threads in the order of the path: each finishes what is queued for it once the one before it has ended.</summary>
    /// <param name="limitMs">Time for all together, ms.</param>
    /// <returns><c>false</c> if a thread did not end in time: an agent does not return, and its thread runs on.</returns>
    public bool Stop(int limitMs = DefaultStopLimitMs)
    {
        long endNs = LibcClock.MonotonicNs() + limitMs * 1_000_000L;
        bool allEnded = true;
        for (int i = 0; i < _runners.Length; i++)
        {
            // An equal share of what is left: a thread that hangs does not take the journal's time to finish.
            long share = (endNs - LibcClock.MonotonicNs()) / 1_000_000 / (_runners.Length - i);
            allEnded &= _runners[i].Stop((int)Math.Max(0, share));
        }
        return allEnded;
    }

    private bool SourcesAreDone()
    {
        foreach (AgentRunner runner in _runners)
            if (!runner.SourcesAreDone) return false;
        return true;
    }
}
