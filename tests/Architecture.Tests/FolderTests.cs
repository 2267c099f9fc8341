using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Minnow.Tests.Architecture;

public sealed partial class FolderTests
{
    [Fact]
    public void The_drawing_names_every_folder_of_Core_and_no_other() =>
        Assert.Equal(Tree.Folders("src/Core").Order(), Drawing.CoreFolders().Keys.Order());

    [Fact]
    public void Each_folder_of_Core_uses_only_what_the_drawing_puts_before_it()
    {
        List<string> wrong = [];
        foreach ((string folder, string[] allowed) in Drawing.CoreFolders())
        {
            foreach (string file in Tree.Files("src/Core/" + folder, "*.cs"))
                wrong.AddRange(Uses(Tree.Read(file)).Except(allowed).Where(used => used != folder).Select(used => $"{file} uses {used}"));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_check_sees_a_use() =>
        Assert.Equal(["Ring", "Book"], Uses("using Minnow.Core.Ring;\nusing static Minnow.Core.Book.L2Book;\n/// <see cref=\"Minnow.Core\"/>"));

    [Fact]
    public void The_namespace_is_the_folder() => Assert.All(Tree.Files("src", "*.cs"), static file =>
    {
        string expected = "Minnow." + Path.GetDirectoryName(file)!["src/".Length..].Replace('/', '.');
        Match declared = NamespaceLine().Match(Tree.Read(file));
        Assert.True(declared.Success || IsWithoutNamespace(file), $"{file} declares no namespace.");
        if (declared.Success) Assert.Equal((file, expected), (file, declared.Groups[1].Value));
    });

    private static bool IsWithoutNamespace(string file) => Path.GetFileName(file) is "AssemblyInfo.cs" or "GlobalUsings.cs";

    private static IEnumerable<string> Uses(string code) =>
        CoreName().Matches(code).Select(static match => match.Groups[1].Value).Distinct();

    [GeneratedRegex(@"Minnow\.Core\.(\w+)")]
    private static partial Regex CoreName();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
