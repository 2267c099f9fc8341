using System.IO;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Parameters;
using Minnow.Tests;
using Xunit;

namespace Minnow.Core.Tests.Quoting;

public class FairPriceTests
{
    private static readonly FairInputs s_book = new() { BestBidTicks = 1000, BestAskTicks = 1004, BestBidLots = 30, BestAskLots = 10 };

    private static FairParts Of(FairParameters fair, FairInputs inputs, AlphaParameters? weights = null, AlphaInputs signals = default, double carry = 0)
    {
        FairPrice.Compute(out FairParts parts, fair, weights ?? AlphaParameters.Safe, inputs, signals, carry);
        return parts;
    }

    [Theory]
    [InlineData(0, 0, 1002, FairFlags.None)]
    [InlineData(1, 0, 1003, FairFlags.None)]
    [InlineData(2, 1002.75, 1002.75, FairFlags.None)]
    [InlineData(2, 1050, 1006, FairFlags.Capped)]
    [InlineData(2, 900, 998, FairFlags.Capped)]
    [InlineData(2, 0, 1003, FairFlags.NoMicro)]
    [InlineData(2, double.NaN, 1003, FairFlags.NoMicro)]
    public void The_price_is_the_chosen_one_within_a_spread_of_the_mid(long kind, double micro, double expected, FairFlags flags)
    {
        FairParts parts = Of(FairParameters.Safe with { FairKind = kind }, s_book with { MicroTicks = micro });
        Assert.Equal((expected, expected, flags), (parts.BaseTicks, parts.FairTicks, parts.Flags));
    }

    [Fact]
    public void Without_sizes_the_mid_stands_in()
    {
        FairParts parts = Of(FairParameters.Safe with { FairKind = 1 }, s_book with { BestBidLots = 0, BestAskLots = 0 });
        Assert.Equal((1002, FairFlags.NoWeights), (parts.FairTicks, parts.Flags));
    }

    [Theory]
    [InlineData(0, 5, 5, double.NaN, FairFlags.NoPrice)]
    [InlineData(1, 5, 5, 1007, FairFlags.FromMark)]
    [InlineData(2, 5, 5, 1001, FairFlags.FromLast)]
    [InlineData(1, 2_000_000_000, 5, double.NaN, FairFlags.NoPrice)]
    [InlineData(2, 5, 2_000_000_000, double.NaN, FairFlags.NoPrice)]
    [InlineData(1, -1, 5, double.NaN, FairFlags.NoPrice)]
    public void With_a_side_missing_a_fresh_stand_in_is_taken_or_none(long fallback, long markAge, long lastAge, double expected, FairFlags flags)
    {
        FairInputs inputs = s_book with { BestAskTicks = Units.Missing, MarkTicks = 1007, MarkAgeNs = markAge, LastTicks = 1001, LastAgeNs = lastAge };
        FairParts parts = Of(FairParameters.Safe with { FallbackKind = fallback }, inputs);
        Assert.Equal((expected, flags), (parts.FairTicks, parts.Flags));
    }

    [Fact]
    public void Signals_add_up_each_within_its_clamp_and_all_within_the_last()
    {
        AlphaParameters w = AlphaParameters.Safe with
        {
            ImbalanceWeightBps = 2, ImbalanceClampBps = 0.5, FlowWeightBps = 1, TradeWeightBps = -1, TopWeightBps = 3, TopClampBps = 1,
            MomentumFastWeight = 0.5, MomentumMidWeight = 0.25, MomentumSlowWeight = 1, MomentumClampBps = 4, AlphaClampBps = 2.5,
        };
        AlphaInputs s = new() { Imbalance = 1, Flow = 0.5, Trade = 0.25, Top = -1, MomentumFastBps = 2, MomentumMidBps = 4, MomentumSlowBps = 1 };
        FairParts parts = Of(FairParameters.Safe, s_book, w, s, carry: -0.5);
        Assert.Equal((0.5, 0.5, -0.25, -1, 3), (parts.ImbalanceBps, parts.FlowBps, parts.TradeBps, parts.TopBps, parts.MomentumBps));
        Assert.Equal((2.5, -0.5), (parts.AlphaBps, parts.CarryBps));
        Assert.Equal(FairFlags.ImbalanceClamped | FairFlags.TopClamped | FairFlags.AlphaClamped, parts.Flags);
        Assert.Equal(1002 * (1 + 2.0 / 1e4), parts.FairTicks);
    }

    [Fact]
    public void A_signal_that_is_not_known_adds_nothing_and_says_so_if_it_has_a_weight()
    {
        AlphaInputs none = new()
        {
            Imbalance = double.NaN, Flow = double.NaN, Trade = double.PositiveInfinity, Top = double.NaN,
            MomentumFastBps = double.NaN, MomentumMidBps = double.NaN, MomentumSlowBps = double.NaN,
        };
        FairParts silent = Of(FairParameters.Safe, s_book, null, none);
        Assert.Equal((1002, FairFlags.None), (silent.FairTicks, silent.Flags));
        AlphaParameters w = AlphaParameters.Safe with { ImbalanceWeightBps = 1, FlowWeightBps = 1, TradeWeightBps = 1, TopWeightBps = 1, MomentumSlowWeight = 1 };
        FairParts told = Of(FairParameters.Safe, s_book, w, none);
        Assert.Equal(1002, told.FairTicks);
        Assert.Equal(FairFlags.NoImbalance | FairFlags.NoFlow | FairFlags.NoTrade | FairFlags.NoTop | FairFlags.NoMomentum, told.Flags);
    }

    [Fact]
    public void The_weighted_mid_is_the_golden_one()
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(SharedFiles.Golden("micro_price.json")));
        int cases = 0;
        foreach (JsonElement item in golden.RootElement.GetProperty("cases").EnumerateArray())
        {
            JsonElement inputs = item.GetProperty("inputs");
            if (!inputs.GetProperty("kind").ValueEquals("weighted_mid") || inputs.GetProperty("ask").ValueKind == JsonValueKind.Null) continue;
            // Prices are multiples of a quarter here, so that quarters of a dollar are ticks.
            FairInputs book = new()
            {
                BestBidTicks = (long)(inputs.GetProperty("bid").GetDouble() * 4), BestAskTicks = (long)(inputs.GetProperty("ask").GetDouble() * 4),
                BestBidLots = (long)inputs.GetProperty("bid_qty").GetDouble(), BestAskLots = (long)inputs.GetProperty("ask_qty").GetDouble(),
            };
            JsonElement expected = item.GetProperty("expected").GetProperty("weighted_mid");
            FairParts parts = Of(FairParameters.Safe with { FairKind = 1 }, book);
            if (expected.ValueKind == JsonValueKind.Null) Assert.Equal(FairFlags.NoWeights, parts.Flags);
            else Assert.Equal(expected.GetDouble(), parts.FairTicks / 4, 9);
            cases++;
        }
        Assert.Equal(5, cases);
    }
}
