using System;
using Minnow.Core.Book;
using Minnow.Core.Model;
using Xunit;
using static Minnow.Core.Tests.Book.BookMessage;

namespace Minnow.Core.Tests.Book;

public sealed class L2BookSequenceTests : IDisposable
{
    private readonly BookMemory _memory = new();

    private ref L2Book Book => ref _memory.Book;

    public void Dispose() => _memory.Dispose();

    private BookOutcome Apply(BookMessage message) => message.ApplyTo(ref Book);

    private BookOutcome Apply(Event e) => Book.Apply(in e);

    private void Start() => Apply(NewSnapshot(100, ('b', 10, 5), ('b', 9, 6), ('a', 12, 7), ('a', 13, 8)));

    [Fact]
    public void All_zero_bytes_are_an_empty_book_without_a_snapshot()
    {
        Assert.Equal(BookStatus.NoSnapshot, Book.Status);
        Assert.Equal(Units.Missing, Book.BestBidTicks);
        Assert.Equal(Units.Missing, Book.BestAskTicks);
        Assert.Equal(0, Book.BestBidLots);
        Assert.Equal(Units.Missing, Book.MidHalfTicks);
        Assert.Equal(0, Book.Bids.LotsAt(5));
        Assert.Equal(BookOutcome.Dropped, Apply(Change(1, 2, ('b', 10, 5))));
        Assert.Equal(0, Book.Bids.Count);
    }

    [Fact]
    public void A_change_follows_the_message_that_it_names()
    {
        Start();
        Assert.Equal(BookOutcome.Complete, Apply(Change(100, 160, ('b', 11, 1), ('a', 12, 0))));
        Assert.True(Book.IsValid);
        Assert.Equal((11, 1, 13, 8), (Book.BestBidTicks, Book.BestBidLots, Book.BestAskTicks, Book.BestAskLots));
        Assert.Equal(24, Book.MidHalfTicks);
        Assert.Equal(2, Book.SpreadTicks);
        Assert.Equal(160, Book.LastChangeId);
    }

    [Fact]
    public void A_message_is_partial_until_its_last_level()
    {
        Start();
        BookMessage m = Change(100, 101, ('b', 11, 1), ('a', 12, 3));
        Assert.Equal(BookOutcome.Partial, Apply(m.Events[0]));
        Assert.Equal(BookStatus.Partial, Book.Status);
        Assert.False(Book.IsValid);
        Assert.Equal(11, Book.BestBidTicks);
        Assert.Equal(BookOutcome.Complete, Apply(m.Events[1]));
        Assert.Equal(BookStatus.Valid, Book.Status);
    }

    [Fact]
    public void A1_A_gap_invalidates_the_book_until_a_snapshot()
    {
        Start();
        Assert.Equal(BookOutcome.Gap, Apply(Change(101, 102, ('b', 11, 1), ('b', 11, 2))));
        Assert.Equal((BookStatus.Invalid, BookInvalidReason.Gap, 1102L), (Book.Status, Book.InvalidReason, Book.InvalidSinceNs));
        Assert.Equal(BookOutcome.Dropped, Apply(Change(102, 103, ('b', 11, 1))));
        Assert.Equal(BookOutcome.Dropped, Apply(Change(100, 104, ('b', 11, 1))));
        Assert.Equal(10, Book.BestBidTicks);
        Assert.Equal(BookOutcome.Complete, Apply(NewSnapshot(104, ('b', 20, 1))));
        Assert.Equal((BookStatus.Valid, BookInvalidReason.None, 0L), (Book.Status, Book.InvalidReason, Book.InvalidSinceNs));
        Assert.Equal((1L, 2L, 1L), (Book.Counters.Gaps, Book.Counters.Dropped, Book.Counters.Invalidations));
        Assert.Equal((20L, 1), (Book.BestBidTicks, Book.Bids.Count));
    }

    [Fact]
    public void A2_A_duplicate_changes_nothing_but_its_counter()
    {
        Start();
        BookMessage m = Change(100, 101, ('b', 11, 1), ('a', 12, 3));
        Apply(m);
        byte[] before = BookAssert.BytesOf(in Book);
        Assert.Equal(BookOutcome.Duplicate, Apply(m));
        Assert.Equal(1, Book.Counters.Duplicates);
        Assert.True(Book.IsValid);
        Assert.Equal(3, Book.Bids.Count);
        byte[] after = BookAssert.BytesOf(in Book);
        int different = 0;
        for (int i = 0; i < before.Length; i++) different += before[i] == after[i] ? 0 : 1;
        Assert.Equal(1, different);
        Assert.Equal(BookOutcome.Complete, Apply(Change(101, 102, ('b', 11, 0))));
    }

    [Fact]
    public void A2_The_change_that_the_snapshot_already_contains_is_a_duplicate()
    {
        Start();
        Assert.Equal(BookOutcome.Duplicate, Apply(Change(98, 100, ('b', 11, 1))));
        Assert.Equal(BookOutcome.Complete, Apply(Change(100, 101)));
    }

