using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Minnow.Tests.Architecture;

/// <summary>What the documents say can be done, can be done.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] s_projectFolders = ["src/", "tests/", "tools/", "bench/", "docs/", "samples/", ".ci/"];

    public static TheoryData<string> Pages() =>
        [.. new[] { "README.md", "CHANGELOG.md" }.Concat(Tree.Files("docs", "*.md"))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_somewhere(string page)
    {
        string folder = Path.GetDirectoryName(page)!;
        IEnumerable<string> broken = Link().Matches(Tree.Read(page))
            .Select(static match => match.Groups[1].Value.Split('#')[0])
            .Where(static target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
            .Where(target => !Tree.Exists(Path.Combine(folder, target)));
        Assert.Empty(broken);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Paths_in_commands_exist(string page)
    {
        IEnumerable<string> missing = Commands(page).SelectMany(static line => line.Split(' '))
            .Where(static word => s_projectFolders.Any(folder => word.StartsWith(folder, StringComparison.Ordinal)))
            .Where(static path => !Tree.Exists(path));
        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Verbs_of_minnow_in_commands_exist(string page)
    {
        string cli = string.Concat(Tree.Files("src/Cli", "*.cs").Select(Tree.Read));
        IEnumerable<string> unknown = Commands(page)
            .Select(static line => MinnowVerb().Match(line))
            .Where(static match => match.Success)
            .Select(static match => match.Groups[1].Value)
            .Where(verb => !cli.Contains($"\"{verb}\"", StringComparison.Ordinal));
        Assert.Empty(unknown);
    }

    [Fact]
    public void The_readme_has_commands_and_they_are_executable()
    {
        string[] scripts = Commands("README.md").Select(static line => line.Split(' ')[0])
            .Where(static word => word.StartsWith("tools/", StringComparison.Ordinal)).Distinct().ToArray();
        Assert.NotEmpty(scripts);
        Assert.All(scripts, static script => Assert.True(Tree.IsExecutable(script), $"{script} is not executable."));
    }

    [Fact]
    public void The_continuous_check_runs_the_readmes_test_command() =>
        Assert.Contains("tools/test", Tree.Read(".ci/run"), StringComparison.Ordinal);

    // Lines of blocks fenced as sh, without comments.
    private static IEnumerable<string> Commands(string page)
    {
        bool inside = false;
        foreach (string line in Tree.Lines(page))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) inside = line == "```sh";
            else if (inside && line.Split('#')[0].Trim() is { Length: > 0 } command) yield return command;
        }
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^(?:\S*/)?minnow ([a-z]+)")]
    private static partial Regex MinnowVerb();
}
