using System;
using Minnow.Core.Book;
using Minnow.Core.Model;
using Xunit;

namespace Minnow.Core.Tests.Book;

/// <summary>From when on a change of ours counts as seen in the book, whichever stream is the faster.</summary>
public sealed class OwnDepthTests : IDisposable
{
    private const long Ms = Units.NsPerMs;

    private readonly BookMemory _memory = new();
    private OwnDepth _own;
    private long _changeId;
    private long _nowNs = 1_700_000_000 * Units.NsPerSecond;

    public OwnDepthTests() => Book(EventFlags.Snapshot, (false, 100, 50), (false, 99, 70), (true, 102, 60), (true, 103, 80));

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void A_report_that_is_faster_than_the_book_counts_from_its_time_on()
    {
        Tell(1, false, 100, 20, atMs: 5);
        Assert.Equal((100L, 50L), Best());
        Step(3, (true, 103, 81));
        Assert.Equal(0, _own.LotsAt(false, 100));
        Step(5, (false, 100, 70));
        Assert.Equal((100L, 50L), Best());
        Assert.Equal(20, _own.LotsAt(false, 100));
    }

    [Fact]
    public void A_book_that_is_faster_than_the_report_counts_if_it_shows_just_what_we_asked_for()
    {
        Expect(1, false, 101, 20);
        Step(1, (false, 101, 20));
        Assert.Equal((100L, 50L), Best());
        Tell(1, false, 101, 20, atMs: 1);
        Assert.Equal((100L, 50L), Best());
        Assert.False(_own.IsWaiting);
    }

    [Fact]
    public void What_others_add_at_our_price_meanwhile_is_theirs()
    {
        Expect(1, false, 100, 20);
        Step(1, (false, 100, 90));
        Assert.Equal((100L, 90L), Best());
        Step(2, (false, 100, 110));
        Assert.Equal((100L, 90L), Best());
    }

    // Lots of the level after the message, ours being 20 of 70 before it.
    [Theory]
    [InlineData(30, 100, 80, 50)] // larger at its price
    [InlineData(5, 100, 55, 50)] // smaller at its price
    [InlineData(0, 100, 50, 50)] // cancelled
    [InlineData(20, 98, 50, 50)] // moved behind
    public void A_change_of_an_order_is_no_news_whichever_is_faster(long lots, long ticks, long shownLots, long othersLots)
    {
        foreach (bool isBookFirst in (bool[])[true, false])
        {
            using OwnDepthTests t = new();
            t.Tell(1, false, 100, 20, atMs: 0);
            t.Step(1, (false, 100, 70));
            Assert.Equal((100L, 50L), t.Best());
            t.Expect(1, false, ticks, lots);
            if (!isBookFirst) t.Tell(1, false, ticks, lots, atMs: 9);
            Assert.Equal((100L, 50L), t.Best());
            if (ticks == 100) t.Step(9, (false, 100, shownLots));
            else t.Step(9, (false, 100, shownLots), (false, ticks, lots));
            Assert.Equal((100L, othersLots), t.Best());
            if (isBookFirst) t.Tell(1, false, ticks, lots, atMs: 9);
            Assert.Equal((100L, othersLots), t.Best());
            Assert.Equal((lots, lots == 0), (t._own.LotsAt(false, ticks), t._own.IsEmpty));
        }
    }

    [Fact]
    public void A_refused_order_leaves_nothing()
    {
        Expect(1, true, 102, 20);
        Tell(1, true, 102, 0, atMs: 0);
        Assert.True(_own.IsEmpty);
    }

    [Fact]
    public void A_price_that_is_ours_alone_is_passed_over_and_a_side_that_is_ours_alone_is_empty()
    {
        Tell(1, true, 102, 60, atMs: 0);
        Step(1, (false, 99, 71));
        Assert.Equal(103, BookTop.OfOthers(in _memory.Book, in _own).AskTicks);
        Tell(2, true, 103, 80, atMs: 1);
        Assert.Equal((Units.Missing, 0L), (BookTop.OfOthers(in _memory.Book, in _own).AskTicks, BookTop.OfOthers(in _memory.Book, in _own).AskLots));
        Assert.False(BookTop.OfOthers(in _memory.Book, in _own).HasMid);
    }

    [Fact]
    public void A_new_book_is_no_step_so_only_time_says_what_it_shows()
    {
        Expect(1, false, 100, 20);
        Book(EventFlags.Snapshot, (false, 100, 70), (true, 102, 60));
        OwnDepth.Match(ref _own, in _memory.Book, isNew: true);
        Assert.Equal((100L, 70L), Best());
        Tell(1, false, 100, 20, atMs: 0);
        Assert.Equal((100L, 50L), Best());
    }

    [Fact]
    public void One_order_more_than_there_is_room_for_counts_as_anothers()
    {
        for (int i = 1; i <= OwnDepth.Capacity + 1; i++) Tell(i, false, 100, 1, atMs: 0);
        Assert.Equal(OwnDepth.Capacity, _own.LotsAt(false, 100));
        for (int i = 1; i <= OwnDepth.Capacity + 1; i++) Tell(i, false, 100, 0, atMs: 0);
        Assert.True(_own.IsEmpty);
    }

    private (long Ticks, long Lots) Best()
    {
        BookTop top = BookTop.OfOthers(in _memory.Book, in _own);
        return (top.BidTicks, top.BidLots);
    }

    private void Expect(long id, bool sell, long ticks, long lots) => OwnDepth.Expect(ref _own, in _memory.Book, id, sell, ticks, lots);

    private void Tell(long id, bool sell, long ticks, long lots, long atMs) => OwnDepth.Tell(ref _own, in _memory.Book, id, sell, ticks, lots, _nowNs + atMs * Ms);

    private void Step(long atMs, params (bool Ask, long Ticks, long Lots)[] levels)
    {
        long now = _nowNs;
        _nowNs += atMs * Ms;
        Book(EventFlags.None, levels);
        _nowNs = now;
        if (_own.IsWaiting) OwnDepth.Match(ref _own, in _memory.Book);
    }

    private void Book(EventFlags kind, params (bool Ask, long Ticks, long Lots)[] levels)
    {
        long previous = _changeId++;
        for (int i = 0; i < levels.Length; i++)
        {
            Event e = new()
            {
                Kind = EventKind.BookLevel, ReceivedNs = _nowNs, ExchangeNs = _nowNs,
                Flags = kind | (i == 0 ? EventFlags.First : 0) | (i == levels.Length - 1 ? EventFlags.Last : 0) | (levels[i].Ask ? EventFlags.Ask : 0),
            };
            e.Level = new BookLevel
            {
                ChangeId = _changeId, PrevChangeId = kind == EventFlags.Snapshot ? Units.Missing : previous, PriceTicks = levels[i].Ticks, SizeLots = levels[i].Lots,
            };
            _memory.Book.Apply(in e);
        }
    }
}
