using System;
using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting.Tactics;

/// <summary>Reduce a large position by taking, as the last resort: immediate or cancel, reduce-only.</summary>
/// <remarks>
/// Only if all hold (models.md 12): the position is above its share of the limit, flow runs against it, and the loss that waiting is expected to
/// cost is above the taker fee plus half of the market's spread. What is not known counts as no. Never more than the position without its fills that are
/// not told; never beyond the slippage; never into a quote of ours, which is pulled first; and not again before the interval, which begins when an
/// order is sent: a wish that could not go out is asked for again. Quotes on its own side are no reason to take less: the desk that sends makes them give way.
/// The position changes by the fill, not by the send (errata E37). An interval or a size share of 0 switches it off.
/// </remarks>
public static class AggressionRule
{
    // 2^52 ticks: beyond it a double no longer tells neighbouring ticks apart.
    private const long MaxTicks = 1L << 52;

    /// <summary>A plain estimate of the loss until a passive exit: one σ over that time, scaled by how much of the flow runs against the position.</summary>
    /// <param name="positionLots">Signed position, lots.</param>
    /// <param name="sigmaBps">Volatility, bps per square root of a second.</param>
    /// <param name="flow">Flow of aggressors, -1 to 1.</param>
    /// <param name="exitSeconds">Expected time of a passive exit, s.</param>
    /// <returns>bps, 0 or more; NaN if an input is.</returns>
    public static double ExpectedLossBps(long positionLots, double sigmaBps, double flow, double exitSeconds)
    {
        double against = positionLots > 0 ? -flow : positionLots < 0 ? flow : 0;
        double lossBps = against * sigmaBps * Math.Sqrt(exitSeconds);
        return lossBps < 0 ? 0 : lossBps;
    }

    internal static void Apply(in TacticParameters parameters, in TacticInputs inputs, ref TacticPlan plan)
    {
        if (!(parameters.AggressionShare > 0) || !(parameters.AggressionSizeShare > 0) || parameters.AggressionIntervalNs <= 0) return;
        if (inputs.IsTakerWorking || IsTooSoon(parameters.AggressionIntervalNs, inputs)) return;
        double costBps = inputs.TakerFeeBps + 0.5 * inputs.SpreadBps;
        if (!IsNeeded(parameters, inputs) || !HasPrices(inputs) || !IsWorth(inputs.ExpectedLossBps, costBps)) return;
        long lots = Lots(parameters, inputs);
        if (lots == 0) return;

        bool isSell = inputs.PositionLots > 0;
        long limitTicks = LimitTicks(parameters, inputs, isSell);
        bool isInTheWay = isSell ? inputs.OwnBidTicks >= limitTicks : inputs.OwnAskTicks > 0 && inputs.OwnAskTicks <= limitTicks;
        if (isInTheWay)
        {
            TacticPlan.Affect(ref plan, isSell ? TacticSide.Bid : TacticSide.Ask, TacticEffect.Pull, TacticCause.OwnQuoteInTheWay);
            return;
        }
        plan.Aggression = new() { Lots = lots, IsSell = isSell ? 1 : 0, LimitTicks = limitTicks, ExpectedLossBps = inputs.ExpectedLossBps, CostBps = costBps };
        plan.Flags |= TacticFlags.Aggression;
    }

    // An order of a later time than now belongs to a clock that was set back, and holds nothing.
    private static bool IsTooSoon(long intervalNs, in TacticInputs inputs)
    {
        long passedNs = inputs.NowNs - inputs.LastTakeNs;
        return inputs.LastTakeNs != 0 && passedNs >= 0 && passedNs < intervalNs;
    }

    private static bool IsNeeded(in TacticParameters parameters, in TacticInputs inputs)
    {
        double position = inputs.PositionLots;
        if (inputs.MaxPositionLots <= 0 || !inputs.IsFlowDefined) return false;
        if (!(Math.Abs(position) > parameters.AggressionShare * inputs.MaxPositionLots)) return false;
        double against = position > 0 ? -inputs.Flow : inputs.Flow;
        return against > 0 && against >= parameters.AggressionFlow;
    }

    private static bool HasPrices(in TacticInputs inputs) =>
        inputs.SpreadBps > 0 && inputs.BestBidTicks > 0 && inputs.BestAskTicks > inputs.BestBidTicks && inputs.BestAskTicks < MaxTicks;

    private static bool IsWorth(double lossBps, double costBps) => lossBps > costBps && double.IsFinite(lossBps) && double.IsFinite(costBps);

    private static long Lots(in TacticParameters parameters, in TacticInputs inputs)
    {
        long position = TacticRules.ReducibleLots(inputs);
        long least = Math.Max(1, inputs.MinLots);
        long wanted = parameters.AggressionSizeShare >= 1 ? position : (long)(position * parameters.AggressionSizeShare);
        long lots = Math.Min(Math.Max(wanted, least), position);
        return lots < least ? 0 : lots;
    }

    private static long LimitTicks(in TacticParameters parameters, in TacticInputs inputs, bool isSell)
    {
        double bps = parameters.AggressionSlippageBps > 0 ? Math.Min(parameters.AggressionSlippageBps, 1e4) : 0;
        // Down, so that rounding never gives more than the slippage.
        long beyond = (long)(0.5 * (inputs.BestBidTicks + inputs.BestAskTicks) * (bps * 1e-4));
        return isSell ? Math.Max(1, inputs.BestBidTicks - beyond) : inputs.BestAskTicks + beyond;
    }
}
