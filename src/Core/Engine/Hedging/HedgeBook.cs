using System;
using Minnow.Core.Model;
using Minnow.Core.Orders;

namespace Minnow.Core.Engine.Hedging;

/// <summary>Which part of each position belongs to hedges: booked when a hedge is filled, never when it is sent.</summary>
/// <remarks>
/// A hedge has two legs: so many lots here against what they hedge there, about equal in coin. Both are marked, so that quotes work neither away. What is
/// bought or sold by quotes is no hedge; only where quotes have undone both legs of one, the marks go.
/// </remarks>
internal static class HedgeBook
{
    /// <summary>True if a fill is one of a hedge order.</summary>
    internal static bool IsHedge(ref readonly Event e, ref readonly InstrumentState instrument)
    {
        const FillDetails foreign = FillDetails.External | FillDetails.FormerRun | FillDetails.BeforeOpening;
        if (((FillDetails)e.Detail & foreign) != 0 || e.Fill.OrderId <= 0) return false;
        if (instrument.Hedger.OrderId == e.Fill.OrderId) return true;
        return EndedOrders.TryFind(in instrument.Ended, e.Fill.OrderId, out EndedOrder ended) && ended.IsHedge != 0;
    }

    /// <summary>A hedge was filled; the position holds it already.</summary>
    /// <param name="block">The state.</param>
    /// <param name="index">The hedge instrument.</param>
    /// <param name="lots">Lots bought (positive) or sold.</param>
    internal static void Filled(StateBlock block, int index, long lots)
    {
        ref InstrumentState hedge = ref block[index];
        hedge.Hedge.FillCount++;
        hedge.Hedge.FilledLots += Math.Abs(lots);
        Mark(block, index, lots, hedge.PositionLots - lots - hedge.Hedge.Lots);
    }

    /// <summary>Positions were taken over from the venue: what offsets each other across a hedge instrument is a hedge of a former run.</summary>
    internal static void Adopt(StateBlock block, int index)
    {
        ref InstrumentState hedge = ref block[index];
        if (hedge.Hedge.Rank == 0 || hedge.Hedge.Lots != 0 || hedge.PositionLots == 0) return;
        long perLot = ExposureDesk.PerLotE8(in hedge);
        if (perLot == 0) return;
        Int128 offset = 0;
        for (int i = 0; i < (int)block.Head.InstrumentCount; i++)
            if (i != index && IsOther(block, i, in hedge) && IsOpposite(block[i].InventoryLots, hedge.PositionLots))
                offset += Int128.Abs((Int128)block[i].InventoryLots * ExposureDesk.PerLotE8(in block[i]));
        long lots = (long)Int128.Min(offset / perLot, Math.Abs(hedge.PositionLots));
        if (lots > 0) Mark(block, index, hedge.PositionLots > 0 ? lots : -lots, 0);
    }

    /// <summary>An instrument does not trade any more: its hedges are over, and what they hedged is inventory again.</summary>
    internal static void Release(StateBlock block, int index)
    {
        ref InstrumentState leg = ref block[index];
        if (leg.Hedge.Lots == 0) return;
        long perLot = ExposureDesk.PerLotE8(in leg);
        // Without a price nobody knows how much it stood against: all of it.
        Int128 left = perLot == 0 ? Int128.MaxValue / 2 : Int128.Abs((Int128)leg.Hedge.Lots * perLot);
        Unmark(block, index, leg.Hedge.Lots > 0 ? 1 : -1, left);
        leg.Hedge.Lots = 0;
    }

