using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Minnow.Exchange.Background.Toxic;
using Minnow.Tactics.Measures;
using Minnow.Tactics.Reports;
using Minnow.Tactics.Settings;
using Minnow.Tactics.World;
using Xunit;

namespace Minnow.Tests.Bench.Tactics;

/// <summary>The experiment sees what is known: informed takers cost, uninformed ones do not, and the same seed is the same market.</summary>
public sealed class LabTests
{
    private static readonly string s_list = Path.Combine(SharedFiles.ProjectRoot, "bench", "Tactics", "tactics.txt");
    private static readonly LabOptions s_short = new() { Seconds = 300 };
    private static readonly ulong[] s_seeds = [1, 2, 3, 4, 5, 6, 7, 8];

    [Fact]
    public void The_same_seed_gives_the_same_numbers()
    {
        RunResult one = Play(s_short, 7), two = Play(s_short, 7), other = Play(s_short, 8);
        Assert.True(one.Fills > 50, $"{one.Fills} fills");
        Assert.Equal(one.StateHash, two.StateHash);
        Assert.Equal(JsonOf(one), JsonOf(two));
        Assert.NotEqual(one.MarketHash, other.MarketHash);
    }

    [Fact]
    public void Both_arms_of_a_pair_see_the_same_market_whatever_the_quoter_does()
    {
        RunResult none = Play(s_short, 3, "QuoteEnabled=0"), near = Play(s_short, 3), far = Play(s_short, 3, "MinHalfSpreadBps=1");
        Assert.Equal(0, none.Fills);
        Assert.True(near.Fills > far.Fills && far.Fills > 0, $"{near.Fills} and {far.Fills} fills");
        Assert.Equal((none.MarketHash, none.MarketHash), (near.MarketHash, far.MarketHash));
    }

    [Fact]
    public void Takers_who_know_the_price_ahead_cost_and_those_who_know_nothing_do_not()
    {
        double informed = Adverse(ToxicMix.Informed), toxic = Adverse(new ToxicMix()), uninformed = Adverse(ToxicMix.Uninformed);
        Assert.True(informed < -1, $"{informed} bps from informed takers");
        Assert.True(toxic < -0.3 && toxic > informed, $"{toxic} bps from the mix");
        Assert.InRange(uninformed, -0.05, 0.05);
    }

    [Theory]
    [InlineData(EpisodeKind.Sweep)]
    [InlineData(EpisodeKind.Trend)]
    [InlineData(EpisodeKind.Pull)]
    [InlineData(EpisodeKind.Collapse)]
    public void Each_kind_of_episode_costs_those_who_are_filled_in_it(EpisodeKind kind)
    {
        ToxicMix mix = new() { Kinds = [kind], FalseShare = 0, EpisodesPerMinute = 20, InformedPerSecond = 0 };
        RunResult[] runs = Runs(s_short with { Mix = mix });
        double lots = runs.Sum(run => run.LotsDuring[1 + (int)kind]);
        double adverse = runs.Sum(run => run.AdverseBpsLotsDuring[1 + (int)kind]) / lots;
        Assert.True(lots > 1_000 && adverse < -0.2, $"{adverse} bps over {lots} lots");
    }

    [Fact]
    public void An_episode_that_only_looks_like_one_costs_less()
    {
        double Of(double falseShare) => Adverse(new ToxicMix { Kinds = [EpisodeKind.Sweep, EpisodeKind.Pull], FalseShare = falseShare, EpisodesPerMinute = 20 });
        (double all, double none) = (Of(0), Of(1));
        Assert.True(none > all + 0.2, $"{none} bps if all are false, {all} if none is");
    }

    [Fact]
    public void Twice_the_half_spread_is_hit_less_and_earns_more_on_each_fill_at_first()
    {
        Comparison got = Compare("MinHalfSpreadBps=0.8");
        Assert.True(got.AdversePerHour.Low > 0 && got.AdversePerHour.FlipLow > 0, $"{got.AdversePerHour}");
        Assert.True(Named(got, "markout at 1 s").Low > 0);
        Assert.True(Named(got, "fills in an hour").High < 0);
    }

