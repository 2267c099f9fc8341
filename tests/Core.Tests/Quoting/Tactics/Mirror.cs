using Minnow.Core.Quoting.Tactics;

namespace Minnow.Core.Tests.Quoting.Tactics;

/// <summary>The market seen from the other side: bids are asks, up is down, long is short.</summary>
internal static class Mirror
{
    public static TacticInputs Of(TacticInputs i) => i with
    {
        BestBidTicks = Price(i.BestAskTicks), BestAskTicks = Price(i.BestBidTicks), MidHalfTicks = 2 * Series.CentreHalfTicks - i.MidHalfTicks,
        MidMoveBps = -i.MidMoveBps, Flow = -i.Flow, SweepSide = Side(i.SweepSide), LargeTradeSide = Side(i.LargeTradeSide),
        BidPullShare = i.AskPullShare, BidPullNs = i.AskPullNs, AskPullShare = i.BidPullShare, AskPullNs = i.BidPullNs,
        PositionLots = -i.PositionLots, UntoldBuyLots = i.UntoldSellLots, UntoldSellLots = i.UntoldBuyLots,
        OwnBidTicks = Price(i.OwnAskTicks), OwnAskTicks = Price(i.OwnBidTicks), FillSide = Side(i.FillSide), FillTicks = Price(i.FillTicks),
    };

    /// <summary>True if one plan is the other from the other side. To the tick: the series keep a slippage in bps clear of the next tick.</summary>
    public static bool IsMirror(in TacticPlan plan, in TacticPlan mirror)
    {
        bool sidesAre = plan.Bid.Equals(mirror.Ask) && plan.Ask.Equals(mirror.Bid) && plan.Flags == mirror.Flags && plan.Exit == Side(mirror.Exit);
        if (!sidesAre || plan.Aggression.Lots != mirror.Aggression.Lots) return false;
        if (plan.Aggression.Lots == 0) return true;
        return plan.Aggression.IsSell != mirror.Aggression.IsSell && plan.Aggression.LimitTicks == Price(mirror.Aggression.LimitTicks);
    }

    private static long Price(long ticks) => ticks == 0 ? 0 : Series.CentreHalfTicks - ticks;

    private static TacticSide Side(TacticSide side) => side switch { TacticSide.Bid => TacticSide.Ask, TacticSide.Ask => TacticSide.Bid, _ => TacticSide.None };
}
