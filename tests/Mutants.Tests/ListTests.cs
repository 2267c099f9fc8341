using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Minnow.Tests;
using Xunit;

namespace Minnow.Mutants.Tests;

/// <summary>The lists beside the tool.</summary>
public sealed class ListTests
{
    private static string At(string path) => Path.Combine(SharedFiles.ProjectRoot, path);

    [Theory]
    [InlineData("tests/Mutants/equivalent.txt")]
    [InlineData("tests/Mutants/limits.txt")]
    public void Each_entry_is_a_line_of_the_source_that_still_stands_there(string list)
    {
        IEnumerable<string> stale = NamedMutants.Read(At(list)).Select(static e => e.Name).Where(static name =>
        {
            string[] parts = name.Split(" | ");
            return parts.Length < 3 || !File.Exists(At(parts[0])) || !File.ReadLines(At(parts[0])).Any(line => name.StartsWith($"{parts[0]} | {line.Trim()} | ", StringComparison.Ordinal));
        });
        Assert.Empty(stale);
    }

    [Fact]
    public void No_mutant_is_named_twice_and_the_list_of_those_that_change_nothing_stays_small()
    {
        string[] names = [.. NamedMutants.Read(At("tests/Mutants/equivalent.txt")).Select(static e => e.Name)];
        Assert.Equal(names.Distinct(), names);
        Assert.True(names.Length <= 120, $"{names.Length}");
    }

    [Fact]
    public void A_mutant_of_which_nothing_is_said_is_refused()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "# nothing\nsrc/Core/Risk/A.cs | a < b | a < b → a <= b\n");
        Assert.Throws<FormatException>(() => NamedMutants.Read(path));
        File.WriteAllText(path, "No reason's end\n");
        Assert.Throws<FormatException>(() => NamedMutants.Read(path));
        File.WriteAllText(path, "A reason:\nsrc/Core/Risk/A.cs | a < b | a < b → a <= b\n");
        Assert.Equal([new NamedMutants.Entry("A reason", "src/Core/Risk/A.cs | a < b | a < b → a <= b")], NamedMutants.Read(path));
        File.Delete(path);
    }
}
