using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Minnow.Exchange.Server;
using Xunit;

namespace Minnow.Exchange.Tests.Server;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_has_every_option_and_examples()
    {
        StringWriter output = new();

        Assert.Equal(0, await CommandLine.RunAsync(["--help"], output, TextWriter.Null));

        string text = output.ToString();
        foreach (string name in new ExchangeCommand().Command.Options.Select(static option => option.Name)) Assert.Contains(name, text, StringComparison.Ordinal);
        Assert.Contains("Examples:", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--prot 1", "--prot")]
    [InlineData("--market nobody", "--market wants synthetic, none, or recording FILE.")]
    [InlineData("--tier 5", "--tier wants 1 to 4.")]
    [InlineData("--style odd", "odd")]
    [InlineData("--speed 0", "--speed wants a number above 0")]
    [InlineData("--cert a.pem", "--cert and --key go together.")]
    [InlineData("--instruments DOGE-PERPETUAL", "DOGE-PERPETUAL is not an instrument of this exchange.")]
    [InlineData("--account me:secret", "Account 'me:…' is not id:secret:scopes:equity.")]
    [InlineData("--listen 0.0.0.0 --port 0", "is not a loopback address")]
    public async Task Wrong_arguments_end_with_2_and_say_why(string arguments, string why)
    {
        StringWriter errors = new();

        Assert.Equal(2, await CommandLine.RunAsync(arguments.Split(' '), TextWriter.Null, errors));
        Assert.Contains(why, errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_script_with_a_mistake_is_an_argument_with_a_mistake()
    {
        string path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "at 3s dorp\n");
        StringWriter errors = new();

        Assert.Equal(2, await CommandLine.RunAsync(["--faults", path], TextWriter.Null, errors));

        Assert.Contains(":1:7: 'dorp' is not a fault. Did you mean 'drop'?", errors.ToString(), StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public async Task A_recording_that_is_not_there_ends_with_66() =>
        Assert.Equal(66, await CommandLine.RunAsync(["--market", "recording", "/nowhere/day.jsonl"], TextWriter.Null, TextWriter.Null));

    [Fact]
    public void An_account_may_have_scopes_with_colons()
    {
        ExchangeCommand command = new();
        ParseResult parsed = command.Command.Parse(["--account", "me:s3cret:trade:read_write,account:read:2.5", "--time", "2026-11-27T07:59:00Z"]);

        ExchangeServerOptions options = CommandLine.OptionsOf(command, parsed);

        Assert.Equal("trade:read_write account:read", Assert.Single(options.Venue.Keys).Scope);
        Assert.Equal(250_000_000, options.Venue.Accounts[0].Deposits[0].AmountE8);
        Assert.Equal(1_795_766_340_000_000, options.StartUs);
    }
}
