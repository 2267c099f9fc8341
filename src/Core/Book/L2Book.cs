using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Minnow.Core.Model;

namespace Minnow.Core.Book;

/// <summary>The venue's order book of one instrument, kept from <see cref="EventKind.BookLevel"/> events.</summary>
/// <remarks>
/// About 131 KB of plain bytes: lives inside the quoter's state, is passed by reference and never copied. All-zero bytes are a book
/// without a snapshot. Rules: docs of the venue, "Book channel". A change must name the last message applied
/// (<c>PrevChangeId == LastChangeId</c>) and carry a higher id of its own; anything else is a duplicate or a gap. After a gap only a
/// snapshot helps. See L2Book.Sequence.cs for the exact rules.
/// </remarks>
public partial struct L2Book
{
    /// <summary>Prices lie strictly between minus and plus this many ticks, so that the sum of two does not overflow.</summary>
    public const long MaxPriceTicks = 1L << 61;

    [InlineArray(2)]
    private struct TwoSides
    {
        private BookSide _first;
    }

    private BookStatus _status;
    private BookInvalidReason _reason;
    private BookOutcome _skip;
    private bool _inMessage;
    private bool _messageIsSnapshot;
    private bool _lastIsSnapshot;
    private bool _hasDropped;
    private bool _isTruncated;
    private long _lastChangeId;
    private long _lastPrevChangeId;
    private long _droppedChangeId;
    private long _lastExchangeNs;
    private long _lastReceivedNs;
    private long _invalidSinceNs;
    private long _crossedSinceNs;
    private long _tickE8;
    private long _lotE8;
    private BookCounters _counters;
    private TwoSides _sides;

    /// <summary>Whether the levels may be used.</summary>
    public readonly BookStatus Status => _status;

    /// <summary>Why the book is invalid; <see cref="BookInvalidReason.None"/> if it is not.</summary>
    public readonly BookInvalidReason InvalidReason => _reason;

    /// <summary>True if the book is whole: every message up to the last one is in.</summary>
    public readonly bool IsValid => _status == BookStatus.Valid;

    /// <summary>Id of the last message applied; meaningful once there was a snapshot.</summary>
    public readonly long LastChangeId => _lastChangeId;

    /// <summary>The venue's time of the last message applied, ns since 1970; 0 before.</summary>
    public readonly long LastExchangeNs => _lastExchangeNs;

    /// <summary>When the last message applied was received, ns since 1970; 0 before.</summary>
    public readonly long LastReceivedNs => _lastReceivedNs;

    /// <summary>When the book became invalid, ns since 1970; 0 if it is not invalid.</summary>
    public readonly long InvalidSinceNs => _invalidSinceNs;

    /// <summary>Receive time of the message that made bid reach ask, ns since 1970; 0 if the book is not crossed or locked.</summary>
    public readonly long CrossedSinceNs => _crossedSinceNs;

    /// <summary>True if a side was full since the last snapshot: far levels are missing.</summary>
    public readonly bool IsTruncated => _isTruncated;

    /// <summary>What happened so far.</summary>
    [UnscopedRef]
    public readonly ref readonly BookCounters Counters => ref _counters;

    /// <summary>The bids.</summary>
    [UnscopedRef]
    public readonly ref readonly BookSide Bids => ref _sides[0];

    /// <summary>The asks.</summary>
    [UnscopedRef]
    public readonly ref readonly BookSide Asks => ref _sides[1];

    /// <summary>Takes one event about this instrument, or about all. Events of other kinds do nothing.</summary>
    /// <returns>What it did and what the caller does next.</returns>
    /// <remarks>The caller has chosen the book by <see cref="Event.InstrumentIndex"/>. Cost: no allocation, no exception.</remarks>
    public BookOutcome Apply(in Event e)
    {
        if (e.Kind != EventKind.BookLevel) return ApplyOther(in e);
        EventFlags flags = e.Flags;
        if ((flags & EventFlags.First) != 0) Begin(in e);
        if (!_inMessage) return Skip(in e);
        if ((flags & EventFlags.Empty) == 0)
        {
            long price = e.Level.PriceTicks, size = e.Level.SizeLots;
            if (IsBad(price, size)) return Invalidate(BookInvalidReason.BadLevel, e.ReceivedNs);
            int side = (int)(flags & EventFlags.Ask) / (int)EventFlags.Ask;
            _counters.Levels++;
            BookSide.SetResult result = _sides[side].Set(price, size);
            if (result != BookSide.SetResult.Done) Count(result);
        }
        return (flags & EventFlags.Last) == 0 ? BookOutcome.Partial : Complete(in e);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBad(long priceTicks, long sizeLots) =>
        (ulong)(priceTicks + (MaxPriceTicks - 1)) > 2 * (ulong)(MaxPriceTicks - 1) || sizeLots < 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Count(BookSide.SetResult result)
    {
        if (result == BookSide.SetResult.UnknownDelete) _counters.UnknownDeletes++;
        else
        {
            _counters.Evictions++;
            _isTruncated = true;
        }
    }

    private BookOutcome ApplyOther(in Event e)
    {
        switch (e.Kind)
        {
            case EventKind.BookInvalid:
                return Invalidate(BookInvalidReason.Refused, e.ReceivedNs);
            case EventKind.FeedState:
                return e.Has(EventFlags.Lost) ? Invalidate(BookInvalidReason.FeedLost, e.ReceivedNs) : BookOutcome.None;
            case EventKind.InstrumentDefined:
                return Rescale(in e);
            default:
                return BookOutcome.None;
        }
    }

    /// <summary>A definition with another tick or lot makes the levels meaningless.</summary>
    private BookOutcome Rescale(in Event e)
    {
        bool known = _tickE8 != 0 || _lotE8 != 0;
        bool same = _tickE8 == e.Defined.TickE8 && _lotE8 == e.Defined.LotE8;
        _tickE8 = e.Defined.TickE8;
        _lotE8 = e.Defined.LotE8;
        if (same || (!known && _status == BookStatus.NoSnapshot)) return BookOutcome.None;
        _sides[0].Clear(asks: false);
        _sides[1].Clear(asks: true);
        return Invalidate(BookInvalidReason.ScaleChanged, e.ReceivedNs);
    }
}
