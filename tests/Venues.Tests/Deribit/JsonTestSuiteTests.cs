using System.Collections.Generic;
using System.IO;
using System.Linq;
using Minnow.Core.Model;
using Xunit;

namespace Minnow.Tests.Deribit;

/// <summary>The 318 files of JSONTestSuite, bare and in the place of a value.</summary>
public sealed class JsonTestSuiteTests
{
    private static readonly ParseStatus[] NotJson = [ParseStatus.MalformedJson, ParseStatus.InvalidUtf8, ParseStatus.TooDeep];

    [Fact]
    public void R14_Every_file_of_the_suite_ends_as_it_must()
    {
        using ParserBench bench = new();
        string[] files = Files();
        Assert.Equal(318, files.Length);
        List<string> wrong = [];
        foreach (string file in files)
        {
            ParseStatus status = bench.Parse(File.ReadAllBytes(file));
            bool right = Path.GetFileName(file)[0] switch
            {
                'y' => !NotJson.Contains(status),
                'n' => NotJson.Contains(status),
                _ => true, // may do either; it did not throw
            };
            if (!right) wrong.Add($"{Path.GetFileName(file)}: {status}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void R14_Every_file_of_the_suite_as_an_unknown_value_of_a_book_message_ends_as_it_must()
    {
        using ParserBench bench = new();
        byte[] before = [.. "{\"x\":"u8];
        byte[] after = System.Text.Encoding.UTF8.GetBytes("," + WrittenFrames.BookChange[1..]);
        List<string> wrong = [];
        foreach (string file in Files())
        {
            ParseStatus status = bench.Parse([.. before, .. File.ReadAllBytes(file), .. after]);
            string name = Path.GetFileName(file);
            bool right = name[0] switch
            {
                'y' => status == ParseStatus.Ok,
                'n' => NotJson.Contains(status),
                _ => true,
            };
            if (!right) wrong.Add($"{name}: {status}");
        }

        Assert.Empty(wrong);
    }

    private static string[] Files() => Directory.GetFiles(SharedFiles.Data("json-test-suite/test_parsing"), "*.json").Order().ToArray();
}
