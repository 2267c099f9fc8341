using System;
using System.IO;
using Xunit;

namespace Minnow.Tests.Cli;

public sealed class DrillCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("minnow-cli-drill-").FullName;

    [Theory]
    [InlineData("\"production\"", "it is refused in production", "--yes")]
    [InlineData("\"production\"", "it is refused in production")]
    [InlineData("\"testnet\"", "Give --yes if that is meant")]
    public void H5_A_drill_is_never_done_to_real_money_and_not_to_the_testnet_by_accident(string environment, string why, params string[] more)
    {
        CliRun run = CliRun.Of(["drill", "--config", Config($$"""{ "connection": { "environment": {{environment}} }, "instruments": [ { "name": "BTC-PERPETUAL", "quote": false } ] }"""), "--dir", Path.Combine(_root, "drill"), .. more]);
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains(why, run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_root, "drill")));
    }

    [Fact]
    public void A_configuration_without_a_venue_or_a_key_says_so()
    {
        CliRun run = CliRun.Of("drill", "--config", Config("{}"));
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains("no venue to drill at", run.Errors, StringComparison.Ordinal);
        run = CliRun.Of("drill", "--dir", Path.Combine(_root, "drill"), "--config",
            Config("""{ "connection": { "environment": "loopback", "url": "wss://127.0.0.1:1/ws/api/v2" }, "instruments": [ { "name": "BTC-PERPETUAL", "quote": false } ] }"""));
        Assert.Equal((78, ""), (run.Code, run.Output));
        Assert.Contains("names no credentials", run.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Config(string text)
    {
        string path = Path.Combine(_root, "config.jsonc");
        File.WriteAllText(path, text);
        return path;
    }
}
