using Minnow.Core.Quoting.Parameters;
using Minnow.Core.Quoting;
using Minnow.Core.Signals;
using Xunit;

namespace Minnow.Core.Tests.Quoting;

public class WidthTests
{
    private static readonly WidthInputs s_inputs = new() { SigmaBps = 2, MaxHalfBps = 100, FeeFloorBps = -10 };

    private static (WidthParts Parts, Clamps Clamps) Of(WidthParameters p, WidthInputs inputs, double model = 4)
    {
        Clamps clamps = Clamps.None;
        Width.Compute(out WidthParts parts, p, new ModelParts { BidHalfBps = model, AskHalfBps = model }, inputs, ref clamps);
        double common = model + parts.VolatilityBps + parts.ModeBps + parts.LatencyBps;
        foreach (SideWidth side in new[] { parts.Bid, parts.Ask })
            Assert.Equal(side.HalfBps, common + side.FlowBps + side.CarryBps + side.MinRaisedBps - side.MaxCutBps + side.FeeRaisedBps, 12);
        return (parts, clamps);
    }

    [Fact]
    public void Safe_parameters_leave_the_models_half_spread()
    {
        (WidthParts parts, Clamps clamps) = Of(WidthParameters.Safe, s_inputs with { Flow = 1, RoundTripNs = 1_000_000_000, Mode = MarketModeKind.Cascade });
        Assert.Equal((4, 4, Clamps.None), (parts.Bid.HalfBps, parts.Ask.HalfBps, clamps));
    }

    [Theory]
    [InlineData(MarketModeKind.Normal, 5)]
    [InlineData(MarketModeKind.Calm, 4)]
    [InlineData(MarketModeKind.Volatile, 10)]
    [InlineData(MarketModeKind.Cascade, 20)]
    public void Volatility_adds_and_the_mode_multiplies(MarketModeKind mode, double expected)
    {
        WidthParameters p = WidthParameters.Safe with { VolatilityWidthFactor = 0.5, CalmWidthFactor = 0.8, VolatileWidthFactor = 2, CascadeWidthFactor = 4 };
        (WidthParts parts, _) = Of(p, s_inputs with { Mode = mode });
        Assert.Equal((1, expected), (parts.VolatilityBps, parts.Bid.HalfBps));
    }

    [Theory]
    [InlineData(1, 0, 100_000_000, 6.324555320336759)] // 0.9·√0.1 s is 0.28 bps in models.md 5.5; this is 20·√0.1
    [InlineData(1, 250_000_000, 100_000_000, 10)]      // the configured latency is stronger than the measured one
    [InlineData(1, 0, 0, 4)]
    [InlineData(0, 250_000_000, 0, 4)]
    [InlineData(0.1, 250_000_000, 0, 4)]
    public void Latency_is_a_lower_bound(double factor, long configured, long measured, double expected)
    {
        (WidthParts parts, _) = Of(WidthParameters.Safe with { LatencyPadFactor = factor, LatencyNs = configured }, s_inputs with { SigmaBps = 20, RoundTripNs = measured });
        Assert.Equal(expected, parts.Ask.HalfBps, 12);
        Assert.Equal(expected - 4, parts.LatencyBps, 12);
    }

    [Theory]
    [InlineData(0.4, 4, 4)]
    [InlineData(0.5, 4, 4)]
    [InlineData(0.75, 4, 5)]
    [InlineData(1, 4, 6)]
    [InlineData(-0.75, 5, 4)]
    [InlineData(-1, 6, 4)]
    [InlineData(double.NaN, 4, 4)]
    public void Flow_widens_the_side_that_it_runs_into_and_no_other(double flow, double bid, double ask)
    {
        (WidthParts parts, _) = Of(WidthParameters.Safe with { FlowWidenBps = 2, FlowWidenThreshold = 0.5 }, s_inputs with { Flow = flow });
        Assert.Equal((bid, ask), (parts.Bid.HalfBps, parts.Ask.HalfBps));
    }

    [Theory]
    [InlineData(4, 1, 10, 2, 4, Clamps.None)]
    [InlineData(4, 5, 10, 2, 5, Clamps.MinHalfSpread)]
    [InlineData(4, 1, 3, 2, 3, Clamps.MaxHalfSpread)]
    [InlineData(4, 1, 3, 3.5, 3.5, Clamps.MaxHalfSpread | Clamps.FeeFloor)]
    [InlineData(4, 5, 3, 2, 3, Clamps.MinHalfSpread | Clamps.MaxHalfSpread)]
    [InlineData(-2, 0, 10, -2.5, 0, Clamps.MinHalfSpread)]
    [InlineData(-2, -5, 10, -1.25, -1.25, Clamps.FeeFloor)] // a rebate of 1.25 bps lets a quote go through the fair price by as much
    public void Minimum_maximum_and_fee_floor_hold_in_this_order(double model, double min, double max, double floor, double expected, Clamps expectedClamps)
    {
        (WidthParts parts, Clamps clamps) = Of(WidthParameters.Safe, s_inputs with { MinHalfBps = min, MaxHalfBps = max, FeeFloorBps = floor }, model);
        Assert.Equal((expected, expected, expectedClamps), (parts.Bid.HalfBps, parts.Ask.HalfBps, clamps));
    }

    [Fact]
    public void Carry_widens_one_side()
    {
        (WidthParts parts, _) = Of(WidthParameters.Safe, s_inputs with { CarryBidBps = 0.75 });
        Assert.Equal((4.75, 4), (parts.Bid.HalfBps, parts.Ask.HalfBps));
    }

    [Theory]
    [InlineData(0, 100, false, false)]
    [InlineData(10, 9, false, false)]
    [InlineData(10, 11, false, true)]
    [InlineData(10, 9, true, true)]
    [InlineData(10, 7.9, true, false)]
    [InlineData(10, double.NaN, false, true)]
    public void Above_the_ceiling_we_stand_aside_until_volatility_is_well_below(double ceiling, double sigma, bool stands, bool expected) =>
        Assert.Equal(expected, Width.StandsAside(WidthParameters.Safe with { StandAsideBps = ceiling }, sigma, stands));
}
