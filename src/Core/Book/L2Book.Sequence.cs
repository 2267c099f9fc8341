using System.Runtime.CompilerServices;
using Minnow.Core.Model;

namespace Minnow.Core.Book;

/// <summary>The rules by which a message may be applied.</summary>
/// <remarks>
/// Snapshot: replaces the book. If the book is valid and the snapshot's id is lower than the last one applied, it is discarded (the
/// book is newer). If the book is invalid and the id is lower than that of the change dropped last, it is discarded once, and the next
/// one is believed whatever its id: a stale snapshot costs one more request, and a venue that began to number anew costs no more.
/// Change: <c>prev == last</c> and <c>id &gt; last</c> → applied. Same id and same prev as the message applied last (or the
/// id of the snapshot applied last) → duplicate. Else a gap; a reordered or restarted sequence ends here too.
/// Ids are only compared, never added.
/// </remarks>
public partial struct L2Book
{
    /// <summary>Makes the book unusable until the next snapshot. The levels stay for display.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="nowNs">The event's receive time, ns since 1970.</param>
    /// <returns><see cref="BookOutcome.Invalidated"/>, or <see cref="BookOutcome.None"/> if it was unusable before.</returns>
    public BookOutcome Invalidate(BookInvalidReason reason, long nowNs)
    {
        _inMessage = false;
        _skip = BookOutcome.Dropped;
        if (reason == BookInvalidReason.FeedLost) _hasDropped = false;
        if (_status is BookStatus.NoSnapshot && reason != BookInvalidReason.ScaleChanged) return BookOutcome.None;
        if (_status is BookStatus.Invalid)
        {
            if (reason is BookInvalidReason.FeedLost or BookInvalidReason.ScaleChanged) _reason = reason;
            return BookOutcome.None;
        }
        _status = BookStatus.Invalid;
        _reason = reason;
        _invalidSinceNs = nowNs;
        _crossedSinceNs = 0;
        _counters.Invalidations++;
        return BookOutcome.Invalidated;
    }

    /// <summary>First event of a message: decides whether its levels go in.</summary>
    private void Begin(in Event e)
    {
        bool snapshot = e.Has(EventFlags.Snapshot);
        if (_inMessage && BeginInsideMessage(in e, snapshot)) return;
        if (!snapshot && _status == BookStatus.Valid && e.Level.PrevChangeId == _lastChangeId && e.Level.ChangeId > _lastChangeId)
        {
            Open(snapshot: false);
            return;
        }
        if (snapshot) BeginSnapshot(in e);
        else BeginOutOfChain(in e);
    }

    /// <summary>The last message never ended. A snapshot may still begin; a change can not follow what is half applied.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool BeginInsideMessage(in Event e, bool snapshot)
    {
        Invalidate(BookInvalidReason.TornMessage, e.ReceivedNs);
        if (snapshot) return false;
        _skip = BookOutcome.Invalidated;
        Remember(in e);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Open(bool snapshot)
    {
        _inMessage = true;
        _messageIsSnapshot = snapshot;
        _status = BookStatus.Partial;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void BeginSnapshot(in Event e)
    {
        long id = e.Level.ChangeId;
        bool stale = _status == BookStatus.Valid ? id < _lastChangeId : _hasDropped && id < _droppedChangeId;
        _hasDropped = false;
        if (stale)
        {
            _counters.StaleSnapshots++;
            _skip = BookOutcome.Stale;
            return;
        }
        _isTruncated = false;
        _sides[0].Clear(asks: false);
        _sides[1].Clear(asks: true);
        Open(snapshot: true);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void BeginOutOfChain(in Event e)
    {
        if (_status != BookStatus.Valid)
        {
            _counters.Dropped++;
            _skip = BookOutcome.Dropped;
            Remember(in e);
            return;
        }
        if (e.Level.ChangeId == _lastChangeId && (_lastIsSnapshot || e.Level.PrevChangeId == _lastPrevChangeId))
        {
            _counters.Duplicates++;
            _skip = BookOutcome.Duplicate;
            return;
        }
        _counters.Gaps++;
        Invalidate(BookInvalidReason.Gap, e.ReceivedNs);
        _skip = BookOutcome.Gap;
        Remember(in e);
    }

    private void Remember(in Event e)
    {
        _hasDropped = true;
        _droppedChangeId = e.Level.ChangeId;
    }

    /// <summary>An event of a message that does not go in. A gap is told once, with the first event of the message.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private BookOutcome Skip(in Event e)
    {
        BookOutcome outcome = _skip;
        if (outcome is BookOutcome.Gap or BookOutcome.Invalidated) _skip = BookOutcome.Dropped;
        if (outcome == BookOutcome.None) return Invalidate(BookInvalidReason.TornMessage, e.ReceivedNs);
        if (e.Has(EventFlags.Last)) _skip = BookOutcome.None;
        return outcome;
    }

    /// <summary>Last event of a message that went in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private BookOutcome Complete(in Event e)
    {
        _inMessage = false;
        _status = BookStatus.Valid;
        _lastChangeId = e.Level.ChangeId;
        _lastPrevChangeId = e.Level.PrevChangeId;
        _lastIsSnapshot = _messageIsSnapshot;
        _lastExchangeNs = e.ExchangeNs;
        _lastReceivedNs = e.ReceivedNs;
        _counters.Messages++;
        if (_messageIsSnapshot) CompleteSnapshot();
        if (IsCrossed()) CountCrossed(e.ReceivedNs);
        else _crossedSinceNs = 0;
        return BookOutcome.Complete;
    }

    private void CompleteSnapshot()
    {
        _reason = BookInvalidReason.None;
        _invalidSinceNs = 0;
        _counters.Snapshots++;
    }

    private readonly bool IsCrossed() =>
        Bids.Count != 0 && Asks.Count != 0 && Bids.BestTicks >= Asks.BestTicks;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CountCrossed(long receivedNs)
    {
        if (_crossedSinceNs == 0) _crossedSinceNs = receivedNs;
        _counters.CrossedMessages++;
    }
}
