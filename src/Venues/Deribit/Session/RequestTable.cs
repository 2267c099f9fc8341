using System;

namespace Minnow.Venues.Deribit.Session;

/// <summary>A request under way.</summary>
internal struct Request
{
    internal long Id;
    internal RequestKind Kind;
    internal bool IsLate;      // its time is up; an answer may still come
    internal short Tag;        // instrument or currency, by kind
    internal long OrderId;
    internal RequestKind OrderKind; // of a mass quote: what it is to that order
    internal long OtherOrderId;     // and the order on the other side; 0 if there is none
    internal RequestKind OtherKind;
    internal long SentNs;
    internal long DueNs;
}

/// <summary>Requests under way by their id: an answer finds its request, and a request without an answer is told in time.</summary>
/// <remarks>Registration comes before sending (fault B25). A request whose time is up stays known while there is room, so that a late answer is still understood.</remarks>
internal sealed class RequestTable
{
    private readonly Request[] _requests;
    private readonly int _mask;
    private long _lastId;
    private long _dueNs = long.MaxValue; // no later than the first that is due

    internal RequestTable(int capacity = 512)
    {
        _requests = new Request[capacity];
        _mask = capacity - 1;
        if ((capacity & _mask) != 0) throw new ArgumentOutOfRangeException(nameof(capacity));
    }

    /// <summary>Requests whose time is not up.</summary>
    internal int Count { get; private set; }

    /// <summary>When <see cref="TryTakeDue"/> must be called, ns.</summary>
    internal long DueNs => Count == 0 ? long.MaxValue : _dueNs;

    /// <summary>Registers a request.</summary>
    /// <returns>Its id; 0 if there is no room.</returns>
    internal long Add(RequestKind kind, long nowNs, long dueNs, short tag, long orderId)
    {
        long id = _lastId + 1;
        ref Request place = ref _requests[id & _mask];
        if (place.Kind != RequestKind.None && !place.IsLate) return 0;
        _lastId = id;
        place = new Request { Id = id, Kind = kind, Tag = tag, OrderId = orderId, SentNs = nowNs, DueNs = dueNs };
        Count++;
        _dueNs = Math.Min(_dueNs, dueNs);
        return id;
    }

    /// <summary>Says what a request that was just added is to the orders of both sides.</summary>
    internal void Cover(long id, RequestKind kind, long otherOrderId, RequestKind otherKind)
    {
        ref Request place = ref _requests[id & _mask];
        (place.OrderKind, place.OtherOrderId, place.OtherKind) = (kind, otherOrderId, otherKind);
    }

    /// <summary>Takes the request of an answer away.</summary>
    internal bool TryTake(long id, out Request request)
    {
        request = default;
        if (id <= 0) return false;
        ref Request place = ref _requests[id & _mask];
        if (place.Id != id || place.Kind == RequestKind.None) return false;
        request = place;
        if (!place.IsLate) Count--;
        place = default;
        return true;
    }

    /// <summary>Marks one request whose time is up as late and gives it out.</summary>
    /// <returns>False if there is none.</returns>
    internal bool TryTakeDue(long nowNs, out Request request)
    {
        request = default;
        if (nowNs < DueNs) return false;
        int found = -1;
        long next = long.MaxValue;
        for (int i = 0; i < _requests.Length; i++)
        {
            ref Request place = ref _requests[i];
            if (place.Kind == RequestKind.None || place.IsLate) continue;
            // The lowest id first, so that what follows is in the order of sending.
            if (place.DueNs <= nowNs && (found < 0 || place.Id < _requests[found].Id)) found = i;
            next = Math.Min(next, place.DueNs);
        }

        _dueNs = next;
        if (found < 0) return false;
        _requests[found].IsLate = true;
        Count--;
        request = _requests[found];
        return true;
    }

    /// <summary>Forgets all; ids go on.</summary>
    internal void Clear()
    {
        Array.Clear(_requests);
        Count = 0;
        _dueNs = long.MaxValue;
    }
}
