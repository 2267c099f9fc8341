using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting.Tactics;

/// <summary>Others cancelled much of a best level without trading: our quote on that side leaves with them for a while (models.md 7.8: a half and more).</summary>
internal static class LiquidityPullRule
{
    public static void Apply(ref TacticState state, in TacticParameters parameters, in TacticInputs inputs, ref TacticPlan plan)
    {
        if (!(parameters.PullShare > 0))
        {
            state.Bid.LiquidityPull = state.Ask.LiquidityPull = default;
            return;
        }
        Side(ref state.Bid, TacticSide.Bid, inputs.BidPullShare, inputs.BidPullNs, parameters, inputs.NowNs, ref plan);
        Side(ref state.Ask, TacticSide.Ask, inputs.AskPullShare, inputs.AskPullNs, parameters, inputs.NowNs, ref plan);
    }

    private static void Side(
        ref TacticSideState state, TacticSide side, double share, long timeNs, in TacticParameters parameters, long nowNs, ref TacticPlan plan)
    {
        bool isNew = share >= parameters.PullShare && timeNs != state.PullSeenNs;
        if (isNew)
        {
            state.PullSeenNs = timeNs;
            TacticHold.Begin(ref state.LiquidityPull, nowNs, timeNs, parameters.PullHoldNs);
        }
        bool isHeld = TacticHold.IsActive(ref state.LiquidityPull, nowNs);
        bool isOnce = isNew && parameters.PullHoldNs <= 0;
        if (isOnce || isHeld) TacticPlan.AffectUnlessExit(ref plan, side, TacticEffect.Pull, TacticCause.LiquidityPull, isHeld ? state.LiquidityPull.EndNs : 0);
    }
}
