using System;
using System.Text.Json;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Parameters;
using Xunit;

namespace Minnow.Core.Tests.Quoting;

/// <summary>The exact form of the model without end: golden values, its limits, and what it is against the closed form.</summary>
public class GlftExactTests
{
    private static readonly ModelParameters s_model = ModelParameters.Safe with { BaseIntensityPerSecond = 0.9 };
    private static readonly ModelInputs s_liquid = new() { RiskAversion = 0.05, Decay = 0.3, SigmaBps = 6, MaxOrders = 30 };

    private static ModelParts Exact(ModelInputs inputs, ModelParameters? parameters = null)
    {
        GlftTable table = default;
        return Exact(ref table, inputs, parameters);
    }

    private static ModelParts Exact(ref GlftTable table, ModelInputs inputs, ModelParameters? parameters = null)
    {
        Assert.True(GlftExact.Look(ref table, parameters ?? s_model, ref inputs));
        Assert.True(GlftExact.Quote(out ModelParts parts, parameters ?? s_model, inputs));
        return parts;
    }

    private static ModelParts Closed(ModelInputs inputs)
    {
        Assert.True(Glft.Quote(out ModelParts parts, s_model, inputs));
        return parts;
    }

    private static double BidDelta(in ModelParts parts) => parts.BidHalfBps - parts.ShiftBps;

    private static double AskDelta(in ModelParts parts) => parts.AskHalfBps + parts.ShiftBps;

    private static ModelInputs Of(JsonElement given, double q) => new()
    {
        Orders = q, RiskAversion = Number(given, "gamma_per_usd"), SigmaBps = Number(given, "sigma_usd_sqrt_s"), Decay = Number(given, "k_per_usd"),
        FeeBps = Number(given, "fee_usd_per_unit"), DriftBps = Number(given, "drift_usd_per_s"), MaxOrders = Number(given, "Q"),
    };

    private static double Number(JsonElement of, string name) => of.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : 0;

    [Fact]
    public void The_lowest_eigenvector_gives_the_golden_quotes()
    {
        int cases = GoldenCases.Each("glft_quotes.json", "exact_eigenvector", (item, given, expected) =>
        {
            ModelParameters p = s_model with { BaseIntensityPerSecond = Number(given, "A_per_s") };
            JsonElement q = given.GetProperty("q");
            for (int n = 0; n < q.GetArrayLength(); n++)
            {
                GlftTable table = default;
                ModelInputs i = Of(given, q[n].GetDouble());
                ModelParts parts = Exact(ref table, i, p);
                GoldenCases.Near(item, "delta_bid", expected.GetProperty("delta_bid")[n].GetDouble(), BidDelta(parts));
                GoldenCases.Near(item, "delta_ask", expected.GetProperty("delta_ask")[n].GetDouble(), AskDelta(parts));
                double eta = p.BaseIntensityPerSecond / Glft.Power(i.RiskAversion / i.Decay);
                GoldenCases.Near(item, "smallest_eigenvalue", Number(expected, "smallest_eigenvalue"), eta * table.Eigenvalue);
                // What the closed form says of the same stands beside it.
                Assert.True(Glft.Quote(out ModelParts closed, p, i));
                GoldenCases.Near(item, "closed_form_delta_bid", expected.GetProperty("closed_form_delta_bid")[n].GetDouble(), BidDelta(closed));
                GoldenCases.Near(item, "closed_form_delta_ask", expected.GetProperty("closed_form_delta_ask")[n].GetDouble(), AskDelta(closed));
            }
        });
        Assert.Equal(3, cases);
    }

    [Fact]
    public void Fee_drift_and_adverse_selection_give_the_golden_quotes_exactly_too()
    {
        int cases = GoldenCases.Each("glft_quotes.json", "extended", (item, given, expected) =>
        {
            ModelParameters p = s_model with { BaseIntensityPerSecond = Number(given, "A_per_s"), AdverseSelectionBps = Number(given, "impact_usd_per_fill") };
            JsonElement q = given.GetProperty("q");
            for (int n = 0; n < q.GetArrayLength(); n++)
            {
                ModelParts parts = Exact(Of(given, q[n].GetDouble()), p);
                GoldenCases.Near(item, "exact_delta_bid", expected.GetProperty("exact_delta_bid")[n].GetDouble(), BidDelta(parts));
                GoldenCases.Near(item, "exact_delta_ask", expected.GetProperty("exact_delta_ask")[n].GetDouble(), AskDelta(parts));
                GoldenCases.Near(item, "target_inventory", Number(expected, "target_inventory"), parts.TargetOrders);
            }
        });
        Assert.Equal(5, cases);
    }

