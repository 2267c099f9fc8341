using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Minnow.Exchange.Faults;
using Xunit;

namespace Minnow.Exchange.Tests.Faults;

/// <summary>The scripts in tests/faults, and the page that describes them.</summary>
public sealed partial class ScriptFileTests
{
    private static readonly string s_root = Root();

    // Sections A, B and C of the fault catalogue have this many rows.
    private static readonly string[] s_rows =
        [.. Ids('A', 24), .. Ids('B', 26), .. Ids('C', 27)];

    public static TheoryData<string> Files() => [.. Names()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_script_parses_and_says_what_is_expected(string file)
    {
        string path = Path.Combine(s_root, "tests", "faults", file);
        FaultScript script = FaultScript.Load(path);

        Assert.NotEmpty(script.Rules);
        string[] lines = File.ReadAllLines(path);
        Assert.StartsWith("# ", lines[0], StringComparison.Ordinal);
        Assert.Contains("Expected: ", lines[0] + lines[1], StringComparison.Ordinal);
        if (file == "storm.txt") return;
        string row = file.Split('-')[0];
        Assert.Contains(row, s_rows);
        Assert.StartsWith($"# {row}: ", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_row_has_a_script_or_a_reason_why_not()
    {
        HashSet<string> scripted = Names().Select(static name => name.Split('-')[0]).ToHashSet();
        HashSet<string> excused = RowLine().Matches(Page()).Select(static match => match.Groups[1].Value).ToHashSet();

        Assert.DoesNotContain(s_rows, row => !scripted.Contains(row) && !excused.Contains(row));
        Assert.DoesNotContain(excused, scripted.Contains);
        Assert.DoesNotContain(excused, row => !s_rows.Contains(row));
    }

    [Fact]
    public void The_page_lists_every_word_with_its_meaning()
    {
        string page = Page();
        Assert.All(FaultVerbs.All, verb =>
        {
            Assert.Matches($@"\| `{verb.Name}`[^|]*(\\\|[^|]*)*\| {Regex.Escape(verb.Meaning)}{(verb.Lasts ? " Lasts\\." : "")} \|", page);
        });
    }

    private static IEnumerable<string> Names() =>
        Directory.GetFiles(Path.Combine(s_root, "tests", "faults"), "*.txt").Select(static path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Ids(char section, int count) => Enumerable.Range(1, count).Select(i => $"{section}{i}");

    private static string Page() => File.ReadAllText(Path.Combine(s_root, "docs", "formats", "fault-script.md"));

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Directory.Packages.props"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests do not run below the checkout.");
    }

    [GeneratedRegex(@"^\| ([ABC]\d+) \| ", RegexOptions.Multiline)]
    private static partial Regex RowLine();
}
