using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Risk;
using Xunit;

namespace Minnow.Core.Tests.Risk;

/// <summary>The kill ladder beside a plain list of what each trigger asks for, over any series of conditions, times and commands. FsCheck prints the number of a series that breaks it.</summary>
public sealed class KillLadderPropertyTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(80);
    private static readonly KillTrigger[] s_some = [KillTrigger.TrendBreak, KillTrigger.Gaps, KillTrigger.SessionLoss, KillTrigger.Halt, KillTrigger.Operator];

    private static void Holds(Func<Random, bool> property) => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), number => property(new Random(number))).Check(s_config);

    [Fact]
    public void Its_step_is_the_highest_that_any_trigger_holds_and_from_flatten_on_a_person_alone_lowers_it() => Holds(static random =>
    {
        KillLadder ladder = default;
        Dictionary<KillTrigger, Hold> twin = s_some.ToDictionary(static t => t, static _ => new Hold());
        KillRule[] rules = [.. s_some.Select(_ => KillRule.Of((KillStep)random.Next(0, 6), 10, random.Next(0, 6), random.Next(0, 6), 0.5))];
        long now = 100, raised = 0;
        for (int i = 0; i < 120; i++)
        {
            now += random.Next(4);
            int which = random.Next(s_some.Length);
            KillTrigger trigger = s_some[which];
            KillStep before = (KillStep)ladder.Step;
            bool isArm = false, changed;
            switch (random.Next(12))
            {
                case 0:
                    changed = KillLadder.Arm(ref ladder, now);
                    foreach (Hold hold in twin.Values) hold.Clear();
                    isArm = true;
                    break;
                case 1:
                    KillStep step = (KillStep)random.Next(0, 6);
                    changed = KillLadder.Raise(ref ladder, trigger, step, now);
                    twin[trigger].Step = (KillStep)Math.Max((int)twin[trigger].Step, (int)step);
                    break;
                case 2:
                    changed = KillLadder.Drop(ref ladder, trigger, now);
                    twin[trigger].Drop(trigger);
                    break;
                default:
                    double value = random.Next(0, 16);
                    bool bad = rules[which].IsHigh(value), over = rules[which].IsLow(value), atOnce = random.Next(5) == 0;
                    changed = KillLadder.Observe(ref ladder, trigger, in rules[which], bad, over, now, atOnce);
                    twin[trigger].Observe(trigger, in rules[which], bad, over, now, atOnce);
                    break;
            }
            KillStep highest = twin.Values.Max(static h => h.Step);
            if ((KillStep)ladder.Step != highest || changed != (highest != before)) return false;
            if (!isArm && before >= KillStep.Flatten && highest < before) return false;
            if (highest > before) raised++;
            ulong triggers = s_some.Where(t => twin[t].Step != KillStep.None).Aggregate(0UL, static (sum, t) => sum | 1UL << (int)t);
            KillTrigger cause = highest == KillStep.None ? KillTrigger.None : s_some.First(t => twin[t].Step == highest);
            if (ladder.Triggers != triggers || ladder.Cause != (long)cause || ladder.RaisedCount != raised || (ladder.SinceNs == 0) != (highest == KillStep.None)) return false;
        }
        return true;
    });

    [Fact]
    public void What_was_let_go_does_not_flap_while_its_value_stays_between_release_and_threshold() => Holds(static random =>
    {
        KillLadder ladder = default;
        KillRule rule = KillRule.Of((KillStep)random.Next(1, 4), 100, random.Next(0, 3), random.Next(0, 3), random.Next(1, 10) / 10.0);
        long now = 1;
        int changes = 0;
        bool Observe(double value) => KillLadder.Observe(ref ladder, KillTrigger.Margin, in rule, rule.IsHigh(value), rule.IsLow(value), now += random.Next(0, 4));
        double between = 100 * rule.ReleaseShare;
        // Held, whatever it does below the threshold and not below the release; free, whatever it does there again.
        for (int i = 0; i < 10; i++) changes += Observe(100 + random.Next(50)) ? 1 : 0;
        for (int i = 0; i < 40; i++) changes += Observe(between + (100 - between) * random.NextDouble() * 0.999) ? 1 : 0;
        if (changes != 1 || ladder.Step == 0) return false;
        for (int i = 0; i < 10; i++) changes += Observe(between * 0.99) ? 1 : 0;
        for (int i = 0; i < 40; i++) changes += Observe(between + (100 - between) * random.NextDouble() * 0.999) ? 1 : 0;
        return changes == 2 && ladder.Step == 0;
    });

    private sealed class Hold
    {
        private long? _bad, _over;

        internal KillStep Step { get; set; }

        internal void Clear() => (Step, _bad, _over) = (KillStep.None, null, null);

        internal void Drop(KillTrigger trigger)
        {
            if (Step < KillStep.Flatten && (trigger != KillTrigger.Halt || Step == KillStep.None)) Clear();
        }

        internal void Observe(KillTrigger trigger, in KillRule rule, bool bad, bool over, long now, bool atOnce)
        {
            if (rule.Step == 0)
            {
                if (Step != KillStep.None) Drop(trigger);
                return;
            }
            _over = !bad && over && Step != KillStep.None ? _over ?? now : null;
            _bad = bad ? _bad ?? now : null;
            if (bad && (Step != KillStep.None || atOnce || now - _bad >= rule.ForNs)) Step = (KillStep)Math.Max((long)Step, rule.Step);
            else if (_over != null && now - _over >= rule.ReleaseNs) Drop(trigger);
        }
    }
}
