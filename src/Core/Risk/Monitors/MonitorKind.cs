namespace Minnow.Core.Risk.Monitors;

/// <summary>What a monitor watches; a raised alert is bit n for number n. Written to the journal: never renumber, only add.</summary>
public enum MonitorKind : byte
{
    /// <summary>No alert: a step of the size alone.</summary>
    None = 0,

    /// <summary>Our size is a large part of what stands at the best prices. Of one instrument.</summary>
    TouchShare = 1,

    /// <summary>Fills lose: what prices move against us and funding cost more than spread and rebate earn. Of one instrument.</summary>
    EdgeFlip = 2,

    /// <summary>Our orders stand in the back of their queues for most of the time. Of one instrument.</summary>
    QueueDecay = 3,

    /// <summary>Many messages for each fill. Of one instrument.</summary>
    Churn = 4,

    /// <summary>Messages for each coin of maker volume near the venue's order-to-volume limit. Of the account.</summary>
    OrderToVolume = 5,

    /// <summary>The venue answers late. Of the account.</summary>
    Latency = 6,

    /// <summary>The venue refuses many orders. Of the account.</summary>
    Refusals = 7,

    /// <summary>Connections and locks: the venue was away often. Of the account.</summary>
    Outages = 8,
}
