using System;
using System.IO;
using System.Text;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Host.Configuration;
using Minnow.Host.Edge;
using Minnow.Host.Tests.Pnl;
using Xunit;

namespace Minnow.Host.Tests.Edge;

/// <summary>Whether a width can pay: by the configuration alone, by what the account is charged, and by what its fills earned.</summary>
public sealed class EdgeTests
{
    [Theory]
    [InlineData("\"minHalfSpreadBps\": 0.2, \"minEdgeBps\": 0.1, \"makerFeeBps\": 0", 1.5, 1.3)] // reckons with no fee and is charged one
    [InlineData("\"minHalfSpreadBps\": 0.2, \"minEdgeBps\": 0.1", 1.5, -0.1)] // the floor holds what the catalogue says
    [InlineData("\"minHalfSpreadBps\": 2, \"minEdgeBps\": 0, \"makerFeeBps\": 0", 1.5, -0.5)]
    [InlineData("\"minHalfSpreadBps\": 0.2, \"minEdgeBps\": 0.1, \"makerFeeBps\": -0.2", -0.2, -0.4)] // paid to make
    public void What_a_width_lacks_is_what_is_charged_less_what_is_quoted(string quoting, double chargedBps, double shortBps)
    {
        MinnowConfiguration configuration = Loaded(quoting).Value;
        Assert.Equal(shortBps, QuotedWidth.Of(configuration, configuration.Instruments[0]).ShortBps(chargedBps, chargedBps), 9);
    }

