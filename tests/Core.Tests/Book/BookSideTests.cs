using System;
using Minnow.Core.Book;
using Minnow.Core.Model;
using Xunit;
using static Minnow.Core.Tests.Book.BookMessage;

namespace Minnow.Core.Tests.Book;

public sealed class BookSideTests : IDisposable
{
    private readonly BookMemory _memory = new();

    private ref L2Book Book => ref _memory.Book;

    public void Dispose() => _memory.Dispose();

    private void Load() => NewSnapshot(1, ('b', 100, 5), ('b', 99, 6), ('b', 95, 7), ('a', 102, 1), ('a', 103, 2), ('a', 110, 4)).ApplyTo(ref Book);

    [Fact]
    public void Levels_count_from_the_best()
    {
        Load();
        Assert.Equal((100, 5), (Book.Bids.Level(0).PriceTicks, Book.Bids.Level(0).SizeLots));
        Assert.Equal((95, 7), (Book.Bids.Level(2).PriceTicks, Book.Bids.Level(2).SizeLots));
        Assert.Equal((102, 1), (Book.Asks.Level(0).PriceTicks, Book.Asks.Level(0).SizeLots));
        Assert.Equal((110, 4), (Book.Asks.Level(2).PriceTicks, Book.Asks.Level(2).SizeLots));
        Assert.Throws<IndexOutOfRangeException>(() => Book.Asks.Level(3));
        Assert.Throws<IndexOutOfRangeException>(() => Book.Asks.Level(-1));
    }

    [Fact]
    public void Depth_is_summed_by_levels_and_by_distance()
    {
        Load();
        Assert.Equal((0, 5, 11, 18, 18), (Book.Bids.DepthLots(0), Book.Bids.DepthLots(1), Book.Bids.DepthLots(2), Book.Bids.DepthLots(3), Book.Bids.DepthLots(99)));
        Assert.Equal((1, 3, 3, 7), (Book.Asks.DepthLotsWithin(0), Book.Asks.DepthLotsWithin(1), Book.Asks.DepthLotsWithin(7), Book.Asks.DepthLotsWithin(8)));
        Assert.Equal((5, 11, 18), (Book.Bids.DepthLotsWithin(0), Book.Bids.DepthLotsWithin(4), Book.Bids.DepthLotsWithin(5)));
    }

    [Fact]
    public void Sums_saturate_instead_of_wrapping()
    {
        NewSnapshot(1, ('b', 100, long.MaxValue), ('b', 99, long.MaxValue), ('b', 98, 2)).ApplyTo(ref Book);
        Assert.Equal(long.MaxValue, Book.Bids.DepthLots(3));
        Assert.Equal(long.MaxValue, Book.Bids.DepthLotsWithin(2));
        TakeCost cost = Book.Bids.Take(long.MaxValue);
        Assert.Equal((Int128)long.MaxValue * 100, cost.LotTicks);
    }

    [Fact]
    public void Taking_walks_from_the_best_and_says_what_was_missing()
    {
        Load();
        TakeCost cost = Book.Asks.Take(4);
        Assert.Equal((4, 110, (Int128)(102 + 2 * 103 + 110)), (cost.FilledLots, cost.WorstTicks, cost.LotTicks));
        Assert.Equal(418 / 4.0, cost.AverageTicks);
        cost = Book.Bids.Take(100);
        Assert.Equal((18, 95), (cost.FilledLots, cost.WorstTicks));
        NewSnapshot(2).ApplyTo(ref Book);
        cost = Book.Bids.Take(1);
        Assert.Equal((0, Units.Missing), (cost.FilledLots, cost.WorstTicks));
        Assert.True(double.IsNaN(cost.AverageTicks));
    }

