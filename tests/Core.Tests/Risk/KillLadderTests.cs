using System;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Core.Risk;
using Xunit;

namespace Minnow.Core.Tests.Risk;

public sealed class KillLadderTests
{
    private const long Start = 1_700_000_000_000_000_000;
    private const long Second = Units.NsPerSecond;

    private static readonly KillTrigger[] s_withRules = [.. Enum.GetValues<KillTrigger>().Where(static one => one is not (KillTrigger.None or KillTrigger.Operator))];
    private static readonly KillStep[] s_steps = [.. Enum.GetValues<KillStep>()];

    [Fact]
    public void Each_trigger_at_each_step_is_held_and_let_go_as_the_step_says()
    {
        foreach (KillTrigger trigger in s_withRules)
        {
            foreach (KillStep step in s_steps)
            {
                KillLadder ladder = default;
                KillRule rule = KillRule.Of(step, 10, Second, 2 * Second);
                string where = $"{trigger} at {step}";
                bool See(bool isBad, bool isOver, long atNs) => KillLadder.Observe(ref ladder, trigger, in rule, isBad, isOver, Start + atNs);

                Assert.False(See(true, false, 0), where);
                Assert.False(See(true, false, Second - 1), where);
                Assert.Equal(0, ladder.Step);
                Assert.Equal(step != KillStep.None, See(true, false, Second));
                Assert.Equal((long)step, ladder.Step);
                Assert.Equal(step == KillStep.None ? 0UL : 1UL << (int)trigger, ladder.Triggers);
                if (step != KillStep.None) Assert.Equal(((long)trigger, Start + Second), (ladder.Cause, ladder.SinceNs));

                // Over for as long as the rule asks, and one nanosecond less.
                See(false, true, 3 * Second);
                Assert.Equal((long)step, ladder.Step);
                See(false, true, 5 * Second - 1);
                Assert.Equal((long)step, ladder.Step);
                See(false, true, 5 * Second);
                bool isLatched = step >= KillStep.Flatten || (trigger == KillTrigger.Halt && step != KillStep.None);
                Assert.Equal(isLatched ? (long)step : 0, ladder.Step);

                // A day later, a rule that was switched off, a command to let go: a latch holds.
                See(false, true, 86_400 * Second);
                KillLadder.Observe(ref ladder, trigger, KillRule.Off, false, true, Start + 86_401 * Second);
                KillLadder.Drop(ref ladder, trigger, Start + 86_402 * Second);
                Assert.Equal(isLatched ? (long)step : 0, ladder.Step);
                KillLadder.Arm(ref ladder, Start + 86_403 * Second);
                Assert.Equal((0L, 0L, 0UL, 0L), (ladder.Step, ladder.Cause, ladder.Triggers, ladder.SinceNs));
            }
        }
    }

    [Fact]
    public void Between_threshold_and_release_it_neither_begins_nor_ends()
    {
        KillLadder ladder = default;
        KillRule rule = KillRule.Of(KillStep.Cancel, 10, 0, Second, releaseShare: 0.5);
        void See(double value, long atNs) => KillLadder.Observe(ref ladder, KillTrigger.Latency, in rule, rule.IsHigh(value), rule.IsLow(value), Start + atNs);
        See(9.99, 0);
        Assert.Equal(0, ladder.Step);
        See(10, 1);
        Assert.Equal((long)KillStep.Cancel, ladder.Step);
        See(5, 2);
        See(5, 10 * Second);
        Assert.Equal((long)KillStep.Cancel, ladder.Step);
        See(4.99, 11 * Second);
        See(7, 11 * Second + 500_000_000); // not over without a break
        See(4.99, 12 * Second);
        Assert.Equal((long)KillStep.Cancel, ladder.Step);
        See(4.99, 13 * Second);
        Assert.Equal(0, ladder.Step);
        See(double.NaN, 14 * Second);
        Assert.Equal(0, ladder.Step);
    }

    [Fact]
    public void A_condition_that_breaks_off_begins_its_time_anew()
    {
        KillLadder ladder = default;
        KillRule rule = KillRule.Of(KillStep.Widen, 1, 2 * Second, 0);
        void See(bool isBad, long atNs) => KillLadder.Observe(ref ladder, KillTrigger.Margin, in rule, isBad, !isBad, Start + atNs);
        See(true, 0);
        See(false, Second);
        See(true, Second + 1);
        See(true, 2 * Second + 1);
        Assert.Equal(0, ladder.Step);
        See(true, 3 * Second + 1);
        Assert.Equal((long)KillStep.Widen, ladder.Step);
    }

