using System;
using System.Numerics;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <summary>Our orders by our id, ended ones included for a while. Fixed size.</summary>
/// <remarks>
/// Our ids are numbered one after another, so an order lies within a few places of its id modulo the size. An ended order gives its place up when a new one needs it
/// and it is the oldest there; late reports still carry our id in the label.
/// </remarks>
internal sealed class OrderTable
{
    private const int Reach = 16;

    private readonly OrderEntry[] _entries;
    private readonly int _mask;

    internal OrderTable(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, Reach);
        _entries = new OrderEntry[BitOperations.RoundUpToPowerOf2((uint)capacity)];
        _mask = _entries.Length - 1;
    }

    internal int Capacity => _entries.Length;

    internal ref OrderEntry this[int slot] => ref _entries[slot];

    /// <summary>Slot of an order, or -1.</summary>
    internal int Find(long orderId)
    {
        for (int i = 0; i < Reach; i++)
        {
            int slot = (int)(orderId + i) & _mask;
            if (_entries[slot].Life != OrderLife.None && _entries[slot].OrderId == orderId) return slot;
        }

        return -1;
    }

    /// <summary>Slot of the order with that id of the venue, or -1. Slow: for what carries no label of ours.</summary>
    internal int Find(in VenueId venueId)
    {
        ReadOnlySpan<byte> id = VenueId.Text(in venueId);
        if (id.IsEmpty) return -1;
        for (int slot = 0; slot < _entries.Length; slot++)
            if (_entries[slot].HasVenueId && id.SequenceEqual(VenueId.Text(in _entries[slot].VenueId))) return slot;
        return -1;
    }

    /// <summary>Takes a place for a new order.</summary>
    /// <returns>Its slot, or -1 if all places near it are of live orders.</returns>
    internal int Add(long orderId, long keepEndedNs, long nowNs, ref SessionCounters counters)
    {
        int best = -1;
        for (int i = 0; i < Reach; i++)
        {
            int slot = (int)(orderId + i) & _mask;
            ref OrderEntry entry = ref _entries[slot];
            if (entry.Life is not (OrderLife.None or OrderLife.Ended)) continue;
            if (best < 0 || entry.EndedNs < _entries[best].EndedNs) best = slot;
            if (entry.Life == OrderLife.None) break;
        }

        if (best < 0) return -1;
        ref OrderEntry place = ref _entries[best];
        if (place.Life == OrderLife.Ended && nowNs - place.EndedNs < keepEndedNs) counters.ForgottenEarly++;
        place = default;
        place.OrderId = orderId;
        place.QueryNs = place.CancelNs = long.MaxValue;
        place.PriceTicks = place.AmountLots = place.FilledLots = Units.Missing;
        return best;
    }
}
