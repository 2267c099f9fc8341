using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Quoting.Parameters;
using Minnow.Core.Quoting.Tactics;
using Xunit;

namespace Minnow.Core.Tests.Quoting.Tactics;

/// <summary>What holds for every series of moments. FsCheck prints the number of a series that breaks it; that number alone makes the series.</summary>
public sealed class TacticPropertyTests
{
    private const int Steps = 40;
    private const long LongestNs = 4 * Desk.Second;

    private const TacticFlags OneSideRules = TacticFlags.Sweep | TacticFlags.LargeTrade | TacticFlags.Momentum | TacticFlags.LiquidityPull
        | TacticFlags.OneSidedFlow | TacticFlags.Reentry | TacticFlags.AfterSweep | TacticFlags.Collapse;

    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(1500);

    private static void Holds(Func<int, bool> property) => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), property).Check(s_config);

    [Fact]
    public void A_mirrored_market_gives_the_mirrored_plan() => Holds(static number =>
    {
        Series series = new(number);
        TacticState state = default, mirrorState = default;
        for (int i = 0; i < Steps; i++)
        {
            TacticInputs inputs = series.Next();
            TacticRules.Evaluate(ref state, series.Parameters, inputs, out TacticPlan plan);
            TacticRules.Evaluate(ref mirrorState, series.Parameters, Mirror.Of(inputs), out TacticPlan mirror);
            if (!Mirror.IsMirror(plan, mirror)) return false;
        }
        return true;
    });

    [Fact]
    public void Taking_never_exceeds_the_position_never_adds_and_stays_within_slippage_and_interval() => Holds(static number =>
    {
        Series series = new(number) { IsLoud = true };
        TacticState state = default;
        long lastNs = long.MinValue;
        for (int i = 0; i < Steps; i++)
        {
            TacticInputs inputs = series.Next();
            TacticRules.Evaluate(ref state, series.Parameters, inputs, out TacticPlan plan);
            long lots = plan.Aggression.Lots;
            if (lots == 0) continue;
            bool isSell = plan.Aggression.IsSell != 0;
            long position = inputs.PositionLots;
            bool reduces = isSell ? position > 0 && lots <= position - inputs.UntoldSellLots : position < 0 && lots <= -position - inputs.UntoldBuyLots;
            double beyondTicks = isSell ? inputs.BestBidTicks - plan.Aggression.LimitTicks : plan.Aggression.LimitTicks - inputs.BestAskTicks;
            bool isNear = beyondTicks >= 0 && beyondTicks <= inputs.MidHalfTicks / 2.0 * series.Parameters.AggressionSlippageBps * 1e-4;
            bool missesUs = isSell ? inputs.OwnBidTicks < plan.Aggression.LimitTicks : inputs.OwnAskTicks == 0 || inputs.OwnAskTicks > plan.Aggression.LimitTicks;
            bool isPaced = lastNs == long.MinValue || inputs.NowNs < lastNs || inputs.NowNs - lastNs >= series.Parameters.AggressionIntervalNs;
            if (!reduces || !isNear || !missesUs || !isPaced || !(plan.Aggression.ExpectedLossBps > plan.Aggression.CostBps)) return false;
            // Not each wish goes out.
            if (i % 3 != 0) lastNs = series.LastTakeNs = inputs.NowNs;
        }
        return true;
    });

    [Fact]
    public void The_series_do_take_and_do_use_every_rule()
    {
        TacticFlags seen = TacticFlags.None;
        for (int number = 0; number < 2000; number++)
        {
            Series series = new(number) { IsLoud = number % 2 == 0 };
            TacticState state = default;
            for (int i = 0; i < Steps; i++)
            {
                TacticRules.Evaluate(ref state, series.Parameters, series.Next(), out TacticPlan plan);
                seen |= plan.Flags;
            }
        }
        foreach (TacticFlags flag in Enum.GetValues<TacticFlags>()) Assert.True(seen.HasFlag(flag), flag.ToString());
    }

    [Fact]
    public void With_all_parameters_0_no_rule_does_anything_whatever_the_state_was() => Holds(static number =>
    {
        Series series = new(number);
        TacticState state = default;
        for (int i = 0; i < Steps; i++)
        {
            TacticInputs inputs = series.Next();
            TacticRules.Evaluate(ref state, series.Parameters, inputs, out _);
            TacticState copy = state;
            inputs.CascadePulls = 0;
            TacticRules.Evaluate(ref copy, TacticParameters.Safe, inputs, out TacticPlan plan);
            if (plan.Flags != TacticFlags.None || !IsIdle(plan.Bid) || !IsIdle(plan.Ask) || plan.Aggression.Lots != 0) return false;
        }
        return true;
    });

    [Fact]
    public void Once_the_market_is_quiet_every_hold_ends_even_after_time_was_set_back() => Holds(static number =>
    {
        Series series = new(number) { StepsBack = true };
        TacticState state = default;
        TacticInputs inputs = default;
        for (int i = 0; i < Steps; i++)
        {
            inputs = series.Next();
            TacticRules.Evaluate(ref state, series.Parameters, inputs, out _);
        }
        Series.Quieten(ref inputs);
        TacticPlan plan = default;
        // A sweep holds and then widens, a fill is waited for and then judged: three times the longest is enough for all.
        for (int i = 0; i <= 12; i++)
        {
            TacticRules.Evaluate(ref state, series.Parameters, inputs, out plan);
            inputs.NowNs += LongestNs / 4;
        }
        return plan.Flags == TacticFlags.None;
    });

    [Fact]
    public void No_number_however_strange_makes_a_plan_that_can_not_be_used() => Holds(static number =>
    {
        Series series = new(number);
        Random random = new(number);
        TacticState state = default;
        for (int i = 0; i < Steps; i++)
        {
            TacticInputs inputs = Strange(random, series.Next());
            TacticParameters parameters = Strange(random, series.Parameters);
            TacticRules.Evaluate(ref state, parameters, inputs, out TacticPlan plan);
            if (!IsUsable(plan.Bid) || !IsUsable(plan.Ask) || !(plan.Aggression.Lots >= 0)) return false;
            if (plan.Aggression.Lots > 0 && (plan.Aggression.LimitTicks <= 0 || !double.IsFinite(plan.Aggression.CostBps))) return false;
        }
        return true;
    });

    [Fact]
    public void Rules_about_one_side_never_touch_the_exit() => Holds(static number =>
    {
        Series series = new(number);
        TacticState state = default;
        for (int i = 0; i < Steps; i++)
        {
            TacticRules.Evaluate(ref state, series.Parameters, series.Next(), out TacticPlan plan);
            if (plan.Exit != TacticSide.None && (TacticPlan.Of(ref plan, plan.Exit).Flags & OneSideRules) != 0) return false;
        }
        return true;
    });

    [Fact]
    public void The_state_has_no_gaps_so_its_bytes_are_its_value()
    {
        Assert.Equal(8 * (2 * (8 * 2 + 5) + 2 + 2), Unsafe.SizeOf<TacticState>());
        Assert.False(RuntimeHelpers.IsReferenceOrContainsReferences<TacticState>());
    }

    private static bool IsIdle(in TacticSidePlan side) =>
        side is { Effect: TacticEffect.None, Cause: TacticCause.None, Flags: TacticFlags.None, UntilNs: 0, WidenBps: 0 };

    private static bool IsUsable(in TacticSidePlan side) =>
        side.WidenBps >= 0 && double.IsFinite(side.WidenBps) && side.UntilNs >= 0
        && (side.Effect == TacticEffect.None) == (side.Cause == TacticCause.None);

    private static TacticInputs Strange(Random random, TacticInputs inputs)
    {
        inputs.MidMoveBps = Strange(random, inputs.MidMoveBps);
        inputs.MidMoveSeconds = Strange(random, inputs.MidMoveSeconds);
        inputs.SigmaBps = Strange(random, inputs.SigmaBps);
        inputs.SpreadBps = Strange(random, inputs.SpreadBps);
        inputs.SpreadZ = Strange(random, inputs.SpreadZ);
        inputs.Flow = Strange(random, inputs.Flow);
        inputs.BidPullShare = Strange(random, inputs.BidPullShare);
        inputs.TakerFeeBps = Strange(random, inputs.TakerFeeBps);
        inputs.ExpectedLossBps = Strange(random, inputs.ExpectedLossBps);
        inputs.WidenRoomBps = double.IsFinite(inputs.WidenRoomBps) ? inputs.WidenRoomBps : 0;
        inputs.PositionLots = Strange(random, inputs.PositionLots);
        inputs.MaxPositionLots = Strange(random, inputs.MaxPositionLots);
        inputs.LastTakeNs = Strange(random, inputs.LastTakeNs);
        inputs.MidHalfTicks = Strange(random, inputs.MidHalfTicks);
        inputs.BestBidTicks = Strange(random, inputs.BestBidTicks);
        inputs.BestAskTicks = Strange(random, inputs.BestAskTicks);
        inputs.FillTicks = Strange(random, inputs.FillTicks);
        return inputs;
    }

    private static TacticParameters Strange(Random random, TacticParameters parameters)
    {
        Span<long> fields = MemoryMarshal.Cast<TacticParameters, long>(MemoryMarshal.CreateSpan(ref parameters, 1));
        if (random.Next(2) == 0) fields[random.Next(fields.Length)] = random.Next(3) switch { 0 => -1, 1 => long.MaxValue, _ => BitConverter.DoubleToInt64Bits(double.PositiveInfinity) };
        return parameters;
    }

    private static double Strange(Random random, double value) =>
        random.Next(12) switch { 0 => double.NaN, 1 => double.PositiveInfinity, 2 => double.NegativeInfinity, 3 => double.MaxValue, 4 => 0, _ => value };

    private static long Strange(Random random, long value) =>
        random.Next(20) switch { 0 => long.MaxValue, 1 => long.MinValue, 2 => 0, 3 => -1, _ => value };
}
