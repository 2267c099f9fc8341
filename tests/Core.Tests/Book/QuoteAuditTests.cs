using System;
using Minnow.Core.Book;
using Minnow.Core.Model;
using Xunit;
using static Minnow.Core.Tests.Book.BookMessage;

namespace Minnow.Core.Tests.Book;

public sealed class QuoteAuditTests : IDisposable
{
    private readonly BookMemory _memory = new();
    private QuoteAudit _audit;

    private ref L2Book Book => ref _memory.Book;

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void The_latest_quote_not_after_the_book_message_is_compared_once()
    {
        Load();
        Quote(1050, 10, 5, 12, 7);
        Quote(1060, 11, 1, 12, 7);
        Quote(1070, 99, 1, 100, 7);
        Assert.True(Apply(Change(10, 60, ('b', 11, 1))));
        Assert.Equal((1, 1, 1), (_audit.Compared, _audit.Equal, _audit.PendingCount));
        Assert.True(Apply(Change(60, 61, ('b', 3, 1))));
        Assert.Equal((1, 1), (_audit.Compared, _audit.PendingCount));
    }

    [Theory]
    [InlineData(10, 1, 12, 7)]
    [InlineData(11, 2, 12, 7)]
    [InlineData(11, 1, 13, 7)]
    [InlineData(11, 1, 12, 8)]
    [InlineData(Units.Missing, 0, 12, 7)]
    public void A22_Any_of_the_four_numbers_makes_a_difference(long bid, long bidLots, long ask, long askLots)
    {
        Load();
        Quote(1060, bid, bidLots, ask, askLots);
        Assert.False(Apply(Change(10, 60, ('b', 11, 1))));
        Quote(1061, 0, 0, 0, 0);
        Assert.False(Apply(Change(60, 61)));
        Assert.Equal((2, 0, 2), (_audit.Compared, _audit.Equal, _audit.Different));
        ref readonly QuoteMismatch first = ref _audit.FirstMismatch;
        Assert.Equal((1060, 1060, 60), (first.QuoteExchangeNs, first.BookExchangeNs, first.ChangeId));
        Assert.Equal((bid, bidLots, ask, askLots), (first.Stated.BidTicks, first.Stated.BidLots, first.Stated.AskTicks, first.Stated.AskLots));
        Assert.Equal((11, 1, 12, 7), (first.Built.BidTicks, first.Built.BidLots, first.Built.AskTicks, first.Built.AskLots));
    }

    [Fact]
    public void An_empty_side_equals_a_missing_quote_side()
    {
        Load();
        Quote(1060, Units.Missing, 0, 12, 7);
        Assert.True(Apply(Change(10, 60, ('b', 10, 0))));
        Assert.Equal(1, _audit.Equal);
    }

    [Fact]
    public void Quotes_before_the_book_is_valid_are_not_kept()
    {
        Quote(1, 10, 5, 12, 7);
        Load();
        Assert.Equal((0, 0), (_audit.Compared, _audit.PendingCount));
        Change(55, 60).ApplyTo(ref Book);
        Quote(2, 10, 5, 12, 7);
        Assert.Equal(0, _audit.PendingCount);
    }

    [Fact]
    public void A_snapshot_forgets_the_quotes_before_it()
    {
        Load();
        Quote(1015, 1, 1, 2, 2);
        Change(55, 60).ApplyTo(ref Book);
        Assert.True(Apply(NewSnapshot(70, ('b', 10, 5), ('a', 12, 7))));
        Assert.True(Apply(Change(70, 71)));
        Assert.Equal((0, 0), (_audit.Compared, _audit.PendingCount));
    }

    [Fact]
    public void Too_many_waiting_quotes_lose_the_oldest_and_are_counted()
    {
        Load();
        for (int i = 0; i < QuoteAudit.Capacity + 5; i++) Quote(2000 + i, i, 1, i + 1, 1);
        Assert.Equal((5, QuoteAudit.Capacity, QuoteAudit.Capacity), (_audit.Overflowed, _audit.PendingCount, _audit.MostPending));
        Assert.True(Apply(Make(1004, 10, false, 2004)));
        Assert.Equal((0, QuoteAudit.Capacity), (_audit.Compared, _audit.PendingCount));
        Assert.False(Apply(Make(1005, 1004, false, 2005)));
        Assert.Equal((1, QuoteAudit.Capacity - 1, 5), (_audit.Compared, _audit.PendingCount, _audit.FirstMismatch.Stated.BidTicks));
    }

    private void Load() => Apply(NewSnapshot(10, ('b', 10, 5), ('a', 12, 7)));

    private bool Apply(BookMessage message)
    {
        Assert.Equal(BookOutcome.Complete, message.ApplyTo(ref Book));
        return _audit.OnBook(in Book);
    }

    private void Quote(long exchangeNs, long bid, long bidLots, long ask, long askLots)
    {
        Event e = new() { Kind = EventKind.Quote, ExchangeNs = exchangeNs };
        e.Quote.BidTicks = bid;
        e.Quote.BidLots = bidLots;
        e.Quote.AskTicks = ask;
        e.Quote.AskLots = askLots;
        _audit.OnQuote(in e, in Book);
    }
}
