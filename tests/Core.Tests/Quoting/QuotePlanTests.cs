using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Signals;
using Xunit;

namespace Minnow.Core.Tests.Quoting;

/// <summary>What must hold of a plan whatever the market, the position and the parameters are.</summary>
public class QuotePlanTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(3000);

    /// <summary>A market around a whole tick, and a choice of model, touch rule and ladder.</summary>
    public sealed record Case(long Middle, long Half, long Position, long Max, long Order, long Untold, double Sigma, double Gamma, double K, double Signal, uint Choice)
    {
        public long Pick(int bits, int shift) => (Choice >> shift) % bits;

        public QuoteInputs Inputs => new()
        {
            BestBidTicks = Middle - Half, BestAskTicks = Middle + Half, BestBidLots = 10, BestAskLots = 10 + Pick(20, 3), PositionLots = Position,
            UntoldBuyLots = Untold, UntoldSellLots = Untold, OrderLots = Order, MinLots = 1 + Pick(3, 6), ClipLots = Pick(2, 9) * (1 + Order / 3), MaxPositionLots = Max,
            SigmaBps = Sigma, SigmaSamples = 50, CatalogueFeeBps = Pick(5, 12) - 2, Mode = (MarketModeKind)Pick(5, 14), Flow = Signal, RoundTripNs = 50_000_000,
            Alpha = new AlphaInputs { Imbalance = Signal, MomentumSlowBps = 3 * Signal }, Carry = new CarryInputs { FundingRate = Signal * 1e-3 },
        };

        public QuotingParameters Parameters
        {
            get
            {
                QuotingParameters p = QuotingParameters.Safe with
                {
                    RiskAversionPerLotBps = Gamma, IntensityDecayPerBps = K, HorizonSeconds = 10, VolatilityFloorBps = 0.1, MinHalfSpreadBps = 0.1,
                    MaxHalfSpreadBps = 80, MakerFeeBps = double.NaN, MinEdgeBps = 0.25,
                };
                p.Fair.FairKind = Pick(2, 2);
                p.Alpha.ImbalanceWeightBps = 1;
                p.Alpha.MomentumSlowWeight = 0.2;
                p.Model.ModelKind = Choice % 4;
                p.Model.LinearSkewBpsPerOrder = 0.5;
                p.Model.UncertaintyZ = Pick(2, 5);
                p.Model.IntensityErrorPerBps = K * 0.3;
                p.Model.AdverseSelectionBps = 0.5;
                p.Width.VolatilityWidthFactor = 0.3;
                p.Width.FlowWidenBps = 2;
                p.Width.FlowWidenThreshold = 0.3;
                p.Width.LatencyPadFactor = 1;
                p.Width.VolatileWidthFactor = 1.5;
                p.Ladder.LevelCount = 1 + Pick(10, 7);
                p.Ladder.SpacingKind = Pick(3, 11);
                p.Ladder.Spacing = 0.7;
                p.Ladder.SpacingGrowth = 1.3;
                p.Ladder.SizeProfile = Pick(3, 13);
                p.Ladder.SizeStep = 0.4;
                p.Ladder.InventorySizing = Pick(3, 10) * 0.5;
                p.Requote.TouchRule = Pick(4, 4);
                p.Requote.HangBackTicks = 2;
                p.Requote.TouchEdgeBps = 0.2;
                p.Carry.FundingWeight = 1;
                p.Carry.CarryPreferenceBps = 0.5;
                return p;
            }
        }

        public QuotePlan Plan(bool mirrored = false)
        {
            QuoteInputs i = Inputs;
            if (mirrored)
            {
                (i.BestBidLots, i.BestAskLots) = (i.BestAskLots, i.BestBidLots);
                i.PositionLots = -i.PositionLots;
                i.Flow = -i.Flow;
                i.Alpha.Imbalance = -i.Alpha.Imbalance;
                i.Alpha.MomentumSlowBps = -i.Alpha.MomentumSlowBps;
                i.Carry.FundingRate = -i.Carry.FundingRate;
            }
            Assert.True(Planned.With(out QuotePlan plan, Parameters, i));
            return plan;
        }
    }

    private static Arbitrary<Case> Cases()
    {
        Gen<double> real = Gen.Choose(1, 10_000).Select(i => i / 10_000.0);
        return (from middle in Gen.Choose(200_000, 2_000_000)
                from half in Gen.Choose(1, 30)
                from position in Gen.Choose(-400, 400)
                from max in Gen.Choose(0, 500)
                from order in Gen.Choose(1, 60)
                from untold in Gen.Choose(0, 5)
                from sigma in real
                from gamma in real
                from k in real
                from signal in Gen.Choose(-100, 100)
                from choice in Gen.Choose(0, int.MaxValue)
                select new Case(middle, half, position, max, order, untold, sigma * 3, gamma * 0.02, 0.1 + k * 3, signal / 100.0, (uint)choice)).ToArbitrary();
    }

    private static void Holds(Func<Case, bool> property) => Prop.ForAll(Cases(), property).Check(s_config);

    private static QuoteLevel[] Levels(LadderSide side) => [.. Enumerable.Range(0, (int)side.Count).Select(i => side.Levels[i])];

    [Fact]
    public void Quotes_never_take_and_never_cross_each_other() => Holds(c =>
    {
        QuoteLadder l = c.Plan().Ladder;
        return l.Bids.TopTicks < l.Asks.TopTicks && Levels(l.Bids).All(q => q.PriceTicks < c.Middle + c.Half && q.PriceTicks <= l.Bids.TopTicks)
            && Levels(l.Asks).All(q => q.PriceTicks > c.Middle - c.Half && q.PriceTicks >= l.Asks.TopTicks);
    });

    [Fact]
    public void With_everything_filled_the_position_is_within_the_limit_or_nearer_to_it() => Holds(c =>
    {
        QuoteLadder l = c.Plan().Ladder;
        long bought = Levels(l.Bids).Sum(q => q.SizeLots), sold = Levels(l.Asks).Sum(q => q.SizeLots);
        return (bought == 0 || c.Position + c.Untold + bought <= c.Max) && (sold == 0 || c.Position - c.Untold - sold >= -c.Max);
    });

    [Fact]
    public void Levels_are_distinct_ordered_and_of_a_size_that_the_venue_takes() => Holds(c =>
    {
        QuoteLadder l = c.Plan().Ladder;
        QuoteLevel[] bids = Levels(l.Bids), asks = Levels(l.Asks);
        long clip = c.Inputs.ClipLots == 0 ? long.MaxValue : c.Inputs.ClipLots;
        return bids.Zip(bids.Skip(1)).All(p => p.First.PriceTicks > p.Second.PriceTicks) && asks.Zip(asks.Skip(1)).All(p => p.First.PriceTicks < p.Second.PriceTicks)
            && bids.Concat(asks).All(q => q.SizeLots >= c.Inputs.MinLots && q.SizeLots <= clip) && Math.Max(bids.Length, asks.Length) <= c.Parameters.Ladder.LevelCount;
    });

    [Fact]
    public void A_larger_position_never_raises_a_price_never_buys_more_and_never_sells_less() => Holds(c =>
    {
        QuoteLadder low = c.Plan().Ladder, high = (c with { Position = c.Position + 9 }).Plan().Ladder;
        bool room = high.Bids.RoomLots <= low.Bids.RoomLots && high.Asks.RoomLots >= low.Asks.RoomLots;
        return room && high.Bids.TopTicks <= low.Bids.TopTicks && high.Asks.TopTicks <= low.Asks.TopTicks
            && Levels(high.Bids).Sum(q => q.SizeLots) <= Levels(low.Bids).Sum(q => q.SizeLots)
            && Levels(high.Asks).Sum(q => q.SizeLots) >= Levels(low.Asks).Sum(q => q.SizeLots);
    });

    [Fact]
    public void The_mirrored_market_has_the_mirrored_quotes() => Holds(c =>
    {
        QuotePlan plan = c.Plan(), mirror = c.Plan(mirrored: true);
        // Bps are of the fair price, which is not the mid: the mirror of a shift is a shift of another price.
        // Two shifts that cancel each other out leave their product.
        double twice = 2.0 * c.Middle, away = Math.Max(Math.Abs(plan.Fair.BaseTicks - c.Middle), Math.Abs(plan.Fair.FairTicks - c.Middle));
        double tolerance = 1e-9 * c.Middle + 3 * away * (Math.Abs(plan.ShiftBps) + Math.Abs(plan.Fair.AlphaBps) + 80) / 1e4;
        bool raw = Math.Abs(plan.RawBidTicks + mirror.RawAskTicks - twice) < tolerance && Math.Abs(plan.RawAskTicks + mirror.RawBidTicks - twice) < tolerance;
        // Whole prices may differ where a last bit falls on either side of a tick, sizes may not.
        return raw && Math.Abs(plan.Width.Bid.HalfBps - mirror.Width.Ask.HalfBps) < 1e-9 && plan.Ladder.Bids.RoomLots == mirror.Ladder.Asks.RoomLots
            && Levels(plan.Ladder.Bids).Select(q => q.SizeLots).SequenceEqual(Levels(mirror.Ladder.Asks).Select(q => q.SizeLots));
    });

    [Fact]
    public void In_bps_nothing_depends_on_the_price_level() => Holds(c =>
    {
        QuotePlan plan = c.Plan(), scaled = (c with { Middle = c.Middle * 8, Half = c.Half * 8 }).Plan();
        return plan.ShiftBps == scaled.ShiftBps && plan.Width.Bid.HalfBps == scaled.Width.Bid.HalfBps && plan.Width.Ask.HalfBps == scaled.Width.Ask.HalfBps
            && Math.Abs(scaled.RawBidTicks / 8 - plan.RawBidTicks) < 1e-9 * c.Middle && Math.Abs(scaled.RawAskTicks / 8 - plan.RawAskTicks) < 1e-9 * c.Middle;
    });

    [Fact]
    public void Every_part_adds_up_and_is_a_number() => Holds(c =>
    {
        QuotePlan p = c.Plan();
        double common = p.Model.BidHalfBps + p.Width.VolatilityBps + p.Width.ModeBps + p.Width.LatencyBps;
        double bid = common + p.Width.Bid.FlowBps + p.Width.Bid.CarryBps + p.Width.Bid.MinRaisedBps - p.Width.Bid.MaxCutBps + p.Width.Bid.FeeRaisedBps;
        double half = p.Model.IntensityBps + p.Model.InventoryBps + p.Model.ImpactBps + p.Model.FeeBps;
        return Math.Abs(bid - p.Width.Bid.HalfBps) <= 1e-9 * (1 + Math.Abs(common)) && Math.Abs(half - p.Model.BidHalfBps) <= 1e-9 * (1 + Math.Abs(half))
            && Math.Abs(p.Model.SkewBps + p.Model.DriftBps + p.Carry.FundingShiftBps - p.ShiftBps) <= 1e-9 * (1 + Math.Abs(p.ShiftBps))
            && p.ReservationTicks == p.Fair.FairTicks * (1 + p.ShiftBps / 1e4) && double.IsFinite(p.RawBidTicks) && double.IsFinite(p.RawAskTicks);
    });

    [Fact]
    public void No_number_that_is_none_reaches_a_quote()
    {
        double[] bad = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, -double.MaxValue, double.Epsilon, 0, -1];
        Case c = new(600_000, 2, 30, 300, 20, 0, 1, 0.01, 1, 0.5, 0);
        for (uint id = 0; id < QuotingParameters.Count; id++)
            foreach (double value in bad)
                for (uint choice = 0; choice < 12; choice++)
                {
                    QuotingParameters p = (c with { Choice = choice * 2654435761u }).Parameters;
                    p.Model.ModelKind = choice % 4;
                    // A whole number takes the bits of the double: any value at all.
                    QuotingParameters.TrySet(ref p, id, BitConverter.DoubleToInt64Bits(value));
                    Planned.With(out QuotePlan plan, p, c.Inputs);
                    QuoteLevel[] all = [.. Levels(plan.Ladder.Bids), .. Levels(plan.Ladder.Asks)];
                    Assert.All(all, q => Assert.True(q is { PriceTicks: > 0 and < 1L << 52, SizeLots: > 0 }, $"{(ParameterId)id} = {value}: {q.SizeLots}@{q.PriceTicks}"));
                    Assert.True(Levels(plan.Ladder.Bids).Sum(q => q.SizeLots) <= 270 && Levels(plan.Ladder.Asks).Sum(q => q.SizeLots) <= 330);
                    Assert.True(plan.Ladder.Bids.Count == 0 || plan.Ladder.Bids.Levels[0].PriceTicks < c.Middle + c.Half, $"{(ParameterId)id} = {value}");
                    Assert.True(plan.Ladder.Asks.Count == 0 || plan.Ladder.Asks.Levels[0].PriceTicks > c.Middle - c.Half, $"{(ParameterId)id} = {value}");
                }
    }

    // Seed 002: 0.9 BTC of capital, a limit of 0.3 BTC, orders of 0.05 BTC; at 60,000 USD and 10 USD a lot these are 1800 and 300 lots.
    private static (QuotingParameters Parameters, QuoteInputs Inputs) Seed(double position = 0)
    {
        QuotingParameters p = QuotingParameters.Safe with
        {
            RiskAversionPerLotBps = 0.001, IntensityDecayPerBps = 5, HorizonSeconds = 10, VolatilityFloorBps = 0.1, MaxHalfSpreadBps = 50,
        };
        QuoteInputs i = new()
        {
            BestBidTicks = 119_999, BestAskTicks = 120_001, BestBidLots = 10, BestAskLots = 10, PositionLots = (long)(position * 6000),
            OrderLots = 300, MinLots = 1, MaxPositionLots = 1800, SigmaBps = 0.9,
        };
        return (p, i);
    }

    private static QuotePlan Of((QuotingParameters Parameters, QuoteInputs Inputs) seed)
    {
        Assert.True(Planned.With(out QuotePlan plan, seed.Parameters, seed.Inputs));
        return plan;
    }

    [Theory]
    [InlineData(0, 300, 300)]
    [InlineData(0.25, 300, 300)]
    [InlineData(0.275, 150, 300)]
    [InlineData(0.3, 0, 300)] // at the cap no bid, and the ask works it off
    [InlineData(-0.3, 300, 0)]
    public void The_seeds_limit_of_a_third_of_the_capital_stops_the_adding_side_alone(double position, long bid, long ask)
    {
        QuotePlan plan = Of(Seed(position));
        Assert.Equal((bid, ask), (Levels(plan.Ladder.Bids).Sum(q => q.SizeLots), Levels(plan.Ladder.Asks).Sum(q => q.SizeLots)));
    }

    [Fact]
    public void Six_fills_in_a_row_of_the_seeds_size_reach_its_limit()
    {
        (QuotingParameters p, QuoteInputs i) = Seed();
        int fills = 0;
        for (; fills < 20 && Of((p, i)).Ladder.Bids.Count > 0; fills++) i.PositionLots += Of((p, i)).Ladder.Bids.Levels[0].SizeLots;
        Assert.Equal((6, 1800), (fills, i.PositionLots));
    }

    [Theory]
    [InlineData(0.3, 1)]
    [InlineData(-0.3, -1)]
    [InlineData(0, 0)]
    public void An_imbalance_of_three_tenths_moves_both_quotes_by_a_tick_the_same_way(double imbalance, long ticks)
    {
        (QuotingParameters p, QuoteInputs i) = Seed();
        QuotePlan still = Of((p, i));
        // One tick at 60,000 USD is a twelfth of a bps, and here it is reached at 0.3; below it the shift is continuous (errata E14 and E42).
        p.Alpha.ImbalanceWeightBps = 1e4 / 120_000 / 0.3;
        i.Alpha.Imbalance = imbalance;
        QuotePlan moved = Of((p, i));
        Assert.Equal(ticks, moved.RawBidTicks - still.RawBidTicks, 3);
        Assert.Equal(ticks, moved.RawAskTicks - still.RawAskTicks, 3);
    }

    [Fact]
    public void The_seeds_spread_is_never_less_than_two_ticks()
    {
        (QuotingParameters p, QuoteInputs i) = Seed();
        p.IntensityDecayPerBps = 1e9;
        p.RiskAversionPerLotBps = 0;
        p.MinHalfSpreadBps = 1e4 / 120_000 * (1 - 1e-9);
        QuotePlan plan = Of((p, i));
        Assert.Equal((119_999, 120_001), (plan.Ladder.Bids.TopTicks, plan.Ladder.Asks.TopTicks));
        Assert.True(plan.Clamps.HasFlag(Clamps.MinHalfSpread));
    }

    [Fact]
    public void The_seeds_base_spread_and_volatility_term_are_the_linear_model()
    {
        (QuotingParameters p, QuoteInputs i) = Seed(0.1);
        p.Model.ModelKind = 0;
        p.Model.LinearSkewBpsPerOrder = 0.25;
        p.Width.VolatilityWidthFactor = 2;
        QuotePlan plan = Of((p, i));
        Assert.Equal((-0.5, 0.2, 1.8, 2), (plan.ShiftBps, plan.Model.BidHalfBps, plan.Width.VolatilityBps, plan.Width.Bid.HalfBps));
    }

    [Fact]
    public void Uncertainty_widens_by_a_lower_k_and_a_higher_volatility()
    {
        (QuotingParameters p, QuoteInputs i) = Seed();
        p.Model.ModelKind = 2;
        QuotePlan sure = Of((p, i));
        p.Model.UncertaintyZ = 1;
        p.Model.IntensityErrorPerBps = 1;
        i.SigmaSamples = 50;
        QuotePlan unsure = Of((p, i));
        Assert.Equal((4, 0.9 * 1.1), (unsure.Model.Decay, unsure.Model.SigmaBps));
        Assert.True(unsure.Width.Bid.HalfBps > sure.Width.Bid.HalfBps);
        p.Model.IntensityErrorPerBps = 100;
        Assert.Equal((1, Clamps.DecayFloor), (Of((p, i)).Model.Decay, Of((p, i)).Clamps));
    }

    [Fact]
    public void Without_a_side_of_the_book_the_mark_prices_the_other_side_alone()
    {
        (QuotingParameters p, QuoteInputs i) = Seed();
        i.BestAskTicks = Units.Missing;
        i.MarkTicks = 120_010;
        Assert.False(Planned.With(out QuotePlan none, p, i));
        Assert.Equal((PlanRules.NoBookAsk | PlanRules.NoFair, 0, 0), (none.Rules, none.Ladder.Bids.Count, none.Ladder.Asks.Count));
        p.Fair.FallbackKind = 1;
        QuotePlan plan = Of((p, i));
        Assert.Equal((FairFlags.FromMark, 119_999, 1, 0), (plan.Fair.Flags, plan.Ladder.Bids.TopTicks, plan.Ladder.Bids.Count, plan.Ladder.Asks.Count));
    }

    [Fact]
    public void An_unknown_model_quotes_nothing()
    {
        (QuotingParameters p, QuoteInputs i) = Seed();
        p.Model.ModelKind = 4;
        Assert.False(Planned.With(out QuotePlan plan, p, i));
        Assert.Equal((PlanRules.NoModel, 0), (plan.Rules, plan.Ladder.Bids.Count));
    }

    [Fact]
    public void Standing_aside_wants_nothing_and_keeps_its_numbers()
    {
        (QuotingParameters p, QuoteInputs i) = Seed();
        i.StandsAside = true;
        QuotePlan plan = Of((p, i));
        Assert.Equal((PlanRules.StandAside, 0, 0), (plan.Rules, plan.Ladder.Bids.Count, plan.Ladder.Asks.Count));
        Assert.True(plan.RawBidTicks > 0);
    }
}
