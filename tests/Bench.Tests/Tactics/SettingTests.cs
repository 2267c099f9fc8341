using System;
using System.IO;
using System.Linq;
using Minnow.Core.Quoting;
using Minnow.Tactics;
using Minnow.Tactics.Settings;
using Xunit;

namespace Minnow.Tests.Bench.Tactics;

/// <summary>Settings by name, and the list of tactics.</summary>
public sealed class SettingTests
{
    [Fact]
    public void Every_parameter_has_its_name_and_its_id()
    {
        string[] names = [.. Setting.Names];
        Assert.Equal(Enum.GetNames<ParameterId>(), names);
        Assert.True(QuotingParameters.Count <= names.Length);
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Fact]
    public void Values_are_what_the_quoter_takes()
    {
        Setting[] read = [.. Setting.ParseAll("MinHalfSpreadBps=0.25 RequoteTicks=3  MinRequoteIntervalNs=2e8 MakerFeeBps=nan NoSuchThing=1")];
        QuotingParameters parameters = default;
        foreach (Setting one in read.Where(static one => one.IsKnown)) Assert.True(QuotingParameters.TrySet(ref parameters, one.Id, one.Bits));
        Assert.Equal((0.25, 3L, 200_000_000L), (parameters.MinHalfSpreadBps, parameters.RequoteTicks, parameters.MinRequoteIntervalNs));
        Assert.True(double.IsNaN(parameters.MakerFeeBps));
        Assert.Equal("NoSuchThing", read.Single(static one => !one.IsKnown).Name);
    }

    [Theory]
    [InlineData("RequoteTicks=1.5")]
    [InlineData("RequoteTicks=1e17")]
    [InlineData("RequoteTicks")]
    [InlineData("RequoteTicks=two")]
    [InlineData("=2")]
    public void A_value_that_is_none_is_refused(string text) => Assert.Throws<FormatException>(() => Setting.ParseAll(text));

    [Fact]
    public void The_second_arm_is_the_first_with_the_tactic()
    {
        Tactic one = TacticFile.Parse(["# a list", "base: RequoteTicks=2 MinEdgeBps=1", "wide: MinEdgeBps=2 => MinHalfSpreadBps=3 # note"], "list").Single();
        Assert.Equal(["RequoteTicks=2", "MinEdgeBps=2"], one.OffArm.Select(static s => $"{s.Name}={s.Text}"));
        Assert.Equal(["RequoteTicks=2", "MinEdgeBps=2", "MinHalfSpreadBps=3"], one.OnArm.Select(static s => $"{s.Name}={s.Text}"));
    }

    [Fact]
    public void A_tactic_names_the_signs_by_which_it_is_seen()
    {
        Tactic one = TacticFile.Parse(["held: => PostFillHoldNs=1e9 ? tactic.PostFill level.Held"], "list").Single();
        Assert.Equal(["tactic.PostFill", "level.Held"], one.Signs);
    }

    [Theory]
    [InlineData("name RequoteTicks=2")]
    [InlineData("name: RequoteTicks=2")]
    [InlineData("name: RequoteTicks=2 =>")]
    [InlineData("name: => RequoteTicks=x")]
    [InlineData("base: => RequoteTicks=2")]
    [InlineData("name: => RequoteTicks=2 ? tactic.NoSuchRule")]
    [InlineData("name: => RequoteTicks=2 ? rule.StandAside ? rule.TouchBid")]
    public void A_line_that_says_nothing_is_refused_with_its_number(string line) =>
        Assert.StartsWith("list:2: ", Assert.Throws<FormatException>(() => TacticFile.Parse(["base: RequoteTicks=1", line], "list")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_list_of_the_project_can_be_read_and_all_of_it_runs_in_this_build()
    {
        Tactic[] all = [.. TacticFile.Read(Path.Combine(SharedFiles.ProjectRoot, "bench", "Tactics", "tactics.txt"))];
        Assert.True(all.Length > 20);
        Assert.All(all, static one => Assert.Empty(one.Unknown));
    }

    [Theory]
    [InlineData("--seeds 5..2 --on all")]
    [InlineData("--seeds a --on all")]
    [InlineData("--minutes x --on all")]
    [InlineData("--mix wild --on all")]
    [InlineData("--on")]
    [InlineData("--seeds 1..3")]
    public void A_command_line_that_makes_no_sense_is_refused(string line) => Assert.Throws<FormatException>(() => TacticsOptions.Parse(line.Split(' ')));

    [Fact]
    public void A_command_line_is_understood()
    {
        TacticsOptions read = TacticsOptions.Parse("--on a,b --seeds 3..5 --minutes 2 --feed-ms 1.5 --order-ms 7 --threads 1".Split(' '));
        Assert.Equal([3UL, 4UL, 5UL], read.Seeds);
        Assert.Equal((120L, 1_500L, 7_000L, 1), (read.Lab.Seconds, read.Lab.FeedDelayUs, read.Lab.OrderDelayUs, read.Threads));
    }
}
