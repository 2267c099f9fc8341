using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting.Tactics;

/// <summary>Aggressors are on one side: only the side with the flow is quoted, bids while they buy, asks while they sell.</summary>
/// <remarks>
/// Seed 002: "if last X trades were all buys", which is a flow of 1 over a window of X, and "stop offering on the ask and only keep a bid".
/// Its first sketch of the imbalance bias has the sign of the bid reversed (erratum E14); here no price moves at all, a side leaves.
/// </remarks>
internal static class OneSidedFlowRule
{
    public static void Apply(in TacticParameters parameters, in TacticInputs inputs, ref TacticPlan plan)
    {
        if (!(parameters.OneSidedFlow > 0) || !inputs.IsFlowDefined) return;
        if (inputs.Flow >= parameters.OneSidedFlow) TacticPlan.AffectUnlessExit(ref plan, TacticSide.Ask, TacticEffect.Pull, TacticCause.OneSidedFlow);
        if (inputs.Flow <= -parameters.OneSidedFlow) TacticPlan.AffectUnlessExit(ref plan, TacticSide.Bid, TacticEffect.Pull, TacticCause.OneSidedFlow);
    }
}
