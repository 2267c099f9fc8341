using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting.Tactics;

/// <summary>After a fill the filled side sends nothing new for a while; as an option neither side does (seed 002: "maybe a second or two").</summary>
/// <remarks>The filled side and not the other, which is the exit: models.md 6.6, erratum E16. What rests stays; other rules may pull it.</remarks>
internal static class PostFillRule
{
    public static void Apply(ref TacticState state, in TacticParameters parameters, in TacticInputs inputs, TacticSide newFill, ref TacticPlan plan)
    {
        if (parameters.PostFillHoldNs <= 0)
        {
            state.Bid.PostFill = state.Ask.PostFill = default;
            return;
        }
        Side(ref state.Bid, TacticSide.Bid, newFill == TacticSide.Bid, parameters, inputs, ref plan);
        Side(ref state.Ask, TacticSide.Ask, newFill == TacticSide.Ask, parameters, inputs, ref plan);
    }

    private static void Side(ref TacticSideState state, TacticSide side, bool isNew, in TacticParameters parameters, in TacticInputs inputs, ref TacticPlan plan)
    {
        if (isNew) TacticHold.Begin(ref state.PostFill, inputs.NowNs, inputs.FillNs, parameters.PostFillHoldNs);
        if (!TacticHold.IsActive(ref state.PostFill, inputs.NowNs)) return;
        long endNs = state.PostFill.EndNs;
        if (parameters.PostFillBothSides != 0) TacticPlan.AffectBoth(ref plan, TacticEffect.Hold, TacticCause.PostFill, endNs);
        else TacticPlan.AffectUnlessExit(ref plan, side, TacticEffect.Hold, TacticCause.PostFill, endNs);
    }
}
