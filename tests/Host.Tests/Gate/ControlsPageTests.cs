using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Minnow.Core.Risk.Gate;
using Minnow.Host.Counters;
using Minnow.Host.Gate;
using Minnow.Tests;
using Xunit;

namespace Minnow.Host.Tests.Gate;

/// <summary>docs/guide/controls.md says what is so: every control has a test and a counter that exist, and its numbers are the code's.</summary>
public sealed partial class ControlsPageTests
{
    private static readonly string[] s_lines = File.ReadAllLines(Path.Combine(SharedFiles.ProjectRoot, "docs", "guide", "controls.md"));

    [Fact]
    public void Each_of_the_24_controls_names_tests_and_counters_that_exist()
    {
        HashSet<string> tests = [];
        foreach (string file in Directory.EnumerateFiles(Path.Combine(SharedFiles.ProjectRoot, "tests"), "*.cs", SearchOption.AllDirectories))
            foreach (Match name in TestName().Matches(File.ReadAllText(file))) tests.Add(name.Groups[1].Value);
        HashSet<string> counters = [.. CounterCatalog.All.Select(static c => c.Name)];
        string[][] rows = [.. s_lines.Where(static l => l.StartsWith("| P", StringComparison.Ordinal)).Select(Cells)];
        Assert.Equal(Enumerable.Range(1, 24).Select(static n => $"P{n}"), rows.Select(static r => r[0]));
        foreach (string[] row in rows)
        {
            Assert.Equal(6, row.Length);
            Assert.NotEmpty(Quoted(row[5]));
            Assert.NotEmpty(Quoted(row[4]));
            Assert.DoesNotContain(Quoted(row[5]), name => !tests.Contains(name));
            Assert.DoesNotContain(Quoted(row[4]), name => !counters.Contains(name));
        }
        Assert.DoesNotContain("No_such_test_is_there", tests);
    }

    [Fact]
    public void The_numbers_of_controls_and_limits_are_those_of_the_code()
    {
        string[][] numbered = [.. s_lines.Where(static l => Number().IsMatch(l)).Select(Cells)];
        Assert.Equal(Enum.GetValues<GateControl>().Where(static c => c != GateControl.None).Select(static c => ((int)c).ToString() + " " + c), numbered.Where(static r => r.Length == 3).Select(static r => $"{r[0]} {r[1]}"));
        Assert.Equal(GateWord.All.Select(static w => $"{(int)w.Limit} {w.Name} {(GateLimits.IsOfInstrument(w.Limit) ? "instrument" : "account")} {w.Unit}"), numbered.Where(static r => r.Length == 5).Select(static r => $"{r[0]} {r[1]} {r[2]} {r[3]}"));
        Assert.Equal(Enum.GetValues<GateLimit>().Where(static l => l != GateLimit.None), GateWord.All.Select(static w => w.Limit));
    }

    [Theory]
    [InlineData("maxPositionAmount", "1000", 100_000_000_000)]
    [InlineData("COLLARBPS", "12.5", 1250)]
    [InlineData("maxReferenceAgeMs", "1500", 1_500_000_000)]
    [InlineData("maxNetExposure", "0.00000001", 1)]
    public void A_value_is_read_in_the_unit_of_its_setting(string name, string text, long value)
    {
        Assert.True(GateWord.Find(name)!.TryRead(text, out long read));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData("collarBps", "1.001")]
    [InlineData("maxOpenOrders", "1.5")]
    [InlineData("maxPositionAmount", "-1")]
    [InlineData("maxPositionAmount", "1e3")]
    [InlineData("maxPositionAmount", "999999999999999999999")]
    [InlineData("maxPositionAmount", "")]
    [InlineData("maxNetExposure", "0.000000001")]
    public void H9_A_value_that_is_none_is_not_read(string name, string text) => Assert.False(GateWord.Find(name)!.TryRead(text, out _));

    private static string[] Cells(string line) => [.. line.Trim().Trim('|').Split(" | ").Select(static c => c.Trim())];

    private static IEnumerable<string> Quoted(string cell) => Code().Matches(cell).Select(static m => m.Groups[1].Value);

    [GeneratedRegex(@"(?:void|Task) ([A-Za-z][A-Za-z0-9_]+)\(")]
    private static partial Regex TestName();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\| \d+ \|")]
    private static partial Regex Number();
}
