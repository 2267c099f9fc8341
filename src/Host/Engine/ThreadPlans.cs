using Minnow.Host.Configuration;
using Minnow.Host.Threads;

namespace Minnow.Host.Engine;

/// <summary>The placement that a configuration asks for.</summary>
internal static class ThreadPlans
{
    // Types are loaded and buffers are warm after the first few cycles; a native binary needs no more than that.
    private const long WarmupCycles = 100;

    internal static ThreadPlacement Of(ThreadsOptions threads) => new()
    {
        Mode = threads.Mode,
        Meter = MeterOptions.Default with { WarmupCycles = WarmupCycles },
        Feed = Plan(threads.Feed),
        Quoter = Plan(threads.Quoter),
        Journal = Plan(threads.Journal),
    };

    private static ThreadPlan Plan(AgentThreadOptions thread) => new(thread.Core ?? ThreadPlan.AnyCore, new IdleOptions(thread.Idle));
}
