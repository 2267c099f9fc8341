using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Tactics;
using Minnow.Tactics.Measures;
using Minnow.Tactics.Reports;
using Minnow.Tactics.Settings;
using Minnow.Tactics.World;
using Xunit;

namespace Minnow.Tests.Bench.Tactics;

/// <summary>What rules did is counted from the quoter's own records, a tactic that never acts is not judged, and the strongest still help.</summary>
public sealed class RuleTests
{
    private static readonly string s_list = Path.Combine(SharedFiles.ProjectRoot, "bench", "Tactics", "tactics.txt");
    private static readonly LabOptions s_world = new() { Seconds = 600 };

    // Neither those that values were chosen on nor those of the page.
    private static readonly ulong[] s_seeds = [201, 202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212];

    [Fact]
    public void A_sign_counts_once_while_it_lasts()
    {
        RuleCounts counts = new();
        foreach (TacticFlags flags in (TacticFlags[])[TacticFlags.None, TacticFlags.Sweep, TacticFlags.Sweep | TacticFlags.Momentum, TacticFlags.None, TacticFlags.Sweep])
            counts.Take(Decision(flags, PlanRules.StandAside, LevelReason.Held));
        Assert.Equal(5, counts.Decisions);
        Assert.Equal(new RuleCount(2, 3), counts.Seen()["tactic.Sweep"]);
        Assert.Equal(new RuleCount(1, 1), counts.Seen()["tactic.Momentum"]);
        Assert.Equal(new RuleCount(1, 5), counts.Seen()["rule.StandAside"]);
        Assert.Equal(new RuleCount(1, 5), counts.Seen()["level.Held"]);
        Assert.DoesNotContain("rule.NoModel", counts.Seen().Keys);
    }

    [Fact]
    public void A_tactic_that_never_acts_is_not_judged()
    {
        Tactic never = new("never", TacticFile.Of("set", s_list, "QuoteEnabled=1").Base, Setting.ParseAll("SweepLevels=1000 SweepHoldNs=1e9"), ["tactic.Sweep"]);
        Comparison got = Experiment.Compare(never, s_world with { Seconds = 60 }, [201], threads: 1);
        Assert.Equal((0.0, 0), (got.FiredPerHour, got.SeedsThatDiffer));
        Assert.Equal("never fired: not judged", got.Verdict);
    }

    [Fact]
    public void The_page_corrects_for_how_many_were_tried_and_keeps_what_is_written_above_the_mark()
    {
        Tactic wide = TacticFile.Of("wide", s_list, "MinHalfSpreadBps=0.8");
        Comparison one = Experiment.Compare(wide, s_world with { Seconds = 60 }, [1, 2, 3, 4, 5, 6], threads: 2);
        string page = Path.GetTempFileName();
        try
        {
            TableReport.Write(page, s_world, [one]);
            File.WriteAllText(page, "By hand.\n\n" + File.ReadAllText(page));
            TableReport.Write(page, s_world, [one with { Name = "b" }, one with { Name = "control-c" }]);
            string[] lines = File.ReadAllLines(page);
            Assert.Equal("By hand.", lines[0]);
            string[][] rows = [.. lines.Where(static line => line.Contains("| `Min", StringComparison.Ordinal)).Select(static line => line.Split(" | "))];
            Assert.Equal(3, rows.Length);
            Assert.All([rows[0], rows[2]], row => Assert.Equal(Math.Min(1, one.P * 2), double.Parse(row[12], CultureInfo.InvariantCulture), 5));
            Assert.Equal("-", rows[1][12]);
        }
        finally
        {
            File.Delete(page);
        }
    }

    [Fact]
    public void The_strongest_tactics_still_lessen_adverse_selection()
    {
        ConcurrentDictionary<string, RunResult> played = [];
        foreach (Tactic tactic in TacticFile.Read(s_list).Where(static one => one.Name is "large-trade-hold" or "spread-collapse"))
        {
            Comparison got = Experiment.Compare(tactic, s_world, s_seeds, threads: 2, played);
            Assert.True(got.FiredPerHour > 100, $"{tactic.Name} fired {got.FiredPerHour} times an hour");
            Assert.True(got.Adverse.Low > 0 && got.Adverse.FlipLow > 0, $"{tactic.Name}: {got.Adverse}");
            Assert.True(got.Profit.High > 0, $"{tactic.Name}: {got.Profit}");
        }
    }

    private static OutputRecord[] Decision(TacticFlags flags, PlanRules rules, LevelReason reason)
    {
        DecisionRecord record = new() { Kind0 = OutputKind.Decision, Tactics = flags, Rules = rules, LevelCount = 1 };
        LevelRecord level = new() { Kind = OutputKind.DecisionPart, Reason = reason };
        OutputRecord[] said = new OutputRecord[DecisionRecord.Slots + 1];
        MemoryMarshal.Write(MemoryMarshal.AsBytes(said.AsSpan()), in record);
        MemoryMarshal.Write(MemoryMarshal.AsBytes(said.AsSpan(DecisionRecord.Slots)), in level);
        return said;
    }
}
