using System;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;

namespace Minnow.Core.Engine;

/// <summary>Finds the orders that serve the wanted levels with the fewest messages and the least loss of places in queues.</summary>
/// <remarks>
/// An order within the band of a level costs nothing there; as many as possible are to stay so. Taking the orders from the best price outwards and giving each the
/// first free level whose band holds it reaches that number (Glover 1967: the bands' far ends lie in the order of the levels). If the number is the same with
/// every order kept where its price is wanted exactly, that is done. What is left is paired in the order of prices and moved; orders that can not be moved
/// (a cancel is under way, fate unknown, fills still to be told) stand in for the outermost levels that are left, so that no more live than levels are wanted.
/// Pure; exact for any prices.
/// </remarks>
internal static class LevelMatch
{
    /// <summary>Pairs the levels of one side with its orders.</summary>
    /// <param name="wanted">Levels, the best price first; those without size want nothing.</param>
    /// <param name="levels">How many of them count.</param>
    /// <param name="side">The orders.</param>
    /// <param name="sell">True for asks.</param>
    /// <param name="band">What is near enough.</param>
    /// <param name="overlaps">True if an order whose cancel is under way stands in for no level.</param>
    internal static LevelPlan Find(in QuoteLevels wanted, int levels, in OrderSide side, bool sell, RequoteBand band, bool overlaps)
    {
        LevelPlan plan = default;
        ReadOnlySpan<OwnOrder> orders = side.Used;
        if (orders.Length == 0) return plan;
        Span<byte> slots = stackalloc byte[OrderSide.Capacity];
        int movable = Sort(orders, sell, slots);

        ReadOnlySpan<byte> sorted = slots[..movable];
        int most = Near(ref plan, in wanted, levels, orders, sorted, band);
        if (levels > 1 || movable > 1)
        {
            LevelPlan exact = default;
            int pairs = Exact(ref exact, in wanted, levels, orders, sorted);
            pairs += Near(ref exact, in wanted, levels, orders, sorted, band);
            if (pairs >= most) plan = exact;
        }
        Rest(ref plan, in wanted, levels, slots[..movable]);
        StandIns(ref plan, in wanted, levels, orders, overlaps);
        return plan;
    }

    /// <summary>True if the order can be moved now or once its answer is there.</summary>
    internal static bool IsMovable(in OwnOrder order) => order.State is OwnOrderState.PendingNew or OwnOrderState.Working or OwnOrderState.PendingEdit;

    // Best price first; of equal prices the lower slot.
    private static int Sort(ReadOnlySpan<OwnOrder> orders, bool sell, Span<byte> slots)
    {
        int count = 0;
        for (int slot = 0; slot < orders.Length; slot++)
        {
            if (!IsMovable(in orders[slot])) continue;
            long ticks = orders[slot].TargetTicks;
            int at = count++;
            for (; at > 0 && IsBetter(ticks, orders[slots[at - 1]].TargetTicks, sell); at--) slots[at] = slots[at - 1];
            slots[at] = (byte)slot;
        }
        return count;
    }

    private static bool IsBetter(long a, long b, bool sell) => sell ? a < b : a > b;

    private static int Exact(ref LevelPlan plan, in QuoteLevels wanted, int levels, ReadOnlySpan<OwnOrder> orders, ReadOnlySpan<byte> slots)
    {
        int pairs = 0;
        foreach (byte slot in slots)
        {
            for (int level = 0; level < levels; level++)
            {
                if (wanted[level].SizeLots <= 0 || plan.SlotOf(level) >= 0 || wanted[level].PriceTicks != orders[slot].TargetTicks) continue;
                plan.Pair(level, slot);
                pairs++;
                break;
            }
        }
        return pairs;
    }

    private static int Near(ref LevelPlan plan, in QuoteLevels wanted, int levels, ReadOnlySpan<OwnOrder> orders, ReadOnlySpan<byte> slots, RequoteBand band)
    {
        int pairs = 0;
        foreach (byte slot in slots)
        {
            if (plan.LevelOf(slot) >= 0) continue;
            for (int level = 0; level < levels; level++)
            {
                if (wanted[level].SizeLots <= 0 || plan.SlotOf(level) >= 0 || !band.Holds(wanted[level].PriceTicks, orders[slot].TargetTicks, level)) continue;
                plan.Pair(level, slot);
                pairs++;
                break;
            }
        }
        return pairs;
    }

    private static void Rest(ref LevelPlan plan, in QuoteLevels wanted, int levels, ReadOnlySpan<byte> slots)
    {
        int level = 0;
        foreach (byte slot in slots)
        {
            if (plan.LevelOf(slot) >= 0) continue;
            while (level < levels && (wanted[level].SizeLots <= 0 || plan.SlotOf(level) >= 0)) level++;
            if (level == levels) return;
            plan.Pair(level, slot);
        }
    }

    private static void StandIns(ref LevelPlan plan, in QuoteLevels wanted, int levels, ReadOnlySpan<OwnOrder> orders, bool overlaps)
    {
        int level = levels - 1;
        for (int slot = 0; slot < orders.Length; slot++)
        {
            if (orders[slot].IsFree || IsMovable(in orders[slot]) || (overlaps && orders[slot].State == OwnOrderState.PendingCancel)) continue;
            while (level >= 0 && (wanted[level].SizeLots <= 0 || plan.SlotOf(level) >= 0)) level--;
            if (level < 0) return;
            plan.Pair(level, slot);
        }
    }
}