    [Fact]
    public void A_width_below_the_charged_fee_can_not_pay_and_ends_with_1()
    {
        using PnlScript script = Fills(feeE8: 300, bid: 50_000, count: 8);
        (int code, string output, JsonElement one) = Run("\"minHalfSpreadBps\": 0.2, \"minEdgeBps\": 0.1, \"makerFeeBps\": 0", script);
        Assert.Equal(1, code);
        // 300e-8 on 1,000 USD at 50,000: 1.5 bps.
        Assert.Equal((1.5, 3.0, 1.3, "canNotPay"), (one.GetProperty("feeBps").GetDouble(), one.GetProperty("roundTripBps").GetDouble(), one.GetProperty("shortBps").GetDouble(), one.GetProperty("verdict").GetString()));
        Assert.Contains("this width CAN NOT PAY: each fill at 0.200 bps costs 1.500 bps of fee and loses 1.300 before any adverse selection, 2.600 a round trip", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Fills_that_earned_more_than_their_fees_beyond_the_error_pay_and_those_that_did_not_do_not()
    {
        // Bought 2 bps under the mid, which stays or falls by 4 bps within 5 s.
        using PnlScript good = Fills(feeE8: 100, bid: 50_009.75, count: 60), bad = Fills(feeE8: 100, bid: 50_009.75, count: 60, falls: 20);
        Assert.Equal((0, "pays"), Verdict(good));
        Assert.Equal((1, "canNotPay"), Verdict(bad));
        using PnlScript few = Fills(feeE8: 100, bid: 50_009.75, count: 49);
        Assert.Equal((0, "unproven"), Verdict(few));

        static (int, string?) Verdict(PnlScript script)
        {
            (int code, _, JsonElement one) = Run("\"minHalfSpreadBps\": 2, \"minEdgeBps\": 0.1, \"makerFeeBps\": 0.5", script);
            return (code, one.GetProperty("verdict").GetString());
        }
    }

    [Fact]
    public void Without_a_journal_a_configured_fee_is_taken_at_its_word_and_the_entry_level_is_named()
    {
        (int code, string output, _) = Run("\"minHalfSpreadBps\": 0.2, \"minEdgeBps\": 0.1, \"makerFeeBps\": 0", null);
        Assert.Equal(0, code);
        Assert.Contains("an entry-level account pays 1.500 a fill, 3.000 a round trip, and this width would lose 1.300 at each", output, StringComparison.Ordinal);
        (_, output, JsonElement one) = Run("\"minHalfSpreadBps\": 1, \"minEdgeBps\": 0.5", null);
        Assert.Contains("the configured 1.000 alone could not pay an entry-level fee of 1.500", output, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, one.GetProperty("feeBps").ValueKind);
        Assert.Equal(2, one.GetProperty("all").GetProperty("widthBps").GetDouble());
    }

    [Fact]
    public void Each_level_has_its_width_and_its_fills()
    {
        using PnlScript script = Fills(feeE8: 300, bid: 50_000, count: 3);
        (_, _, JsonElement one) = Run("\"minHalfSpreadBps\": 2, \"ladder\": { \"levels\": 3, \"spacingKind\": \"bps\", \"spacing\": 1, \"spacingGrowth\": 2 }", script);
        JsonElement levels = one.GetProperty("levels");
        Assert.Equal([2, 3, 5], [levels[0].GetProperty("widthBps").GetDouble(), levels[1].GetProperty("widthBps").GetDouble(), levels[2].GetProperty("widthBps").GetDouble()]);
        Assert.Equal([3, 0], [levels[0].GetProperty("captured").GetProperty("fills").GetInt32(), levels[1].GetProperty("captured").GetProperty("fills").GetInt32()]);
        // Meant at 50,000 with a fair price of 50,020.
        Assert.Equal(4, levels[0].GetProperty("meant").GetProperty("meanBps").GetDouble(), 9);
    }

    [Fact]
    public void A_running_engine_learns_from_catalogue_and_fills_what_its_width_lacks()
    {
        FeeWatch watch = new(Loaded("\"minHalfSpreadBps\": 0.2, \"minEdgeBps\": 0.1, \"makerFeeBps\": 0").Value, 2);
        Assert.True(double.IsNaN(watch.ShortBps));
        Event e = new() { Kind = EventKind.InstrumentDefined, Defined = new InstrumentDefined { TickE8 = Units.E8 / 2, LotE8 = 10 * Units.E8, Contract = ContractKind.Inverse, MakerFeeE8 = 15_000 } };
        Assert.True(watch.Apply(in e));
        Assert.Equal((1.3, 1.5, 0.2), (Math.Round(watch.ShortBps, 9), watch.FeeBps, watch.HalfBps));
        Event fill = new() { Kind = EventKind.Fill, Fill = new Fill { PriceTicks = 100_000, SizeLots = 100, FeeE8 = 200 } };
        for (int i = 0; i < 4; i++) watch.Apply(in fill);
        Assert.Equal(1.5, watch.FeeBps);
        watch.Apply(in fill);
        Assert.Equal(1.0, watch.FeeBps, 9);
        fill.Detail = (uint)FillDetails.Taker;
        fill.Fill.FeeE8 = 9000;
        Assert.False(watch.Apply(in fill));
    }

    private static PnlScript Fills(long feeE8, double bid, int count, double falls = 0)
    {
        PnlScript script = new();
        script.Position(0).Mark(50_020, 50_020);
        for (int i = 0; i < count; i++)
            script.Book(50_019.5, 50_020).Send(i + 1, bid, i + 1, 50_020, 50_019.5, 50_020).Fill(100, bid, feeE8, i + 1, order: i + 1).Wait(1).Book(50_019.5 - falls - i % 2, 50_020 - falls - i % 2).Wait(9);
        return script;
    }

    private static (int Code, string Text, JsonElement One) Run(string quoting, PnlScript? script)
    {
        if (script != null) script.Run();
        EdgeOptions options = new() { Configuration = Loaded(quoting), Journal = script?.Path };
        using StringWriter text = new(), json = new(), errors = new();
        int code = EdgeVerb.Execute(options, text, errors);
        Assert.Equal(code, EdgeVerb.Execute(options with { Json = true }, json, errors));
        Assert.Equal("", errors.ToString());
        return (code, text.ToString(), JsonDocument.Parse(json.ToString()).RootElement.GetProperty("instruments")[0]);
    }

    private static LoadedConfiguration Loaded(string quoting)
    {
        ConfigurationResult result = ConfigurationFile.Parse("edge.jsonc", Encoding.UTF8.GetBytes($$"""{ "instruments": [ { "name": "BTC-PERPETUAL", "orderAmount": 100, "maxPositionAmount": 1000 } ], "quoting": { {{quoting}} } }"""));
        Assert.True(result.Configuration != null, string.Join("; ", result.Errors));
        return result.Configuration;
    }
}
