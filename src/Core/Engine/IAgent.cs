namespace Minnow.Core.Engine;

/// <summary>One stage of the path: does what there is to do and returns. Which thread calls it, and how that thread idles, is composition.</summary>
public interface IAgent
{
    /// <summary>Short name for thread, counters and errors.</summary>
    string RoleName { get; }

    /// <summary>One duty cycle. Never blocks.</summary>
    /// <param name="nowNs">Monotonic clock of the caller, ns; agents of Core ignore it.</param>
    /// <returns>Work items done; 0 lets the caller idle.</returns>
    int DoWork(long nowNs);
}
