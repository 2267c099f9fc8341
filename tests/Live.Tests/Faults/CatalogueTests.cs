using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Minnow.Tests;
using Xunit;

namespace Minnow.Live.Tests.Faults;

/// <summary>No row of the fault catalogue's sections A, B and C is forgotten.</summary>
public sealed partial class CatalogueTests
{
    private static readonly (char Section, int Rows)[] s_sections = [('A', 24), ('B', 26), ('C', 27)];

    [Fact]
    public void Every_row_of_market_data_sessions_and_orders_has_a_test_or_a_reason()
    {
        HashSet<string> tested = [];
        foreach (string file in Directory.EnumerateFiles(Path.Combine(SharedFiles.ProjectRoot, "tests"), "*.cs", SearchOption.AllDirectories))
            foreach (Match name in TestName().Matches(File.ReadAllText(file)))
                foreach (string id in name.Groups[1].Value.Split('_', StringSplitOptions.RemoveEmptyEntries)) tested.Add(id);
        string page = File.ReadAllText(Path.Combine(SharedFiles.ProjectRoot, "docs", "formats", "fault-script.md"));
        string[] missing = [.. s_sections.SelectMany(static s => Enumerable.Range(1, s.Rows).Select(row => $"{s.Section}{row}"))
            .Where(id => !tested.Contains(id) && !page.Contains($"\n| {id} | ", StringComparison.Ordinal))];
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_row_has_a_script_or_a_reason()
    {
        string[] scripts = [.. Directory.EnumerateFiles(Path.Combine(SharedFiles.ProjectRoot, "tests", "faults"), "*.txt").Select(static file => Path.GetFileName(file).Split('-')[0])];
        string page = File.ReadAllText(Path.Combine(SharedFiles.ProjectRoot, "docs", "formats", "fault-script.md"));
        string[] missing = [.. s_sections.SelectMany(static s => Enumerable.Range(1, s.Rows).Select(row => $"{s.Section}{row}"))
            .Where(id => !scripts.Contains(id) && !page.Contains($"\n| {id} | ", StringComparison.Ordinal))];
        Assert.Empty(missing);
    }

    [GeneratedRegex(@"(?:void|Task) ((?:[A-Z]\d+_)+)[A-Za-z]")]
    private static partial Regex TestName();
}
