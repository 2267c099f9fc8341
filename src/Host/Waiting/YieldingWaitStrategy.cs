using System.Threading;
using Minnow.Core.Ring;

namespace Minnow.Host.Waiting;

/// <summary>Pauses a while on the core, then offers the core to others at each wait. For threads that share cores.</summary>
public sealed class YieldingWaitStrategy : IWaitStrategy
{
    /// <summary>Pauses before the first yield: about 1.5 µs.</summary>
    public const int SpinsBeforeYield = 100;

    /// <summary>The strategy has no state; one instance serves all.</summary>
    public static YieldingWaitStrategy Instance { get; } = new();

    /// <inheritdoc/>
    public void Wait(ref int spins)
    {
        if (spins < SpinsBeforeYield)
        {
            spins++;
            BusySpinWaitStrategy.Pause();
        }
        else
        {
            Thread.Yield();
        }
    }

    /// <summary>Nobody sleeps: does nothing.</summary>
    public void Signal()
    {
    }
}
