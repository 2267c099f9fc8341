using System;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>Each term of fair price, model, width and ladder, from the events to the record of the quoter.</summary>
public class StrategyTermTests
{
    private static QuoterScript Ready(params (ParameterId Id, double Value)[] values) => QuoterScript.Ready().With(values).Rest();

    // ---- fair price

    [Theory]
    [InlineData(0, 20005.5, FairFlags.None)]
    [InlineData(1, 20008, FairFlags.None)]
    [InlineData(2, 20008, FairFlags.NoMicro)]
    public void Each_kind_of_fair_price_is_the_base(long kind, double ticks, FairFlags flags)
    {
        using QuoterScript s = Ready((ParameterId.FairKind, kind));
        s.Book(20000, 300, 20011, 100);
        // Weighted: 20000 + 11 · 300/400 = 20008.25.
        DecisionRecord d = s.Decide().Head;
        Assert.Equal(kind == 0 ? ticks : 20008.25, d.BaseTicks);
        Assert.Equal((flags, 20005.5, d.BaseTicks), (d.FairFlags, d.MidTicks, d.FairTicks));
    }

    [Theory]
    [InlineData(0, true, Suppressions.OneSided, 0, 0)]
    [InlineData(1, true, Suppressions.None, 0, 1)]
    [InlineData(2, true, Suppressions.None, 0, 1)]
    [InlineData(1, false, Suppressions.None, 1, 0)]
    [InlineData(2, false, Suppressions.None, 1, 0)]
    public void Of_a_book_with_a_hole_only_the_other_side_is_quoted(long fallback, bool noBids, Suppressions suppressed, int bids, int asks)
    {
        using QuoterScript s = Ready((ParameterId.FallbackKind, fallback));
        s.Mark(10002.5, 10002.5).Trade(20005, 1, sold: true);
        long bid = s.Instrument.Book.BestBidTicks, ask = s.Instrument.Book.BestAskTicks;
        s.Book(bid, noBids ? 0 : 100, ask, noBids ? 100 : 0);
        if (s.Instrument.Book.IsTwoSided) s.Whole(0, bid, noBids ? 0 : 100, ask, noBids ? 100 : 0);
        s.AckAll();
        Decided d = s.Decide();
        Assert.Equal(suppressed, d.Suppressions & (Suppressions.OneSided | Suppressions.PlanStops));
        Assert.Equal((bids, asks), (d.Head.WantedBidCount, d.Head.WantedAskCount));
        if (asks > 0) Assert.True(d.WantedAskTicks >= ask);
        if (bids > 0) Assert.True(d.WantedBidTicks <= bid);
        if (fallback != 0) Assert.Equal((20005.0, fallback == 1 ? FairFlags.FromMark : FairFlags.FromLast), (d.Head.BaseTicks, d.Head.FairFlags));
    }

    [Fact]
    public void What_stands_in_is_given_up_when_it_is_old()
    {
        using QuoterScript s = Ready((ParameterId.FallbackKind, 1));
        s.Mark(10002.5, 10002.5);
        s.Whole(0, 0, 0, s.Instrument.Book.BestAskTicks, 100).AckAll();
        Assert.Equal(1, s.Decisions[^1].Head.WantedAskCount);
        s.Wait(1_100_000_000).Commands.Clear();
        s.Timer();
        Assert.Equal((1, Suppressions.PlanStops), (s.Count(CommandVerb.Cancel, sell: true), s.Decisions[^1].Suppressions));
        Assert.Equal(PlanRules.NoFair, s.Decisions[^1].Head.Rules & PlanRules.NoFair);
    }

    private static void Run(QuoterScript s)
    {
        for (int i = 0; i < 160; i++)
        {
            s.Wait(200_000_000).Shift(1).AckAll();
            s.Trade(s.Instrument.Book.BestAskTicks, 3, sold: false).Book(s.Instrument.Book.BestBidTicks, 130, s.Instrument.Book.BestAskTicks, 70).AckAll();
        }
    }

    private static double[] Terms(DecisionRecord d) => [d.ImbalanceBps, d.FlowBps, d.TradeBps, d.TopBps, d.MomentumBps];

