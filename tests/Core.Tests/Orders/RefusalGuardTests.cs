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
}
