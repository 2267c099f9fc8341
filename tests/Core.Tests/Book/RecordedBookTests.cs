using System;
using System.Collections.Generic;
using Minnow.Core.Book;
using Minnow.Core.Model;
using Minnow.Tests;
using Xunit;

namespace Minnow.Core.Tests.Book;

/// <summary>Real recordings against the twin, compared in full after every message.</summary>
public sealed class RecordedBookTests
{
    [Fact]
    public void The_market_recording_builds_the_twins_book_and_the_venues_quotes()
    {
        using BookMemory memory = new();
        NaiveBook twin = new();
        QuoteAudit audit = default;
        int messages = 0, most = 0;
        RecordedFeed feed = new()
        {
            OnBook = (_, m) =>
            {
                ref L2Book book = ref memory.Book;
                BookOutcome outcome = m.ApplyTo(ref book);
                Assert.Equal(twin.Apply(m), outcome);
                BookAssert.Same(in book, twin, $"message {++messages}, change {m.ChangeId}");
                if (outcome == BookOutcome.Complete && !audit.OnBook(in book)) Assert.Fail($"quote differs at change {m.ChangeId}");
                most = Math.Max(most, Math.Max(book.Bids.Count, book.Asks.Count));
            },
            OnQuote = (_, e) => audit.OnQuote(in e, in memory.Book),
        };
        feed.Read(SharedFiles.Data("market/btc-perpetual-20240808.jsonl.gz"));

        ref readonly BookCounters counters = ref memory.Book.Counters;
        Assert.Equal((42_158, 1, 556_752), (counters.Messages, counters.Snapshots, counters.Levels));
        Assert.Equal((0, 0, 0, 0), (counters.Gaps, counters.CrossedMessages, counters.Evictions, counters.Duplicates));
        Assert.Equal(1_747, most);
        Assert.Equal((13_804, 13_804, 0, 44), (audit.Compared, audit.Equal, audit.Overflowed, audit.MostPending));
    }

    [Fact]
    public void A22_Levels_lost_without_breaking_the_sequence_are_found_by_the_quotes()
    {
        using BookMemory memory = new();
        QuoteAudit audit = default;
        int messages = 0;
        long first = 0, last = 0;
        RecordedFeed feed = new()
        {
            OnBook = (_, m) =>
            {
                ref L2Book book = ref memory.Book;
                if (++messages is >= 20_000 and < 20_200)
                {
                    if (first == 0) first = m.ChangeId;
                    last = m.ChangeId;
                    m.Events.RemoveAll(e => !e.Has(EventFlags.Ask));
                    m.Close();
                }
                if (m.ApplyTo(ref book) == BookOutcome.Complete) audit.OnBook(in book);
            },
            OnQuote = (_, e) => audit.OnQuote(in e, in memory.Book),
        };
        feed.Read(SharedFiles.Data("market/btc-perpetual-20240808.jsonl.gz"));
        Assert.InRange(audit.Different, 1, 13_000);
        Assert.InRange(audit.FirstMismatch.ChangeId, first, last);
        Assert.NotEqual(audit.FirstMismatch.Stated, audit.FirstMismatch.Built);
    }

    [Theory]
    [InlineData("deribit/DERIBIT-5dd9ce.0", 10, 187, 0)]
    [InlineData("deribit/DERIBIT.ws.1.0", 10, 46, 0)]
    [InlineData("deribit/ssc2ce-python/deribit_dump.jsonl", 1, 4, 1)]
    public void Captures_of_the_venue_build_the_twins_books(string file, int instruments, int messages, int gaps)
    {
        Dictionary<string, (BookMemory Memory, NaiveBook Twin)> books = new();
        try
        {
            RecordedFeed feed = new()
            {
                OnBook = (name, m) =>
                {
                    if (!books.TryGetValue(name, out (BookMemory Memory, NaiveBook Twin) pair))
                        books[name] = pair = (new BookMemory(), new NaiveBook());
                    Assert.Equal(pair.Twin.Apply(m), m.ApplyTo(ref pair.Memory.Book));
                    BookAssert.Same(in pair.Memory.Book, pair.Twin, $"{name}, change {m.ChangeId}");
                },
            };
            feed.Read(SharedFiles.Data(file));
            BookCounters sum = default;
            foreach ((BookMemory memory, _) in books.Values)
            {
                sum.Messages += memory.Book.Counters.Messages;
                sum.Gaps += memory.Book.Counters.Gaps;
                sum.CrossedMessages += memory.Book.Counters.CrossedMessages;
                sum.UnknownDeletes += memory.Book.Counters.UnknownDeletes;
                Assert.Equal(gaps == 0, memory.Book.IsValid);
            }
            Assert.Equal((instruments, messages, gaps, 0, 0), (books.Count, sum.Messages, sum.Gaps, sum.CrossedMessages, sum.UnknownDeletes));
        }
        finally
        {
            foreach ((BookMemory memory, _) in books.Values) memory.Dispose();
        }
    }
}
