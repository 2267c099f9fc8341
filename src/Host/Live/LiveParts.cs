using System;
using Minnow.Host.Alerts;
using Minnow.Host.Engine;
using Minnow.Host.Gate;
using Minnow.Venues.Session;

namespace Minnow.Host.Live;

/// <summary>What a <see cref="LiveAgent"/> is made of.</summary>
public sealed record LiveParts
{
    /// <summary>The clock of everything.</summary>
    public required MonotonicWallClock Clock { get; init; }

    /// <summary>The link of the market session.</summary>
    public required LiveLane MarketLane { get; init; }

    /// <summary>Follows the books.</summary>
    public required IMarketSession Market { get; init; }

    /// <summary>The link of the order session.</summary>
    public required LiveLane OrderLane { get; init; }

    /// <summary>Carries out commands.</summary>
    public required IOrderSession Orders { get; init; }

    /// <summary>What the quoter wants done.</summary>
    public required CommandQueue Commands { get; init; }

    /// <summary>The way into the input ring.</summary>
    public required InputPublisher Input { get; init; }

    /// <summary>Learns that nothing more will come.</summary>
    public required QuoterAgent Quoter { get; init; }

    /// <summary>What is counted.</summary>
    public required LiveGauges Gauges { get; init; }

    /// <summary>Looks at the size of what the venue trades before the quoter does; null lets every size pass.</summary>
    public CanaryLimit? Canary { get; init; }

    /// <summary>The pre-trade gate; null only where no order can reach a venue.</summary>
    public required LiveGate? Gate { get; init; }

    /// <summary>From the end of a connection until the venue's dead-man switch has acted at the latest, ns.</summary>
    public long DeadManNs { get; init; }

    /// <summary>Pulls what rests over another connection, beside this thread: venue clock minus ours, ns, and when the dead-man switch has acted at the latest, ns since 1970. False: none begins now, as another runs. Null: nobody does.</summary>
    public Func<long, long, bool>? PullBeside { get; init; }

    /// <summary>Commands of persons; null if there is no way for them.</summary>
    public OperatorInbox? Inbox { get; init; }

    /// <summary>True if a latch lies on disk that this run has not laid: asked after this thread was away. Null never asks.</summary>
    public Func<bool>? IsLatched { get; init; }

    /// <summary>Holds our account against the venue's statements; null if nobody does.</summary>
    internal AccountWatch? Accounts { get; init; }

    /// <summary>Watches journal, clocks and venue; null if nobody does.</summary>
    public AlertParts? Alerts { get; init; }

    /// <summary>Notices a venue that can not be understood any more; null if nobody does.</summary>
    public ProtocolWatch? Protocol { get; init; }

    /// <summary>Instruments whose quotes are pulled when the quoter hangs: indices from 0.</summary>
    public required int InstrumentCount { get; init; }

    /// <summary>Time between timer events, ns.</summary>
    public required long TimerNs { get; init; }
}
