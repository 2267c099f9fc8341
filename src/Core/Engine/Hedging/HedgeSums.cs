using System;
using Minnow.Core.Orders;

namespace Minnow.Core.Engine.Hedging;

/// <summary>The legs of one base coin together, as a hedge on one of them sees them.</summary>
internal struct HedgeSums
{
    /// <summary>Net position, 1e-8 of the base coin.</summary>
    internal Int128 NetE8;

    /// <summary>What may be sold already by orders that are under way to take or hedge, whose fate is not known, or whose fills are not told; 1e-8 of the base coin.</summary>
    internal Int128 PendingSellE8;

    /// <summary>The same, bought.</summary>
    internal Int128 PendingBuyE8;

    /// <summary>Largest volatility of what is held, bps per square root of a second; NaN if none is known.</summary>
    internal double SigmaBps;

    /// <summary>Largest shift of quotes by inventory, bps.</summary>
    internal double SkewBps;

    /// <summary>False if a price is missing: nothing can be said then.</summary>
    internal bool IsKnown;

    /// <summary>Adds up all instruments of the base coin of one of them.</summary>
    /// <param name="block">The state.</param>
    /// <param name="index">The hedge instrument. Its own resting hedge order is left out: it is what is being planned.</param>
    internal static HedgeSums Of(StateBlock block, int index)
    {
        HedgeSums sums = new() { IsKnown = true, SigmaBps = double.NaN };
        ref InstrumentState own = ref block[index];
        for (int i = 0; i < (int)block.Head.InstrumentCount; i++)
        {
            ref InstrumentState leg = ref block[i];
            bool isIdle = leg.PositionLots == 0 && leg.HasNoOrders;
            if (isIdle || !ExposureDesk.IsSameBase(in leg.Name, in own.Name)) continue;
            long perLot = ExposureDesk.PerLotE8(in leg);
            if (perLot == 0)
            {
                sums.IsKnown = false;
                continue;
            }
            sums.NetE8 += (Int128)leg.PositionLots * perLot;
            sums.PendingSellE8 += (Int128)Pending(in leg, sell: true, isOwn: i == index) * perLot;
            sums.PendingBuyE8 += (Int128)Pending(in leg, sell: false, isOwn: i == index) * perLot;
            if (leg.PositionLots == 0) continue;
            double sigma = leg.Volatility.SigmaBps;
            if (leg.Volatility.IsDefined && !(sums.SigmaBps >= sigma)) sums.SigmaBps = sigma;
            sums.SkewBps = Math.Max(sums.SkewBps, Math.Abs(leg.Hedge.SkewBps));
        }
        return sums;
    }

    // A quote that rests, or is on its way to rest, is left out: it may be filled any time, and the limit over all instruments counts it.
    private static long Pending(in InstrumentState leg, bool sell, bool isOwn)
    {
        long lots = leg.UntoldLots(sell);
        if ((leg.Taker.IsSell != 0) == sell) lots += leg.Taker.OpenLots;
        if ((leg.Hedger.IsSell != 0) == sell && !(isOwn && IsPlanned(in leg.Hedger))) lots += leg.Hedger.OpenLots;
        foreach (ref readonly OwnOrder order in sell ? leg.Asks.Used : leg.Bids.Used)
            if (order.State == OwnOrderState.Unknown) lots += order.OpenLots;
        return lots;
    }

    /// <summary>True if the order can be planned anew: it rests, or is known to be on its way.</summary>
    internal static bool IsPlanned(in OwnOrder order) => order.State is OwnOrderState.PendingNew or OwnOrderState.Working or OwnOrderState.PendingEdit;
}
