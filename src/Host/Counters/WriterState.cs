namespace Minnow.Host.Counters;

/// <summary>What a counters page says about the process that writes it.</summary>
public enum WriterState
{
    /// <summary>The process exists and its heartbeat is fresh.</summary>
    Running = 0,

    /// <summary>The process exists, but its heartbeat is old: it hangs, is suspended, or the number belongs to another process by now.</summary>
    Stale = 1,

    /// <summary>It stopped cleanly; these are its last values.</summary>
    Stopped = 2,

    /// <summary>It is gone without a clean stop; these are the values of that moment.</summary>
    Gone = 3,
}
