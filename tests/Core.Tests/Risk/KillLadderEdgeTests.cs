using Minnow.Core.Model;
using Minnow.Core.Risk;
using Xunit;

namespace Minnow.Core.Tests.Risk;

/// <summary>The ladder where two of its conditions meet, and the values that hold when nobody says any.</summary>
public sealed class KillLadderEdgeTests
{
    private const long Start = 1_700_000_000_000_000_000;
    private const long Second = Units.NsPerSecond;

    private KillLadder _ladder;

    private bool See(in KillRule rule, bool isBad, bool isOver, long atNs, bool atOnce = false) =>
        KillLadder.Observe(ref _ladder, KillTrigger.Latency, in rule, isBad, isOver, Start + atNs, atOnce);

    private KillHold Held => _ladder.At(KillTrigger.Latency);

    [Fact]
    public void Only_a_step_can_be_latched()
    {
        Assert.False(KillLadder.IsLatched(KillTrigger.Halt, KillStep.None));
        Assert.True(KillLadder.IsLatched(KillTrigger.Halt, KillStep.Widen));
        Assert.False(KillLadder.IsLatched(KillTrigger.Latency, KillStep.Cancel));
        Assert.True(KillLadder.IsLatched(KillTrigger.Latency, KillStep.Flatten));
    }

    [Fact]
    public void What_is_told_counts_at_once_and_not_after_its_time()
    {
        KillRule rule = KillRule.Of(KillStep.Widen, 1, 10 * Second, Second);
        Assert.True(See(in rule, true, false, 0, atOnce: true));
        Assert.Equal((1L, Start, 0L), (Held.Step, Held.BadNs, Held.OverNs));
        // What holds already may rise at once, without waiting again.
        KillRule more = KillRule.Of(KillStep.Cancel, 1, 10 * Second, Second);
        Assert.True(See(in more, true, false, 1));
        Assert.Equal((2L, (long)KillStep.Cancel), (_ladder.RaisedCount, _ladder.Step));
        Assert.False(See(in rule, true, false, 2));
        Assert.Equal((2L, (long)KillStep.Cancel), (_ladder.RaisedCount, _ladder.Step));
    }

    [Fact]
    public void A_rule_that_is_switched_off_lets_go()
    {
        KillRule rule = KillRule.Of(KillStep.Widen, 1, 0, 100 * Second);
        Assert.False(See(KillRule.Off, true, false, 0));
        Assert.True(See(in rule, true, false, 1));
        Assert.True(See(KillRule.Off, true, false, 2));
        Assert.Equal((0L, 0L, 0L, 1L), (_ladder.Step, Held.Step, _ladder.SinceNs, _ladder.RaisedCount));
        Assert.False(See(KillRule.Off, true, false, 3));
    }

    [Fact]
    public void What_is_bad_again_must_be_over_for_the_whole_time_again()
    {
        KillRule rule = KillRule.Of(KillStep.Widen, 1, 0, 2 * Second);
        See(in rule, true, false, 0);
        See(in rule, false, true, Second);
        See(in rule, true, false, 2 * Second);
        Assert.Equal(0, Held.OverNs);
        See(in rule, false, true, 3 * Second);
        Assert.False(See(in rule, false, true, (5 * Second) - 1));
        Assert.True(See(in rule, false, true, 5 * Second));
    }

    [Fact]
    public void What_holds_nothing_has_nothing_that_could_be_over()
    {
        KillRule rule = KillRule.Of(KillStep.Widen, 1, Second, 0);
        See(in rule, true, false, 0);
        Assert.False(See(in rule, false, true, 1));
        Assert.Equal((0L, 0L, 0L), (Held.Step, Held.BadNs, Held.OverNs));
        See(in rule, true, false, 2, atOnce: true);
        Assert.False(See(in rule, false, false, 3));
        Assert.Equal((1L, 0L, 0L), (Held.Step, Held.BadNs, Held.OverNs));
    }

