using System.Text.Json;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Parameters;
using Xunit;

namespace Minnow.Core.Tests.Quoting;

/// <summary>The three models against the golden values, their limits, and each other.</summary>
public class FormulaTests
{
    private static readonly ModelInputs s_liquid = new() { RiskAversion = 0.05, Decay = 0.3, SigmaBps = 6, HorizonSeconds = 1, MaxOrders = 1000 };
    private static readonly ModelParameters s_model = ModelParameters.Safe with { BaseIntensityPerSecond = 0.9 };

    private static ModelParts Glft(ModelInputs inputs, ModelParameters? parameters = null)
    {
        Assert.True(Core.Quoting.Glft.Quote(out ModelParts parts, parameters ?? s_model, inputs));
        return parts;
    }

    private static double BidDelta(in ModelParts parts) => parts.BidHalfBps - parts.ShiftBps;

    private static double AskDelta(in ModelParts parts) => parts.AskHalfBps + parts.ShiftBps;

    private static void Near(JsonElement item, double expected, double actual) => GoldenCases.Near(item, "default", expected, actual);

    private static double Number(JsonElement of, string name) => of.GetProperty(name).GetDouble();

    [Fact]
    public void Avellaneda_and_Stoikov_give_the_golden_quotes()
    {
        int cases = GoldenCases.Each("as_quotes.json", "closed_form", (item, given, expected) =>
        {
            ModelInputs i = new()
            {
                Orders = Number(given, "q"), RiskAversion = Number(given, "gamma_per_usd"), SigmaBps = Number(given, "sigma_usd_sqrt_s"),
                Decay = Number(given, "k_per_usd"), HorizonSeconds = Number(given, "horizon_s"),
            };
            Assert.True(AvellanedaStoikov.Quote(out ModelParts parts, ModelParameters.Safe, i));
            Near(item, Number(expected, "spread"), parts.BidHalfBps + parts.AskHalfBps);
            Near(item, Number(expected, "reservation_price"), Number(given, "mid_usd") + parts.ShiftBps);
            Near(item, Number(expected, "delta_bid"), BidDelta(parts));
            Near(item, Number(expected, "delta_ask"), AskDelta(parts));
        });
        Assert.Equal(19, cases);
    }

    [Fact]
    public void The_model_without_end_gives_the_golden_quotes_in_its_closed_form()
    {
        int cases = GoldenCases.Each("glft_quotes.json", "closed_form", (item, given, expected) =>
        {
            // One order is the lot: γ and q are scaled to it, and the step comes out per order.
            double lot = Number(given, "lot");
            ModelInputs i = new()
            {
                Orders = Number(given, "q") / lot, RiskAversion = Number(given, "gamma_per_usd") * lot, SigmaBps = Number(given, "sigma_usd_sqrt_s"),
                Decay = Number(given, "k_per_usd"), FeeBps = Number(given, "fee_usd_per_unit"), MaxOrders = 1000,
            };
            Assert.True(Core.Quoting.Glft.Quote(out ModelParts parts, s_model with { BaseIntensityPerSecond = Number(given, "A_per_s") }, i, Number(given, "xi_per_usd") * lot));
            Near(item, Number(expected, "c1"), parts.IntensityBps);
            Near(item, Number(expected, "half_spread"), parts.BidHalfBps);
            Near(item, Number(expected, "delta_bid"), BidDelta(parts));
            Near(item, Number(expected, "delta_ask"), AskDelta(parts));
            Near(item, Number(expected, "skew_usd_per_unit") * lot, 2 * parts.InventoryBps);
        });
        Assert.Equal(47, cases);
    }

    [Fact]
    public void Fee_drift_and_adverse_selection_give_the_golden_quotes()
    {
        int cases = GoldenCases.Each("glft_quotes.json", "extended", (item, given, expected) =>
        {
            ModelParameters p = s_model with { BaseIntensityPerSecond = Number(given, "A_per_s"), AdverseSelectionBps = Number(given, "impact_usd_per_fill") };
            JsonElement q = given.GetProperty("q");
            for (int n = 0; n < q.GetArrayLength(); n++)
            {
                ModelParts parts = Glft(new ModelInputs
                {
                    Orders = q[n].GetDouble(), RiskAversion = Number(given, "gamma_per_usd"), SigmaBps = Number(given, "sigma_usd_sqrt_s"),
                    Decay = Number(given, "k_per_usd"), FeeBps = Number(given, "fee_usd_per_unit"), DriftBps = Number(given, "drift_usd_per_s"), MaxOrders = 1000,
                }, p);
                Near(item, Number(expected, "target_inventory"), parts.TargetOrders);
                Near(item, Number(expected, "skew_usd_per_unit"), 2 * parts.InventoryBps);
                Near(item, expected.GetProperty("delta_bid")[n].GetDouble(), BidDelta(parts));
                Near(item, expected.GetProperty("delta_ask")[n].GetDouble(), AskDelta(parts));
            }
        });
        Assert.Equal(5, cases);
    }

