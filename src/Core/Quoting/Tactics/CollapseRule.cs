using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting.Tactics;

/// <summary>The spread has been too small to pay the fees for some time: what adds to the position leaves until it is wider again.</summary>
/// <remarks>
/// Seed 000 pulls at "spread collapse"; models.md 12 makes it a spread below twice the fee floor for 30 s. The parameter is that spread in
/// bps, and not derived from the fee: an account that pays 1.5 bps would never quote a perpetual whose usual spread is a tenth of that.
/// A larger position keeps its passive exit, which is cheaper than taking.
/// </remarks>
internal static class CollapseRule
{
    public static void Apply(ref TacticState state, in TacticParameters parameters, in TacticInputs inputs, ref TacticPlan plan)
    {
        if (!(parameters.CollapseSpreadBps > 0))
        {
            state.IsCollapsed = state.CollapsedSinceNs = 0;
            return;
        }
        // A spread that is not known for a moment neither begins nor ends anything.
        if (inputs.SpreadBps > 0)
        {
            bool isBelow = inputs.SpreadBps < parameters.CollapseSpreadBps;
            if (!isBelow || state.IsCollapsed == 0) state.CollapsedSinceNs = isBelow ? inputs.NowNs : 0;
            state.IsCollapsed = isBelow ? 1 : 0;
        }
        if (state.IsCollapsed == 0) return;
        if (inputs.NowNs < state.CollapsedSinceNs) state.CollapsedSinceNs = inputs.NowNs;
        if (inputs.NowNs - state.CollapsedSinceNs < parameters.CollapseNs) return;
        TacticPlan.AffectUnlessExit(ref plan, TacticSide.Bid, TacticEffect.Pull, TacticCause.Collapse);
        TacticPlan.AffectUnlessExit(ref plan, TacticSide.Ask, TacticEffect.Pull, TacticCause.Collapse);
    }
}
