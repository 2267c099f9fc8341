using System;
using System.IO;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Host.Pnl;
using Xunit;

namespace Minnow.Host.Tests.Pnl;

/// <summary>The account of journals that the test wrote, against sums worked out by hand.</summary>
public sealed class PnlTests
{
    [Fact]
    public void The_total_of_a_round_trip_is_the_one_by_hand()
    {
        using PnlScript script = RoundTrip();
        JsonElement one = script.Json().GetProperty("instruments")[0];
        // Bought 1,000 USD at 50,000 and sold them at 50,010: 1000/50000 − 1000/50010 coins; fees of 300e-8 and −100e-8.
        decimal realised = 1000m / 50_000m - 1000m / 50_010m;
        Near(realised, one, "realised");
        Near(0, one, "unrealised");
        Near(-200e-8m, one, "fees");
        // Long 1,000 USD for 6 s at 1 % per 8 h and a mark of 50,004.
        decimal funding = -(1000m / 50_004m) * 0.01m * 6m / 28_800m;
        Near(funding, one, "funding", 1e-18m);
        Near(realised - 200e-8m + funding, one, "total", 1e-18m);
        Assert.Equal(0m, one.GetProperty("residual").GetDecimal());
        // Bought at 50,000 with the mid at 50,000.25; 5 s later it was 50,005.25. Sold at 50,010 with the mid at 50,009.75, then to the mark.
        Near((1000m / 50_000m - 1000m / 50_000.25m) + (1000m / 50_009.75m - 1000m / 50_010m), one, "spread");
        Near(1000m / 50_000.25m - 1000m / 50_005.25m - (1000m / 50_009.75m - 1000m / 50_004m), one, "adverse");
        Near(1000m / 50_005.25m - 1000m / 50_004m, one, "drift");
        Assert.Equal((2, 2, 2000m, 0m), (one.GetProperty("fills").GetInt32(), one.GetProperty("makerFills").GetInt32(), one.GetProperty("volume").GetDecimal(), one.GetProperty("position").GetDecimal()));
    }

    [Fact]
    public void A_linear_contract_and_an_open_position_are_exact_in_their_own_coin()
    {
        using PnlScript script = new();
        script.Book(60_000, 60_001, 1).Mark(60_000.5, 60_000, 1).Wait(1).Fill(-20, 60_001, 40_000, 1, 1, FillDetails.Taker).Wait(1).Mark(59_990.25, 59_990, 1);
        JsonElement root = script.Json(), one = root.GetProperty("instruments")[0], coin = root.GetProperty("coins")[0];
        Assert.Equal(("BTC_USDC-PERPETUAL", "USDC", "linear"), (one.GetProperty("instrument").GetString(), one.GetProperty("coin").GetString(), one.GetProperty("contract").GetString()));
        Assert.Equal(0.215m, one.GetProperty("unrealised").GetDecimal());
        Assert.Equal(0.2146m, one.GetProperty("total").GetDecimal());
        // It took: what it got over the mid and what it paid for it is the cost of taking.
        Assert.Equal((0m, 0.01m - 0.0004m), (one.GetProperty("spread").GetDecimal(), one.GetProperty("taking").GetDecimal()));
        Assert.Equal((-0.02m, 60_001m, 0, 0m), (one.GetProperty("position").GetDecimal(), one.GetProperty("averageEntry").GetDecimal(), one.GetProperty("makerFills").GetInt32(), one.GetProperty("makerShare").GetDecimal()));
        Assert.Equal(0.2146m, coin.GetProperty("totalUsd").GetDecimal());
    }

    [Fact]
    public void What_was_held_before_is_valued_at_the_mark_when_it_was_told()
    {
        using PnlScript script = new();
        // The statement comes before any price; the first mark values it.
        script.Position(50).Wait(1).Mark(40_000, 40_000).Wait(1).Mark(41_000, 41_000).Position(50).Position(-3, opening: false);
        JsonElement one = script.Json().GetProperty("instruments")[0];
        decimal drift = 500m / 40_000m - 500m / 41_000m;
        Near(drift, one, "total");
        Near(drift, one, "drift");
        Near(drift, one, "heldDrift");
        Assert.Equal(500m, Assert.Single(one.GetProperty("takenOver").EnumerateArray()).GetProperty("amount").GetDecimal());
        Assert.Equal(0m, one.GetProperty("residual").GetDecimal());
    }

