using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Quoting;

public class QuoteModelTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(2000);

    /// <summary>A market, a position and parameters in the ranges that the configuration allows.</summary>
    public sealed record Case(long Bid, long Spread, long Position, long Order, long Max, double Sigma, double Gamma, double K, double Tau, double Fee, double MinHalf)
    {
        public QuoteInputs Inputs => new()
        {
            BestBidTicks = Bid, BestAskTicks = Bid + Spread, PositionLots = Position, OrderLots = Order, MinLots = 1,
            MaxPositionLots = Max, SigmaBps = Sigma, CatalogueFeeBps = Fee,
        };

        public QuotingParameters Parameters => QuotingParameters.Safe with
        {
            RiskAversionPerLotBps = Gamma, IntensityDecayPerBps = K, HorizonSeconds = Tau, VolatilityFloorBps = 0.1,
            MinHalfSpreadBps = MinHalf, MaxHalfSpreadBps = 200, MakerFeeBps = double.NaN, MinEdgeBps = 0.25,
        };

        public Simple Quote()
        {
            Planned.With(out QuotePlan plan, Parameters, Inputs);
            return new Simple(plan);
        }
    }

    /// <summary>A plan of one level: what a person would call the quote.</summary>
    public sealed record Simple(QuotePlan Plan)
    {
        public double FairTicks => Plan.Fair.FairTicks;

        public double SkewBps => Plan.ShiftBps;

        public double HalfSpreadBps => Plan.Width.Bid.HalfBps;

        public double FeeFloorBps => Plan.Width.FeeFloorBps;

        public double RawBidTicks => Plan.RawBidTicks;

        public double RawAskTicks => Plan.RawAskTicks;

        public long WantedBidTicks => Plan.Ladder.Bids.TopTicks;

        public long WantedAskTicks => Plan.Ladder.Asks.TopTicks;

        public long WantedBidLots => Plan.Ladder.Bids.Count > 0 ? Plan.Ladder.Bids.Levels[0].SizeLots : 0;

        public long WantedAskLots => Plan.Ladder.Asks.Count > 0 ? Plan.Ladder.Asks.Levels[0].SizeLots : 0;
    }

    private static Arbitrary<Case> Cases()
    {
        Gen<double> real = Gen.Choose(1, 100_000).Select(i => i / 100_000.0);
        return (from bid in Gen.Choose(50_000, 2_000_000)
                from spread in Gen.Choose(1, 40)
                from max in Gen.Choose(0, 500)
                from position in Gen.Choose(-600, 600)
                from order in Gen.Choose(1, 50)
                from sigma in real
                from gamma in real
                from k in real
                from tau in real
                from fee in Gen.Choose(-50, 50)
                from minHalf in real
                select new Case(bid, spread, position, order, max, sigma * 8, gamma * 0.2, k * 5, tau * 60, fee / 10.0, minHalf * 5)).ToArbitrary();
    }

    private static void Holds(Func<Case, bool> property) => Prop.ForAll(Cases(), property).Check(s_config);

    [Fact]
    public void Quotes_never_take_and_never_cross_each_other() => Holds(c =>
    {
        Simple r = c.Quote();
        return r.WantedBidTicks < c.Bid + c.Spread && r.WantedAskTicks > c.Bid && r.WantedBidTicks < r.WantedAskTicks;
    });

    [Fact]
    public void A_full_fill_of_either_side_stays_within_the_limit_or_reduces() => Holds(c =>
    {
        Simple r = c.Quote();
        bool bidHolds = r.WantedBidLots == 0 || c.Position + r.WantedBidLots <= c.Max;
        bool askHolds = r.WantedAskLots == 0 || c.Position - r.WantedAskLots >= -c.Max;
        return bidHolds && askHolds;
    });

    [Fact]
    public void A_larger_position_never_raises_a_price() => Holds(c =>
    {
        Simple low = c.Quote(), high = (c with { Position = c.Position + 7 }).Quote();
        return high.WantedBidTicks <= low.WantedBidTicks && high.WantedAskTicks <= low.WantedAskTicks;
    });

    [Fact]
    public void Half_spread_is_never_below_fee_plus_edge_nor_below_the_minimum() => Holds(c =>
    {
        Simple r = c.Quote();
        return r.HalfSpreadBps >= c.Fee + 0.25 && r.HalfSpreadBps >= c.MinHalf;
    });

    [Fact]
    public void The_other_sign_of_position_mirrors_the_quotes_about_the_mid() => Holds(c =>
    {
        Simple r = c.Quote(), mirror = (c with { Position = -c.Position }).Quote();
        double mid = 2.0 * r.FairTicks, tolerance = 1e-9 * (mid + Math.Abs(r.RawBidTicks) + Math.Abs(r.RawAskTicks));
        // Before rounding, because a last-bit difference can fall on either side of a tick; a bid at or below zero has no mirror.
        return Math.Abs(r.RawBidTicks + mirror.RawAskTicks - mid) < tolerance && Math.Abs(r.RawAskTicks + mirror.RawBidTicks - mid) < tolerance
            && (r.WantedBidTicks <= 0 || r.WantedBidLots == mirror.WantedAskLots);
    });

    [Fact]
    public void In_bps_the_quotes_do_not_depend_on_the_price_level() => Holds(c =>
    {
        Simple r = c.Quote(), scaled = (c with { Bid = c.Bid * 16, Spread = c.Spread * 16 }).Quote();
        return r.HalfSpreadBps == scaled.HalfSpreadBps && r.SkewBps == scaled.SkewBps
            && Math.Abs(scaled.RawBidTicks / 16 - r.RawBidTicks) < 1e-9 * (r.FairTicks + Math.Abs(r.RawBidTicks));
    });

    [Fact]
    public void Every_term_of_the_record_adds_up() => Holds(c =>
    {
        Simple r = c.Quote();
        double half = Math.Max(Math.Min(Math.Max(r.Plan.Model.IntensityBps + r.Plan.Model.InventoryBps, c.MinHalf), 200), r.FeeFloorBps);
        return half == r.HalfSpreadBps && r.Plan.ReservationTicks == r.FairTicks * (1 + r.SkewBps / 1e4)
            && Math.Abs(r.RawAskTicks - r.RawBidTicks - 2 * r.FairTicks * half / 1e4) < 1e-6;
    });

    [Fact]
    public void The_closed_form_matches_the_golden_Avellaneda_Stoikov_values_in_their_own_units()
    {
        // A=0.9, k=0.3/USD, sigma=6, gamma=0.002, tau=1 s: models.md 6.1 prints a total spread of 6.72 for these.
        double total = 0.002 * 36 * 1 + 2 / 0.002 * Core.Numerics.Det.Log1P(0.002 / 0.3);
        Assert.Equal(6.72, total, 2);
        QuotingParameters p = QuotingParameters.Safe with { RiskAversionPerLotBps = 0.002, IntensityDecayPerBps = 0.3, HorizonSeconds = 1, MaxHalfSpreadBps = 100, MakerFeeBps = 0 };
        QuoteInputs i = new() { BestBidTicks = 100_000, BestAskTicks = 100_001, OrderLots = 1, MinLots = 1, MaxPositionLots = 10, SigmaBps = 6 };
        Assert.True(Planned.With(out QuotePlan plan, p, i));
        Assert.Equal(total / 2, plan.Width.Bid.HalfBps, 12);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_number_that_is_none_wants_nothing_and_says_so(double sigma)
    {
        QuotingParameters p = QuotingParameters.Safe with { RiskAversionPerLotBps = 0.002, IntensityDecayPerBps = 0.3, HorizonSeconds = 1, MaxHalfSpreadBps = 100 };
        QuoteInputs i = new() { BestBidTicks = 100_000, BestAskTicks = 100_001, PositionLots = 1, OrderLots = 1, MinLots = 1, MaxPositionLots = 10, SigmaBps = sigma };
        Assert.False(Planned.With(out QuotePlan plan, p, i));
        Assert.Equal((0, 0), (plan.Ladder.Bids.Count, plan.Ladder.Asks.Count));
        Assert.True(plan.Rules.HasFlag(PlanRules.NoModel));
    }

    [Fact]
    public void Each_parameter_id_is_the_index_of_its_field()
    {
        Assert.Equal(QuotingParameters.Count * 8, System.Runtime.CompilerServices.Unsafe.SizeOf<QuotingParameters>());
        foreach (ParameterId id in Enum.GetValues<ParameterId>().Where(i => i < ParameterId.MaxNetExposureE8))
        {
            QuotingParameters p = default;
            Assert.True(QuotingParameters.TrySet(ref p, (uint)id, 42));
            object boxed = Field(p, id.ToString()) ?? throw new InvalidOperationException($"No field {id}.");
            Assert.Equal(42, boxed is double d ? BitConverter.DoubleToInt64Bits(d) : (long)boxed);
            Assert.Equal(42, QuotingParameters.Bits(p, id));
        }
        Assert.Equal(QuotingParameters.Count, Enum.GetValues<ParameterId>().Count(i => i < ParameterId.MaxNetExposureE8));
        Assert.Equal(QuotingParameters.Count, (int)ParameterId.MaxNetExposureE8);
        QuotingParameters none = default;
        Assert.False(QuotingParameters.TrySet(ref none, QuotingParameters.Count, 1));
    }

    [Fact]
    public void The_safe_parameters_are_numbers_and_quote_nothing()
    {
        QuotingParameters safe = QuotingParameters.Safe;
        for (uint id = 0; id < QuotingParameters.Count; id++)
            Assert.False(double.IsNaN(BitConverter.Int64BitsToDouble(QuotingParameters.Bits(safe, (ParameterId)id))));
        Assert.Equal((0, 1, 1), (safe.QuoteEnabled, safe.Model.ModelKind, safe.Ladder.LevelCount));
    }

    // A field of the struct itself or of one of its groups.
    private static object? Field(object of, string name) =>
        of.GetType().GetField(name)?.GetValue(of) is { } own and (long or double) ? own
        : of.GetType().GetFields().Where(f => !f.FieldType.IsPrimitive && !f.IsStatic).Select(f => Field(f.GetValue(of)!, name)).FirstOrDefault(v => v != null);
}
