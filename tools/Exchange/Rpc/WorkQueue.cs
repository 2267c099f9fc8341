using System.Collections.Generic;

namespace Minnow.Exchange.Rpc;

/// <summary>Matching requests of one user in one currency: strictly one after the other, few may wait.</summary>
internal sealed class WorkQueue
{
    /// <summary>Requests that may wait beside the one at work; one more is refused with 10047.</summary>
    public const int MaxWaiting = 8;

    /// <summary>Who waits longer is refused with 10050, µs.</summary>
    public const long LongestWaitUs = 5_000_000;

    public LinkedList<Call> Waiting { get; } = new();

    public bool IsBusy { get; set; }
}
