using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Minnow.Core.Risk.Gate;

/// <summary>The orders of one instrument that the gate counts: those that may live, close together, and the last ones that ended.</summary>
internal struct GateLedger
{
    internal const int Capacity = 64;
    private const int EndedCapacity = 64;

    private Orders _live;
    private Orders _ended;
    private int _count;
    private long _endedCount;

    internal readonly int Count => _count;

    [UnscopedRef]
    internal readonly ReadOnlySpan<GateOrder> Live => ((ReadOnlySpan<GateOrder>)_live)[.._count];

    [UnscopedRef]
    internal ref GateOrder this[int slot] => ref _live[slot];

    /// <summary>The place of a live order, or -1.</summary>
    internal readonly int IndexOf(long orderId)
    {
        ReadOnlySpan<GateOrder> live = Live;
        for (int i = 0; i < live.Length; i++)
            if (live[i].OrderId == orderId) return i;
        return -1;
    }

    /// <summary>Takes an order in.</summary>
    /// <returns>False if there is no place.</returns>
    internal bool TryAdd(in GateOrder order)
    {
        if (_count == Capacity) return false;
        _live[_count++] = order;
        return true;
    }

    /// <summary>Takes an order that is over out of the live ones.</summary>
    internal void DropIfOver(int slot)
    {
        if (!_live[slot].IsOver) return;
        _ended[(int)(_endedCount++ % EndedCapacity)] = _live[slot];
        _live[slot] = _live[--_count];
    }

    /// <summary>Brings an order that had ended back among the live ones, to apply what is said of it.</summary>
    /// <returns>Its place; -1 if it is not kept, -2 if there is no place for it.</returns>
    internal int Revive(long orderId)
    {
        long first = Math.Max(0, _endedCount - EndedCapacity);
        for (long i = _endedCount - 1; i >= first; i--)
        {
            ref GateOrder order = ref _ended[(int)(i % EndedCapacity)];
            if (order.OrderId != orderId) continue;
            if (!TryAdd(in order)) return -2;
            order = default;
            _live[_count - 1].IsRevived = true;
            return _count - 1;
        }
        return -1;
    }

    /// <summary>What all orders of a side may still add to the position, lots.</summary>
    internal readonly Int128 WorstLots(bool sell)
    {
        Int128 sum = 0;
        foreach (ref readonly GateOrder order in Live)
            if (order.IsSell == sell) sum += order.WorstLots;
        return sum;
    }

    /// <summary>Orders that may rest.</summary>
    internal readonly int OpenCount
    {
        get
        {
            int count = 0;
            foreach (ref readonly GateOrder order in Live) count += order.IsEnded ? 0 : 1;
            return count;
        }
    }

    /// <summary>Orders that may rest and were not asked to go.</summary>
    internal readonly int UnaskedCount
    {
        get
        {
            int count = 0;
            foreach (ref readonly GateOrder order in Live) count += order.IsEnded || order.IsCancelAsked ? 0 : 1;
            return count;
        }
    }

    [InlineArray(Capacity)]
    private struct Orders
    {
        private GateOrder _first;
    }
}
