using System;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Hedging;
using Xunit;

namespace Minnow.Core.Tests.Quoting.Hedging;

public sealed class HedgeRuleTests
{
    private const long Btc = Units.E8;

    [Theory]
    // The text's numbers: 0.3 BTC is the most that may stand unhedged; 0.05 BTC is one order.
    [InlineData(0.30, 0, 0, 0.30, 0, 0)]
    [InlineData(0.35, 0, 0, 0.30, 0, 0.35)]
    [InlineData(0.35, 0, 0, 0.30, 0.10, 0.25)]
    [InlineData(-0.35, 0, 0, 0.30, 0.10, -0.25)]
    [InlineData(0.35, 0.05, 0, 0.30, 0, 0)]        // what is being sold already brings it to the trigger
    [InlineData(0.45, 0.05, 0, 0.30, 0, 0.40)]
    [InlineData(0.35, 0, 0.20, 0.30, 0, 0.35)]     // what may be bought is not there yet
    [InlineData(-0.45, 0.20, 0.05, 0.30, 0, -0.40)]
    [InlineData(0.35, 0.90, 0, 0.30, 0, 0)]
    [InlineData(0.20, 0, 0, 0, 0.30, 0)]
    public void What_is_hedged_is_what_is_held_less_all_that_may_already_bring_it_down(
        double net, double selling, double buying, double above, double target, double expected)
    {
        Int128 excess = HedgeSize.ExcessE8(E8(net), E8(selling), E8(buying), E8(above), E8(target));
        Assert.Equal((Int128)E8(expected), excess);
    }

    [Theory]
    [InlineData(0.35, 16_667, 0, long.MaxValue, 1, 2099)]   // 0.35 BTC in lots of 10 USD at 60,000: down
    [InlineData(-0.35, 16_667, 0, long.MaxValue, 1, 2099)]
    [InlineData(0.35, 16_667, 5_000_000, long.MaxValue, 1, 299)]
    [InlineData(0.35, 16_667, 0, 7, 1, 7)]
    [InlineData(0.35, 16_667, 0, 7, 8, 0)]
    [InlineData(0.35, 0, 0, 7, 1, 0)]
    [InlineData(0.35, 16_667, 0, -5, 1, 0)]
    [InlineData(0.0001, 16_667, 0, long.MaxValue, 1, 0)]
    [InlineData(0.0005, 10_000, 0, long.MaxValue, 1, 5)]    // linear: lots of 0.0001 BTC
    public void Lots_fit_into_all_limits_and_are_rounded_down(double excess, long perLotE8, long maxOrderE8, long room, long min, long expected) =>
        Assert.Equal(expected, HedgeSize.Lots(E8(excess), perLotE8, maxOrderE8, room, min));

    [Fact]
    public void With_all_in_flight_filled_a_hedge_never_flips_the_position_and_a_larger_position_never_has_a_smaller_hedge()
    {
        var random = new Random(71);
        for (int i = 0; i < 20_000; i++)
        {
            long net = random.NextInt64(-2 * Btc, 2 * Btc), above = random.NextInt64(0, Btc), target = random.NextInt64(0, above + 1);
            long selling = random.Next(3) == 0 ? random.NextInt64(0, Btc) : 0, buying = random.Next(3) == 0 ? random.NextInt64(0, Btc) : 0;
            long perLot = random.NextInt64(1, 100_000), room = random.NextInt64(0, 1_000_000);
            Int128 excess = HedgeSize.ExcessE8(net, selling, buying, above, target);
            long lots = HedgeSize.Lots(excess, perLot, 0, room, 1);
            Assert.True(excess == 0 || excess > 0 == net > 0);
            Int128 after = net > 0 ? net - selling - (Int128)lots * perLot : net + buying + (Int128)lots * perLot;
            if (lots > 0) Assert.True(net > 0 ? after >= target : after <= -target, $"seed 71, case {i}: {net} becomes {after}");
            // Mirrored, it is mirrored.
            Assert.Equal(-excess, HedgeSize.ExcessE8(-net, buying, selling, above, target));
            // In double units it is double.
            Assert.Equal(2 * excess, HedgeSize.ExcessE8(2 * net, 2 * selling, 2 * buying, 2 * above, 2 * target));
            long more = net + (net > 0 ? random.NextInt64(0, Btc) : -random.NextInt64(0, Btc));
            Assert.True(HedgeSize.Lots(HedgeSize.ExcessE8(more, selling, buying, above, target), perLot, 0, room, 1) >= lots);
        }
    }

