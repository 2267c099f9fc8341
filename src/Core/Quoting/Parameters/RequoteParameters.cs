namespace Minnow.Core.Quoting.Parameters;

/// <summary>When a resting quote is moved, and how.</summary>
public struct RequoteParameters
{
    /// <summary>Move of the mid that asks for a decision, bps; 0 any. Safe: 0.</summary>
    public double TriggerMidBps;

    /// <summary>Change of the imbalance that asks for a decision, 0 to 2; 0 never. Safe: 0.</summary>
    public double TriggerImbalance;

    /// <summary>Ticks by which the band within which an order stays grows from level to level. Safe: 0.</summary>
    public long BandTicksPerLevel;

    /// <summary>First level against the best price: 0 stays at the model price, 1 joins, 2 improves by a tick, 3 hangs back. Safe: 0.</summary>
    public long TouchRule;

    /// <summary>Distance behind the best price, ticks. Safe: 0.</summary>
    public long HangBackTicks;

    /// <summary>Distance behind the best price, in standard deviations of the price over one second. Safe: 0.</summary>
    public double HangBackSigmaBps;

    /// <summary>An undercut by up to this many ticks is ignored. Safe: 0.</summary>
    public long UndercutTicks;

    /// <summary>Edge that joining or improving must keep beyond the fee floor, bps from the reservation price. Safe: 0.</summary>
    public double TouchEdgeBps;

    /// <summary>An order with at most this share of the queue before it is kept; 0 never. Safe: 0.</summary>
    public double QueueFrontShare;

    /// <summary>Ticks by which such an order may be away from the wanted price. Safe: 0.</summary>
    public long QueueBandTicks;

    /// <summary>Age at which a resting order is looked at anew, ns; 0 never. Safe: 0.</summary>
    public long RefreshNs;

    /// <summary>Trades seen after which a resting order is looked at anew; 0 never. Safe: 0.</summary>
    public long RefreshTrades;

    /// <summary>A move is 0 an edit, 1 a cancel and then a new order, 2 a new order and then a cancel. Safe: 0.</summary>
    public long MoveKind;

    /// <summary>Longest time between decisions, ns; 0 has none. Safe: 0.</summary>
    public long TimerRequoteNs;

    /// <summary>An order within the queue's band is kept while its place is worth so many times what the move is worth; 0 never asks. Safe: 0.</summary>
    public double QueueValueFactor;

    /// <summary>Loss of an order whose whole level is taken, bps; what values of places reckon with. Safe: 0.</summary>
    public double QueueLossBps;

    /// <summary>Values that change nothing.</summary>
    public static RequoteParameters Safe => default;
}
