using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Minnow.Host.Configuration;
using Xunit;

namespace Minnow.Tests.Configuration;

/// <summary>H7, H9, H10 of the fault catalogue: each wrong file gives exactly these messages.</summary>
public class BadConfigurationTests
{
    private static readonly string s_file = Path.Combine(SharedFiles.ProjectRoot, "tests/Host.Tests/Configuration/BadConfigurations.txt");

    public static TheoryData<string> Titles()
    {
        TheoryData<string> titles = [];
        foreach (string title in Cases().Keys) titles.Add(title);
        return titles;
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public void H10_A_bad_configuration_gives_exactly_its_errors(string title)
    {
        (string text, string expected) = Cases()[title];
        Assert.NotEqual("", expected);
        Assert.Equal(expected, ErrorsOf(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void H10_There_are_at_least_fifty_bad_configurations() => Assert.True(Cases().Count >= 50, $"{Cases().Count} cases");

    [Fact]
    public void H10_A_byte_that_is_not_UTF8_is_named_with_its_place() =>
        Assert.Equal("bad.jsonc:2:13: $: byte 0xff is not UTF-8; save the file as UTF-8",
            ErrorsOf([.. "{\n  \"venue\": \""u8, 0xff, .. "\" }"u8]));

    [Fact]
    public void H10_A_byte_order_mark_is_skipped_and_places_stay_right()
    {
        Assert.Equal("", ErrorsOf([0xef, 0xbb, 0xbf, .. "{}"u8]));
        Assert.Equal("bad.jsonc:2:1: $: not JSON: \"x\" can not stand here; look for a missing or extra comma, colon, quote or bracket at or before this place",
            ErrorsOf([0xef, 0xbb, 0xbf, .. "{}\nx"u8]));
    }

    [Fact]
    public void H10_An_empty_file_says_so()
    {
        Assert.Equal("bad.jsonc: is empty; the smallest configuration is {}", ErrorsOf([]));
        Assert.Equal("bad.jsonc: is empty; the smallest configuration is {}", ErrorsOf("\n \t\r\n"u8.ToArray()));
    }

    [Fact]
    public void H10_A_file_of_ten_megabytes_is_refused_unread() =>
        Assert.Equal("bad.jsonc: is larger than 1048576 bytes; this is not a configuration file", ErrorsOf(new byte[10 << 20]));

    [Fact]
    public void H10_A_very_long_unknown_key_costs_little_and_is_cut()
    {
        string error = ErrorsOf(Encoding.UTF8.GetBytes($"{{ \"{new string('k', 900_000)}\": 1 }}"));
        Assert.True(error.Length < 500, error);
    }

    [Fact]
    public void A_file_that_is_not_there_says_so()
    {
        ConfigurationResult result = ConfigurationFile.Load("no/such/file.jsonc");
        Assert.Equal("no/such/file.jsonc: there is no such file", Assert.Single(result.Errors).ToString());
        Assert.Equal($"{Path.GetTempPath()}: is a directory; name the file in it", Assert.Single(ConfigurationFile.Load(Path.GetTempPath()).Errors).ToString());
    }

    [Fact]
    public void H10_Cutting_a_good_file_anywhere_never_throws_and_never_passes()
    {
        byte[] good = File.ReadAllBytes(Path.Combine(SharedFiles.ProjectRoot, "samples/deribit-perpetual.jsonc"));
        int end = good.AsSpan().LastIndexOf((byte)'}');
        for (int length = 0; length < end; length++)
            Assert.NotEmpty(ConfigurationFile.Parse("cut", good.AsMemory(0, length)).Errors);
    }

    [Fact]
    public void H10_Changing_bytes_of_a_good_file_never_throws()
    {
        byte[] good = File.ReadAllBytes(Path.Combine(SharedFiles.ProjectRoot, "samples/deribit-perpetual.jsonc"));
        const int Seed = 20240808;
        Random random = new(Seed);
        for (int run = 0; run < 3000; run++)
        {
            byte[] bad = (byte[])good.Clone();
            for (int i = random.Next(4); i >= 0; i--) bad[random.Next(bad.Length)] = (byte)random.Next(256);
            ConfigurationResult result = ConfigurationFile.Parse("fuzz", bad);
            Assert.True(result.Errors.Count > 0 == (result.Configuration == null), $"seed {Seed} run {run}");
        }
    }

    private static string ErrorsOf(byte[] text) => string.Join('\n', ConfigurationFile.Parse("bad.jsonc", text).Errors);

    private static Dictionary<string, (string Text, string Expected)> Cases()
    {
        Dictionary<string, (string, string)> cases = [];
        foreach (string part in ("\n" + File.ReadAllText(s_file)).Split("\n=== ").Skip(1))
        {
            int title = part.IndexOf('\n');
            int errors = part.IndexOf("\n---", title, StringComparison.Ordinal);
            cases.Add(part[..title], (part[(title + 1)..(errors + 1)], part[(errors + 4)..].Trim('\n')));
        }
        if (Environment.GetEnvironmentVariable("MINNOW_REWRITE_GOLDEN") == "1")
        {
            StringBuilder text = new("# Each case: a title, a configuration, and after --- exactly the errors that it must give.\n");
            foreach ((string title, (string config, string _)) in cases)
                text.Append($"=== {title}\n{config}---\n{ErrorsOf(Encoding.UTF8.GetBytes(config))}\n");
            File.WriteAllText(s_file, text.ToString());
        }
        return cases;
    }
}
