using System.IO;
using System.Text.Json;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Parameters;
using Minnow.Tests;
using Xunit;

namespace Minnow.Core.Tests.Quoting;

public class CarryTests
{
    private const long Second = 1_000_000_000;
    private const long Now = 1_700_000_000 * Second;

    private static readonly CarryParameters s_funding = CarryParameters.Safe with { FundingWeight = 1, FundingHoldingSeconds = 120 };

    private static CarryParts Of(CarryParameters p, CarryInputs inputs, bool knowsDrift = false)
    {
        Carry.Compute(out CarryParts parts, p, inputs with { NowNs = Now }, knowsDrift);
        return parts;
    }

    [Fact]
    public void Safe_parameters_ask_for_nothing()
    {
        CarryParts parts = Of(CarryParameters.Safe, new CarryInputs
        {
            FundingRate = 0.01, FundingAgeNs = long.MaxValue, NextFundingNs = Now + 1, BasisBps = 100, BasisDeviationBps = 50, PairDeviationBps = 9, ExpiryNs = Now + 1, RollWaits = 1,
        });
        Assert.Equal(new CarryParts { LimitShare = 1 }, parts);
    }

    [Fact]
    public void The_shift_by_funding_is_the_golden_one_for_both_kinds_of_venue()
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(SharedFiles.Golden("funding.json")));
        int cases = 0;
        foreach (JsonElement item in golden.RootElement.GetProperty("cases").EnumerateArray())
        {
            JsonElement given = item.GetProperty("inputs"), expected = item.GetProperty("expected");
            if (!given.GetProperty("kind").ValueEquals("carry_shift")) continue;
            double bps = given.GetProperty("price").GetDouble() / 1e4, rate = given.GetProperty("rate_8h").GetDouble();
            CarryParameters p = s_funding with { FundingHoldingSeconds = given.GetProperty("mean_holding_s").GetDouble() };
            long leftNs = (long)given.GetProperty("seconds_to_discrete_funding").GetDouble() * Second;
            CarryInputs i = new() { FundingRate = rate, NextFundingNs = Now + leftNs };
            Assert.Equal(expected.GetProperty("continuous_shift_usd").GetDouble(), Of(p, i).FundingShiftBps * bps, 11);
            Assert.Equal(expected.GetProperty("discrete_shift_usd").GetDouble(), Of(p with { FundingIntervalNs = 28_800 * Second }, i).FundingShiftBps * bps, 10);
            CarryParts drift = Of(p, i, knowsDrift: true);
            Assert.Equal((0, -rate * 1e4 / 28_800), (drift.FundingShiftBps, drift.DriftBps));
            cases++;
        }
        Assert.Equal(2, cases);
    }

    [Fact]
    public void Positive_funding_is_paid_by_longs_so_the_quotes_move_down()
    {
        Assert.True(Of(s_funding, new CarryInputs { FundingRate = 0.0005 }).FundingShiftBps < 0);
        Assert.True(Of(s_funding, new CarryInputs { FundingRate = -0.0005 }).FundingShiftBps > 0);
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(0.0001, 61 * Second)]
    [InlineData(0.0001, -1)]
    public void A_rate_that_is_missing_or_old_moves_nothing_and_halves_the_limit(double rate, long ageNs)
    {
        CarryParts parts = Of(s_funding, new CarryInputs { FundingRate = rate, FundingAgeNs = ageNs });
        Assert.Equal((0, 0.5, PlanRules.FundingUnknown), (parts.FundingShiftBps, parts.LimitShare, parts.Rules));
    }

    [Theory]
    [InlineData(0.0001, 59, PlanRules.FlatBeforeFunding | PlanRules.BidReduceOnly)]
    [InlineData(-0.0001, 59, PlanRules.FlatBeforeFunding | PlanRules.AskReduceOnly)]
    [InlineData(0, 59, PlanRules.None)]
    [InlineData(0.0001, 61, PlanRules.None)]
    [InlineData(0.0001, -1, PlanRules.None)]
    public void Before_a_stamp_the_side_that_would_pay_only_reduces(double rate, long secondsLeft, PlanRules expected)
    {
        CarryParameters p = CarryParameters.Safe with { FundingIntervalNs = 28_800 * Second, FlatBeforeFundingNs = 60 * Second };
        CarryInputs i = new() { FundingRate = rate, NextFundingNs = Now + secondsLeft * Second };
        Assert.Equal(expected, Of(p, i).Rules);
        Assert.Equal(PlanRules.None, Of(p with { FundingIntervalNs = 0 }, i).Rules);
    }

    [Theory]
    [InlineData(0.5, 3, 2, -1.5)]
    [InlineData(0.5, -3, 2, 1.5)]
    [InlineData(0.5, 30, 2, -2)]
    [InlineData(0, 30, 2, 0)]
    [InlineData(0.5, double.NaN, 2, 0)]
    public void A_rich_future_moves_the_quotes_down_within_the_clamp(double weight, double deviation, double clamp, double expected)
    {
        CarryParameters p = CarryParameters.Safe with { BasisWeight = weight, PairWeight = weight, BasisClampBps = clamp };
        CarryParts parts = Of(p, new CarryInputs { BasisDeviationBps = deviation, PairDeviationBps = -deviation });
        Assert.Equal((expected, -expected), (parts.BasisShiftBps, parts.PairShiftBps));
    }

    [Theory]
    [InlineData(0.0001, 0, 0.75, 0)]
    [InlineData(-0.0001, 0, 0, 0.75)]
    [InlineData(0, 40, 0.75, 0)]
    [InlineData(0, -40, 0, 0.75)]
    [InlineData(0, 0, 0, 0)]
    public void The_side_on_which_carry_costs_is_wider(double rate, double basis, double bid, double ask)
    {
        CarryParts parts = Of(CarryParameters.Safe with { CarryPreferenceBps = 0.75 }, new CarryInputs { FundingRate = rate, BasisBps = basis });
        Assert.Equal((bid, ask), (parts.BidBps, parts.AskBps));
    }

    [Theory]
    [InlineData(3601, PlanRules.None)]
    [InlineData(3600, PlanRules.ExpiryReduce | PlanRules.BidReduceOnly | PlanRules.AskReduceOnly)]
    [InlineData(601, PlanRules.ExpiryReduce | PlanRules.BidReduceOnly | PlanRules.AskReduceOnly)]
    [InlineData(600, PlanRules.ExpiryStop)]
    [InlineData(-5, PlanRules.ExpiryStop)]
    public void Near_expiry_positions_are_reduced_and_then_nothing_is_quoted(long secondsLeft, PlanRules expected)
    {
        CarryParameters p = CarryParameters.Safe with { ExpiryReduceNs = 3600 * Second, ExpiryStopNs = 600 * Second };
        Assert.Equal(expected, Of(p, new CarryInputs { ExpiryNs = Now + secondsLeft * Second }).Rules);
        Assert.Equal(PlanRules.None, Of(p, new CarryInputs { ExpiryNs = long.MaxValue }).Rules);
    }

    [Fact]
    public void The_next_contract_waits_until_the_one_before_has_stopped()
    {
        CarryParameters p = CarryParameters.Safe with { RollAfterInstrument = 1 };
        Assert.Equal(PlanRules.RollWaits | PlanRules.BidReduceOnly | PlanRules.AskReduceOnly, Of(p, new CarryInputs { RollWaits = 1 }).Rules);
        Assert.Equal(PlanRules.None, Of(p, default).Rules);
    }
}
