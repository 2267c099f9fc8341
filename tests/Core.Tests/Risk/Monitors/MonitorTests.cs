using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Core.Risk.Monitors;
using Xunit;

namespace Minnow.Core.Tests.Risk.Monitors;

/// <summary>Each monitor beside a plain twin that keeps everything and adds it up anew.</summary>
public sealed class MonitorTests
{
    private const long Start = 1_700_000_000_000_000_000;
    private const long Second = Units.NsPerSecond;

    [Theory]
    // The text: quotes that consistently make up an outsized share of the top; a fifth.
    [InlineData(100, 1000, 0.10)]
    [InlineData(300, 1000, 0.30)]
    [InlineData(1000, 1000, 1.0)]
    [InlineData(1200, 1000, 1.0)] // more than the book shows: it is behind
    public void The_share_of_the_touch_is_ours_by_all(long own, long all, double expected)
    {
        TouchShare share = default;
        TouchShare.Tune(ref share, 60);
        TouchShare.Observe(ref share, Start, own, all);
        Assert.True(double.IsNaN(share.Value));
        TouchShare.Advance(ref share, Start + 300 * Second);
        Assert.Equal(expected, share.Value, 9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void It_counts_for_as_long_as_it_stands_as_a_twin_does_that_adds_up_every_piece(int seed)
    {
        var random = new Random(seed);
        const double HalfLife = 40;
        List<(double From, double To, double Share)> pieces = [];
        TouchShare share = default;
        TouchShare.Tune(ref share, HalfLife);
        long now = Start;
        for (int i = 0; i < 400; i++)
        {
            long own = random.Next(0, 300), all = random.Next(8) == 0 ? 0 : random.Next(300, 2000), ns = random.NextInt64(1, 3 * Second);
            TouchShare.Observe(ref share, now, own, all);
            if (all > 0) pieces.Add(((now - Start) * 1e-9, (now + ns - Start) * 1e-9, (double)own / all));
            now += ns;
            TouchShare.Advance(ref share, now);
        }
        double end = (now - Start) * 1e-9, tau = HalfLife / Math.Log(2), sum = 0, weight = 0;
        foreach ((double from, double to, double one) in pieces)
        {
            double w = Math.Exp(-(end - to) / tau) - Math.Exp(-(end - from) / tau);
            sum += w * one;
            weight += w;
        }
        Assert.Equal(sum / weight, share.Value, 9);
    }

    [Theory]
    [InlineData(40, false)]
    [InlineData(60, true)]
    public void The_median_place_is_behind_half_of_the_queue_when_more_than_half_of_the_time_is(int behindOfHundred, bool isBehind)
    {
        QueueDecay queue = default;
        QueueDecay.Tune(ref queue, 1000);
        long now = Start;
        for (int i = 0; i < 2000; i++)
        {
            bool behind = i % 100 < behindOfHundred;
            QueueDecay.Observe(ref queue, now, behind ? 900 : 100, 1000, 0.5);
            now += Second;
        }
        QueueDecay.Advance(ref queue, now);
        Assert.Equal(isBehind, queue.Value > QueueDecay.Median);
        Assert.InRange(queue.Value, behindOfHundred / 100.0 - 0.05, behindOfHundred / 100.0 + 0.05);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void The_edge_of_fills_is_that_of_a_twin_that_looks_every_fill_up_again(int seed)
    {
        var random = new Random(seed);
        EdgeFlip edge = default;
        List<(long Ns, bool Sold, double Price, double Fee)> fills = [];
        List<(long Ns, double Mid)> mids = [];
        double mid = 60_000, funding = 0;
        long now = Start;
        for (int i = 0; i < 3000; i++)
        {
            now += random.NextInt64(1, Second);
            mid += random.NextDouble() - 0.5;
            if (random.Next(30) == 0)
            {
                bool sold = random.Next(2) == 0;
                double price = mid + (sold ? 3 : -3), fee = random.NextDouble() * 2 - 0.5;
                fills.Add((now, sold, price, fee));
                EdgeFlip.Filled(ref edge, now, sold, price, fee);
            }
            if (random.Next(100) == 0)
            {
                funding += 0.25;
                EdgeFlip.Paid(ref edge, 0.25);
            }
            mids.Add((now, mid));
            EdgeFlip.Advance(ref edge, now, mid, 5 * Second, 1e12);
        }
        double[] nets = [.. fills.Where(one => mids[^1].Ns - one.Ns >= 5 * Second).Select(one =>
        {
            double later = mids.First(m => m.Ns - one.Ns >= 5 * Second).Mid;
            return (one.Sold ? -1 : 1) * (later - one.Price) / one.Price * 1e4 - one.Fee;
        })];
        double mean = nets.Average();
        // Funding is taken off the next fill: in sum it is all there but for what came after the last.
        Assert.InRange(edge.MeanBps * nets.Length, (mean * nets.Length) - funding - 1e-6, (mean * nets.Length) - funding + 1);
        Assert.Equal(0, edge.DroppedCount);
    }

    [Theory]
    // Half a bps of spread and rebate a fill, so much moved against us, so much funding: the text's "adverse selection and funding above rebates and spread".
    [InlineData(0.5, 0.2, 0.0, false)]
    [InlineData(0.5, 0.8, 0.0, true)]
    [InlineData(0.5, 0.2, 0.5, true)]
    [InlineData(0.5, 0.2, -0.5, false)]
    public void An_edge_flips_when_what_is_lost_is_more_than_what_is_earned(double earned, double adverse, double funding, bool isFlipped)
    {
        EdgeFlip edge = default;
        long now = Start;
        for (int i = 0; i < 100; i++)
        {
            double noise = i % 2 == 0 ? 0.3 : -0.3;
            bool sold = i % 3 == 0;
            double price = 60_000, later = price * (1 + (sold ? -1 : 1) * (earned - adverse + noise) * 1e-4);
            EdgeFlip.Filled(ref edge, now, sold, price, 0);
            EdgeFlip.Paid(ref edge, funding);
            now += 5 * Second;
            EdgeFlip.Advance(ref edge, now, later, 5 * Second, 200);
            if (i < 18) Assert.True(double.IsNaN(edge.LossZ));
        }
        Assert.Equal(isFlipped, edge.LossZ > 1.64);
        Assert.Equal(earned - adverse - funding, edge.MeanBps, 1);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void A_window_holds_what_its_parts_hold(int seed)
    {
        var random = new Random(seed);
        const long Window = 240 * Second, Part = Window / WindowCount.Parts;
        WindowCount count = default;
        List<(long Ns, double Amount)> all = [];
        long now = Start;
        for (int i = 0; i < 2000; i++)
        {
            now += random.Next(50) == 0 ? random.NextInt64(0, 400 * Second) : random.NextInt64(0, 3 * Second);
            double amount = random.Next(1, 10);
            all.Add((now, amount));
            WindowCount.Add(ref count, now, Window, amount);
            Assert.Equal(all.Where(one => one.Ns / Part > now / Part - WindowCount.Parts).Sum(one => one.Amount), count.Sum, 9);
        }
    }

    [Theory]
    // Deribit: 10,000 for a coin of maker volume is high. Five changes a second all day are 432,000.
    [InlineData(10_000, 1.0, 10_000)]
    [InlineData(432_000, 43.2, 10_000)]
    [InlineData(432_000, 20.0, 21_600)]
    [InlineData(9_000, 0.0, 9_000)] // nothing made yet: counted as one coin
    public void Order_to_volume_is_messages_by_coins_made(long messages, double coins, double expected)
    {
        Churn churn = default;
        Churn.Sent(ref churn, Start, 86_400 * Second, messages);
        Churn.Filled(ref churn, Start, 86_400 * Second, coins);
        Assert.Equal(expected, churn.PerCoin, 6);
        Assert.Equal(messages, churn.PerFill, 6);
    }

    [Fact]
    public void Refusals_are_a_share_once_there_is_enough_to_share_and_outages_are_counted()
    {
        VenueWatch watch = default;
        VenueWatch.Sent(ref watch, Start, 3600 * Second, 19);
        VenueWatch.Refused(ref watch, Start, 3600 * Second, 10);
        Assert.True(double.IsNaN(watch.RefusalShare));
        VenueWatch.Sent(ref watch, Start, 3600 * Second, 21);
        VenueWatch.Away(ref watch, Start, 3600 * Second);
        VenueWatch.Away(ref watch, Start + Second, 3600 * Second);
        Assert.Equal((0.25, 2.0), (watch.RefusalShare, watch.Outages));
        VenueWatch.Advance(ref watch, Start + 7200 * Second, 3600 * Second);
        Assert.Equal(0, watch.Outages);
    }

    private static MonitorParameters Steps(double factor = 0.5, long recoverNs = 0) => new() { StepFactor = factor, MaxSteps = 3, StepNs = 600 * Second, RecoverNs = recoverNs, ReleaseShare = 0.8 };

    [Fact]
    public void An_alert_ends_below_its_release_and_not_at_its_limit()
    {
        SizeSteps state = default;
        Assert.False(SizeSteps.Look(ref state, MonitorKind.TouchShare, 0.2, 0.2, 0.8, Start));
        Assert.True(SizeSteps.Look(ref state, MonitorKind.TouchShare, 0.21, 0.2, 0.8, Start));
        Assert.False(SizeSteps.Look(ref state, MonitorKind.TouchShare, 0.19, 0.2, 0.8, Start));
        Assert.False(SizeSteps.Look(ref state, MonitorKind.TouchShare, double.NaN, 0.2, 0.8, Start));
        Assert.Equal(1L << (int)MonitorKind.TouchShare, state.Alerts);
        Assert.True(SizeSteps.Look(ref state, MonitorKind.TouchShare, 0.16, 0.2, 0.8, Start));
        Assert.Equal((0L, 1L), (state.Alerts, state.RaisedCount));
    }

    [Fact]
    public void Size_steps_down_while_an_alert_holds_and_up_by_a_person_alone()
    {
        SizeSteps state = default;
        MonitorParameters p = Steps();
        SizeSteps.Look(ref state, MonitorKind.Churn, 2, 1, 0.8, Start);
        Assert.True(SizeSteps.Step(ref state, in p, Start));
        Assert.False(SizeSteps.Step(ref state, in p, Start + 599 * Second));
        Assert.True(SizeSteps.Step(ref state, in p, Start + 600 * Second));
        Assert.True(SizeSteps.Step(ref state, in p, Start + 1200 * Second));
        Assert.False(SizeSteps.Step(ref state, in p, Start + 9000 * Second)); // no more than three
        Assert.Equal(0.125, SizeSteps.Factor(state.Steps, p.StepFactor));
        SizeSteps.Look(ref state, MonitorKind.Churn, 0, 1, 0.8, Start + 9000 * Second);
        Assert.False(SizeSteps.Step(ref state, in p, Start + 900_000 * Second));
        SizeSteps.Reset(ref state);
        Assert.Equal(1, SizeSteps.Factor(state.Steps, p.StepFactor));
    }

    [Fact]
    public void By_time_it_comes_back_step_by_step_and_never_while_an_alert_holds()
    {
        SizeSteps state = default;
        MonitorParameters p = Steps(recoverNs: 1800 * Second);
        SizeSteps.Look(ref state, MonitorKind.Churn, 2, 1, 0.8, Start);
        SizeSteps.Step(ref state, in p, Start);
        SizeSteps.Step(ref state, in p, Start + 600 * Second);
        long quiet = Start + 5000 * Second;
        SizeSteps.Look(ref state, MonitorKind.Churn, 0, 1, 0.8, quiet);
        Assert.False(SizeSteps.Step(ref state, in p, quiet + 1799 * Second));
        Assert.True(SizeSteps.Step(ref state, in p, quiet + 1800 * Second));
        Assert.False(SizeSteps.Step(ref state, in p, quiet + 3599 * Second));
        Assert.Equal(1, state.Steps);
        Assert.True(SizeSteps.Step(ref state, in p, quiet + 3600 * Second));
        Assert.Equal(0, state.Steps);
    }

    [Fact]
    public void With_a_factor_of_one_there_are_alerts_and_no_steps()
    {
        SizeSteps state = default;
        MonitorParameters p = Steps(factor: 1);
        SizeSteps.Look(ref state, MonitorKind.Churn, 2, 1, 0.8, Start);
        Assert.False(SizeSteps.Step(ref state, in p, Start));
        Assert.NotEqual(0, state.Alerts);
    }

    [Fact]
    public void Every_parameter_has_its_id()
    {
        MonitorParameters p = default;
        for (uint i = 0; i < MonitorParameters.Count; i++) Assert.True(MonitorParameters.TrySet(ref p, MonitorParameters.First + i, 7 + i));
        Assert.Equal(MonitorParameters.Count * 8, System.Runtime.CompilerServices.Unsafe.SizeOf<MonitorParameters>());
        Assert.Equal(7 + 13, MonitorParameters.Bits(in p, 13));
        Assert.False(MonitorParameters.TrySet(ref p, MonitorParameters.First + MonitorParameters.Count, 1));
    }
}