    [Theory]
    [InlineData(ParameterId.ImbalanceWeightBps, 0)]
    [InlineData(ParameterId.FlowWeightBps, 1)]
    [InlineData(ParameterId.TradeWeightBps, 2)]
    [InlineData(ParameterId.TopWeightBps, 3)]
    [InlineData(ParameterId.MomentumFastWeight, 4)]
    [InlineData(ParameterId.MomentumMidWeight, 4)]
    [InlineData(ParameterId.MomentumSlowWeight, 4)]
    public void Each_weight_moves_the_fair_price_by_what_is_recorded_and_by_nothing_else(ParameterId weight, int term)
    {
        double Of(double value, out DecisionRecord d)
        {
            using QuoterScript s = Ready((weight, value), (ParameterId.AlphaClampBps, 50));
            Run(s);
            d = s.Decide().Head;
            return Terms(d)[term];
        }
        Assert.Equal(0, Of(0, out DecisionRecord off));
        Assert.Equal((off.MidTicks, 0.0), (off.FairTicks, off.AlphaBps));
        double one = Of(0.01, out DecisionRecord on);
        // All of it says up.
        Assert.True(one > 0, $"{one}");
        Assert.All(Terms(on).Where((_, i) => i != term), other => Assert.Equal(0, other));
        Assert.Equal(one, on.AlphaBps);
        Assert.Equal(on.BaseTicks * (1 + on.AlphaBps / 1e4), on.FairTicks);
        Assert.Equal(2 * one, Of(0.02, out _), 1e-9);
        Assert.Equal(-one, Of(-0.01, out _), 1e-9);
        // Its own clamp.
        Assert.Equal(2, Of(1e6, out DecisionRecord clamped));
        Assert.NotEqual(FairFlags.None, clamped.FairFlags);
    }

    [Theory]
    [InlineData(130, 70, 0.3)]
    [InlineData(70, 130, -0.3)]
    [InlineData(120, 80, 0.2)]
    [InlineData(100, 100, 0)]
    public void E14_A_book_heavy_on_one_side_moves_both_quotes_towards_the_other(long bidLots, long askLots, double imbalance)
    {
        using QuoterScript s = Ready((ParameterId.ImbalanceWeightBps, 2), (ParameterId.ImbalanceHalfLifeSeconds, 0));
        Decided flat = s.Book(s.Instrument.Book.BestBidTicks, 100, s.Instrument.Book.BestAskTicks, 100).Decide();
        Decided d = s.Book(s.Instrument.Book.BestBidTicks, bidLots, s.Instrument.Book.BestAskTicks, askLots).Decide();
        Assert.Equal(2 * imbalance, d.Head.ImbalanceBps, 1e-12);
        Assert.Equal(Math.Sign(imbalance), Math.Sign(d.Head.RawBidTicks - flat.Head.RawBidTicks));
        Assert.Equal(Math.Sign(imbalance), Math.Sign(d.Head.RawAskTicks - flat.Head.RawAskTicks));
    }

    [Fact]
    public void All_signals_together_are_held_within_the_last_clamp()
    {
        using QuoterScript s = Ready((ParameterId.ImbalanceWeightBps, 9), (ParameterId.TradeWeightBps, 9), (ParameterId.AlphaClampBps, 3));
        Run(s);
        DecisionRecord d = s.Decide().Head;
        Assert.Equal((2.0, 2.0, 3.0, FairFlags.AlphaClamped), (d.ImbalanceBps, d.TradeBps, d.AlphaBps, d.FairFlags & FairFlags.AlphaClamped));
    }

    // ---- model

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Each_model_lowers_both_prices_when_long_and_raises_them_when_short(long kind)
    {
        DecisionRecord At(long lots)
        {
            using QuoterScript s = Ready((ParameterId.ModelKind, kind), (ParameterId.LinearSkewBpsPerOrder, 0.5));
            return s.Position(lots, opening: true).Decide().Head;
        }
        DecisionRecord flat = At(0), @long = At(10), @short = At(-10);
        Assert.Equal((byte)kind, flat.ModelKind);
        Assert.Equal(0, flat.SkewBps);
        Assert.True(@long.SkewBps < 0 && @short.SkewBps > 0);
        Assert.Equal(-@long.SkewBps, @short.SkewBps, 1e-12);
        Assert.True(@long.RawBidTicks < flat.RawBidTicks && @long.RawAskTicks < flat.RawAskTicks && @short.RawBidTicks > flat.RawBidTicks);
        Assert.Equal(@long.FairTicks * (1 + @long.SkewBps / 1e4), @long.ReservationTicks, 1e-6);
        double k = 1, gamma = 0.01, sigma = flat.SigmaBps;
        if (kind == 0) Assert.Equal((-0.5, 1 / k), (@long.SkewBps, flat.IntensityBps));
        // q γ σ² τ, in bps of one order; half-spread γ σ² τ / 2 + ln(1 + γ / k) / γ.
        if (kind == 1) Assert.Equal(-gamma * sigma * sigma * 10, @long.SkewBps, 1e-9);
        if (kind == 1) Assert.Equal(Math.Log(1 + gamma / k) / gamma, flat.IntensityBps, 1e-9);
    }

