using System;
using Minnow.Core.Book;
using Minnow.Core.Model;
using Xunit;
using static Minnow.Core.Tests.Book.BookMessage;

namespace Minnow.Core.Tests.Book;

public sealed class DepthAuditTests : IDisposable
{
    private readonly BookMemory _memory = new();
    private DepthAudit _audit;

    private ref L2Book Book => ref _memory.Book;

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void A_window_with_the_levels_of_the_book_is_equal()
    {
        Load();
        Assert.True(Window(10, 2, ('b', 10, 5), ('b', 9, 6), ('a', 12, 7), ('a', 13, 8)));
        Assert.True(Window(10, 10, ('b', 10, 5), ('b', 9, 6), ('b', 7, 1), ('a', 12, 7), ('a', 13, 8)));
        Assert.Equal((2, 0), (_audit.Compared, _audit.Different));
    }

    [Theory]
    [InlineData(10, 5, 9, 7, 12, 7)] // another amount below the top
    [InlineData(10, 5, 8, 6, 12, 7)] // another price below the top
    [InlineData(10, 4, 9, 6, 12, 7)] // another amount at the top
    [InlineData(10, 5, 9, 6, 11, 7)] // another price at the top of the other side
    public void A22_A_level_that_is_wrong_in_two_windows_in_a_row_makes_the_book_wrong(long bid, long lots, long second, long secondLots, long ask, long askLots)
    {
        Load();
        (char, long, long)[] levels = [('b', bid, lots), ('b', second, secondLots), ('a', ask, askLots), ('a', 13, 8)];
        Assert.True(Window(10, 2, levels));
        Assert.False(Window(10, 2, levels));
        Assert.Equal((2, 2), (_audit.Compared, _audit.Different));
        Assert.True(Window(10, 2, levels));
    }

    [Fact]
    public void A22_An_equal_window_between_two_that_differ_begins_the_count_anew()
    {
        Load();
        for (int i = 0; i < 5; i++)
        {
            Assert.True(Window(10, 1, ('b', 10, 4), ('a', 12, 7)));
            Assert.True(Window(10, 1, ('b', 10, 5), ('a', 12, 7)));
        }
        Assert.Equal((10, 5), (_audit.Compared, _audit.Different));
    }

    [Fact]
    public void A22_A_level_that_the_book_lacks_or_has_beyond_the_venues_last_is_a_difference()
    {
        Load();
        Assert.True(Window(10, 10, ('b', 10, 5), ('b', 9, 6), ('b', 7, 1), ('b', 6, 1), ('a', 12, 7), ('a', 13, 8)));
        Assert.False(Window(10, 10, ('b', 10, 5), ('b', 9, 6), ('b', 7, 1), ('a', 12, 7)));
        Assert.True(Window(10, 10, ('b', 10, 5), ('b', 9, 6), ('b', 7, 1)));
        Assert.False(Window(10, 10));
        Assert.Equal((4, 4), (_audit.Compared, _audit.Different));
    }

    [Fact]
    public void An_empty_window_equals_an_empty_book()
    {
        NewSnapshot(10).ApplyTo(ref Book);
        Assert.True(Window(10, 10));
        Assert.Equal((1, 0), (_audit.Compared, _audit.Different));
    }

    [Fact]
    public void A_window_older_or_newer_than_the_book_is_not_compared()
    {
        Load();
        Change(10, 60, ('b', 9, 1)).ApplyTo(ref Book);
        for (int i = 0; i < 3; i++)
        {
            Assert.True(Window(10, 2, ('b', 10, 5), ('b', 9, 6), ('a', 12, 7), ('a', 13, 8)));
            Assert.True(Window(61, 2, ('b', 10, 5), ('b', 9, 2), ('a', 12, 7), ('a', 13, 8)));
        }
        Assert.Equal(0, _audit.Compared);
        Assert.True(Window(60, 2, ('b', 10, 5), ('b', 9, 1), ('a', 12, 7), ('a', 13, 8)));
        Assert.Equal((1, 0), (_audit.Compared, _audit.Different));
    }

    [Fact]
    public void A_window_without_an_id_is_compared_by_its_time()
    {
        Load();
        Assert.True(Window(0, 1, exchangeNs: 1_009, ('b', 10, 5), ('a', 12, 7)));
        Assert.Equal(0, _audit.Compared);
        Assert.True(Window(0, 1, exchangeNs: 1_010, ('b', 10, 5), ('a', 12, 7)));
        Assert.Equal(1, _audit.Compared);
    }

    [Fact]
    public void A_window_of_grouped_prices_or_beside_a_book_that_is_not_valid_is_not_compared()
    {
        Assert.True(Window(10, 2, ('b', 1, 1)));
        Load();
        Assert.True(Window(10, 0, ('b', 5, 12), ('a', 15, 15)));
        Change(55, 60).ApplyTo(ref Book);
        Assert.True(Window(10, 1, ('b', 10, 4), ('a', 12, 7)));
        Assert.Equal(0, _audit.Compared);
    }

    [Fact]
    public void A_snapshot_forgets_the_difference_before_it()
    {
        Load();
        Assert.True(Window(10, 1, ('b', 10, 4), ('a', 12, 7)));
        NewSnapshot(70, ('b', 10, 5), ('a', 12, 7)).ApplyTo(ref Book);
        Assert.True(Window(70, 1, ('b', 10, 4), ('a', 12, 7)));
        Assert.False(Window(70, 1, ('b', 10, 4), ('a', 12, 7)));
    }

    [Fact]
    public void A_window_that_lacks_a_part_or_between_whose_parts_the_book_went_on_is_not_compared()
    {
        Load();
        BookMessage window = Message(10, ('b', 10, 4), ('b', 9, 6), ('a', 12, 7), ('a', 13, 8));
        for (int missing = 0; missing < 4; missing++)
            for (int i = 0; i < 4; i++)
                if (i != missing) Assert.True(Part(window, i));
        Assert.Equal(0, _audit.Compared);
        Part(window, 0);
        Part(window, 1);
        Change(10, 60).ApplyTo(ref Book);
        Part(window, 2);
        Assert.True(Part(window, 3));
        Assert.Equal(0, _audit.Compared);
        // The next one begins anew, whatever became of the one before.
        window = Message(60, ('b', 10, 5), ('b', 9, 6), ('a', 12, 7), ('a', 13, 8));
        Part(window, 0);
        for (int i = 0; i < 4; i++) Assert.True(Part(window, i));
        Assert.Equal((1, 0), (_audit.Compared, _audit.Different));
    }

    private void Load() => NewSnapshot(10, ('b', 10, 5), ('b', 9, 6), ('b', 7, 1), ('a', 12, 7), ('a', 13, 8)).ApplyTo(ref Book);

    private bool Window(long id, long windowLevels, params (char Side, long Price, long Size)[] levels) => Window(id, windowLevels, 1_000 + id, levels);

    private bool Window(long id, long windowLevels, long exchangeNs, params (char Side, long Price, long Size)[] levels)
    {
        BookMessage message = Make(id, Units.Missing, true, exchangeNs, levels);
        bool agrees = true;
        for (int i = 0; i < message.Events.Count; i++) agrees = Part(message, i, windowLevels);
        return agrees;
    }

    private static BookMessage Message(long id, params (char Side, long Price, long Size)[] levels) => Make(id, Units.Missing, true, 1_000 + id, levels);

    private bool Part(BookMessage message, int index, long windowLevels = 2)
    {
        Event e = message.Events[index];
        e.Kind = EventKind.GroupedLevel;
        e.Level.WindowLevels = windowLevels;
        return _audit.OnLevel(in e, in Book);
    }
}
