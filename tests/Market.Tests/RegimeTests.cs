using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Market;
using Xunit;

namespace Minnow.Tests.Market;

public sealed class RegimeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Any_run_of_thirty_seconds_has_all_three_and_each_lasts_six(ulong seed)
    {
        RegimeSchedule schedule = new(new Dice(seed, 1), lengthMs: 30_000);
        Dictionary<Regime, int> milliseconds = [];
        for (int ms = 0; ms < 30_000; ms++)
            milliseconds[schedule.At(ms)] = milliseconds.GetValueOrDefault(schedule.At(ms)) + 1;

        Assert.All(Enum.GetValues<Regime>(), regime => Assert.True(milliseconds[regime] >= 6_000, $"{regime}"));
    }

    [Fact]
    public void The_frames_show_the_weather()
    {
        const int Seconds = 72;
        const ulong Seed = 1;
        RegimeSchedule schedule = new(new Dice(Seed, 1), Seconds * 1000L);
        List<(long Ms, decimal Mid)> mids = MarketReader.ReadAll(Recordings.Lines(Seed, Seconds)).Mids;
        var seconds = mids.GroupBy(m => (m.Ms - MarketSimulation.StartMs) / 1000)
            .Where(g => schedule.At(g.Key * 1000) == schedule.At((g.Key * 1000) + 999))
            .Select(g => (Regime: schedule.At(g.Key * 1000), Frames: g.Count(), Range: g.Max(m => m.Mid) - g.Min(m => m.Mid)))
            .ToLookup(s => s.Regime);

        double calmFrames = seconds[Regime.Calm].Average(s => s.Frames);
        Assert.True(seconds[Regime.Busy].Average(s => s.Frames) > 2 * calmFrames);
        Assert.True(seconds[Regime.Busy].Average(s => s.Range) > 2 * seconds[Regime.Calm].Average(s => s.Range));
        decimal busiest = seconds[Regime.Busy].Max(s => s.Range);
        Assert.True(seconds[Regime.Jumpy].Max(s => s.Range) > 2 * busiest, "no second of the jumpy stretches stands out");
    }
}
