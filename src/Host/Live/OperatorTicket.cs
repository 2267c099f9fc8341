using System.Threading;
using Minnow.Core.Model;

namespace Minnow.Host.Live;

/// <summary>One command of a person on its way through the thread of the sessions, and what came of it. Written by that thread, read by the one that asked.</summary>
/// <remarks>Each value is written before the flag that says so, with release, and read after it, with acquire. Times are of the monotonic clock, ns.</remarks>
public sealed class OperatorTicket
{
    private int _stage;
    private long _nothingRestsNs;

    /// <summary>A command.</summary>
    /// <param name="verb">What is commanded.</param>
    /// <param name="sourceHash">Hash of the name of who says so.</param>
    /// <param name="askedNs">When it was asked for.</param>
    public OperatorTicket(OperatorVerb verb, ulong sourceHash, long askedNs)
    {
        Verb = verb;
        SourceHash = sourceHash;
        AskedNs = askedNs;
    }

    private enum Stage
    {
        Asked,
        Taken,
        Applied,
    }

    /// <summary>What is commanded.</summary>
    public OperatorVerb Verb { get; }

    /// <summary>Hash of the name of who says so.</summary>
    public ulong SourceHash { get; }

    /// <summary>When it was asked for.</summary>
    public long AskedNs { get; }

    /// <summary>True for the verbs after which nothing may rest.</summary>
    public bool Cancels => Verb is OperatorVerb.Stop or OperatorVerb.Pause or OperatorVerb.Kill or OperatorVerb.Flatten;

    /// <summary>True once the thread of the sessions has it: a kill has then been sent to the venue.</summary>
    public bool IsTaken => Volatile.Read(ref _stage) >= (int)Stage.Taken;

    /// <summary>Orders of ours that rested or were under way then.</summary>
    public int OrdersAtStart { get; private set; }

    /// <summary>True once the quoter has applied it.</summary>
    public bool IsApplied => Volatile.Read(ref _stage) >= (int)Stage.Applied;

    /// <summary>Orders that are left, as last looked at.</summary>
    public int OrdersLeft { get; internal set; }

    /// <summary>When nothing rested any more, as the venue said; 0 before.</summary>
    public long NothingRestsNs => Volatile.Read(ref _nothingRestsNs);

    /// <summary>Sequence of its event in the input ring, or one after it; -1 before.</summary>
    internal long Sequence { get; set; } = -1;

    internal void Take(int orders)
    {
        OrdersAtStart = OrdersLeft = orders;
        Volatile.Write(ref _stage, (int)Stage.Taken);
    }

    internal void Apply() => Volatile.Write(ref _stage, (int)Stage.Applied);

    internal void NothingRests(long nowNs) => Volatile.Write(ref _nothingRestsNs, nowNs);
}