    // At 60,000 with a tick of 0.5: half of a spread of one tick is 0.0042 bps. Deribit's lowest tier: 1.5 bps to rest, 3.5 bps to take.
    private static HedgeMarket Deribit(double sigma) => new()
    {
        SigmaBps = sigma, SkewBps = 1, HalfSpreadBps = 0.0042, TakeBps = 0.0042, MakerFeeBps = 1.5, TakerFeeBps = 3.5, TakeSeconds = 0.05,
    };

    [Theory]
    [InlineData(0.1, HedgeWay.Skew)]    // quiet: 60 s cost less than any fee
    [InlineData(0.5, HedgeWay.Skew)]
    [InlineData(0.6, HedgeWay.Passive)] // five seconds at rest cost less than the taker fee
    [InlineData(0.9, HedgeWay.Take)]    // an ordinary hour: they cost more
    [InlineData(5.0, HedgeWay.Take)]
    public void The_way_follows_the_volatility(double sigma, HedgeWay expected)
    {
        HedgeCosts.Compute(out HedgeCosts costs, HedgeParameters.Safe, Deribit(sigma));
        Assert.Equal(expected, HedgeCosts.Cheapest(in costs, mustHedge: false, mustTake: false));
    }

    [Fact]
    public void The_parts_are_those_of_the_formula()
    {
        HedgeCosts.Compute(out HedgeCosts costs, HedgeParameters.Safe, Deribit(0.9));
        Assert.Equal(0.9 * Math.Sqrt(60) + 1, costs.SkewBps, 12);
        Assert.Equal(1.5 + (0.5 - 0.0042) + 0.9 * Math.Sqrt(5) + (1.5 + 0.5 - 0.0042), costs.PassiveBps, 12);
        Assert.Equal(3.5 + 0.0042 + 0.9 * Math.Sqrt(0.05) + (1.5 + 0.5 - 0.0042), costs.TakeBps, 12);
    }

    [Fact]
    public void Urgency_forbids_waiting_a_rest_that_took_too_long_forbids_resting_and_an_unknown_cost_is_no_choice()
    {
        HedgeCosts.Compute(out HedgeCosts quiet, HedgeParameters.Safe, Deribit(0.1));
        Assert.Equal(HedgeWay.Passive, HedgeCosts.Cheapest(in quiet, mustHedge: true, mustTake: false));
        Assert.Equal(HedgeWay.Take, HedgeCosts.Cheapest(in quiet, mustHedge: true, mustTake: true));
        HedgeMarket thin = Deribit(5);
        thin.TakeBps = double.NaN;
        HedgeCosts.Compute(out HedgeCosts costs, HedgeParameters.Safe, in thin);
        Assert.Equal(HedgeWay.Passive, HedgeCosts.Cheapest(in costs, mustHedge: true, mustTake: false));
        thin.SigmaBps = double.NaN;
        HedgeCosts.Compute(out costs, HedgeParameters.Safe, in thin);
        Assert.Equal(HedgeWay.Take, HedgeCosts.Cheapest(in costs, mustHedge: true, mustTake: false));
        Assert.Equal(HedgeWay.Skew, HedgeCosts.Cheapest(in costs, mustHedge: false, mustTake: false));
    }

