namespace Minnow.Host.Threads;

/// <summary>Core and idling of one thread.</summary>
/// <param name="Core">Core number from 0, or <see cref="AnyCore"/>.</param>
/// <param name="Idle">What it does when there is nothing to do.</param>
public readonly record struct ThreadPlan(int Core, IdleOptions Idle)
{
    /// <summary>The kernel chooses the core.</summary>
    public const int AnyCore = -1;

    /// <summary>Any core, with back-off.</summary>
    public static ThreadPlan Default => new(AnyCore, new IdleOptions(IdleKind.Backoff));
}
