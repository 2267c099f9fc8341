using System;
using Minnow.Core.Model;
using Minnow.Core.Risk.Monitors;
using Xunit;

namespace Minnow.Core.Tests.Risk.Monitors;

/// <summary>Monitors at their edges: the last value on either side, a clock that was set back, and more than there is room for.</summary>
public sealed class MonitorEdgeTests
{
    private const long Start = 1_700_000_000_000_000_000, Second = Units.NsPerSecond;

    private static EdgeFlip After(int fills, double price, double mid, Func<int, double>? fee = null)
    {
        EdgeFlip edge = default;
        for (int i = 0; i < fills; i++)
        {
            EdgeFlip.Filled(ref edge, Start + i, sold: false, price, fee?.Invoke(i) ?? 0);
            EdgeFlip.Advance(ref edge, Start + i + Second, mid, Second, 1e12);
        }
        return edge;
    }

    [Fact]
    public void An_edge_is_known_from_twenty_fills_on()
    {
        Assert.True(double.IsNaN(After(19, 100, 99).MeanBps) && double.IsNaN(After(19, 100, 99).LossZ));
        Assert.Equal(-100, After(20, 100, 99).MeanBps, 9);
    }

    [Fact]
    public void Where_every_fill_earned_the_same_there_is_no_doubt()
    {
        Assert.Equal((double.MaxValue, 0.0, 0.0), (After(20, 100, 99).LossZ, After(20, 100, 100).LossZ, After(20, 100, 101).LossZ));
        // Half of them paid two and half nothing: one on average, give or take.
        double z = After(20, 100, 100, static i => i % 2 * 2).LossZ;
        Assert.InRange(z, 4.2, 4.6);
        Assert.InRange(After(20, 100, 100, static i => -(i % 2 * 2)).LossZ, -4.6, -4.2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_price_or_a_mid_that_is_none_counts_nothing(double price)
    {
        EdgeFlip edge = default;
        for (int i = 0; i < 100; i++) EdgeFlip.Filled(ref edge, Start, sold: false, price, 0);
        Assert.Equal(0, edge.DroppedCount);
        for (int i = 0; i < 20; i++) EdgeFlip.Filled(ref edge, Start, sold: false, 0.5, 0);
        EdgeFlip.Advance(ref edge, Start + Second, price, Second, 1e12);
        Assert.True(double.IsNaN(edge.MeanBps));
        EdgeFlip.Paid(ref edge, double.NaN);
        EdgeFlip.Paid(ref edge, double.PositiveInfinity);
        EdgeFlip.Advance(ref edge, Start + Second, 0.5, Second, 1e12);
        Assert.Equal(0, edge.MeanBps);
    }

    [Fact]
    public void A_fill_is_looked_at_when_its_time_has_passed_and_when_the_clock_was_set_back_behind_it()
    {
        foreach ((long afterNs, bool isLooked) in ((long, bool)[])[(0, false), (Second - 1, false), (Second, true), (-1, true)])
        {
            EdgeFlip edge = default;
            for (int i = 0; i < 20; i++) EdgeFlip.Filled(ref edge, Start, sold: true, 100, 0);
            EdgeFlip.Advance(ref edge, Start + afterNs, 99, Second, 1e12);
            Assert.Equal(isLooked, !double.IsNaN(edge.MeanBps));
            if (isLooked) Assert.Equal(100, edge.MeanBps, 9);
        }
    }

    [Fact]
    public void Of_more_fills_than_there_is_room_for_the_oldest_are_dropped_and_counted()
    {
        EdgeFlip edge = default;
        for (int i = 0; i < EdgeFlip.Capacity; i++) EdgeFlip.Filled(ref edge, Start, sold: false, 100, 0);
        Assert.Equal(0, edge.DroppedCount);
        // Those that stay were bought at 50.
        for (int i = 0; i < EdgeFlip.Capacity - 1; i++) EdgeFlip.Filled(ref edge, Start, sold: false, 50, 0);
        Assert.Equal(EdgeFlip.Capacity - 1, edge.DroppedCount);
        EdgeFlip.Filled(ref edge, Start, sold: false, 50, 0);
        EdgeFlip.Advance(ref edge, Start + Second, 50, Second, 1e12);
        Assert.Equal((EdgeFlip.Capacity, 0.0), (edge.DroppedCount, edge.MeanBps));
        // Nothing is left of them.
        EdgeFlip.Advance(ref edge, Start + 2 * Second, 99, Second, 1e12);
        Assert.Equal(0.0, edge.MeanBps);
        for (int i = 0; i < EdgeFlip.Capacity; i++) EdgeFlip.Filled(ref edge, Start, sold: false, 100, 0);
        Assert.Equal(EdgeFlip.Capacity, edge.DroppedCount);
    }

    private static SizeSteps Alerted(int steps, long steppedNs)
    {
        SizeSteps state = new() { Steps = steps, SteppedNs = steppedNs };
        SizeSteps.Look(ref state, MonitorKind.Churn, 2, 1, 0.8, Start);
        return state;
    }

    private static MonitorParameters P => new() { StepFactor = 0.5, MaxSteps = 3, StepNs = 600 * Second, RecoverNs = 1000 * Second };

    [Fact]
    public void An_alert_whose_monitor_is_switched_off_is_over_and_says_so_once()
    {
        foreach (double limit in (double[])[0, -1, double.NaN])
        {
            SizeSteps state = Alerted(0, 0);
            SizeSteps.Look(ref state, MonitorKind.TouchShare, 2, 1, 0.8, Start);
            Assert.True(SizeSteps.Look(ref state, MonitorKind.Churn, 2, limit, 0.8, Start));
            Assert.False(SizeSteps.Look(ref state, MonitorKind.Churn, 2, limit, 0.8, Start));
            Assert.Equal(1L << (int)MonitorKind.TouchShare, state.Alerts);
        }
    }

    [Fact]
    public void An_alert_ends_at_its_release()
    {
        SizeSteps state = Alerted(0, 0);
        Assert.False(SizeSteps.Look(ref state, MonitorKind.Churn, Math.BitIncrement(0.8), 1, 0.8, Start + 5));
        Assert.Equal(0, state.QuietNs);
        Assert.True(SizeSteps.Look(ref state, MonitorKind.Churn, 0.8, 1, 0.8, Start + 5));
        Assert.Equal((0L, Start + 5), (state.Alerts, state.QuietNs));
        Assert.False(SizeSteps.Look(ref state, MonitorKind.Churn, 0.7, 1, 0.8, Start + 9));
        Assert.Equal(Start + 5, state.QuietNs);
    }

    [Fact]
    public void A_step_down_waits_for_its_time_and_the_first_one_for_none()
    {
        MonitorParameters p = P;
        SizeSteps state = Alerted(0, Start);
        Assert.True(SizeSteps.Step(ref state, in p, Start));
        Assert.Equal((1L, Start), (state.Steps, state.SteppedNs));
        Assert.False(SizeSteps.Step(ref state, in p, Start + 600 * Second - 1));
        Assert.True(SizeSteps.Step(ref state, in p, Start + 600 * Second));
        // Set back by an hour: counted from there.
        long back = Start - 3600 * Second;
        Assert.False(SizeSteps.Step(ref state, in p, back));
        Assert.Equal((back, back), (state.SteppedNs, state.QuietNs));
        Assert.False(SizeSteps.Step(ref state, in p, back + 600 * Second - 1));
        Assert.True(SizeSteps.Step(ref state, in p, back + 600 * Second));
    }

    [Fact]
    public void A_step_up_waits_for_its_time_since_the_last_alert_and_since_the_last_step()
    {
        MonitorParameters p = P;
        foreach ((long quiet, long stepped) in ((long, long)[])[(Start, Start - 9), (Start - 9, Start)])
        {
            SizeSteps state = new() { Steps = 2, SteppedNs = stepped, QuietNs = quiet };
            Assert.False(SizeSteps.Step(ref state, in p, Start + 1000 * Second - 1));
            Assert.True(SizeSteps.Step(ref state, in p, Start + 1000 * Second));
            Assert.Equal((1L, Start + 1000 * Second), (state.Steps, state.SteppedNs));
        }
        // By no time none, and none above the whole size.
        SizeSteps never = new() { Steps = 1, SteppedNs = 0, QuietNs = Start };
        MonitorParameters off = p with { RecoverNs = 0 };
        Assert.False(SizeSteps.Step(ref never, in off, Start + 1_000_000 * Second));
        MonitorParameters soon = p with { RecoverNs = 1 };
        Assert.True(SizeSteps.Step(ref never, in soon, Start + 1));
        Assert.False(SizeSteps.Step(ref never, in soon, Start + 9));
        // A clock set back behind a quiet time alone: no step has a time yet.
        SizeSteps set = new() { Steps = 1, QuietNs = Start };
        Assert.False(SizeSteps.Step(ref set, in p, Start - 5));
        Assert.Equal((0L, Start - 5), (set.SteppedNs, set.QuietNs));
        SizeSteps now = new() { Steps = 1, QuietNs = Start, SteppedNs = Start };
        Assert.False(SizeSteps.Step(ref now, in p, Start));
        Assert.Equal((Start, Start), (now.SteppedNs, now.QuietNs));
        SizeSteps.Reset(ref now);
        Assert.Equal((0L, 0L), (now.Steps, now.SteppedNs));
    }

    [Theory]
    [InlineData(500, 1000, 0.5, 0)] // exactly at the share is not behind it
    [InlineData(501, 1000, 0.5, 1)]
    [InlineData(0, 1, 0.5, 0)]
    [InlineData(1, 1, 0.5, 1)]
    public void A_place_is_behind_its_share_of_the_level_beyond_it(long ahead, long level, double share, double behind)
    {
        QueueDecay queue = default;
        QueueDecay.Tune(ref queue, 60);
        Assert.True(double.IsNaN(queue.Value));
        foreach (long none in (long[])[0, -1])
        {
            QueueDecay.Observe(ref queue, Start, 5, none, share);
            QueueDecay.Advance(ref queue, Start + 600 * Second);
            Assert.True(double.IsNaN(queue.Value));
        }
        QueueDecay.Observe(ref queue, Start + 600 * Second, ahead, level, share);
        QueueDecay.Advance(ref queue, Start + 1200 * Second);
        Assert.Equal(behind, queue.Value, 9);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(0, 1, 0)]
    [InlineData(3, 2, 1)]
    public void A_share_of_the_smallest_touch_is_one(long own, long book, double expected)
    {
        TouchShare share = default;
        TouchShare.Tune(ref share, 60);
        Assert.True(double.IsNaN(share.Value));
        TouchShare.Observe(ref share, Start, own, 0);
        TouchShare.Advance(ref share, Start + 600 * Second);
        Assert.True(double.IsNaN(share.Value));
        TouchShare.Observe(ref share, Start + 600 * Second, own, book);
        TouchShare.Advance(ref share, Start + 1200 * Second);
        Assert.Equal(expected, share.Value, 9);
    }

    [Fact]
    public void Refusals_are_a_share_from_twenty_messages_on_and_all_of_them_go_with_the_window()
    {
        const long Hour = 3600 * Second;
        VenueWatch watch = default;
        VenueWatch.Sent(ref watch, Start, Hour, 19);
        VenueWatch.Refused(ref watch, Start, Hour, 5);
        Assert.True(double.IsNaN(watch.RefusalShare));
        VenueWatch.Sent(ref watch, Start, Hour, 1);
        Assert.Equal(0.25, watch.RefusalShare);
        VenueWatch.Advance(ref watch, Start + 2 * Hour, Hour);
        Assert.True(double.IsNaN(watch.RefusalShare));
        VenueWatch.Sent(ref watch, Start + 2 * Hour, Hour, 20);
        Assert.Equal(0.0, watch.RefusalShare);
    }

    [Fact]
    public void A_window_of_less_than_its_parts_counts_nothing_and_one_of_as_many_ns_does()
    {
        WindowCount count = default;
        WindowCount.Add(ref count, Start, WindowCount.Parts - 1, 5);
        WindowCount.Advance(ref count, Start, 0);
        Assert.Equal(0, count.Sum);
        WindowCount.Add(ref count, Start, WindowCount.Parts, 5);
        Assert.Equal(5, count.Sum);
        WindowCount.Advance(ref count, Start, WindowCount.Parts - 1);
        Assert.Equal(5, count.Sum);
    }

    [Fact]
    public void A_clock_set_back_by_a_window_keeps_what_was_counted_and_by_more_forgets_it()
    {
        const long Window = WindowCount.Parts * Second;
        foreach ((long atSeconds, double left) in ((long, double)[])[(0, 5), (23, 5), (24, 0), (25, 0), (-24, 5), (-25, 0)])
        {
            WindowCount count = default;
            WindowCount.Add(ref count, Start, Window, 5);
            WindowCount.Advance(ref count, Start + atSeconds * Second, Window);
            Assert.Equal(left, count.Sum);
            // And goes on from there.
            WindowCount.Add(ref count, Start + (atSeconds < -24 ? atSeconds : Math.Max(0, atSeconds)) * Second, Window, 2);
            Assert.Equal(left + 2, count.Sum);
        }
    }

    [Fact]
    public void Churn_is_by_one_fill_and_one_coin_at_least_and_by_what_is_more()
    {
        foreach ((double coins, double perCoin) in ((double, double)[])[(0.5, 12), (1, 12), (1.5, 8)])
        {
            Churn churn = default;
            Churn.Sent(ref churn, Start, 3600 * Second, 12);
            Churn.Filled(ref churn, Start, 3600 * Second, coins);
            Assert.Equal((12.0, perCoin), (churn.PerFill, churn.PerCoin));
        }
    }
}
