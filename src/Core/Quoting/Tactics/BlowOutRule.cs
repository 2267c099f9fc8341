using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting.Tactics;

/// <summary>The spread is far above its mean: others left, so both sides leave for a while (models.md 7.8: z of the log spread, alert at 3).</summary>
/// <remarks>The exit leaves too: without a spread that means something there is no price to leave at.</remarks>
internal static class BlowOutRule
{
    public static void Apply(ref TacticState state, in TacticParameters parameters, in TacticInputs inputs, ref TacticPlan plan)
    {
        if (!(parameters.BlowOutZ > 0))
        {
            state.BlowOut = default;
            return;
        }
        bool isOut = inputs.SpreadZ >= parameters.BlowOutZ;
        if (isOut) TacticHold.Begin(ref state.BlowOut, inputs.NowNs, inputs.NowNs, parameters.BlowOutHoldNs);
        bool isHeld = TacticHold.IsActive(ref state.BlowOut, inputs.NowNs);
        if (isOut || isHeld) TacticPlan.AffectBoth(ref plan, TacticEffect.Pull, TacticCause.BlowOut, isHeld ? state.BlowOut.EndNs : 0);
    }
}
