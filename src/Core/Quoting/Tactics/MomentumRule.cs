using System;
using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting.Tactics;

/// <summary>The mid runs towards a side: that side leaves, and comes back one window after the move last was too fast.</summary>
/// <remarks>
/// Only the exposed side: bids when it falls, asks when it rises. In units of σ (models.md 4.4): |move| above c·σ·√Δt plus half a tick, c of
/// 3 to 4, because a percentage is noise on one day and too late on another. Seed 002's "Y % in Z milliseconds" is the second threshold. Either
/// one is enough. Without σ the first says nothing, and the model quotes nothing then.
/// </remarks>
internal static class MomentumRule
{
    public static void Apply(ref TacticState state, in TacticParameters parameters, in TacticInputs inputs, ref TacticPlan plan)
    {
        if (!(parameters.MomentumCancelSigmas > 0) && !(parameters.MomentumCancelBps > 0))
        {
            state.Bid.Momentum = state.Ask.Momentum = default;
            return;
        }
        bool isFast = IsFast(parameters, inputs);
        Side(ref state.Bid, TacticSide.Bid, isFast && inputs.MidMoveBps < 0, parameters, inputs, ref plan);
        Side(ref state.Ask, TacticSide.Ask, isFast && inputs.MidMoveBps > 0, parameters, inputs, ref plan);
    }

    private static bool IsFast(in TacticParameters parameters, in TacticInputs inputs)
    {
        double move = Math.Abs(inputs.MidMoveBps);
        if (parameters.MomentumCancelBps > 0 && move > parameters.MomentumCancelBps) return true;
        if (!(parameters.MomentumCancelSigmas > 0 && inputs.SigmaBps > 0 && inputs.MidMoveSeconds > 0 && inputs.MidHalfTicks > 0)) return false;
        // Half a tick over the mid, which is half of the half ticks.
        double halfTickBps = 1e4 / inputs.MidHalfTicks;
        return move > parameters.MomentumCancelSigmas * inputs.SigmaBps * Math.Sqrt(inputs.MidMoveSeconds) + halfTickBps;
    }

    private static void Side(ref TacticSideState state, TacticSide side, bool isExposed, in TacticParameters parameters, in TacticInputs inputs, ref TacticPlan plan)
    {
        if (isExposed) TacticHold.Begin(ref state.Momentum, inputs.NowNs, inputs.NowNs, parameters.MomentumWindowNs);
        bool isHeld = TacticHold.IsActive(ref state.Momentum, inputs.NowNs);
        if (isExposed || isHeld) TacticPlan.AffectUnlessExit(ref plan, side, TacticEffect.Pull, TacticCause.Momentum, isHeld ? state.Momentum.EndNs : 0);
    }
}