    [Fact]
    public void More_volatility_never_makes_it_more_patient_and_higher_fees_never_less()
    {
        HedgeWay before = HedgeWay.Skew;
        for (double sigma = 0; sigma < 20; sigma += 0.05)
        {
            HedgeCosts.Compute(out HedgeCosts costs, HedgeParameters.Safe, Deribit(sigma));
            HedgeWay way = HedgeCosts.Cheapest(in costs, mustHedge: false, mustTake: false);
            Assert.True(way >= before, $"σ {sigma}: {before} became {way}");
            before = way;
        }
        before = HedgeWay.Take;
        for (double fee = 0; fee < 30; fee += 0.1)
        {
            HedgeMarket market = Deribit(2);
            market.TakerFeeBps = market.MakerFeeBps + fee;
            HedgeCosts.Compute(out HedgeCosts costs, HedgeParameters.Safe, in market);
            HedgeWay way = HedgeCosts.Cheapest(in costs, mustHedge: false, mustTake: false);
            Assert.True(way <= before, $"fee {fee}: {before} became {way}");
            before = way;
        }
    }

    [Theory]
    // Long perpetual, short future. Funding +0.01 % for 8 hours: the long pays 3 bps a day. Future 30 bps above the index, 30 days left: the short earns 1 bps a day.
    [InlineData(1e-4, 30, 30, 1, 2 - 3)]   // one day costs 2 bps; leaving both costs 1.5 each
    [InlineData(1e-4, 30, 30, 5, 10 - 3)]  // five days cost 10
    [InlineData(0, 30, 30, 5, -5 - 3)]     // it earns: undoing would give that up
    [InlineData(-1e-3, 0, 30, 1, -30 - 3)] // the long is paid 30 bps a day: the text's "very negative funding"
    public void Undoing_pays_when_holding_costs_more_than_leaving(double rate, double basis, double days, double hold, double expected)
    {
        var perpetual = new HedgeLegCarry { CostOfLongBps = HedgeCarry.PerpetualCostOfLongBps(rate), DeviationBps = double.NaN, ExitBps = 1.5 };
        var future = new HedgeLegCarry { CostOfLongBps = HedgeCarry.DatedCostOfLongBps(basis, days * 86_400), DeviationBps = 0, ExitBps = 1.5 };
        Assert.Equal(expected, HedgeCarry.UnwindBps(in perpetual, in future, hold * 86_400), 9);
    }

    [Fact]
    public void A_basis_beyond_its_usual_is_worth_leaving_for_and_what_is_not_known_undoes_nothing()
    {
        var leg = new HedgeLegCarry { CostOfLongBps = 0, ExitBps = 1 };
        HedgeLegCarry cheap = leg, rich = leg, unknown = leg;
        cheap.DeviationBps = -4;
        rich.DeviationBps = 4;
        unknown.CostOfLongBps = double.NaN;
        Assert.Equal(4 - 2, HedgeCarry.UnwindBps(in leg, in cheap, 3600), 12);  // short what is cheap now: buy it back
        Assert.Equal(4 - 2, HedgeCarry.UnwindBps(in rich, in leg, 3600), 12);   // long what is rich now: sell it
        Assert.Equal(-4 - 2, HedgeCarry.UnwindBps(in leg, in rich, 3600), 12);
        Assert.True(double.IsNaN(HedgeCarry.UnwindBps(in unknown, in leg, 3600)));
        Assert.True(double.IsNaN(HedgeCarry.DatedCostOfLongBps(10, 3599)));
    }

    [Fact]
    public void Every_parameter_has_its_id_and_no_other_is_taken()
    {
        HedgeParameters p = default;
        for (uint id = (uint)ParameterId.HedgeFirst; id <= (uint)ParameterId.HedgeLast; id++)
        {
            Assert.True(HedgeParameters.TrySet(ref p, id, 1000 + id));
            Assert.Equal(1000 + id, HedgeParameters.Bits(in p, (int)(id - (uint)ParameterId.HedgeFirst)));
        }
        Assert.Equal(HedgeParameters.Count * 8, System.Runtime.CompilerServices.Unsafe.SizeOf<HedgeParameters>());
        Assert.False(HedgeParameters.TrySet(ref p, (uint)ParameterId.HedgeFirst - 1, 1));
        Assert.False(HedgeParameters.TrySet(ref p, (uint)ParameterId.HedgeLast + 1, 1));
    }

    private static long E8(double coins) => (long)Math.Round(coins * Btc);
}
