using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Minnow.Core.Orders;

/// <summary>Our orders on one side of one instrument: a small table. Every sum over it counts each order at its worst.</summary>
/// <remarks>A slot keeps its order until that is over; orders stand in no order of price. All-zero bytes are empty.</remarks>
public struct OrderSide
{
    /// <summary>Most orders on one side.</summary>
    public const int Capacity = 10;

    private Slots _slots;
    private long _bound;

    /// <summary>One more than the last slot that may be taken: slots from here on are free.</summary>
    public readonly int Bound => (int)_bound;

    /// <summary>One slot. The caller keeps the index below <see cref="Capacity"/>.</summary>
    [UnscopedRef]
    public ref OwnOrder this[int slot] => ref _slots[slot];

    /// <summary>A view of the slots up to <see cref="Bound"/>.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<OwnOrder> Used => ((ReadOnlySpan<OwnOrder>)_slots)[..(int)_bound];

    /// <summary>The slots up to <see cref="Bound"/>, to change.</summary>
    [UnscopedRef]
    public Span<OwnOrder> Orders => ((Span<OwnOrder>)_slots)[..(int)_bound];

    /// <summary>Takes the first free slot.</summary>
    /// <returns>Its index, or −1 if there is none; the caller fills it at once.</returns>
    public static int Take(ref OrderSide side)
    {
        for (int i = 0; i < Capacity; i++)
        {
            if (!side._slots[i].IsFree) continue;
            side._bound = Math.Max(side._bound, i + 1);
            return i;
        }
        return -1;
    }

    /// <summary>Lowers <see cref="Bound"/> to what is taken.</summary>
    public static void Trim(ref OrderSide side)
    {
        while (side._bound > 0 && side._slots[(int)side._bound - 1].IsFree) side._bound--;
    }

    /// <summary>The slot of the order with this id; −1 if there is none.</summary>
    public readonly int IndexOf(long orderId)
    {
        ReadOnlySpan<OwnOrder> used = Used;
        for (int i = 0; i < used.Length; i++)
            if (!used[i].IsFree && used[i].OrderId == orderId) return i;
        return -1;
    }

    /// <summary>Orders that are not over.</summary>
    public readonly int Count
    {
        get
        {
            int count = 0;
            foreach (ref readonly OwnOrder order in Used) count += order.IsFree ? 0 : 1;
            return count;
        }
    }

    /// <summary>True if no order is left.</summary>
    public readonly bool IsEmpty => Count == 0;

    /// <summary>True if there is a free slot.</summary>
    public readonly bool HasRoom => Count < Capacity;

    /// <summary>True if every order is known to be gone from the book.</summary>
    public readonly bool AllGone
    {
        get
        {
            foreach (ref readonly OwnOrder order in Used)
                if (!order.IsGone) return false;
            return true;
        }
    }

    /// <summary>Orders of unknown fate.</summary>
    public readonly int UnknownCount
    {
        get
        {
            int count = 0;
            foreach (ref readonly OwnOrder order in Used) count += order.State == OwnOrderState.Unknown ? 1 : 0;
            return count;
        }
    }

    /// <summary>Lots that may still be filled, at worst, all orders together.</summary>
    public readonly long OpenLots
    {
        get
        {
            long sum = 0;
            foreach (ref readonly OwnOrder order in Used) sum = Plus(sum, order.OpenLots);
            return sum;
        }
    }

    /// <summary>Lots that the venue says are filled and whose fills have not arrived, all orders together.</summary>
    public readonly long UntoldLots
    {
        get
        {
            long sum = 0;
            foreach (ref readonly OwnOrder order in Used) sum = Plus(sum, order.UntoldLots);
            return sum;
        }
    }

    /// <summary>What the orders may still add to the position, at worst, lots: open and untold.</summary>
    public readonly long WorstLots => Plus(OpenLots, UntoldLots);

    /// <summary>The price nearest to the other side at which one of them may rest, ticks.</summary>
    /// <param name="sell">True if this is the ask side: the lowest price counts.</param>
    /// <param name="ticks">The price.</param>
    /// <returns>False if none can rest.</returns>
    public readonly bool TryReach(bool sell, out long ticks)
    {
        ticks = 0;
        bool any = false;
        foreach (ref readonly OwnOrder order in Used)
        {
            if (order.IsGone) continue;
            long reach = order.ReachTicks;
            if (!any || (sell ? reach < ticks : reach > ticks)) ticks = reach;
            any = true;
        }
        return any;
    }

    // Each is at most 2^60: the sum of two does not overflow, and what is beyond is far beyond any limit.
    private static long Plus(long sum, long lots) => Math.Min(long.MaxValue / 4, sum + Math.Min(lots, OwnOrders.MaxLots * 2));

    [InlineArray(Capacity)]
    private struct Slots
    {
        private OwnOrder _first;
    }
}
