using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace Minnow.Tests.Architecture;

public sealed class ProjectTests
{
    [Fact]
    public void Projects_reference_what_the_drawing_says_and_no_more()
    {
        Dictionary<string, string[]> drawn = Drawing.Projects();
        string[] projects = Tree.Files("src", "*.csproj");
        Assert.Equal(drawn.Keys.Order(), projects.Select(FolderOf).Order());
        foreach (string project in projects)
        {
            IEnumerable<string> actual = Includes(project, "ProjectReference").Select(static path => path.Split('/')[^2]);
            Assert.Equal((FolderOf(project), string.Join(' ', drawn[FolderOf(project)].Order())), (FolderOf(project), string.Join(' ', actual.Order())));
        }
    }

    [Fact]
    public void Core_uses_no_package_but_its_analyzer() =>
        Assert.Equal(["Microsoft.CodeAnalysis.BannedApiAnalyzers"], Includes("src/Core/Minnow.Core.csproj", "PackageReference"));

    [Fact]
    public void The_synthetic_market_and_its_checker_share_no_code_with_the_product()
    {
        Assert.Empty(Includes("tools/Market/Minnow.Market.csproj", "ProjectReference"));
        Assert.DoesNotContain(Includes("tests/Market.Tests/Minnow.Market.Tests.csproj", "ProjectReference"), static p => p.Contains("/src/", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = Tree.Read("Core.sln").Replace('\\', '/');
        Assert.All(AllProjects(), project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_project_has_a_lock_file() => Assert.All(AllProjects(), static project =>
        Assert.True(Tree.Exists(Path.GetDirectoryName(project) + "/packages.lock.json"), $"{project} has no packages.lock.json: run dotnet restore and commit it."));

    [Fact]
    public void One_property_says_what_the_shipped_code_targets() => Assert.All(Tree.Files("src", "*.csproj"), static project =>
        Assert.Equal("$(MinnowTarget)", Assert.Single(XDocument.Parse(Tree.Read(project)).Descendants("TargetFramework")).Value));

    [Fact]
    public void Every_package_is_pinned_to_one_version_and_has_its_reason()
    {
        const string Page = "docs/decisions/0006-packages.md";
        string reasons = Tree.Read(Page);
        XElement[] packages = XDocument.Parse(Tree.Read("Directory.Packages.props")).Descendants("PackageVersion").ToArray();
        Assert.NotEmpty(packages);
        Assert.All(packages, package =>
        {
            string name = package.Attribute("Include")!.Value;
            Assert.Matches(@"^\[[0-9.]+\]$", package.Attribute("Version")!.Value);
            Assert.True(reasons.Contains($"| `{name}` |", StringComparison.Ordinal), $"{Page} gives no reason for {name}.");
        });
    }

    private static IEnumerable<string> AllProjects() =>
        new[] { "src", "tests", "tools", "bench" }.SelectMany(static folder => Tree.Files(folder, "*.csproj"));

    private static string FolderOf(string project) => project.Split('/')[^2];

    private static string[] Includes(string project, string element) => XDocument.Parse(Tree.Read(project)).Descendants(element)
        .Select(static reference => reference.Attribute("Include")!.Value.Replace('\\', '/'))
        .ToArray();
}
