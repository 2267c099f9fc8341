using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Minnow.Core.Model;

namespace Minnow.Core.Book;

/// <summary>A quote of the venue that does not agree with the book built from its level messages.</summary>
public struct QuoteMismatch
{
    /// <summary>The venue's time of the quote, ns since 1970.</summary>
    public long QuoteExchangeNs;

    /// <summary>The venue's time of the book message after which it was compared, ns since 1970.</summary>
    public long BookExchangeNs;

    /// <summary>Id of that book message.</summary>
    public long ChangeId;

    /// <summary>Zero.</summary>
    public long Reserved;

    /// <summary>What the venue stated.</summary>
    public Quote Stated;

    /// <summary>What the book says.</summary>
    public Quote Built;
}

/// <summary>Compares the venue's own best bid and ask with the book built from level messages: finds silent drift.</summary>
/// <remarks>
/// Quotes may arrive before the book message that contains them. So a quote waits until a book message with a time stamp not before its
/// own is complete; then the latest such quote is compared, once, and the older ones are dropped. A quote that arrives while the
/// book is not valid is not kept, and one kept before a snapshot is forgotten with it. The ring holds the last
/// <see cref="Capacity"/> quotes; 44 is the most that waited in the recorded sessions. All-zero bytes are a fresh audit.
/// </remarks>
public struct QuoteAudit
{
    /// <summary>Most quotes that wait; the oldest goes when another comes, and is counted.</summary>
    public const int Capacity = 128;

    private struct Pending
    {
        public long ExchangeNs;
        public Quote Quote;
    }

    [InlineArray(Capacity)]
    private struct Ring
    {
        private Pending _first;
    }

    private long _head;
    private long _tail;
    private long _snapshots;
    private long _compared;
    private long _equal;
    private long _overflowed;
    private long _mostPending;
    private QuoteMismatch _firstMismatch;
    private Ring _ring;

    /// <summary>Quotes compared.</summary>
    public readonly long Compared => _compared;

    /// <summary>Of those, the ones that agreed in both prices and both amounts.</summary>
    public readonly long Equal => _equal;

    /// <summary>Of those, the ones that did not.</summary>
    public readonly long Different => _compared - _equal;

    /// <summary>Quotes lost because too many waited.</summary>
    public readonly long Overflowed => _overflowed;

    /// <summary>Most quotes that ever waited.</summary>
    public readonly long MostPending => _mostPending;

    /// <summary>Quotes that wait now.</summary>
    public readonly int PendingCount => (int)(_tail - _head);

    /// <summary>The first disagreement; all zero while <see cref="Different"/> is 0.</summary>
    [UnscopedRef]
    public readonly ref readonly QuoteMismatch FirstMismatch => ref _firstMismatch;

    /// <summary>Takes one <see cref="EventKind.Quote"/> of the book's instrument.</summary>
    public void OnQuote(in Event quote, ref readonly L2Book book)
    {
        ForgetIfAnew(in book);
        if (!book.IsValid)
        {
            _head = _tail;
            return;
        }
        if (_tail - _head == Capacity)
        {
            _head++;
            _overflowed++;
        }
        ref Pending slot = ref _ring[(int)(_tail++ & (Capacity - 1))];
        slot.ExchangeNs = quote.ExchangeNs;
        slot.Quote = quote.Quote;
        if (_tail - _head > _mostPending) _mostPending = _tail - _head;
    }

    /// <summary>Called after each <see cref="BookOutcome.Complete"/>: compares if a waiting quote is due.</summary>
    /// <returns>False if a quote was compared and disagrees.</returns>
    public bool OnBook(ref readonly L2Book book)
    {
        ForgetIfAnew(in book);
        long found = -1;
        while (_head != _tail && _ring[(int)(_head & (Capacity - 1))].ExchangeNs <= book.LastExchangeNs) found = _head++;
        return found < 0 || Compare(in _ring[(int)(found & (Capacity - 1))], in book);
    }

    private void ForgetIfAnew(ref readonly L2Book book)
    {
        if (_snapshots == book.Counters.Snapshots) return;
        _snapshots = book.Counters.Snapshots;
        _head = _tail;
    }

    private bool Compare(ref readonly Pending pending, ref readonly L2Book book)
    {
        Quote built = new()
        {
            BidTicks = book.BestBidTicks,
            BidLots = book.BestBidLots,
            AskTicks = book.BestAskTicks,
            AskLots = book.BestAskLots,
        };
        _compared++;
        bool same = built.BidTicks == pending.Quote.BidTicks && built.BidLots == pending.Quote.BidLots
            && built.AskTicks == pending.Quote.AskTicks && built.AskLots == pending.Quote.AskLots;
        if (same) _equal++;
        else if (_compared - _equal == 1) Keep(in pending, in built, in book);
        return same;
    }

    private void Keep(ref readonly Pending pending, in Quote built, ref readonly L2Book book)
    {
        _firstMismatch.QuoteExchangeNs = pending.ExchangeNs;
        _firstMismatch.BookExchangeNs = book.LastExchangeNs;
        _firstMismatch.ChangeId = book.LastChangeId;
        _firstMismatch.Stated = pending.Quote;
        _firstMismatch.Built = built;
    }
}
