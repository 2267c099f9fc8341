using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting.Tactics;

/// <summary>A large trade ran into a side: that side leaves for a while (seed 002: "a single trade larger than some threshold … against the side we're quoting").</summary>
internal static class LargeTradeRule
{
    public static void Apply(ref TacticState state, in TacticParameters parameters, in TacticInputs inputs, ref TacticPlan plan)
    {
        if (parameters.LargeTradeAmountE8 <= 0)
        {
            state.Bid.LargeTrade = state.Ask.LargeTrade = default;
            return;
        }
        Side(ref state.Bid, TacticSide.Bid, parameters, inputs, ref plan);
        Side(ref state.Ask, TacticSide.Ask, parameters, inputs, ref plan);
    }

    private static void Side(ref TacticSideState state, TacticSide side, in TacticParameters parameters, in TacticInputs inputs, ref TacticPlan plan)
    {
        bool isNew = inputs.LargeTradeSide == side && inputs.LargeTradeAmountE8 >= parameters.LargeTradeAmountE8
            && inputs.LargeTradeNs != state.LargeTradeSeenNs;
        if (isNew)
        {
            state.LargeTradeSeenNs = inputs.LargeTradeNs;
            TacticHold.Begin(ref state.LargeTrade, inputs.NowNs, inputs.LargeTradeNs, parameters.LargeTradeHoldNs);
        }
        bool isHeld = TacticHold.IsActive(ref state.LargeTrade, inputs.NowNs);
        bool isOnce = isNew && parameters.LargeTradeHoldNs <= 0;
        if (isOnce || isHeld) TacticPlan.AffectUnlessExit(ref plan, side, TacticEffect.Pull, TacticCause.LargeTrade, isHeld ? state.LargeTrade.EndNs : 0);
    }
}
