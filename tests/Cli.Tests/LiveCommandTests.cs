using System;
using System.IO;
using Xunit;

namespace Minnow.Tests.Cli;

public sealed class LiveCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("minnow-cli-live-").FullName;

    [Fact]
    public void A_configuration_without_a_venue_can_only_play_recordings()
    {
        CliRun run = CliRun.Of("run", "--config", Config("{}"), "--journal", Journal);
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains("has no section \"connection\"", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void H17_Production_needs_a_stage()
    {
        CliRun run = CliRun.Of("run", "--config", Production, "--journal", Journal);
        Assert.Equal((2, "", "minnow run: environment production needs --stage: dry-run sends nothing, canary sends a part of the configured size, full all of it.\n"), (run.Code, run.Output, run.Errors));
    }

    [Theory]
    [InlineData(null, "no terminal to confirm it on")]
    [InlineData("", "not confirmed; nothing was connected")]
    [InlineData("yes\n", "not confirmed; nothing was connected")]
    [InlineData("testnet\n", "not confirmed; nothing was connected")]
    public void H5_Real_money_is_confirmed_by_a_typed_word(string? typed, string says)
    {
        foreach (string stage in (string[])["canary", "full"])
        {
            CliRun run = CliRun.Typing(typed, "run", "--config", Production, "--journal", Journal, "--stage", stage);
            Assert.Equal((2, ""), (run.Code, run.Output));
            Assert.Contains(says, run.Errors, StringComparison.Ordinal);
            Assert.False(Directory.Exists(Journal));
        }
    }

    [Fact]
    public void Once_confirmed_the_key_is_asked_for_before_anything_else()
    {
        foreach (CliRun run in (CliRun[])[CliRun.Typing("production\n", "run", "--config", Production, "--journal", Journal, "--stage", "full"),
            CliRun.Of("run", "--config", Production, "--journal", Journal, "--stage", "canary", "--yes")])
        {
            Assert.Equal((78, ""), (run.Code, run.Output));
            Assert.Contains("the configuration names no credentials", run.Errors, StringComparison.Ordinal);
            Assert.False(Directory.Exists(Journal));
        }
    }

    [Theory]
    [InlineData("minnow: --stage paper: allowed: dry-run (nothing is sent), canary (a part of the configured size), full.\nTry: minnow run --help\n", "--stage", "paper")]
    [InlineData("minnow: --stage is for live runs, and --feed makes this a recorded one; leave out one of the two.\nTry: minnow run --help\n", "--feed", "f", "--stage", "full")]
    [InlineData("minnow: --speed is for recordings; name one with --feed, or leave it out.\nTry: minnow run --help\n", "--speed", "1x")]
    [InlineData("minnow: --arm: say in one line, of at most 200 characters, what you found out about the halt.\nTry: minnow run --help\n", "--arm", " ")]
    [InlineData("minnow: --arm is for live runs, and --feed makes this a recorded one; leave out one of the two.\nTry: minnow run --help\n", "--feed", "f", "--arm", "looked")]
    [InlineData("minnow: --for 0: allowed: a whole number of at least 1.\nTry: minnow run --help\n", "--for", "0")]
    public void Options_of_the_other_kind_of_run_are_usage_errors(string errors, params string[] more)
    {
        CliRun run = CliRun.Of(["run", "--config", Production, "--journal", Journal, .. more]);
        Assert.Equal((2, "", errors), (run.Code, run.Output, run.Errors));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Journal => Path.Combine(_root, "journal");

    private string Production => Config("""{ "connection": { "environment": "production" }, "instruments": [ { "name": "BTC-PERPETUAL", "quote": false } ] }""");

    private string Config(string text)
    {
        string path = Path.Combine(_root, "config.jsonc");
        File.WriteAllText(path, text);
        return path;
    }
}