    // ---- width

    private static double Half(ParameterId id, double value, Action<QuoterScript>? then, Func<DecisionRecord, double> part, params (ParameterId Id, double Value)[] more)
    {
        using QuoterScript s = Ready([(id, value), .. more]);
        then?.Invoke(s);
        DecisionRecord d = s.Decide().Head;
        double common = d.IntensityBps + d.InventoryBps + d.ImpactBps + d.FeeBps + d.VolatilityAddBps + d.ModeBps + d.LatencyPadBps;
        Assert.Equal(common + d.FlowBidBps + d.CarryBidBps + d.TacticBidBps + d.MinRaisedBidBps - d.MaxCutBidBps + d.FloorRaisedBidBps, d.HalfSpreadBidBps, 1e-9);
        Assert.Equal(common + d.FlowAskBps + d.CarryAskBps + d.TacticAskBps + d.MinRaisedAskBps - d.MaxCutAskBps + d.FloorRaisedAskBps, d.HalfSpreadAskBps, 1e-9);
        return part(d);
    }

    [Fact]
    public void Each_rule_of_width_adds_what_it_says()
    {
        Assert.Equal(0, Half(ParameterId.VolatilityWidthFactor, 2, null, d => d.VolatilityAddBps - 2 * d.SigmaBps));
        Assert.Equal(0, Half(ParameterId.MinHalfSpreadBps, 9, null, d => d.HalfSpreadBidBps - 9));
        Assert.Equal(0, Half(ParameterId.MaxHalfSpreadBps, 2.5, null, d => d.HalfSpreadAskBps - 2.5, (ParameterId.VolatilityWidthFactor, 100)));
        // The fee of the account, and the edge: 1.5 + 4 is stronger than the maximum.
        Assert.Equal(5.5, Half(ParameterId.MinEdgeBps, 4, null, d => d.HalfSpreadBidBps, (ParameterId.MaxHalfSpreadBps, 2)));
        Assert.Equal(-0.5, Half(ParameterId.MakerFeeBps, -1, null, d => d.FeeFloorBps));
        Assert.Equal(3.5, Half(ParameterId.MakerFeeBps, 3, null, d => d.FeeFloorBps));
        // σ·√0.25 s, above what the model asks.
        Assert.Equal(0, Half(ParameterId.LatencyPadFactor, 40, null, d => d.HalfSpreadBidBps - 20 * d.SigmaBps, (ParameterId.LatencyNs, 250_000_000)), 1e-9);
        Assert.Equal(0, Half(ParameterId.LatencyPadFactor, 40, null, d => d.LatencyPadBps));
    }

    [Fact]
    public void Flow_widens_the_side_into_which_it_runs()
    {
        void Buys(QuoterScript s)
        {
            for (int i = 0; i < 20; i++) s.Wait(1_000_000).Trade(20010, 5, sold: false);
        }
        Assert.Equal(4, Half(ParameterId.FlowWidenBps, 4, Buys, d => d.FlowAskBps, (ParameterId.FlowWidenThreshold, 0.3)), 1e-9);
        Assert.Equal(0, Half(ParameterId.FlowWidenBps, 4, Buys, d => d.FlowBidBps, (ParameterId.FlowWidenThreshold, 0.3)));
        Assert.Equal(0, Half(ParameterId.FlowWidenBps, 0, Buys, d => d.FlowAskBps));
    }

    [Fact]
    public void Few_samples_and_an_unsure_decay_widen()
    {
        double sure = Half(ParameterId.UncertaintyZ, 0, null, d => d.IntensityBps);
        Assert.True(Half(ParameterId.UncertaintyZ, 2, null, d => d.IntensityBps, (ParameterId.IntensityErrorPerBps, 0.2)) > sure);
        Assert.Equal(0.6, Half(ParameterId.UncertaintyZ, 2, null, d => d.DecayPerBps, (ParameterId.IntensityErrorPerBps, 0.2)), 1e-12);
    }