    /// <summary>Takes away the marks of hedges that quotes have undone on both legs.</summary>
    internal static void Settle(StateBlock block, int index)
    {
        ref InstrumentState one = ref block[index];
        Int128 undoneLong = 0, undoneShort = 0;
        int count = (int)block.Head.InstrumentCount;
        for (int i = 0; i < count; i++)
        {
            ref InstrumentState leg = ref block[i];
            if (leg.Hedge.Lots == 0 || !ExposureDesk.IsSameBase(in leg.Name, in one.Name)) continue;
            Int128 undone = (Int128)UndoneLots(in leg) * ExposureDesk.PerLotE8(in leg);
            if (leg.Hedge.Lots > 0) undoneLong += undone;
            else undoneShort += undone;
        }
        Int128 both = Int128.Min(undoneLong, undoneShort);
        if (both <= 0) return;
        Int128 ofLong = both, ofShort = both;
        for (int i = 0; i < count; i++)
        {
            ref InstrumentState leg = ref block[i];
            if (leg.Hedge.Lots == 0 || !ExposureDesk.IsSameBase(in leg.Name, in one.Name)) continue;
            ref Int128 left = ref leg.Hedge.Lots > 0 ? ref ofLong : ref ofShort;
            long perLot = ExposureDesk.PerLotE8(in leg);
            if (perLot == 0) continue;
            long lots = (long)Int128.Min(left / perLot, UndoneLots(in leg));
            leg.Hedge.Lots -= leg.Hedge.Lots > 0 ? lots : -lots;
            left -= (Int128)lots * perLot;
        }
    }

    // Marks so many lots here, and against them what they hedge; what hedges nothing undoes a hedge, if there is one.
    private static void Mark(StateBlock block, int index, long lots, long inventoryBefore)
    {
        ref InstrumentState hedge = ref block[index];
        long before = hedge.Hedge.Lots;
        // What it takes off the inventory of its own instrument is no hedge of another.
        long own = IsOpposite(lots, inventoryBefore) ? Math.Min(Math.Abs(lots), Math.Abs(inventoryBefore)) : 0;
        long rest = lots > 0 ? lots - own : lots + own;
        if (rest == 0) return;
        hedge.Hedge.Lots += rest;
        long perLot = ExposureDesk.PerLotE8(in hedge);
        Int128 left = Int128.Abs((Int128)rest * perLot);
        for (int i = 0; i < (int)block.Head.InstrumentCount && left > 0; i++)
        {
            if (i == index || !IsOther(block, i, in hedge) || !IsOpposite(block[i].InventoryLots, rest)) continue;
            ref InstrumentState leg = ref block[i];
            long each = ExposureDesk.PerLotE8(in leg);
            if (each == 0) continue;
            long part = (long)Int128.Min(left / each, Math.Abs(leg.InventoryLots));
            leg.Hedge.Lots += leg.InventoryLots > 0 ? part : -part;
            left -= (Int128)part * each;
        }
        if (!IsOpposite(before, rest)) return;
        Int128 undone = Int128.Abs((Int128)Math.Min(Math.Abs(before), Math.Abs(rest)) * perLot);
        Unmark(block, index, before > 0 ? 1 : -1, Int128.Min(left, undone));
    }

    // Of the legs that stand against a hedge of this sign.
    private static void Unmark(StateBlock block, int index, int sign, Int128 leftE8)
    {
        ref InstrumentState hedge = ref block[index];
        for (int i = 0; i < (int)block.Head.InstrumentCount && leftE8 > 0; i++)
        {
            if (i == index || !IsOther(block, i, in hedge) || !IsOpposite(block[i].Hedge.Lots, sign)) continue;
            ref InstrumentState leg = ref block[i];
            long each = ExposureDesk.PerLotE8(in leg);
            if (each == 0) continue;
            // Up, so that no mark is left over by rounding.
            long part = (long)Int128.Min((leftE8 + each - 1) / each, Math.Abs(leg.Hedge.Lots));
            leg.Hedge.Lots -= leg.Hedge.Lots > 0 ? part : -part;
            leftE8 -= (Int128)part * each;
        }
    }

    private static bool IsOther(StateBlock block, int index, in InstrumentState hedge) => ExposureDesk.IsSameBase(in block[index].Name, in hedge.Name);

    // Lots of a mark that the inventory stands against: quotes have undone them.
    private static long UndoneLots(in InstrumentState leg) =>
        IsOpposite(leg.InventoryLots, leg.Hedge.Lots) ? Math.Min(Math.Abs(leg.InventoryLots), Math.Abs(leg.Hedge.Lots)) : 0;

    private static bool IsOpposite(long a, long b) => (a > 0 && b < 0) || (a < 0 && b > 0);
}
