using System.Threading;

namespace Minnow.Host.Threads;

/// <summary>The one place where a session learns that it has to end: somebody asked, or a thread failed. Any thread, any time.</summary>
public sealed class StopSignal
{
    /// <summary>Exit code of a clean end.</summary>
    public const int ExitOk = 0;

    /// <summary>Exit code after a failure of a thread: an internal error.</summary>
    public const int ExitFailed = 70;

    private readonly ManualResetEventSlim _raised = new(false);
    private AgentFailure? _failure;

    /// <summary>The first failure, if any.</summary>
    public AgentFailure? Failure => Volatile.Read(ref _failure);

    /// <summary>A thread has failed: threads that act on the market stop at once, without finishing what is queued.</summary>
    public bool HasFailed => Failure != null;

    /// <summary>Somebody asked, or a thread failed.</summary>
    public bool IsRaised => _raised.IsSet;

    /// <summary>What the process ends with.</summary>
    public int ExitCode => HasFailed ? ExitFailed : ExitOk;

    /// <summary>Asks for the end; safe in a signal handler's callback.</summary>
    public void Raise() => _raised.Set();

    /// <summary>Reports a failure and asks for the end. Only the first is kept: later ones are its consequences.</summary>
    public void Fail(AgentFailure failure)
    {
        Interlocked.CompareExchange(ref _failure, failure, null);
        _raised.Set();
    }

    /// <summary>Waits for the end.</summary>
    /// <param name="limitMs">Longest wait, ms.</param>
    /// <returns><c>false</c> if nothing happened in that time.</returns>
    public bool Wait(int limitMs) => _raised.Wait(limitMs);
}
