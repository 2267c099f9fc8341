using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting.Tactics;

/// <summary>After a fill the other side is cancelled, for as long as the hold after a fill lasts. As seed 002 has it; off, and to be left off.</summary>
/// <remarks>
/// It is here to be compared, not to be used: after our ask is filled in an up-move, the bid is the profitable exit, and inventory theory
/// makes it more aggressive, not absent (models.md 6.6, erratum E16). The right reaction is <see cref="PostFillRule"/> on the filled side, with
/// both sides priced anew from the new position. Because the other side is the exit, this rule does not spare it.
/// </remarks>
internal static class CancelOppositeRule
{
    public static void Apply(ref TacticState state, in TacticParameters parameters, in TacticInputs inputs, TacticSide newFill, ref TacticPlan plan)
    {
        if (parameters.CancelOppositeOnFill == 0)
        {
            state.Bid.Opposite = state.Ask.Opposite = default;
            return;
        }
        Side(ref state.Bid, TacticSide.Bid, newFill == TacticSide.Ask, parameters, inputs, ref plan);
        Side(ref state.Ask, TacticSide.Ask, newFill == TacticSide.Bid, parameters, inputs, ref plan);
    }

    private static void Side(ref TacticSideState state, TacticSide side, bool isNew, in TacticParameters parameters, in TacticInputs inputs, ref TacticPlan plan)
    {
        if (isNew) TacticHold.Begin(ref state.Opposite, inputs.NowNs, inputs.FillNs, parameters.PostFillHoldNs);
        bool isHeld = TacticHold.IsActive(ref state.Opposite, inputs.NowNs);
        bool isOnce = isNew && parameters.PostFillHoldNs <= 0;
        if (isOnce || isHeld) TacticPlan.Affect(ref plan, side, TacticEffect.Pull, TacticCause.CancelOpposite, isHeld ? state.Opposite.EndNs : 0);
    }
}
