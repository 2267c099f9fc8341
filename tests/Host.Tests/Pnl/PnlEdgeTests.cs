using System;
using System.Linq;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Core.Quoting.Tactics;
using Minnow.Core.Signals;
using Minnow.Host.Pnl;
using Xunit;

namespace Minnow.Host.Tests.Pnl;

/// <summary>Where the profit of a fill came from, from the decision to the end, against sums by hand.</summary>
public sealed class PnlEdgeTests
{
    private static readonly string[] s_lines = ["spread", "fees", "taking", "hedging", "adverse", "drift", "funding"];

    [Fact]
    public void The_steps_of_a_quote_run_from_its_decision_over_its_acknowledgement_to_the_end()
    {
        using PnlScript script = new();
        // Bought 1,000 USD at 50,000; fair 50,002.5 and mid 50,001 at the decision, 50,003 when it was taken, 49,999 at the fill.
        script.Position(0).Book(50_000.5, 50_001.5).Send(1, 50_000, 7, 50_002.5, 50_000.5, 50_001.5, level: 2, mode: MarketModeKind.Calm).Wait(0.01).Book(50_002.5, 50_003.5).Taken(1, 50_000)
            .Wait(1).Book(49_998.5, 49_999.5).Wait(0.5).Fill(100, 50_000, 150, 1)
            .Wait(0.05).Book(49_990, 49_991).Wait(0.5).Book(49_980, 49_981).Wait(3).Book(49_970, 49_971).Wait(20).Book(49_960, 49_961).Wait(100).Book(49_950, 49_951).Wait(300).Book(49_940, 49_941).Mark(49_930, 49_930).Wait(1);
        JsonElement one = script.Json().GetProperty("instruments")[0], steps = one.GetProperty("steps").GetProperty("quote");
        Step("quoted", 50_000m, 50_002.5m);
        Step("view", 50_002.5m, 50_001m);
        Step("latency", 50_001m, 50_003m);
        Step("resting", 50_003m, 49_999m);
        Step("after100ms", 49_999m, 49_990.5m);
        Step("after1s", 49_990.5m, 49_980.5m);
        Step("after5s", 49_980.5m, 49_970.5m);
        Step("after30s", 49_970.5m, 49_960.5m);
        Step("after300s", 49_960.5m, 49_950.5m);
        Step("later", 49_950.5m, 49_930m);
        Step("fees", 0, 0, -150e-8m);
        AddsUp(one);
        Assert.Equal(one.GetProperty("spread").GetDecimal(), Sum(steps, "quoted", "view", "latency", "resting"));
        Assert.Equal(one.GetProperty("adverse").GetDecimal(), Sum(steps, "after100ms", "after1s", "after5s"));
        Assert.Equal(one.GetProperty("drift").GetDecimal(), Sum(steps, "after30s", "after300s", "later"));
        JsonElement level = Assert.Single(script.Json(PnlGroup.Level).GetProperty("groups").EnumerateArray()), regime = Assert.Single(script.Json(PnlGroup.Regime).GetProperty("groups").EnumerateArray());
        Assert.Equal(("level 2", "calm"), (level.GetProperty("name").GetString(), regime.GetProperty("name").GetString()));

        void Step(string name, decimal from, decimal to, decimal? exactly = null)
        {
            decimal got = steps.GetProperty(name).GetDecimal(), want = exactly ?? 1000m / from - 1000m / to;
            Assert.True(Math.Abs(got - want) <= 1e-21m, $"{name}: {got} instead of {want}");
        }
    }

    [Fact]
    public void A_fill_at_the_old_price_of_a_moved_order_belongs_to_the_decision_that_set_that_price()
    {
        using PnlScript script = new();
        script.Position(0).Book(50_000, 50_001).Send(1, 49_999, 1, 50_000.5, 50_000, 50_001).Taken(1, 49_999).Wait(1)
            .Book(50_010, 50_011).Send(1, 50_009, 2, 50_010.5, 50_010, 50_011, verb: CommandVerb.Edit).Fill(5, 49_999, 0, 1).Wait(0.1).Taken(1, 50_009).Fill(5, 50_009, 0, 2).Mark(50_010, 50_010);
        JsonElement[] groups = [.. script.Json(PnlGroup.Fill).GetProperty("groups").EnumerateArray()];
        decimal[] quoted = [.. groups.Select(static group => group.GetProperty("steps").GetProperty("quote").GetProperty("quoted").GetDecimal())];
        Assert.Equal(50m / 49_999m - 50m / 50_000.5m, quoted[0], 18);
        Assert.Equal(50m / 50_009m - 50m / 50_010.5m, quoted[1], 18);
        // Filled before the venue had said that it took the new price: the way there has no step of its own.
        AddsUp(script.Json().GetProperty("instruments")[0]);
    }

