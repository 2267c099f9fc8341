using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Minnow.Exchange.Server;

/// <summary>The one thread that touches the venue. Time is the wall clock's at the start, and a monotonic clock's from there.</summary>
internal sealed class VenueLoop : IDisposable
{
    private const int LongestWaitMs = 200;

    // A flood of requests does not keep the venue from its own time.
    private const int MostActionsARound = 256;

    private readonly BlockingCollection<Action> _inbox = [];
    private readonly Thread _thread;
    private readonly long _startUs;
    private readonly long _startTicks = Stopwatch.GetTimestamp();
    private readonly List<SocketSession> _sessions = [];
    private Exception? _failure;

    public VenueLoop(ExchangeRun run)
    {
        Run = run;
        _startUs = run.NowUs;
        _thread = new Thread(Work) { IsBackground = true, Name = "venue" };
    }

    public ExchangeRun Run { get; }

    /// <summary>What ended the thread before its time; null while all is well.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    public long NowUs => _startUs + ((long)(Stopwatch.GetElapsedTime(_startTicks).Ticks / 10));

    public void Start() => _thread.Start();

    /// <summary>Does something on the venue's thread, at the venue's present time.</summary>
    public void Post(Action action)
    {
        try
        {
            _inbox.Add(action);
        }
        catch (InvalidOperationException)
        {
            // The venue has stopped; nobody is left to tell.
        }
    }

    /// <summary>Asks the venue's thread for something.</summary>
    public Task<T> Ask<T>(Func<T> question)
    {
        TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                answer.SetResult(question());
            }
            catch (Exception failure)
            {
                answer.SetException(failure);
            }
        });
        return answer.Task;
    }

    /// <summary>Takes a session in; on the venue's thread.</summary>
    public void Add(SocketSession session) => _sessions.Add(session);

    public void Dispose()
    {
        _inbox.CompleteAdding();
        if (_thread.IsAlive) _thread.Join();
        _inbox.Dispose();
    }

    private void Work()
    {
        try
        {
            while (!_inbox.IsCompleted)
            {
                Run.AdvanceTo(NowUs);
                Flush();
                long waitUs = Run.NextUs - NowUs;
                int waitMs = waitUs > LongestWaitMs * 1_000L ? LongestWaitMs : (int)((waitUs + 999) / 1_000);
                if (!_inbox.TryTake(out Action? action, Math.Max(0, waitMs))) continue;
                Run.AdvanceTo(NowUs);
                int done = 0;
                do action();
                while (++done < MostActionsARound && _inbox.TryTake(out action));
                Run.Pump();
                Flush();
            }
        }
        catch (Exception failure)
        {
            Volatile.Write(ref _failure, failure);
            Console.Error.WriteLine($"minnow-exchange: the venue stopped: {failure}");
            foreach (SocketSession session in _sessions) session.Abort();
        }
    }

    private void Flush()
    {
        for (int i = _sessions.Count - 1; i >= 0; i--)
        {
            _sessions[i].Flush();
            if (_sessions[i].IsGone) _sessions.RemoveAt(i);
        }
    }
}