    [Fact]
    public void A_position_is_taken_over_at_the_mark_that_it_was_stated_with()
    {
        using PnlScript script = new();
        // The marks before and after it, and a fill before any of ours, have no part in it.
        script.Mark(39_000, 39_000).Position(50, mark: 40_000).Wait(1).Mark(41_000, 41_000);
        JsonElement one = script.Json().GetProperty("instruments")[0];
        Near(500m / 40_000m - 500m / 41_000m, one, "heldDrift");
        Assert.Equal(40_000m, Assert.Single(one.GetProperty("takenOver").EnumerateArray()).GetProperty("price").GetDecimal());
        // Without any mark before it, it counts from the statement on and not from the first ticker.
        using PnlScript first = new();
        first.Position(50, mark: 40_000).Wait(1).Fill(-50, 40_400, 0, 1);
        Near(500m / 40_000m - 500m / 40_400m, first.Json().GetProperty("instruments")[0], "total", 1e-20m);
    }

    [Fact]
    public void C19_A_later_statement_that_no_fill_explains_is_taken_over_and_named()
    {
        using PnlScript script = new();
        script.Mark(40_000, 40_000).Position(0).Fill(10, 40_000, 0, 1).Wait(1).Mark(40_400, 40_000).Position(4);
        (int code, string output, _) = script.Run();
        Assert.Equal(0, code);
        Assert.Contains("taken over   -60 USD at 40400", output, StringComparison.Ordinal);
        JsonElement one = script.Json().GetProperty("instruments")[0];
        Near(60m / 40_000m - 60m / 40_400m, one, "realised", 1e-20m);
        Assert.Equal(0m, one.GetProperty("residual").GetDecimal());
    }

    [Fact]
    public void C5_A_fill_told_twice_or_part_of_the_opening_position_counts_once_or_not()
    {
        using PnlScript script = new();
        script.Mark(40_000, 40_000).Position(10).Fill(10, 40_000, 50, 7, details: FillDetails.BeforeOpening).Fill(5, 40_000, 9, 8).Fill(5, 40_000, 9, 8);
        JsonElement one = script.Json().GetProperty("instruments")[0];
        Assert.Equal((1, 150m, -9e-8m), (one.GetProperty("fills").GetInt32(), one.GetProperty("position").GetDecimal(), one.GetProperty("fees").GetDecimal()));
    }

