using System.Runtime.CompilerServices;

namespace Minnow.Core.Risk.Monitors;

/// <summary>Limits of the stop-scaling monitors, and what follows when one is passed. A limit of 0 watches nothing. One field for each id from <see cref="First"/>, 8 bytes each.</summary>
public struct MonitorParameters
{
    /// <summary>Largest share of what stands at the best prices that may be ours, 0 to 1.</summary>
    public double TouchShare;

    /// <summary>Half-life of its mean over time, s.</summary>
    public double TouchHalfLifeSeconds;

    /// <summary>Half-life of the mean edge of fills, in fills; 0 watches none.</summary>
    public double EdgeFills;

    /// <summary>Standard errors by which the mean must be below 0.</summary>
    public double EdgeZ;

    /// <summary>Time after a fill at which what the price moved is counted, ns.</summary>
    public long EdgeHorizonNs;

    /// <summary>Share of a queue that may stand before our orders half of the time, 0 to 1.</summary>
    public double QueueShare;

    /// <summary>Half-life of that time, s.</summary>
    public double QueueHalfLifeSeconds;

    /// <summary>Largest number of messages for each fill.</summary>
    public double MessagesPerFill;

    /// <summary>Largest number of messages for each coin of maker volume: the alert comes at four fifths of it.</summary>
    public double MessagesPerCoin;

    /// <summary>Window of counts: messages, fills, refusals, outages, ns.</summary>
    public long WindowNs;

    /// <summary>Latest time from a message to its answer, ns.</summary>
    public long RoundTripNs;

    /// <summary>Largest share of orders and changes that may be refused, 0 to 1.</summary>
    public double RefusalShare;

    /// <summary>Most outages in the window.</summary>
    public long Outages;

    /// <summary>An alert ends below this share of its limit.</summary>
    public double ReleaseShare;

    /// <summary>Factor of order sizes for each step down; 1 takes none.</summary>
    public double StepFactor;

    /// <summary>Most steps.</summary>
    public long MaxSteps;

    /// <summary>Shortest time between two steps down, ns.</summary>
    public long StepNs;

    /// <summary>Time without an alert after which one step is taken back, ns; 0 leaves that to a person.</summary>
    public long RecoverNs;

    /// <summary>Id of the first field: see <c>Event.Detail</c> of a parameter. Global.</summary>
    public const uint First = 2300;

    /// <summary>Number of parameters.</summary>
    public const int Count = 18;

    /// <summary>True if anything is watched.</summary>
    public readonly bool IsOn => TouchShare > 0 || EdgeFills > 0 || QueueShare > 0 || MessagesPerFill > 0 || MessagesPerCoin > 0 || RoundTripNs > 0 || RefusalShare > 0 || Outages > 0;

    /// <summary>Sets the field with this id.</summary>
    /// <returns>False if no such parameter exists: nothing was changed.</returns>
    public static bool TrySet(ref MonitorParameters parameters, uint id, long bits)
    {
        uint at = id - First;
        if (at >= Count) return false;
        Unsafe.Add(ref Unsafe.As<MonitorParameters, long>(ref parameters), (nint)at) = bits;
        return true;
    }

    /// <summary>Bits of the field at a place, from 0 to <see cref="Count"/> - 1.</summary>
    public static long Bits(in MonitorParameters parameters, int at)
    {
        System.ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)at, (uint)Count);
        return Unsafe.Add(ref Unsafe.As<MonitorParameters, long>(ref Unsafe.AsRef(in parameters)), (nint)at);
    }
}