    [Fact]
    public void A_long_horizon_of_Avellaneda_and_Stoikov_solved_exactly_is_the_exact_form_without_end()
    {
        int cases = GoldenCases.Each("as_quotes.json", "exact_finite_horizon", (item, given, expected) =>
        {
            if (Number(given, "horizon_s") < 600) return;
            JsonElement q = given.GetProperty("q");
            for (int n = 0; n < q.GetArrayLength(); n++)
            {
                ModelParts parts = Exact(Of(given, q[n].GetDouble()), s_model with { BaseIntensityPerSecond = Number(given, "A_per_s") });
                // 600 s are not for ever: what is left of the start is below 1e-4 USD.
                Assert.Equal(expected.GetProperty("delta_bid")[n].GetDouble(), BidDelta(parts), 1e-4);
                Assert.Equal(expected.GetProperty("delta_ask")[n].GetDouble(), AskDelta(parts), 1e-4);
            }
        });
        Assert.Equal(4, cases);
    }

    [Fact]
    public void At_a_small_inventory_it_is_the_closed_form_and_at_a_large_one_it_leans_less()
    {
        ModelInputs calm = s_liquid with { RiskAversion = 0.0005 };
        Assert.Equal(Closed(calm).BidHalfBps, Exact(calm).BidHalfBps, 0.02);
        ModelInputs full = s_liquid with { Orders = 10 };
        Assert.True(Math.Abs(Exact(full).ShiftBps) < 0.6 * Math.Abs(Closed(full).ShiftBps));
        Assert.Equal(0, Exact(s_liquid).ShiftBps, 1e-12);
    }

    [Theory]
    [InlineData(0.05, 6, 0)]
    [InlineData(0.3, 2, 0.05)]
    [InlineData(1e-6, 0.5, 0)]
    [InlineData(3, 40, -4)]
    public void It_leans_more_with_every_part_of_an_order_and_alike_on_both_sides(double gamma, double sigma, double drift)
    {
        ModelInputs i = s_liquid with { RiskAversion = gamma, SigmaBps = sigma, DriftBps = drift };
        double bid = double.NegativeInfinity, ask = double.PositiveInfinity;
        for (double q = -30; q <= 30; q += 0.25)
        {
            ModelParts parts = Exact(i with { Orders = q }), mirror = Exact(i with { Orders = -q, DriftBps = -drift });
            Assert.True(BidDelta(parts) > bid && AskDelta(parts) < ask, $"{q} orders");
            (bid, ask) = (BidDelta(parts), AskDelta(parts));
            Assert.Equal(AskDelta(mirror), bid, 1e-9 * (1 + Math.Abs(bid)));
            Assert.Equal(parts.SkewBps + parts.DriftBps, parts.ShiftBps, 1e-12 * (1 + Math.Abs(parts.ShiftBps)));
            Assert.Equal(-drift == 0 ? 0 : Math.Sign(drift), Math.Sign(Math.Round(parts.DriftBps, 12)));
        }
    }

    [Fact]
    public void Beyond_its_table_it_leans_no_further_and_is_a_number()
    {
        ModelInputs i = s_liquid with { MaxOrders = 500 };
        ModelParts end = Exact(i with { Orders = GlftTable.MaxOrders }), far = Exact(i with { Orders = 499 });
        Assert.Equal(end, far);
        Assert.True(double.IsFinite(end.ShiftBps) && end.ShiftBps < 0);
    }

    [Fact]
    public void A_table_is_kept_while_nothing_moved_by_more_than_a_fiftieth()
    {
        GlftTable table = default;
        ModelParts first = Exact(ref table, s_liquid with { Orders = 3 });
        Assert.Equal(first, Exact(ref table, s_liquid with { Orders = 3, SigmaBps = 6 * 1.009 }));
        ModelParts moved = Exact(ref table, s_liquid with { Orders = 3, SigmaBps = 6 * 1.011 });
        Assert.True(moved.ShiftBps < first.ShiftBps);
        Assert.Equal(moved, Exact(s_liquid with { Orders = 3, SigmaBps = 6 * 1.011 }));
        Assert.NotEqual(moved, Exact(ref table, s_liquid with { Orders = 3, SigmaBps = 6 * 1.011, DriftBps = 0.05 }));
        Assert.NotEqual(moved, Exact(ref table, s_liquid with { Orders = 3, SigmaBps = 6 * 1.011, MaxOrders = 4 }));
    }

    [Theory]
    [InlineData(0, 0.3, 6)]
    [InlineData(double.NaN, 0.3, 6)]
    [InlineData(0.9, 0, 6)]
    [InlineData(0.9, double.PositiveInfinity, 6)]
    [InlineData(0.9, double.NaN, 6)]
    [InlineData(0.9, 0.3, double.NaN)]
    [InlineData(0.9, 0.3, 1e300)]
    public void Fills_that_never_come_and_numbers_that_are_none_have_no_quote(double intensity, double k, double sigma)
    {
        GlftTable table = default;
        ModelInputs i = s_liquid with { Decay = k, SigmaBps = sigma };
        Assert.False(GlftExact.Look(ref table, s_model with { BaseIntensityPerSecond = intensity }, ref i));
    }
}
