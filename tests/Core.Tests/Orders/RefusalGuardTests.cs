using Minnow.Core.Model;
using Minnow.Core.Orders;
using Xunit;

namespace Minnow.Core.Tests.Orders;

public class RefusalGuardTests
{
    private RefusalGuard _guard;

    [Fact]
    public void C1_The_sixth_refusal_in_a_second_makes_a_pause_of_a_second()
    {
        for (int i = 0; i < 5; i++) RefusalGuard.Refused(ref _guard, 100 + i);
        Assert.False(_guard.IsPaused(105));
        RefusalGuard.Refused(ref _guard, 105);
        Assert.True(_guard.IsPaused(105));
        Assert.True(_guard.IsPaused(104 + Units.NsPerSecond));
        Assert.False(_guard.IsPaused(105 + Units.NsPerSecond));
    }

    [Fact]
    public void C1_The_twenty_first_in_a_row_halts_and_one_that_is_taken_begins_anew()
    {
        for (int i = 0; i < 20; i++) Assert.False(RefusalGuard.Refused(ref _guard, i * 10 * Units.NsPerSecond));
        Assert.False(_guard.IsPaused(200 * Units.NsPerSecond));
        Assert.True(RefusalGuard.Refused(ref _guard, 300 * Units.NsPerSecond));
        RefusalGuard.Taken(ref _guard);
        Assert.False(RefusalGuard.Refused(ref _guard, 400 * Units.NsPerSecond));
    }

    [Fact]
    public void C27_The_wait_doubles_up_to_five_seconds_and_ends_with_the_first_that_is_taken()
    {
        long waitNs = 100 * Units.NsPerMs;
        for (int i = 0; i < 10; i++)
        {
            RefusalGuard.WouldHaveTaken(ref _guard, 100 * Units.NsPerMs, 0);
            Assert.True(_guard.IsWaiting(waitNs - 1));
            Assert.False(_guard.IsWaiting(waitNs));
            waitNs = long.Min(5 * Units.NsPerSecond, 2 * waitNs);
        }
        RefusalGuard.Taken(ref _guard);
        Assert.False(_guard.IsWaiting(1));
    }

    [Fact]
    public void A_pause_that_lies_ahead_because_the_clock_was_set_back_holds_nothing()
    {
        RefusalGuard.Pause(ref _guard, 1000 * Units.NsPerSecond);
        Assert.False(_guard.IsPaused(5));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1_000_000_000, true)]
    [InlineData(1_000_000_001, false)]
    [InlineData(-1, false)]
    public void Six_refusals_pause_if_the_last_comes_within_a_second_of_the_first(long afterNs, bool paused)
    {
        const long first = 5 * Units.NsPerSecond;
        for (int i = 0; i < 5; i++) RefusalGuard.Refused(ref _guard, first);
        Assert.Equal((5L, first), (_guard.InWindow, _guard.WindowStartNs));
        RefusalGuard.Refused(ref _guard, first + afterNs);
        Assert.Equal(paused, _guard.IsPaused(first + afterNs));
        Assert.Equal(paused ? 0 : 1, _guard.InWindow);
        Assert.Equal(paused ? first : first + afterNs, _guard.WindowStartNs);
        Assert.Equal(6, _guard.InRow);
    }

    [Fact]
    public void The_first_refusal_begins_the_second_and_one_that_is_taken_ends_the_counts()
    {
        RefusalGuard.Refused(ref _guard, 77);
        Assert.Equal((77L, 1L, 1L), (_guard.WindowStartNs, _guard.InWindow, _guard.InRow));
        for (int i = 0; i < 3; i++) RefusalGuard.Refused(ref _guard, 78);
        RefusalGuard.Taken(ref _guard);
        Assert.Equal((0L, 0L), (_guard.InWindow, _guard.InRow));
        for (int i = 0; i < 5; i++) RefusalGuard.Refused(ref _guard, 79);
        Assert.False(_guard.IsPaused(79));
        RefusalGuard.Pause(ref _guard, 79);
        Assert.Equal((1L, 79L, 0L), (_guard.IsPausing, _guard.PauseStartNs, _guard.InWindow));
    }

    [Theory]
    [InlineData(0, 1_000_000)]
    [InlineData(999_999, 1_000_000)]
    [InlineData(1_000_001, 1_000_001)]
    [InlineData(4_999_999_999, 4_999_999_999)]
    [InlineData(5_000_000_001, 5_000_000_000)]
    public void The_first_wait_is_the_interval_but_not_under_a_millisecond_nor_over_five_seconds(long intervalNs, long waitNs)
    {
        RefusalGuard.WouldHaveTaken(ref _guard, intervalNs, 500);
        Assert.Equal((waitNs, 500L), (_guard.WaitNs, _guard.WaitStartNs));
        Assert.False(_guard.IsWaiting(499));
        Assert.True(_guard.IsWaiting(500));
        Assert.True(_guard.IsWaiting(499 + waitNs));
        Assert.False(_guard.IsWaiting(500 + waitNs));
    }

    [Fact]
    public void Without_a_refusal_nothing_waits_and_a_wait_of_a_nanosecond_is_one()
    {
        Assert.False(_guard.IsWaiting(-1));
        Assert.False(_guard.IsWaiting(0));
        _guard.WaitNs = 1;
        Assert.True(_guard.IsWaiting(0));
    }
}
