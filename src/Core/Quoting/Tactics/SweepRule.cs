using System;
using Minnow.Core.Model;
using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting.Tactics;

/// <summary>A sweep of several levels: the swept side's remaining layers leave, stay away for a while, and come back wider.</summary>
/// <remarks>
/// models.md 7.6 and erratum E16: not the other side, as seed 002 does, because that one is the exit of what was just filled. After the hold
/// the side is wider for as long again, by σ·√hold, what the mid may move in such a time, shrinking linearly to nothing. While σ is not known
/// it stays held instead. Seed 002's example (sold at 30010, bid at 30060 "to net 50") is a loss (E35): no rule here chases a sweep.
/// </remarks>
internal static class SweepRule
{
    public static void Apply(ref TacticState state, in TacticParameters parameters, in TacticInputs inputs, ref TacticPlan plan)
    {
        if (parameters.SweepLevels <= 0)
        {
            state.Bid.Sweep = state.Bid.AfterSweep = state.Ask.Sweep = state.Ask.AfterSweep = default;
            return;
        }
        Side(ref state.Bid, TacticSide.Bid, parameters, inputs, ref plan);
        Side(ref state.Ask, TacticSide.Ask, parameters, inputs, ref plan);
    }

    public static void ApplyAfter(ref TacticState state, in TacticInputs inputs, ref TacticPlan plan)
    {
        After(ref state.Bid, TacticSide.Bid, inputs, ref plan);
        After(ref state.Ask, TacticSide.Ask, inputs, ref plan);
    }

    private static void Side(ref TacticSideState state, TacticSide side, in TacticParameters parameters, in TacticInputs inputs, ref TacticPlan plan)
    {
        bool isNew = inputs.SweepSide == side && inputs.SweepLevels >= parameters.SweepLevels && inputs.SweepNs != state.SweepSeenNs;
        if (isNew)
        {
            state.SweepSeenNs = inputs.SweepNs;
            long holdNs = Math.Min(parameters.SweepHoldNs, long.MaxValue / 2);
            TacticHold.Begin(ref state.Sweep, inputs.NowNs, inputs.SweepNs, holdNs);
            TacticHold.Begin(ref state.AfterSweep, inputs.NowNs, inputs.SweepNs, 2 * holdNs);
        }
        bool isHeld = TacticHold.IsActive(ref state.Sweep, inputs.NowNs);
        bool isOnce = isNew && parameters.SweepHoldNs <= 0;
        if (isOnce || isHeld) TacticPlan.AffectUnlessExit(ref plan, side, TacticEffect.Pull, TacticCause.Sweep, isHeld ? state.Sweep.EndNs : 0);
    }

    private static void After(ref TacticSideState state, TacticSide side, in TacticInputs inputs, ref TacticPlan plan)
    {
        if (!TacticHold.IsActive(ref state.AfterSweep, inputs.NowNs) || state.Sweep.LengthNs != 0 || side == plan.Exit) return;
        if (!(inputs.SigmaBps > 0))
        {
            TacticPlan.Affect(ref plan, side, TacticEffect.Hold, TacticCause.AfterSweep, state.AfterSweep.EndNs);
            return;
        }
        double holdNs = state.AfterSweep.LengthNs / 2;
        double left = Math.Min(1, (state.AfterSweep.EndNs - inputs.NowNs) / holdNs);
        Widening.Add(ref plan, side, TacticCause.AfterSweep, inputs.SigmaBps * Math.Sqrt(holdNs / Units.NsPerSecond) * left);
    }
}
