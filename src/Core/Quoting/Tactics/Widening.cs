namespace Minnow.Core.Quoting.Tactics;

/// <summary>How parts that widen a side add up.</summary>
internal static class Widening
{
    /// <summary>Adds to a side's half-spread. What is no number, or not above 0, adds nothing.</summary>
    public static void Add(ref TacticPlan plan, TacticSide side, TacticCause cause, double bps)
    {
        if (!(bps > 0) || double.IsInfinity(bps)) return;
        ref TacticSidePlan half = ref TacticPlan.Of(ref plan, side);
        half.WidenBps += bps;
        TacticPlan.Affect(ref plan, side, TacticEffect.Shape, cause);
    }

    /// <summary>Cuts both sums to the room that there is; none if that is not known.</summary>
    public static void Cut(ref TacticPlan plan, double roomBps)
    {
        double room = roomBps > 0 ? roomBps : 0;
        if (plan.Bid.WidenBps > room) plan.Bid.WidenBps = room;
        if (plan.Ask.WidenBps > room) plan.Ask.WidenBps = room;
    }
}