    [Fact]
    public void Without_risk_aversion_the_position_wanders_further()
    {
        Shown(Compare("RiskAversionPerLotBps=0"), "inventory, root mean square", isAbove: true);
    }

    [Fact]
    public void Moving_a_quote_late_is_worse_selection()
    {
        Comparison got = Compare("RequoteTicks=12");
        Shown(got, "markout at 1 s", isAbove: false);
        Shown(got, "spread captured", isAbove: false);
    }

    [Fact]
    public void A_slower_way_is_worse()
    {
        double fast = Mean(s_short), slow = Mean(s_short with { FeedDelayUs = 200_000, OrderDelayUs = 200_000 });
        Assert.True(slow < fast - 0.05, $"{slow} bps at 200 ms and {fast} at 5 ms");

        static double Mean(LabOptions options) => Runs(options).Average(static run => run.MarkoutBps[1]);
    }

    [Fact]
    public void Nothing_halts_and_nothing_is_taken()
    {
        foreach (RunResult run in Runs(s_short))
        {
            Assert.Equal(0, run.Halted);
            Assert.Equal(1, run.MakerShare);
            Assert.True(run.QuotedSeconds > 0.9 * run.Seconds);
            Assert.True(run.Refused < run.Messages / 10, $"{run.Refused} of {run.Messages} messages were refused");
        }
    }

    [Fact]
    public void A_row_of_the_page_is_replaced_when_its_tactic_is_tried_again()
    {
        string page = Path.GetTempFileName();
        try
        {
            Comparison one = Compare("MinHalfSpreadBps=0.8", [1, 2]);
            TableReport.Write(page, s_short, [one with { Name = "b" }, one with { Name = "a" }]);
            TableReport.Write(page, s_short, [one with { Name = "b", On = "Replaced=1" }]);
            string[] rows = [.. File.ReadAllLines(page).Where(static line => line.StartsWith("| a ", StringComparison.Ordinal) || line.StartsWith("| b ", StringComparison.Ordinal))];
            Assert.Equal(2, rows.Length);
            Assert.Contains("too few seeds", rows[0], StringComparison.Ordinal);
            Assert.Contains("Replaced=1", rows[1], StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(page);
        }
    }

    [Fact]
    public void It_is_many_times_faster_than_the_clock()
    {
        Play(s_short, 1);
        long start = Stopwatch.GetTimestamp();
        Play(s_short, 1);
        double speed = s_short.Seconds / Stopwatch.GetElapsedTime(start).TotalSeconds;
        Assert.True(speed > 50, $"{speed:F0} times real time");
    }

    private static double Adverse(ToxicMix mix) => Runs(s_short with { Mix = mix }).Average(static run => run.AdverseBps[Ledger.FiveSeconds]);

    private static RunResult[] Runs(LabOptions options) => [.. s_seeds.Select(seed => Play(options, seed))];

    private static RunResult Play(LabOptions options, ulong seed, string settings = "") =>
        Experiment.Run(options, seed, TacticFile.Of("set", s_list, settings.Length == 0 ? "QuoteEnabled=1" : settings).OnArm);

    private static Comparison Compare(string on, IReadOnlyList<ulong>? seeds = null) =>
        Experiment.Compare(TacticFile.Of("set", s_list, on), s_short, seeds ?? s_seeds, threads: 2);

    private static Minnow.Tactics.Statistics.Difference Named(Comparison of, string name) => of.Differences.Single(row => row.Name == name);

    private static void Shown(Comparison of, string name, bool isAbove)
    {
        Minnow.Tactics.Statistics.Difference row = Named(of, name);
        Assert.True(isAbove ? row.Low > 0 && row.FlipLow > 0 : row.High < 0 && row.FlipHigh < 0, row.ToString());
    }

    private static string JsonOf(RunResult run) => System.Text.Json.JsonSerializer.Serialize(
        run, new System.Text.Json.JsonSerializerOptions { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals });
}