    [Fact]
    public void Above_the_ceiling_of_volatility_nothing_is_quoted_until_it_is_well_below()
    {
        using QuoterScript s = Ready((ParameterId.StandAsideBps, 20), (ParameterId.StandAsideReleaseFactor, 0.5), (ParameterId.VolatilityHalfLifeSeconds, 30));
        for (int i = 0; i < 40; i++) s.Wait(1_000_000_000).Shift(i % 2 == 0 ? 5 : -5).AckAll();
        Assert.Equal((1, 1), (s.Instrument.Bids.Count, s.Instrument.Asks.Count));
        for (int i = 0; i < 30; i++) s.Wait(1_000_000_000).Shift(i % 2 == 0 ? 100 : -100).AckAll();
        Assert.True(s.Instrument.HasNoOrders);
        Assert.Equal(PlanRules.StandAside, s.Decide().Head.Rules & PlanRules.StandAside);
        bool wasBetween = false;
        for (int i = 0; i < 400 && s.Instrument.HasNoOrders; i++)
        {
            s.Wait(1_000_000_000).Shift(i % 2 == 0 ? 5 : -5).AckAll();
            double sigma = s.Instrument.Volatility.SigmaBps;
            wasBetween |= sigma is > 10 and < 20 && s.Instrument.HasNoOrders;
            Assert.Equal(sigma > 10, s.Instrument.HasNoOrders);
        }
        Assert.True(wasBetween && !s.Instrument.HasNoOrders);
    }

    // ---- ladder

    [Theory]
    [InlineData(0, 4, 1, 4, 4)]
    [InlineData(0, 4, 2, 4, 8)]
    [InlineData(1, 3, 1, 7, 6)] // 3 bps of 20005 are 6.0015 ticks, rounded away; twice that is 12.003
    public void Levels_are_apart_by_the_spacing(long kind, double spacing, double growth, long first, long second)
    {
        using QuoterScript s = Ready((ParameterId.LevelCount, 3), (ParameterId.OrderAmountE8, 50e8), (ParameterId.SpacingKind, kind), (ParameterId.Spacing, spacing), (ParameterId.SpacingGrowth, growth));
        LevelRecord[] bids = [.. s.Decide().Levels.Where(l => l.IsSell == 0)], asks = [.. s.Decide().Levels.Where(l => l.IsSell != 0)];
        Assert.Equal([first, second], [bids[0].WantedTicks - bids[1].WantedTicks, bids[1].WantedTicks - bids[2].WantedTicks]);
        Assert.Equal([first, second], [asks[1].WantedTicks - asks[0].WantedTicks, asks[2].WantedTicks - asks[1].WantedTicks]);
    }

    [Theory]
    [InlineData(0, 0, 0, 50, 5, 5, 5)]
    [InlineData(1, 1, 0, 50, 5, 10, 15)]
    [InlineData(2, 1, 0, 50, 5, 10, 15)] // 20 does not fit below the limit of 30
    [InlineData(0, 0, 30, 50, 3, 5, 7)] // clipped at 3, the rest goes on
    public void Sizes_follow_the_profile_and_the_clip_and_never_exceed_the_limit(long profile, double step, double clip, double order, long a, long b, long c)
    {
        using QuoterScript s = Ready((ParameterId.LevelCount, 3), (ParameterId.OrderAmountE8, order * 1e8), (ParameterId.Spacing, 3), (ParameterId.SizeProfile, profile), (ParameterId.SizeStep, step), (ParameterId.ClipAmountE8, clip * 1e8));
        long[] bids = [.. s.Decide().Levels.Where(l => l.IsSell == 0).Select(l => l.WantedLots)];
        Assert.Equal(clip > 0 ? [3, 3, 3] : new[] { a, b, c }, bids);
    }

    [Theory]
    [InlineData(0, 300, 300)]
    [InlineData(1200, 100, 500)]
    [InlineData(-1200, 500, 100)]
    [InlineData(900, 150, 450)]
    public void Seed_002_sizes_shrink_where_they_add_to_the_inventory(long position, long bid, long ask)
    {
        // 0.9 BTC of capital, ±0.3 BTC as 1800 lots of 10 USD at 60,000, 0.05 BTC an order as 300 lots; at 0.2 of 0.3 BTC a third is left.
        using QuoterScript s = Ready((ParameterId.InventorySizing, 1), (ParameterId.OrderAmountE8, 3000e8), (ParameterId.MaxPositionAmountE8, 18000e8));
        Decided d = s.Position(position, opening: true).Rest().Decide();
        Assert.Equal((bid, ask), (d.WantedBidLots, d.WantedAskLots));
    }

    // ---- triggers

    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 2)]
    public void Seed_002_a_move_of_two_hundredths_of_a_percent_moves_the_quotes(long ticks, int edits)
    {
        using QuoterScript s = Ready((ParameterId.TriggerMidBps, 2));
        long from = s.Instrument.Triggers.AnchorHalfTicks;
        s.Commands.Clear();
        s.Book((from - 10) / 2 + ticks, 100, (from + 10) / 2 + ticks, 100);
        Assert.Equal(edits, s.Count(CommandVerb.Edit));
    }
}
