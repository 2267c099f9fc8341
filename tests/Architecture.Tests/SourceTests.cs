using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Minnow.Tests.Architecture;

public sealed partial class SourceTests
{
    private const int LongestFileLines = 400;

    [Fact]
    public void No_source_file_is_too_long_to_hold_one_idea()
    {
        string[] files = Tree.Files("src", "*.cs");
        Assert.NotEmpty(files);
        Assert.All(files, static file => Assert.True(Tree.Lines(file).Length <= LongestFileLines, file));
    }

    [Fact]
    public void Nothing_shipped_is_marked_unfinished()
    {
        IEnumerable<string> marks = new[] { "src", "tools" }.SelectMany(static folder => Tree.Files(folder, "*.cs"))
            .SelectMany(static file => Tree.Lines(file).Select((line, index) => (file, line, index)))
            .Where(static l => UnfinishedMark().IsMatch(l.line))
            .Select(static l => $"{l.file}:{l.index + 1}: {l.line.Trim()}");
        Assert.Empty(marks);
    }

    [GeneratedRegex(@"\b(TODO|FIXME|NotImplementedException)\b")]
    private static partial Regex UnfinishedMark();
}
