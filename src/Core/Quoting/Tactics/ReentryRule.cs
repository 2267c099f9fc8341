using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting.Tactics;

/// <summary>After a fill the filled side waits, then looks whether the mid went on against it; if so it waits again.</summary>
/// <remarks>
/// Seed 002: "wait X milliseconds and see if the price moved further in that direction by more than some threshold". Each wait is judged against
/// the mid at its begin, so it ends as soon as the move does. The first is judged against the mid or the price of the fill, whichever shows more
/// of the move: a fill is often told after the book has moved. While the mid is not known it goes on.
/// </remarks>
internal static class ReentryRule
{
    public static void Apply(ref TacticState state, in TacticParameters parameters, in TacticInputs inputs, TacticSide newFill, ref TacticPlan plan)
    {
        Side(ref state.Bid, TacticSide.Bid, newFill == TacticSide.Bid, parameters, inputs, ref plan);
        Side(ref state.Ask, TacticSide.Ask, newFill == TacticSide.Ask, parameters, inputs, ref plan);
    }

    private static void Side(ref TacticSideState state, TacticSide side, bool isNew, in TacticParameters parameters, in TacticInputs inputs, ref TacticPlan plan)
    {
        if (parameters.ReentryWaitNs <= 0)
        {
            state.Reentry = default;
            state.ReentryHalfTicks = 0;
            return;
        }
        if (isNew)
        {
            state.Reentry = default;
            TacticHold.Begin(ref state.Reentry, inputs.NowNs, inputs.FillNs, parameters.ReentryWaitNs);
            state.ReentryHalfTicks = Reference(side, inputs);
        }
        if (state.Reentry.LengthNs == 0 && !isNew) return;
        if (!TacticHold.IsActive(ref state.Reentry, inputs.NowNs))
        {
            if (!HasMoved(state.ReentryHalfTicks, side, parameters, inputs.MidHalfTicks))
            {
                state.ReentryHalfTicks = 0;
                return;
            }
            TacticHold.Begin(ref state.Reentry, inputs.NowNs, inputs.NowNs, parameters.ReentryWaitNs);
            state.ReentryHalfTicks = inputs.MidHalfTicks;
        }
        TacticPlan.AffectUnlessExit(ref plan, side, TacticEffect.Hold, TacticCause.Reentry, state.Reentry.EndNs);
    }

    private static long Reference(TacticSide side, in TacticInputs inputs)
    {
        long mid = inputs.MidHalfTicks;
        long fill = 2 * inputs.FillTicks;
        if (mid <= 0 || fill <= 0) return mid > 0 ? mid : fill;
        return (side == TacticSide.Bid) == (fill > mid) ? fill : mid;
    }

    private static bool HasMoved(long fromHalfTicks, TacticSide side, in TacticParameters parameters, long midHalfTicks)
    {
        if (!(parameters.ReentryDriftBps > 0)) return false;
        if (midHalfTicks <= 0 || fromHalfTicks <= 0) return true;
        double upBps = 1e4 * ((double)midHalfTicks - fromHalfTicks) / fromHalfTicks;
        return (side == TacticSide.Bid ? -upBps : upBps) > parameters.ReentryDriftBps;
    }
}
