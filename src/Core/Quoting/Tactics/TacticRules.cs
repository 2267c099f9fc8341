using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting.Tactics;

/// <summary>All tactics together: rules that pull, hold or shape a side, hints, and the one that takes.</summary>
/// <remarks>
/// Each rule is a file of its own, asks only its own parameters, and is off at 0. How they combine:
/// <list type="bullet">
/// <item>A pull beats a hold, a hold beats widening, widening beats a hint. The plan names the first rule of the strongest effect, and all rules.</item>
/// <item>What is added to a half-spread adds up, then is cut to <see cref="TacticInputs.WidenRoomBps"/>.</item>
/// <item>A rule about one side leaves the exit alone: the side that reduces a position above <see cref="SmallPositionShare"/> of the limit. Below
/// that the position costs less than a stale price, so no side is the exit. Cascade, blow-out, both-sides hold and the
/// seed's cancel of the opposite side mean the exit too.</item>
/// <item>What needs no rule here has an owner: funding and expiry the plan, width and size by mode the width and the ladder, old and partly filled orders the
/// command desk.</item>
/// <item>Widening is meant for events. What a probability of toxic flow already adds through the model must not be added here again (models.md 7.11).</item>
/// <item>Holds are kept by start and length, so time set back delays their end by their length at most. A rule that is switched off forgets its holds.</item>
/// </list>
/// A plan is a wish: limits, budget and halts bind after it, and nothing in it places a quote that they forbid. Pure: the same state and
/// inputs give the same plan and state; no clock, no allocation.
/// </remarks>
public static class TacticRules
{
    /// <summary>Share of the position limit up to which a position counts as small.</summary>
    public const double SmallPositionShare = 0.25;

    /// <summary>Asks all rules.</summary>
    /// <param name="state">What they remember of the instrument.</param>
    /// <param name="parameters">Which are on, and how strong.</param>
    /// <param name="inputs">The moment.</param>
    /// <param name="plan">What they ask for; overwritten.</param>
    public static void Evaluate(ref TacticState state, in TacticParameters parameters, in TacticInputs inputs, out TacticPlan plan)
    {
        plan = default;
        plan.Exit = ExitOf(inputs);

        TacticSide newFill = NewFill(ref state, inputs);
        ModeRule.Apply(inputs, ref plan);
        BlowOutRule.Apply(ref state, parameters, inputs, ref plan);
        CollapseRule.Apply(ref state, parameters, inputs, ref plan);
        SweepRule.Apply(ref state, parameters, inputs, ref plan);
        LargeTradeRule.Apply(ref state, parameters, inputs, ref plan);
        MomentumRule.Apply(ref state, parameters, inputs, ref plan);
        LiquidityPullRule.Apply(ref state, parameters, inputs, ref plan);
        OneSidedFlowRule.Apply(parameters, inputs, ref plan);
        CancelOppositeRule.Apply(ref state, parameters, inputs, newFill, ref plan);
        ReentryRule.Apply(ref state, parameters, inputs, newFill, ref plan);
        PostFillRule.Apply(ref state, parameters, inputs, newFill, ref plan);
        SweepRule.ApplyAfter(ref state, inputs, ref plan);
        JoinRule.Apply(parameters, inputs, ref plan);
        AggressionRule.Apply(parameters, inputs, ref plan);

        Widening.Cut(ref plan, inputs.WidenRoomBps);
    }

    /// <summary>Lots that an order may have which only reduces: the position without what is already gone from it.</summary>
    internal static long ReducibleLots(in TacticInputs inputs)
    {
        long position = inputs.PositionLots;
        long untold = position > 0 ? inputs.UntoldSellLots : inputs.UntoldBuyLots;
        // The most negative number has no positive twin.
        long lots = position < 0 ? (position == long.MinValue ? long.MaxValue : -position) : position;
        return untold <= 0 ? lots : untold >= lots ? 0 : lots - untold;
    }

    private static TacticSide ExitOf(in TacticInputs inputs)
    {
        double limit = inputs.MaxPositionLots > 0 ? SmallPositionShare * inputs.MaxPositionLots : 0;
        if (inputs.PositionLots > limit) return TacticSide.Ask;
        return inputs.PositionLots < -limit ? TacticSide.Bid : TacticSide.None;
    }

    private static TacticSide NewFill(ref TacticState state, in TacticInputs inputs)
    {
        if (inputs.FillSide == TacticSide.None) return TacticSide.None;
        ref TacticSideState side = ref TacticState.Of(ref state, inputs.FillSide);
        if (side.FillSeenNs == inputs.FillNs) return TacticSide.None;
        side.FillSeenNs = inputs.FillNs;
        return inputs.FillSide;
    }
}
