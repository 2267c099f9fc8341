using Minnow.Core.Risk.Monitors;

namespace Minnow.Core.Engine.Monitors;

/// <summary>What is watched of one instrument.</summary>
public struct InstrumentMonitors
{
    /// <summary>Its alerts and steps.</summary>
    public SizeSteps Steps;

    /// <summary>Our share of the best prices.</summary>
    public TouchShare Touch;

    /// <summary>Our place in queues.</summary>
    public QueueDecay Queue;

    /// <summary>What fills earn.</summary>
    public EdgeFlip Edge;

    /// <summary>Messages for each fill.</summary>
    public Churn Churn;

    /// <summary>When funding was last counted, ns since 1970; 0 before.</summary>
    public long FundingNs;
}

/// <summary>What is watched of the account.</summary>
public struct AccountMonitors
{
    /// <summary>Limits.</summary>
    public MonitorParameters Parameters;

    /// <summary>Its alerts and steps.</summary>
    public SizeSteps Steps;

    /// <summary>Messages for each coin of maker volume.</summary>
    public Churn Churn;

    /// <summary>Answers, refusals, outages.</summary>
    public VenueWatch Venue;

    /// <summary>Refusals that were counted, of <see cref="QuoterState.Refusals"/>.</summary>
    public long SeenRefusals;

    /// <summary>1 while the venue is away, so that one outage counts once.</summary>
    public long IsAway;
}
