using System.Runtime.CompilerServices;

namespace Minnow.Core.Quoting.Hedging;

/// <summary>When the net position over instruments of one base coin is hedged, and how. One field per <see cref="ParameterId"/> from <see cref="ParameterId.HedgeFirst"/>, 8 bytes each.</summary>
public struct HedgeParameters
{
    /// <summary>Net position above which it is hedged, either direction, 1e-8 of the base coin; 0 hedges nothing. Safe: 0.</summary>
    public long TriggerE8;

    /// <summary>Net position that a hedge leaves, 1e-8 of the base coin; below the trigger. Safe: 0.</summary>
    public long TargetE8;

    /// <summary>Net position above which leaving it to the quotes is no choice, 1e-8 of the base coin; 0 leaves the choice at any. Safe: 0.</summary>
    public long UrgentE8;

    /// <summary>Largest hedge order, 1e-8 of the base coin; 0 has no limit but those of positions. Safe: 0.</summary>
    public long MaxOrderE8;

    /// <summary>Price of risk: bps that one standard deviation of the price over the time at risk counts, for each bps of it. Safe: 1.</summary>
    public double RiskWeight;

    /// <summary>Mean time in which the quotes alone bring the position down, s. Safe: 60.</summary>
    public double SkewSeconds;

    /// <summary>Mean time until an order at the best price is filled, s. Safe: 5.</summary>
    public double PassiveSeconds;

    /// <summary>Longest time for which a hedge rests before it takes, ns. Safe: 15 s.</summary>
    public long PassiveWaitNs;

    /// <summary>What the price moves against us after a fill at rest, bps. Safe: 0.5.</summary>
    public double AdverseBps;

    /// <summary>Furthest that a hedge that takes goes beyond the best price, bps. Safe: 2.</summary>
    public double SlippageBps;

    /// <summary>Shortest time between two hedge orders, or two moves of one, ns. Safe: half a second.</summary>
    public long IntervalNs;

    /// <summary>Time for which the carry of a hedged position is looked at to see whether undoing it pays, s; 0 undoes none for its carry. Safe: 0.</summary>
    public double UnwindSeconds;

    /// <summary>What undoing must gain above its cost, bps. Safe: 1.</summary>
    public double UnwindEdgeBps;

    /// <summary>Half-life of the usual basis of a hedge instrument, s. Safe: one hour.</summary>
    public double BasisHalfLifeSeconds;

    /// <summary>Time before an instrument stops for its expiry from which its hedges are closed or rolled, ns. Safe: one day.</summary>
    public long RollNs;

    /// <summary>Number of parameters.</summary>
    public const int Count = (int)(ParameterId.HedgeLast - ParameterId.HedgeFirst) + 1;

    /// <summary>Values that hedge nothing.</summary>
    public static HedgeParameters Safe => new()
    {
        RiskWeight = 1, SkewSeconds = 60, PassiveSeconds = 5, PassiveWaitNs = 15_000_000_000, AdverseBps = 0.5, SlippageBps = 2, IntervalNs = 500_000_000,
        UnwindEdgeBps = 1, BasisHalfLifeSeconds = 3600, RollNs = 86_400_000_000_000,
    };

    /// <summary>Sets the field with this id.</summary>
    /// <returns>False if no such parameter exists: nothing was changed.</returns>
    public static bool TrySet(ref HedgeParameters parameters, uint id, long bits)
    {
        uint at = id - (uint)ParameterId.HedgeFirst;
        if (at >= Count) return false;
        Unsafe.Add(ref Unsafe.As<HedgeParameters, long>(ref parameters), (nint)at) = bits;
        return true;
    }

    /// <summary>Bits of the field at a place, from 0 to <see cref="Count"/> - 1.</summary>
    public static long Bits(in HedgeParameters parameters, int at)
    {
        System.ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)at, (uint)Count);
        return Unsafe.Add(ref Unsafe.As<HedgeParameters, long>(ref Unsafe.AsRef(in parameters)), (nint)at);
    }
}