    [Fact]
    public void The_truncated_formula_is_not_what_is_quoted_and_more_aversion_is_wider()
    {
        // models.md 6.2: from γ 0.05 to 1 the truncated half-spread falls from 3.08 to 1.47, the full one rises from 4.65 to 12.06.
        Assert.Equal(4.65, Glft(s_liquid).BidHalfBps, 2);
        Assert.Equal(12.06, Glft(s_liquid with { RiskAversion = 1 }).BidHalfBps, 2);
        Assert.Equal(6.78, Glft(s_liquid with { RiskAversion = 0.3 }).BidHalfBps, 2);
        Assert.True(Glft(s_liquid with { RiskAversion = 1 }).IntensityBps < Glft(s_liquid).IntensityBps);
    }

    [Fact]
    public void Without_risk_aversion_the_half_spread_is_one_over_k_and_nothing_leans()
    {
        foreach (double gamma in new[] { 0, 1e-300, 1e-13 })
        {
            ModelInputs i = s_liquid with { RiskAversion = gamma, Orders = 2 };
            Assert.True(AvellanedaStoikov.Quote(out ModelParts a, s_model, i));
            Assert.Equal(1 / 0.3, a.BidHalfBps, 4);
            Assert.Equal(1 / 0.3, Glft(i).BidHalfBps, 4);
            Assert.Equal(0, Glft(i with { DriftBps = 0.01, MaxOrders = 6 }).ShiftBps, 4);
        }
        Assert.True(LinearSkew.Quote(out ModelParts linear, s_model with { LinearSkewBpsPerOrder = 0.5 }, s_liquid with { Orders = 3 }));
        Assert.Equal((-1.5, 1 / 0.3), (linear.ShiftBps, linear.BidHalfBps));
    }

    [Theory]
    [InlineData(0, 0.3)]
    [InlineData(-1, 0.3)]
    [InlineData(double.NaN, 0.3)]
    [InlineData(1e-320, 0.3)]
    [InlineData(0.9, double.PositiveInfinity)]
    [InlineData(0.9, 0)]
    [InlineData(0.9, -0.1)]
    [InlineData(0.9, double.NaN)]
    public void Fills_that_never_come_have_no_quote(double intensity, double k)
    {
        ModelInputs i = s_liquid with { Decay = k, FeeBps = intensity < 1e-300 ? 1000 : 0 };
        Assert.False(Core.Quoting.Glft.Quote(out _, s_model with { BaseIntensityPerSecond = intensity }, i));
    }

    [Fact]
    public void A_drift_asks_for_no_more_inventory_than_the_limit()
    {
        ModelParts parts = Glft(s_liquid with { DriftBps = 100, MaxOrders = 6 });
        Assert.Equal(6, parts.TargetOrders);
        Assert.Equal(6 * 2 * parts.InventoryBps, parts.DriftBps, 12);
        Assert.Equal(-parts.DriftBps, Glft(s_liquid with { DriftBps = -100, MaxOrders = 6 }).DriftBps);
    }

    [Fact]
    public void The_skew_grows_with_volatility_not_with_its_square()
    {
        ModelParts one = Glft(s_liquid with { Orders = 2 }), two = Glft(s_liquid with { Orders = 2, SigmaBps = 12 });
        Assert.Equal(2 * one.SkewBps, two.SkewBps, 12);
    }

    [Theory]
    [InlineData(6, 1.5)]
    [InlineData(6, 12)]
    [InlineData(2, 0.01)]
    [InlineData(30, 100)]
    public void Risk_aversion_is_found_from_the_skew_that_is_wanted(double orders, double skew)
    {
        double gamma = Core.Quoting.Glft.GammaFor(orders, skew, 0.9, 0.9, 1.8);
        ModelParts parts = Glft(new ModelInputs { Orders = orders, RiskAversion = gamma, Decay = 1.8, SigmaBps = 0.9, MaxOrders = orders });
        Assert.Equal(-skew, parts.SkewBps, 9);
    }

    [Fact]
    public void A_skew_that_no_aversion_gives_is_told()
    {
        Assert.True(double.IsNaN(Core.Quoting.Glft.GammaFor(6, 1, 0, 0.9, 1.8)));
        Assert.True(double.IsNaN(Core.Quoting.Glft.GammaFor(6, double.NaN, 1, 0.9, 1.8)));
    }
}