    [Fact]
    public void A3_Reordered_changes_are_a_gap_and_never_applied()
    {
        Start();
        Assert.Equal(BookOutcome.Gap, Apply(Change(101, 102, ('b', 11, 2))));
        Assert.Equal(BookOutcome.Dropped, Apply(Change(100, 101, ('b', 11, 1))));
        Assert.Equal(10, Book.BestBidTicks);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100 - (1L << 31))]
    [InlineData(long.MinValue)]
    public void A4_An_id_that_jumps_back_is_a_gap(long id)
    {
        Start();
        Assert.Equal(BookOutcome.Gap, Apply(Change(100, id, ('b', 11, 2))));
        Assert.Equal(BookOutcome.Gap, ApplyAfterNewSnapshot(Change(id, id + 1)));
    }

    [Fact]
    public void A4_Ids_at_the_largest_long_chain_and_resync()
    {
        Start();
        Assert.Equal(BookOutcome.Complete, Apply(Change(100, long.MaxValue, ('b', 11, 2))));
        Assert.Equal(BookOutcome.Gap, Apply(Change(long.MaxValue, 1, ('b', 12, 2))));
        Assert.Equal(BookOutcome.Complete, Apply(NewSnapshot(2, ('b', 12, 2))));
        Assert.Equal(BookOutcome.Complete, Apply(Change(2, 3)));
    }

    [Fact]
    public void A4_A_venue_that_numbers_anew_costs_one_more_snapshot_at_most()
    {
        Start();
        Apply(Change(150, 160));
        Assert.Equal(BookOutcome.Stale, Apply(NewSnapshot(5, ('b', 1, 1))));
        Assert.Equal(BookOutcome.Complete, Apply(NewSnapshot(5, ('b', 1, 1))));
        Assert.Equal(BookOutcome.Complete, Apply(Change(5, 6)));
    }

    [Fact]
    public void A4_After_a_lost_feed_a_snapshot_may_have_any_id()
    {
        Start();
        Apply(Change(150, 160));
        Event lost = new() { Kind = EventKind.FeedState, Flags = EventFlags.Lost, ReceivedNs = 7 };
        Assert.Equal(BookOutcome.None, Apply(lost));
        Assert.Equal(BookInvalidReason.FeedLost, Book.InvalidReason);
        Assert.Equal(BookOutcome.Complete, Apply(NewSnapshot(5, ('b', 1, 1))));
    }

    [Fact]
    public void A6_A_snapshot_older_than_the_valid_book_is_discarded()
    {
        Start();
        Apply(Change(100, 120, ('b', 11, 1)));
        Assert.Equal(BookOutcome.Stale, Apply(NewSnapshot(110, ('b', 5, 5), ('a', 6, 6))));
        Assert.True(Book.IsValid);
        Assert.Equal(11, Book.BestBidTicks);
        Assert.Equal(BookOutcome.Complete, Apply(Change(120, 121)));
        Assert.Equal(1, Book.Counters.StaleSnapshots);
    }

    [Fact]
    public void A6_A_snapshot_older_than_a_dropped_change_does_not_repair_the_book()
    {
        Start();
        Apply(Change(150, 160));
        Assert.Equal(BookOutcome.Stale, Apply(NewSnapshot(155, ('b', 5, 5))));
        Assert.Equal(BookStatus.Invalid, Book.Status);
        Assert.Equal(10, Book.BestBidTicks);
        Assert.Equal(BookOutcome.Complete, Apply(NewSnapshot(160, ('b', 6, 5))));
    }

    [Fact]
    public void A7_A_delete_of_an_unknown_level_is_counted_and_ignored()
    {
        Start();
        Assert.Equal(BookOutcome.Complete, Apply(Change(100, 101, ('b', 11, 0), ('b', 8, 0), ('a', 14, 0), ('a', 1, 0))));
        Assert.Equal(4, Book.Counters.UnknownDeletes);
        Assert.Equal((2, 2), (Book.Bids.Count, Book.Asks.Count));
    }

    [Fact]
    public void A8_A_refused_message_invalidates_the_book()
    {
        Start();
        Event refused = new() { Kind = EventKind.BookInvalid, ReceivedNs = 7, Flags = EventFlags.First | EventFlags.Last };
        Assert.Equal(BookOutcome.Invalidated, Apply(refused));
        Assert.Equal(BookOutcome.None, Apply(refused));
        Assert.Equal((BookStatus.Invalid, BookInvalidReason.Refused, 7L), (Book.Status, Book.InvalidReason, Book.InvalidSinceNs));
        Assert.Equal(BookOutcome.Dropped, Apply(Change(100, 101)));
    }

    [Theory]
    [InlineData(10, -1)]
    [InlineData(long.MaxValue, 1)]
    [InlineData(long.MinValue, 1)]
    [InlineData(L2Book.MaxPriceTicks, 1)]
    [InlineData(-L2Book.MaxPriceTicks, 1)]
    public void A9_A_level_out_of_range_invalidates_the_book(long price, long size)
    {
        Start();
        BookMessage m = Change(100, 101, ('b', 11, 1), ('b', price, size), ('b', 12, 1));
        Assert.Equal(BookOutcome.Partial, Apply(m.Events[0]));
        Assert.Equal(BookOutcome.Invalidated, Apply(m.Events[1]));
        Assert.Equal(BookOutcome.Dropped, Apply(m.Events[2]));
        Assert.Equal((BookStatus.Invalid, BookInvalidReason.BadLevel), (Book.Status, Book.InvalidReason));
        Assert.Equal((3, 2), (Book.Bids.Count, Book.Asks.Count));
        Assert.Equal(BookOutcome.Complete, Apply(NewSnapshot(102, ('b', 11, 1))));
    }

    [Fact]
    public void A11_Crossed_and_locked_books_say_since_when()
    {
        Start();
        Apply(Change(100, 101, ('b', 12, 1)));
        Assert.True(Book.IsCrossedOrLocked);
        Assert.False(Book.HasTop);
        Apply(Change(101, 102, ('b', 13, 1)));
        Assert.Equal((1101L, 2L), (Book.CrossedSinceNs, Book.Counters.CrossedMessages));
        Apply(Change(102, 103, ('b', 13, 0), ('b', 12, 0)));
        Assert.Equal(0, Book.CrossedSinceNs);
        Assert.True(Book.HasTop);
    }

    [Fact]
    public void A11_A_book_crossed_only_inside_a_message_is_not_crossed()
    {
        Start();
        Apply(Change(100, 101, ('b', 12, 1), ('a', 12, 0)));
        Assert.False(Book.IsCrossedOrLocked);
        Assert.Equal(0, Book.Counters.CrossedMessages);
    }

    [Fact]
    public void A12_A_side_may_become_empty()
    {
        Start();
        Apply(Change(100, 101, ('b', 10, 0), ('b', 9, 0)));
        Assert.True(Book.IsValid);
        Assert.True(Book.IsOneSided);
        Assert.False(Book.HasTop);
        Assert.Equal((Units.Missing, 0L, Units.Missing, Units.Missing), (Book.BestBidTicks, Book.BestBidLots, Book.MidHalfTicks, Book.SpreadTicks));
    }

    [Fact]
    public void A12_An_empty_snapshot_with_id_0_is_a_valid_empty_book()
    {
        Assert.Equal(BookOutcome.Complete, Apply(NewSnapshot(0)));
        Assert.True(Book.IsValid);
        Assert.False(Book.IsTwoSided);
        Assert.False(Book.IsOneSided);
        Assert.Equal(BookOutcome.Complete, Apply(Change(0, 7, ('a', 3, 4))));
        Assert.Equal((3L, 4L), (Book.BestAskTicks, Book.BestAskLots));
    }

    [Fact]
    public void A_message_that_never_ended_invalidates_the_book()
    {
        Start();
        Apply(Change(100, 101, ('b', 11, 1), ('b', 11, 2)).Events[0]);
        Assert.Equal(BookOutcome.Invalidated, Apply(Change(101, 102, ('b', 11, 3))));
        Assert.Equal(BookInvalidReason.TornMessage, Book.InvalidReason);
        Assert.Equal(BookOutcome.Complete, Apply(NewSnapshot(102, ('b', 11, 3))));
    }

    [Fact]
    public void A_level_without_a_beginning_invalidates_the_book()
    {
        Start();
        Assert.Equal(BookOutcome.Invalidated, Apply(Change(100, 101, ('b', 11, 1), ('b', 11, 2)).Events[1]));
        Assert.Equal(BookInvalidReason.TornMessage, Book.InvalidReason);
    }

    [Fact]
    public void Another_tick_or_lot_empties_the_book()
    {
        Apply(Defined(10, 100));
        Start();
        Assert.Equal(BookOutcome.None, Apply(Defined(10, 100)));
        Assert.True(Book.IsValid);
        Assert.Equal(BookOutcome.Invalidated, Apply(Defined(5, 100)));
        Assert.Equal((BookStatus.Invalid, BookInvalidReason.ScaleChanged, 0), (Book.Status, Book.InvalidReason, Book.Bids.Count));
        Assert.Equal(BookOutcome.Dropped, Apply(Change(100, 101, ('b', 20, 1))));
        Assert.Equal(BookOutcome.Complete, Apply(NewSnapshot(101, ('b', 20, 1))));
    }

    [Fact]
    public void Events_of_other_kinds_do_nothing()
    {
        Start();
        byte[] before = BookAssert.BytesOf(in Book);
        foreach (EventKind kind in Enum.GetValues<EventKind>())
        {
            if (kind is EventKind.BookLevel or EventKind.BookInvalid or EventKind.InstrumentDefined) continue;
            Assert.Equal(BookOutcome.None, Apply(new Event { Kind = kind }));
        }
        Assert.Equal(before, BookAssert.BytesOf(in Book));
    }

    private BookOutcome ApplyAfterNewSnapshot(BookMessage message)
    {
        Apply(NewSnapshot(1000));
        Apply(NewSnapshot(1000));
        return Apply(message);
    }

    private static Event Defined(long tickE8, long lotE8)
    {
        Event e = new() { Kind = EventKind.InstrumentDefined, ReceivedNs = 5 };
        e.Defined.TickE8 = tickE8;
        e.Defined.LotE8 = lotE8;
        return e;
    }
}