    [Fact]
    public void A_fill_without_a_mid_takes_the_last_one_and_is_flagged()
    {
        using PnlScript script = new();
        script.Book(50_000, 50_000.5).Wait(1).FeedLost().Wait(1).Fill(10, 49_990, 0, 1);
        JsonElement root = script.Json(PnlGroup.Fill), one = root.GetProperty("instruments")[0];
        Assert.Equal(1, one.GetProperty("fillsWithoutMid").GetInt32());
        Near(100m / 49_990m - 100m / 50_000.25m, one, "spread");
        Assert.Equal(1, root.GetProperty("groups")[0].GetProperty("fillsWithoutMid").GetInt32());
        (_, string output, _) = script.Run();
        Assert.Contains("1 without a mid", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_sum_to_what_their_instruments_have_from_fills()
    {
        foreach ((PnlGroup by, int count) in ((PnlGroup, int)[])[(PnlGroup.Fill, 3), (PnlGroup.Order, 2), (PnlGroup.Hour, 2), (PnlGroup.Level, 2), (PnlGroup.Regime, 1)])
        {
            using PnlScript script = RoundTrip();
            script.Wait(3600).Fill(-10, 50_000, 0, 3, details: FillDetails.Taker);
            JsonElement root = script.Json(by), one = root.GetProperty("instruments")[0];
            Assert.Equal(count, root.GetProperty("groups").GetArrayLength());
            foreach (string part in (string[])["spread", "adverse", "drift", "fees", "taking", "hedging"])
            {
                decimal sum = 0;
                foreach (JsonElement group in root.GetProperty("groups").EnumerateArray()) sum += group.GetProperty(part).GetDecimal();
                Assert.Equal(one.GetProperty(part).GetDecimal(), sum);
            }
        }
    }

    [Fact]
    public void Missed_maker_share_is_said_and_few_fills_are_called_few()
    {
        using PnlScript script = RoundTrip();
        script.Fill(-300, 50_000, 0, 3, details: FillDetails.Taker);
        (int code, string output, string errors) = script.Run();
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("40 % of it made (target 90 %: MISSED)", output, StringComparison.Ordinal);
        Assert.Contains("residual      0\n", output, StringComparison.Ordinal);
        Assert.Matches("0\\.1 s .*few", output);
    }

    [Fact]
    public void A_journal_without_fills_is_an_answer_and_a_cut_one_says_so()
    {
        using PnlScript empty = new();
        Assert.Equal((0, ""), (empty.Run().Code, empty.Run().Errors));
        Assert.Contains("Nothing was filled and nothing was held.", empty.Run().Output, StringComparison.Ordinal);
        using PnlScript cut = RoundTrip();
        (int code, string output, string errors) = cut.Run(close: false);
        Assert.Equal(0, code);
        Assert.Contains("2 fills, up to where the journal ends", output, StringComparison.Ordinal);
        Assert.Contains("no end marker", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_ends_with_65_and_so_does_a_contract_that_changed_under_a_position()
    {
        using PnlScript damaged = RoundTrip();
        _ = damaged.Run();
        string segment = Directory.GetFiles(damaged.Path, "*.mwj")[0];
        byte[] bytes = File.ReadAllBytes(segment);
        bytes[bytes.Length / 2] ^= 0xFF;
        File.WriteAllBytes(segment, bytes);
        (int code, string output, string errors) = damaged.Run();
        Assert.True(code == 65, $"{code} {output} {errors}");
        using PnlScript changed = new();
        changed.Mark(40_000, 40_000).Fill(1, 40_000, 0, 1).Define(ContractKind.Inverse, Units.E8, 0);
        (code, _, errors) = changed.Run();
        Assert.Equal(65, code);
        Assert.Contains("the contract of BTC-PERPETUAL changed", errors, StringComparison.Ordinal);
        using StringWriter none = new();
        Assert.Equal(65, PnlVerb.Execute(new PnlOptions { Journal = Path.GetTempPath() + "/no-such-journal" }, none, none) is 65 or 74 ? 65 : 0);
    }

    [Fact]
    public void Parts_that_do_not_sum_end_with_1()
    {
        JournalAccounts accounts = new();
        PnlReport report = new(accounts, PnlGroup.Instrument) { IsExact = false };
        using StringWriter output = new(), errors = new();
        Assert.Equal(1, PnlVerb.Write(report, null, new PnlOptions { Journal = "j" }, output, errors));
        Assert.Contains("do not sum", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_markouts_allow_for_overlap()
    {
        // Two clusters of two equal fills: as independent, the error would be that of four; by bucket it is that of two.
        Core.Accounting.FillEdge[] fills = new Core.Accounting.FillEdge[4];
        for (int i = 0; i < 4; i++)
        {
            fills[i] = new Core.Accounting.FillEdge { TimeNs = (i < 2 ? 10 : 20) * Units.NsPerSecond, SignedLots = 1, PriceHalfE8 = 1_000_000 };
            fills[i].After[1] = i < 2 ? 1_000_100 : 1_000_300;
        }
        MarkoutStatistics one = MarkoutStatistics.Of(fills, 1);
        Assert.Equal((4, 2), (one.Fills, one.Buckets));
        Assert.Equal(2, one.MeanBps, 9);
        Assert.Equal(1, one.ErrorBps, 9);
        Assert.True(double.IsNaN(MarkoutStatistics.Of(fills.AsSpan(0, 2), 1).ErrorBps));
        Assert.True(double.IsNaN(MarkoutStatistics.Of(fills, 3).MeanBps));
    }

    // Two fills of 1,000 USD, 6 s apart.
    private static PnlScript RoundTrip()
    {
        PnlScript script = new();
        return script.Book(50_000, 50_000.5).Mark(50_004, 50_000).Rate(0.01).Position(0).Wait(1).Fill(100, 50_000, 300, 1, order: 1)
            .Wait(2).Book(50_005, 50_005.5).Wait(4).Book(50_009.5, 50_010).Fill(-100, 50_010, -100, 2, order: 2);
    }

    private static void Near(decimal want, JsonElement one, string name, decimal within = 1e-21m)
    {
        decimal got = one.GetProperty(name).GetDecimal();
        Assert.True(Math.Abs(got - want) <= within, $"{name}: {got} instead of {want}");
    }
}