    [Fact]
    public void Only_a_rise_counts_as_one()
    {
        KillLadder.Raise(ref _ladder, KillTrigger.Gaps, KillStep.Widen, Start);
        KillLadder.Raise(ref _ladder, KillTrigger.Latency, KillStep.Cancel, Start + 1);
        Assert.Equal((2L, Start + 1), (_ladder.RaisedCount, _ladder.SinceNs));
        Assert.False(KillLadder.Raise(ref _ladder, KillTrigger.Clock, KillStep.Cancel, Start + 2));
        Assert.Equal((2L, Start + 1, (long)KillTrigger.Latency), (_ladder.RaisedCount, _ladder.SinceNs, _ladder.Cause));
        KillLadder.Drop(ref _ladder, KillTrigger.Clock, Start + 3);
        Assert.True(KillLadder.Drop(ref _ladder, KillTrigger.Latency, Start + 4));
        Assert.Equal((2L, Start + 4, (long)KillStep.Widen, (long)KillTrigger.Gaps), (_ladder.RaisedCount, _ladder.SinceNs, _ladder.Step, _ladder.Cause));
        KillLadder.Raise(ref _ladder, KillTrigger.None, KillStep.Latch, Start + 5);
        Assert.Equal((long)KillStep.Widen, _ladder.Step);
    }

    [Fact]
    public void Rules_that_nobody_set_are_off_but_for_halts()
    {
        KillRules rules = KillRules.Safe;
        for (int i = 0; i < KillRules.Count; i++)
        {
            KillRule rule = rules[i];
            Assert.Equal((i == (int)KillTrigger.Halt ? KillStep.Cancel : KillStep.None, 1.0), (rule.Wanted, rule.ReleaseShare));
            Assert.Equal((0.0, 0L, 0L), (rule.Threshold, rule.ForNs, rule.ReleaseNs));
        }
        Assert.Equal((long)KillStep.Cancel, KillRules.At(in rules, KillTrigger.Halt).Step);
        KillRules.Of(ref rules, KillTrigger.Gaps).Threshold = 5;
        Assert.Equal(5, rules[(int)KillTrigger.Gaps].Threshold);
    }

    [Fact]
    public void Parameters_that_nobody_set_limit_nothing()
    {
        RiskParameters safe = RiskParameters.Safe;
        Assert.Equal((2.0, 50.0, 0.5), (safe.WidenFactor, safe.FlattenSlippageBps, safe.FlattenShare));
        Assert.Equal((Second, Second, 10 * Second, 60 * Second), (safe.FlattenIntervalNs, safe.LatchCloseNs, safe.TrendWindowNs, safe.VolatilityHorizonNs));
        Assert.Equal((3.0, 2.0, 1.0), (safe.VolatilityZ, safe.SideStopShare, safe.SideReleaseShare));
        Assert.Equal(KillStep.Cancel, KillRules.At(in safe.Rules, KillTrigger.Halt).Wanted);
        foreach (RiskParameterId id in (RiskParameterId[])[RiskParameterId.MaxSessionLossE8, RiskParameterId.MaxDrawdownE8, RiskParameterId.MaxGrossUsdE8, RiskParameterId.MaxNotionalUsdE8])
            Assert.Equal(0, RiskParameters.Bits(in safe, (uint)id));
    }

    [Theory]
    [InlineData(10, 10, 1, true, false)]
    [InlineData(10, 9.99, 1, false, true)]
    [InlineData(10, 5, 0.5, false, false)]
    [InlineData(10, 4.99, 0.5, false, true)]
    [InlineData(10, double.NaN, 1, false, false)]
    public void A_value_is_bad_from_the_threshold_on_and_over_below_its_share(double threshold, double value, double share, bool isBad, bool isOver)
    {
        KillRule rule = KillRule.Of(KillStep.Widen, threshold, 0, 0, share);
        Assert.Equal((isBad, isOver), (rule.IsHigh(value), rule.IsLow(value)));
    }

    [Theory]
    [InlineData(-1, KillStep.None)]
    [InlineData(0, KillStep.None)]
    [InlineData(1, KillStep.Widen)]
    [InlineData(5, KillStep.Latch)]
    [InlineData(6, KillStep.None)]
    public void Only_a_step_of_the_ladder_is_one(long step, KillStep wanted) => Assert.Equal(wanted, new KillRule { Step = step }.Wanted);
}
