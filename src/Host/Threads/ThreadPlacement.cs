using System;
using Minnow.Core.Engine;
using Minnow.Host.Counters;

namespace Minnow.Host.Threads;

/// <summary>Which agent runs on which thread, on which core, and how it idles: the whole of the process's threading.</summary>
/// <remarks>
/// Threaded: feed | quoter | journal + housekeeping. Fused: feed + quoter | journal + housekeeping. Inline: all in turn on the caller. The journal
/// outlives a failure of the others until it has written what led there; the others halt at once.
/// </remarks>
public sealed record ThreadPlacement
{
    /// <summary>Which agents share a thread.</summary>
    public ThreadMode Mode { get; init; } = ThreadMode.Threaded;

    /// <summary>The feed's thread, with the quoter on it when fused. Not used inline.</summary>
    public ThreadPlan Feed { get; init; } = ThreadPlan.Default;

    /// <summary>The quoter's thread. Not used when fused or inline.</summary>
    public ThreadPlan Quoter { get; init; } = ThreadPlan.Default;

    /// <summary>The journal's thread. Not used inline.</summary>
    public ThreadPlan Journal { get; init; } = ThreadPlan.Default;

    /// <summary>What is measured of every thread, from when on.</summary>
    public MeterOptions Meter { get; init; } = MeterOptions.Default;

    /// <summary>Places the agents; nothing runs yet.</summary>
    /// <param name="page">Takes counters and errors.</param>
    /// <param name="signal">Ends them all.</param>
    /// <param name="feed">First of the path.</param>
    /// <param name="quoter">Second.</param>
    /// <param name="journal">Last.</param>
    /// <param name="housekeeping">Called on the journal's thread after it: the heartbeat and the like.</param>
    public PlacedAgents Place(CountersPage page, StopSignal signal, IAgent feed, IAgent quoter, IAgent journal,
        params ReadOnlySpan<IAgent> housekeeping)
    {
        IAgent[] last = [journal, .. housekeeping];
        return Mode switch
        {
            ThreadMode.Threaded => new(signal,
                Runner(ThreadRole.Feed, Feed, true, feed),
                Runner(ThreadRole.Quoter, Quoter, true, quoter),
                Runner(ThreadRole.Journal, Journal, false, last)),
            ThreadMode.Fused => new(signal,
                Runner(ThreadRole.Fused, Feed, true, feed, quoter),
                Runner(ThreadRole.Journal, Journal, false, last)),
            ThreadMode.Inline => new(signal,
                new InvokerRunner(new IdleOptions(IdleKind.Backoff), Meter, page, signal, null, [feed, quoter, .. last])),
            _ => throw new ArgumentOutOfRangeException(nameof(Mode), Mode, "The mode is threaded, fused or inline."),
        };

        AgentRunner Runner(ThreadRole role, ThreadPlan plan, bool haltsOnFailure, params ReadOnlySpan<IAgent> agents)
        {
            RunnerOptions options = new() { Role = role, Core = plan.Core, Idle = plan.Idle, Meter = Meter, HaltsOnFailure = haltsOnFailure };
            return new AgentRunner(options, page, signal, agents);
        }
    }
}
