using Minnow.Core.Quoting.Parameters;
using Minnow.Core.Signals;

namespace Minnow.Core.Quoting.Tactics;

/// <summary>While it is calm, join the best price: both sides at a small position, else only the side that reduces it.</summary>
/// <remarks>A hint to the touch rule, whose edge still binds: no join below fee plus edge. No side joins that another rule pulls, holds or shapes.</remarks>
internal static class JoinRule
{
    public static void Apply(in TacticParameters parameters, in TacticInputs inputs, ref TacticPlan plan)
    {
        if (parameters.TacticalJoin == 0 || inputs.Mode != MarketModeKind.Calm) return;
        if (inputs.BestBidTicks > 0) Side(TacticSide.Bid, ref plan);
        if (inputs.BestAskTicks > 0) Side(TacticSide.Ask, ref plan);
    }

    private static void Side(TacticSide side, ref TacticPlan plan)
    {
        if (plan.Exit != TacticSide.None && plan.Exit != side) return;
        if (TacticPlan.Of(ref plan, side).Effect < TacticEffect.Shape) TacticPlan.Affect(ref plan, side, TacticEffect.Hint, TacticCause.Join);
    }
}
