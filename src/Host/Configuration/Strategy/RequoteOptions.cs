namespace Minnow.Host.Configuration.Strategy;

/// <summary>When a resting order is moved, and how.</summary>
public sealed record RequoteOptions
{
    /// <summary>Quotes are looked at anew when the mid moved by this much since the last time, in bps; 0 takes every change of the best prices.</summary>
    [Setting("Quotes are looked at anew when the mid moved by this much since the last time, in bps; 0 takes every change of the best prices.", Min = 0, Max = 1_000)]
    public double TriggerMidBps { get; init; } = 0;

    /// <summary>Quotes are looked at anew when the depth imbalance changed by this much; 0 is off.</summary>
    [Setting("Quotes are looked at anew when the depth imbalance changed by this much; 0 is off.", Min = 0, Max = 2)]
    public double TriggerImbalance { get; init; } = 0;

    /// <summary>By how many ticks the band within which an order stays grows from level to level.</summary>
    [Setting("By how many ticks the band within which an order stays grows from level to level.", Min = 0, Max = 100_000)]
    public int BandTicksPerLevel { get; init; } = 0;

    /// <summary>Where the first order goes against the best price: model ignores it, join goes to it, improve goes one tick better, hangBack stays behind it; each only where the edge allows.</summary>
    [Setting("Where the first order goes against the best price: model ignores it, join goes to it, improve goes one tick better, hangBack stays behind it; each only where the edge allows.")]
    public TouchRule Touch { get; init; } = TouchRule.Model;

    /// <summary>Distance behind the best price, in ticks.</summary>
    [Setting("Distance behind the best price, in ticks.", Min = 0, Max = 100_000)]
    public int HangBackTicks { get; init; } = 0;

    /// <summary>Distance behind the best price, in standard deviations of the price over one second.</summary>
    [Setting("Distance behind the best price, in standard deviations of the price over one second.", Min = 0, Max = 100)]
    public double HangBackSigma { get; init; } = 0;

    /// <summary>An undercut by up to this many ticks is ignored.</summary>
    [Setting("An undercut by up to this many ticks is ignored.", Min = 0, Max = 100_000)]
    public int UndercutTicks { get; init; } = 0;

    /// <summary>Edge that joining or improving must keep beyond the fee floor, in bps.</summary>
    [Setting("Edge that joining or improving must keep beyond the fee floor, in bps.", Min = 0, Max = 1_000)]
    public double TouchEdgeBps { get; init; } = 0;

    /// <summary>An order with at most this share of the queue before it is kept over small moves; 0 is off.</summary>
    [Setting("An order with at most this share of the queue before it is kept over small moves; 0 is off.", Min = 0, Max = 1)]
    public double QueueFrontShare { get; init; } = 0;

    /// <summary>By how many ticks such an order may be away from the wanted price.</summary>
    [Setting("By how many ticks such an order may be away from the wanted price.", Min = 0, Max = 100_000)]
    public int QueueBandTicks { get; init; } = 0;

    /// <summary>Age at which a resting order is looked at anew, in milliseconds; 0 is off.</summary>
    [Setting("Age at which a resting order is looked at anew, in milliseconds; 0 is off.", Min = 0, Max = 3_600_000)]
    public int RefreshMs { get; init; } = 0;

    /// <summary>Trades seen at its price after which a resting order is looked at anew; 0 is off.</summary>
    [Setting("Trades seen at its price after which a resting order is looked at anew; 0 is off.", Min = 0, Max = 1_000_000)]
    public int RefreshTrades { get; init; } = 0;

    /// <summary>How an order moves: edit, cancelThenPlace, or placeThenCancel (both count against the limit meanwhile).</summary>
    [Setting("How an order moves: edit, cancelThenPlace, or placeThenCancel (both count against the limit meanwhile).")]
    public QuoteMove Move { get; init; } = QuoteMove.Edit;

    /// <summary>Longest time between two looks at the quotes, in milliseconds; 0 has none.</summary>
    [Setting("Longest time between two looks at the quotes, in milliseconds; 0 has none.", Min = 0, Max = 3_600_000)]
    public int TimerMs { get; init; } = 0;

    /// <summary>An order within queueBandTicks is kept while its place in the queue is worth so many times what the move is worth; 1 is break-even, 0 is off.</summary>
    [Setting("An order within queueBandTicks is kept while its place in the queue is worth so many times what the move is worth; 1 is break-even, 0 is off.", Min = 0, Max = 1_000)]
    public double QueueValueFactor { get; init; } = 0;

    /// <summary>Loss of an order whose whole level is taken, in bps, for the value of places in queues.</summary>
    [Setting("Loss of an order whose whole level is taken, in bps, for the value of places in queues.", Min = 0, Max = 1_000)]
    public double QueueLossBps { get; init; } = 0;
}
