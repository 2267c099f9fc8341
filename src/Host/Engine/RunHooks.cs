using Minnow.Core.Engine;
using Minnow.Host.Alerts;

namespace Minnow.Host.Engine;

/// <summary>Where a test stands between the stages and their threads: it sees each agent before it is placed.</summary>
/// <remarks>The proof of zero allocation plants an allocating agent here, to show that the same measurement catches it.</remarks>
public class RunHooks
{
    /// <summary>Gives the agent that is placed in the stead of <paramref name="agent"/>.</summary>
    public virtual IAgent Wrap(IAgent agent) => agent;

    /// <summary>The machine's clock less one that counts on, ns, as the run sees it.</summary>
    public virtual long MachineAheadNs() => MachineClock.AheadNs();
}
