using System;
using System.IO;
using System.Text.Json;
using Minnow.Host.Live;
using Xunit;

namespace Minnow.Tests.Cli;

public sealed class OperatorCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("minnow-cli-operator-").FullName;

    [Theory]
    [InlineData("kill")]
    [InlineData("flatten")]
    [InlineData("arm")]
    public void On_a_terminal_what_can_not_be_taken_back_is_confirmed_by_its_word(string verb)
    {
        string[] who = ["--by", "ann", "--reason", "a test"];
        CliRun not = CliRun.Typing("yes\n", [verb, "--journal", _root, .. who]);
        Assert.Equal((2, ""), (not.Code, not.Output));
        Assert.Contains("not confirmed; nothing was done", not.Errors, StringComparison.Ordinal);
        foreach (CliRun run in (CliRun[])[CliRun.Typing(verb + "\n", [verb, "--journal", _root, .. who]), CliRun.Typing("", [verb, "--journal", _root, "--yes", .. who]),
            CliRun.Of([verb, "--journal", _root, .. who])])
            Assert.Equal(verb == "arm" ? 0 : 5, run.Code);
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("stop-adding")]
    [InlineData("widen")]
    public void What_can_be_taken_back_is_not_asked_and_without_an_engine_is_5(string verb)
    {
        CliRun run = CliRun.Typing("", verb, "--journal", _root);
        Assert.Equal((5, "", $"minnow {verb}: no engine runs with {_root}; name its journal with --journal.\n"), (run.Code, run.Output, run.Errors));
    }

    [Theory]
    [InlineData("minnow: Option '--by' is required.\nminnow: Option '--reason' is required.\nTry: minnow arm --help\n", "arm")]
    [InlineData("minnow: --by: one line of at most 200 characters.\nTry: minnow kill --help\n", "kill", "--by", " ")]
    [InlineData("minnow: there is no verb or option kil; verbs: ", "kil")]
    public void H18_A_slip_of_the_hand_does_nothing(string errors, params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.StartsWith(errors, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void H18_An_instrument_behind_kill_is_refused_and_nothing_is_done()
    {
        CliRun run = CliRun.Of("kill", "BTC-PERPETUL", "--journal", _root);
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains("BTC-PERPETUL", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void P6_Arm_takes_the_latch_away_and_says_what_it_was()
    {
        HaltLatch latch = new(_root, "wss://venue", "key", ["BTC-PERPETUAL"]);
        Assert.Equal("", latch.Lay("Overfill", "run-1"));
        CliRun run = CliRun.Of("arm", "--journal", _root, "--by", "ann", "--reason", "agreed with the venue", "--json");
        Assert.Equal((0, ""), (run.Code, run.Errors));
        JsonElement json = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal((1, "arm", true, "disk"), (json.GetProperty("v").GetInt32(), json.GetProperty("verb").GetString(), json.GetProperty("ok").GetBoolean(), json.GetProperty("way").GetString()));
        Assert.Contains("BTC-PERPETUAL halted: Overfill", json.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.False(latch.IsSet);
        Assert.Contains("by ann: agreed with the venue", File.ReadAllText(Assert.Single(Directory.GetFiles(_root, "armed-*"))), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
