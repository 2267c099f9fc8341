using System.Runtime.CompilerServices;

namespace Minnow.Core.Risk;

/// <summary>Which step of the kill ladder is in force, and what holds it there. One for the account, one for each instrument. All-zero bytes hold nothing.</summary>
/// <remarks>
/// Each trigger holds its own step; the highest is in force. Up to <see cref="KillStep.Cancel"/> a trigger lets go by its rule; from <see cref="KillStep.Flatten"/>
/// on, and for a halt, only <see cref="Arm"/> does. Cost: O(1) a call, O(triggers) where a step changes.
/// </remarks>
public struct KillLadder
{
    /// <summary>What each trigger holds.</summary>
    private Holds _holds;

    /// <summary>The step in force, a <see cref="KillStep"/>.</summary>
    public long Step;

    /// <summary>When it came into force, ns since 1970; 0 while none is.</summary>
    public long SinceNs;

    /// <summary>The trigger that asks for it, a <see cref="KillTrigger"/>; of several the lowest number.</summary>
    public long Cause;

    /// <summary>Every trigger that asks for any step: bit at its number.</summary>
    public ulong Triggers;

    /// <summary>Times that the step rose.</summary>
    public long RaisedCount;

    [InlineArray((int)KillTrigger.Operator + 1)]
    private struct Holds
    {
        private KillHold _first;
    }

    /// <summary>True if a trigger lets go of a step only when a person arms.</summary>
    public static bool IsLatched(KillTrigger trigger, KillStep step) => step >= KillStep.Flatten || (trigger == KillTrigger.Halt && step != KillStep.None);

    /// <summary>What a trigger holds.</summary>
    public readonly KillHold At(KillTrigger trigger) => _holds[(int)trigger];

    /// <summary>Shows the ladder a trigger's condition.</summary>
    /// <param name="ladder">It.</param>
    /// <param name="trigger">Which.</param>
    /// <param name="rule">Its rule; one that is off now lets go, if it is not latched.</param>
    /// <param name="isBad">True if the condition holds.</param>
    /// <param name="isOver">True if it is over, hysteresis counted; looked at only while it does not hold.</param>
    /// <param name="nowNs">ns since 1970.</param>
    /// <param name="atOnce">True if the condition has lasted already: it counts within its time, or was told.</param>
    /// <returns>True if the step in force changed.</returns>
    public static bool Observe(ref KillLadder ladder, KillTrigger trigger, in KillRule rule, bool isBad, bool isOver, long nowNs, bool atOnce = false)
    {
        ref KillHold hold = ref ladder._holds[(int)trigger];
        KillStep wanted = rule.Wanted;
        if (wanted == KillStep.None) return hold.Step != 0 && Drop(ref ladder, trigger, nowNs);
        if (isBad)
        {
            hold.OverNs = 0;
            // A time that lies ahead belongs to a clock that was set back: it begins anew.
            if (hold.BadNs == 0 || hold.BadNs > nowNs) hold.BadNs = nowNs;
            if (hold.Step == 0 && !atOnce && nowNs - hold.BadNs < rule.ForNs) return false;
            return Raise(ref ladder, trigger, wanted, nowNs);
        }
        hold.BadNs = 0;
        if (hold.Step == 0) return false;
        if (!isOver)
        {
            hold.OverNs = 0;
            return false;
        }
        if (hold.OverNs == 0 || hold.OverNs > nowNs) hold.OverNs = nowNs;
        return nowNs - hold.OverNs >= rule.ReleaseNs && Drop(ref ladder, trigger, nowNs);
    }

    /// <summary>A trigger asks for a step at once. What it asked for before stays, if that was more.</summary>
    /// <returns>True if the step in force changed.</returns>
    public static bool Raise(ref KillLadder ladder, KillTrigger trigger, KillStep step, long nowNs)
    {
        ref KillHold hold = ref ladder._holds[(int)trigger];
        if ((long)step <= hold.Step) return false;
        hold.Step = (long)step;
        return Sum(ref ladder, nowNs);
    }

    /// <summary>A trigger lets go, unless what it holds is latched.</summary>
    /// <returns>True if the step in force changed.</returns>
    public static bool Drop(ref KillLadder ladder, KillTrigger trigger, long nowNs)
    {
        ref KillHold hold = ref ladder._holds[(int)trigger];
        if (IsLatched(trigger, (KillStep)hold.Step)) return false;
        hold = default;
        return Sum(ref ladder, nowNs);
    }

    /// <summary>A person has looked: nothing is latched any more and every trigger begins anew.</summary>
    /// <returns>True if the step in force changed.</returns>
    public static bool Arm(ref KillLadder ladder, long nowNs)
    {
        ladder._holds = default;
        return Sum(ref ladder, nowNs);
    }

    private static bool Sum(ref KillLadder ladder, long nowNs)
    {
        long step = 0, cause = 0;
        ulong triggers = 0;
        for (int i = 1; i <= (int)KillTrigger.Operator; i++)
        {
            long held = ladder._holds[i].Step;
            if (held == 0) continue;
            triggers |= 1UL << i;
            if (held <= step) continue;
            (step, cause) = (held, i);
        }
        ladder.Triggers = triggers;
        ladder.Cause = cause;
        if (step == ladder.Step) return false;
        if (step > ladder.Step) ladder.RaisedCount++;
        ladder.Step = step;
        ladder.SinceNs = step == 0 ? 0 : nowNs;
        return true;
    }
}

/// <summary>What one trigger holds of the ladder.</summary>
public struct KillHold
{
    /// <summary>The step that it asks for now; 0 if none.</summary>
    public long Step;

    /// <summary>Since when its condition has held without a break, ns since 1970; 0 if it does not.</summary>
    public long BadNs;

    /// <summary>Since when it has been over without a break, ns since 1970; 0 if it is not.</summary>
    public long OverNs;
}