    [Fact]
    public void A_price_is_found_on_either_side()
    {
        Load();
        Assert.Equal((6, 0, 2, 0), (Book.Bids.LotsAt(99), Book.Bids.LotsAt(98), Book.Asks.LotsAt(103), Book.Asks.LotsAt(long.MaxValue)));
        Assert.Equal((0, 0, 1, 2, 3), (Book.Bids.LevelsBetterThan(101), Book.Bids.LevelsBetterThan(100), Book.Bids.LevelsBetterThan(99), Book.Bids.LevelsBetterThan(96), Book.Bids.LevelsBetterThan(-5)));
        Assert.Equal((0, 1, 3), (Book.Asks.LevelsBetterThan(102), Book.Asks.LevelsBetterThan(103), Book.Asks.LevelsBetterThan(111)));
    }

    [Fact]
    public void Prices_may_be_negative_and_at_the_limit()
    {
        const long most = L2Book.MaxPriceTicks - 1;
        NewSnapshot(1, ('b', -most, 1), ('b', -7, 1), ('b', 0, 1), ('a', most, 1), ('a', 3, 1)).ApplyTo(ref Book);
        Assert.Equal((0, 3, 3), (Book.BestBidTicks, Book.BestAskTicks, Book.MidHalfTicks));
        Assert.Equal(3, Book.Bids.DepthLotsWithin(long.MaxValue));
        Assert.Equal((-most, most), (Book.Bids.Level(2).PriceTicks, Book.Asks.Level(1).PriceTicks));
    }

    [Theory]
    [InlineData('b')]
    [InlineData('a')]
    public void A17_A_full_side_loses_its_worst_level_and_says_so(char side)
    {
        int sign = side == 'b' ? 1 : -1;
        var levels = new (char, long, long)[BookSide.Capacity];
        for (int i = 0; i < levels.Length; i++) levels[i] = (side, sign * (10 + 2 * i), i + 1);
        NewSnapshot(1, levels).ApplyTo(ref Book);
        ref readonly BookSide full = ref Book.Side(side == 'a');
        Assert.Equal((BookSide.Capacity, 0, false), (full.Count, Book.Counters.Evictions, Book.IsTruncated));

        Change(1, 2, (side, sign * 9, 77)).ApplyTo(ref Book);
        Assert.Equal((BookSide.Capacity, 1, 0), (full.Count, Book.Counters.Evictions, full.LotsAt(sign * 9)));
        Change(2, 3, (side, sign * 13, 77), (side, sign * 100000, 78)).ApplyTo(ref Book);
        Assert.Equal((BookSide.Capacity, 3, true), (full.Count, Book.Counters.Evictions, Book.IsTruncated));
        Assert.Equal((sign * 13, sign * 100000), (full.Level(full.Count - 1).PriceTicks, full.BestTicks));
        Change(3, 4, (side, sign * 13, 78), (side, sign * 14, 0)).ApplyTo(ref Book);
        Assert.Equal((BookSide.Capacity - 1, 78, 3), (full.Count, full.LotsAt(sign * 13), Book.Counters.Evictions));
        NewSnapshot(9).ApplyTo(ref Book);
        Assert.False(Book.IsTruncated);
    }

    [Fact]
    public void A_book_of_both_sides_full_keeps_the_sides_apart()
    {
        var levels = new (char, long, long)[BookSide.Capacity * 2 + 20];
        for (int i = 0; i < levels.Length; i++) levels[i] = i % 2 == 0 ? ('b', -i, i + 1) : ('a', i, i + 1);
        NewSnapshot(1, levels).ApplyTo(ref Book);
        Assert.Equal((BookSide.Capacity, BookSide.Capacity, 20), (Book.Bids.Count, Book.Asks.Count, Book.Counters.Evictions));
        Assert.Equal((0, 1), (Book.BestBidTicks, Book.BestAskTicks));
        Assert.Equal((-2 * (BookSide.Capacity - 1), 2 * BookSide.Capacity - 1), (Book.Bids.WorstToBest[0].PriceTicks, Book.Asks.WorstToBest[0].PriceTicks));
    }
}
