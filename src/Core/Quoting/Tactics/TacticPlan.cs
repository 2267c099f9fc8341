namespace Minnow.Core.Quoting.Tactics;

/// <summary>The strongest thing that rules do to a side. Each is stronger than the one before. Written to the journal: only add.</summary>
public enum TacticEffect : long
{
    /// <summary>Nothing: quote as the model says.</summary>
    None = 0,

    /// <summary>A hint: join the best price.</summary>
    Hint = 1,

    /// <summary>Quote wider.</summary>
    Shape = 2,

    /// <summary>Send no new order and raise no size; what rests may stay.</summary>
    Hold = 3,

    /// <summary>Cancel all levels of the side now, and send none.</summary>
    Pull = 4,
}

/// <summary>What to do with one side.</summary>
public struct TacticSidePlan
{
    /// <summary>The strongest effect.</summary>
    public TacticEffect Effect;

    /// <summary>The first rule with that effect.</summary>
    public TacticCause Cause;

    /// <summary>All rules with any effect on this side.</summary>
    public TacticFlags Flags;

    /// <summary>Until when the side surely stays pulled or held, ns; 0 if that depends on the market. For a timer: ask again then.</summary>
    public long UntilNs;

    /// <summary>Added to the half-spread of this side, bps; 0 or more.</summary>
    public double WidenBps;

    /// <summary>True if what rests must be cancelled.</summary>
    public readonly bool IsPulled => Effect == TacticEffect.Pull;

    /// <summary>True if a new order may be sent.</summary>
    public readonly bool MayPlace => Effect < TacticEffect.Hold;
}

/// <summary>An order that takes and reduces: leaves nothing, reduce-only. Nothing if <see cref="Lots"/> is 0.</summary>
public struct TacticAggression
{
    /// <summary>Size, lots; never more than the position.</summary>
    public long Lots;

    /// <summary>1 sells, 0 buys.</summary>
    public long IsSell;

    /// <summary>Worst price, ticks.</summary>
    public long LimitTicks;

    /// <summary>Shortest time until the next order that takes, ns; 0 takes the one of the tactic.</summary>
    public long IntervalNs;

    /// <summary>1 if it is to end flat: whatever else may fill counts, so that the position is never turned around.</summary>
    public long IsExit;

    /// <summary>Loss that is expected if nothing is taken, bps.</summary>
    public double ExpectedLossBps;

    /// <summary>What taking costs: fee and half of the market's spread, bps.</summary>
    public double CostBps;
}

/// <summary>What all rules together ask for. Made anew at each decision.</summary>
public struct TacticPlan
{
    /// <summary>All rules with any effect.</summary>
    public TacticFlags Flags;

    /// <summary>The side that reduces a position worth leaving; rules about one side leave it alone. None if the position is small.</summary>
    public TacticSide Exit;

    /// <summary>The bid.</summary>
    public TacticSidePlan Bid;

    /// <summary>The ask.</summary>
    public TacticSidePlan Ask;

    /// <summary>The order that takes.</summary>
    public TacticAggression Aggression;

    /// <summary>The plan of one side; of the bid unless it is the ask.</summary>
    public static ref TacticSidePlan Of(ref TacticPlan plan, TacticSide side) => ref side == TacticSide.Ask ? ref plan.Ask : ref plan.Bid;

    internal static TacticSide Opposite(TacticSide side) => side == TacticSide.Ask ? TacticSide.Bid : TacticSide.Ask;

    /// <summary>An effect on one side, whatever the position.</summary>
    internal static void Affect(ref TacticPlan plan, TacticSide side, TacticEffect effect, TacticCause cause, long untilNs = 0)
    {
        ref TacticSidePlan half = ref Of(ref plan, side);
        TacticFlags flag = (TacticFlags)(1UL << (int)cause);
        half.Flags |= flag;
        plan.Flags |= flag;
        if (untilNs > half.UntilNs) half.UntilNs = untilNs;
        if (effect <= half.Effect) return;
        half.Effect = effect;
        half.Cause = cause;
    }

    /// <summary>An effect on one side, unless that is the exit.</summary>
    internal static void AffectUnlessExit(ref TacticPlan plan, TacticSide side, TacticEffect effect, TacticCause cause, long untilNs = 0)
    {
        if (side != plan.Exit) Affect(ref plan, side, effect, cause, untilNs);
    }

    /// <summary>An effect on both sides.</summary>
    internal static void AffectBoth(ref TacticPlan plan, TacticEffect effect, TacticCause cause, long untilNs = 0)
    {
        Affect(ref plan, TacticSide.Bid, effect, cause, untilNs);
        Affect(ref plan, TacticSide.Ask, effect, cause, untilNs);
    }
}