    [Fact]
    public void F11_A_clock_that_is_set_back_makes_times_begin_anew_and_releases_nothing()
    {
        KillLadder ladder = default;
        KillRule rule = KillRule.Of(KillStep.Cancel, 1, Second, Second);
        void See(bool isBad, long atNs) => KillLadder.Observe(ref ladder, KillTrigger.Gaps, in rule, isBad, !isBad, Start + atNs);
        See(true, 3600 * Second);
        See(true, 0);
        Assert.Equal(0, ladder.Step);
        See(true, Second);
        Assert.Equal((long)KillStep.Cancel, ladder.Step);
        See(false, 3600 * Second);
        See(false, 2 * Second);
        Assert.Equal((long)KillStep.Cancel, ladder.Step);
        See(false, 3 * Second);
        Assert.Equal(0, ladder.Step);
    }

    [Fact]
    public void The_highest_of_all_steps_is_in_force_whatever_the_order()
    {
        Random random = new(5);
        for (int round = 0; round < 2_000; round++)
        {
            KillLadder ladder = default;
            long[] held = new long[(int)KillTrigger.Operator + 1];
            long nowNs = Start;
            for (int move = 0; move < 40; move++)
            {
                nowNs += random.Next(1, 1000);
                KillTrigger trigger = (KillTrigger)random.Next(1, held.Length);
                long before = ladder.Step;
                bool said;
                if (random.Next(3) != 0)
                {
                    KillStep step = (KillStep)random.Next(1, 6);
                    said = KillLadder.Raise(ref ladder, trigger, step, nowNs);
                    held[(int)trigger] = Math.Max(held[(int)trigger], (long)step);
                    Assert.True(ladder.Step >= before, "a raise never lowers");
                }
                else
                {
                    said = KillLadder.Drop(ref ladder, trigger, nowNs);
                    if (!KillLadder.IsLatched(trigger, (KillStep)held[(int)trigger])) held[(int)trigger] = 0;
                }
                Assert.Equal(held.Max(), ladder.Step);
                Assert.Equal(ladder.Step != before, said);
                Assert.Equal(ladder.Step == 0 ? 0 : Array.IndexOf(held, held.Max()), ladder.Cause);
                ulong triggers = 0;
                for (int i = 1; i < held.Length; i++) triggers |= held[i] != 0 ? 1UL << i : 0;
                Assert.Equal(triggers, ladder.Triggers);
            }
        }
    }

    [Fact]
    public void A_rule_with_a_step_that_is_none_of_the_ladder_is_off()
    {
        KillLadder ladder = default;
        foreach (long step in (long[])[-1, 6, long.MaxValue])
        {
            KillRule rule = new() { Step = step, ReleaseShare = 1 };
            Assert.False(KillLadder.Observe(ref ladder, KillTrigger.Gaps, in rule, true, false, Start));
        }
        Assert.Equal(0, ladder.Step);
    }

    [Fact]
    public void Every_parameter_of_risk_has_its_own_field()
    {
        RiskParameters parameters = default;
        uint last = (uint)Enum.GetValues<RiskParameterId>().Max();
        int count = 0;
        for (uint id = 1990; id <= last + 10; id++)
        {
            if (!RiskParameters.TrySet(ref parameters, id, id)) continue;
            count++;
        }
        Assert.Equal(count * sizeof(long), System.Runtime.CompilerServices.Unsafe.SizeOf<RiskParameters>());
        for (uint id = 1990; id <= last; id++)
            if (RiskParameters.IsOne(id)) Assert.Equal(id, RiskParameters.Bits(in parameters, id));
        foreach (RiskParameterId id in Enum.GetValues<RiskParameterId>().Where(static one => one > RiskParameterId.RulesLast))
            Assert.Equal((long)id, BitsOf(typeof(RiskParameters).GetField(id.ToString())!.GetValue(parameters)!));
        KillRule rule = KillRules.At(in parameters.Rules, KillTrigger.FillRun);
        uint first = (uint)RiskParameterId.RulesFirst + (uint)KillTrigger.FillRun * KillRule.Fields;
        Assert.Equal((first, first + 2, first + 4), ((uint)rule.Step, (uint)rule.ForNs, (uint)rule.ReleaseNs));
    }

    private static long BitsOf(object field) => field is double real ? BitConverter.DoubleToInt64Bits(real) : (long)field;
}