    [Fact]
    public void Each_fill_that_took_names_its_rule_and_hedges_have_a_line_of_their_own()
    {
        using PnlScript script = new();
        script.Position(0).Book(50_000, 50_001).Send(1, 50_001, 1, 50_000.5, 50_000, 50_001, flags: OutputRecord.ImmediateFlag | OutputRecord.ReduceOnlyFlag, tactics: TacticFlags.Aggression)
            .Fill(3, 50_001, 20, 1, details: FillDetails.Taker, order: 1)
            .Send(2, 50_000, 2, 50_000.5, 50_000, 50_001, flags: OutputRecord.ImmediateFlag | OutputRecord.HedgeFlag).Fill(-2, 50_000, 12, 2, details: FillDetails.Taker, order: 2)
            .Send(3, 50_001, 3, 50_000.5, 50_000, 50_001, flags: OutputRecord.HedgeFlag).Fill(-2, 50_001, 7, 3, order: 3)
            .Fill(-1, 50_000, 5, 4, details: FillDetails.Taker | FillDetails.Liquidation, order: 0).Fill(-1, 50_000, 5, 5, details: FillDetails.Taker | FillDetails.External, order: 0)
            .Fill(1, 50_001, 5, 6, details: FillDetails.Taker, order: 9).Mark(50_000, 50_000);
        JsonElement one = script.Json().GetProperty("instruments")[0];
        AddsUp(one);
        Assert.Equal((0m, 0m, 4, 2), (one.GetProperty("spread").GetDecimal(), one.GetProperty("fees").GetDecimal(), one.GetProperty("takerFills").GetInt32(), one.GetProperty("hedgeFills").GetInt32()));
        decimal hedging = 20m / 50_000.5m - 20m / 50_000m + (20m / 50_000.5m - 20m / 50_001m) - 19e-8m;
        Assert.Equal(hedging, one.GetProperty("hedging").GetDecimal(), 18);
        string[] rules = [.. one.GetProperty("takers").EnumerateArray().Select(static taker => taker.GetProperty("rule").GetString()!)];
        Assert.Equal(
            [
                "Aggression: the position is reduced by taking", "a hedge of what is held on other instruments", "the venue liquidated us",
                "an order that is not ours, by hand or of another program", "the journal has no decision of it",
            ],
            rules);
        (_, string output, _) = script.Run();
        Assert.Contains("decision 1: Aggression: the position is reduced by taking", output, StringComparison.Ordinal);
        Assert.Contains("spread and fees of 2 fills that hedge", output, StringComparison.Ordinal);
        string[] names = [.. script.Json(PnlGroup.Level).GetProperty("groups").EnumerateArray().Select(static group => group.GetProperty("name").GetString()!)];
        Assert.Equal(["take", "hedge"], names);
    }

    [Fact]
    public void A_run_that_numbers_its_orders_anew_does_not_take_the_decisions_of_the_run_before()
    {
        using PnlScript script = new();
        script.Position(0).Book(50_000, 50_001).Send(1, 49_999, 1, 50_000.5, 50_000, 50_001, level: 1).Fill(1, 49_999, 0, 1)
            .Again().Fill(1, 49_999, 0, 2).Mark(50_000, 50_000);
        string[] names = [.. script.Json(PnlGroup.Level).GetProperty("groups").EnumerateArray().Select(static group => group.GetProperty("name").GetString()!)];
        Assert.Equal(["level 1", "no level known"], names);
    }

    private static void AddsUp(JsonElement one)
    {
        Assert.Equal(one.GetProperty("total").GetDecimal(), Sum(one, s_lines));
        Assert.Equal(0m, one.GetProperty("residual").GetDecimal());
    }

    private static decimal Sum(JsonElement one, params string[] names) => names.Sum(name => one.GetProperty(name).GetDecimal());
}
