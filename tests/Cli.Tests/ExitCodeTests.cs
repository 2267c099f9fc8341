using System;
using System.IO;
using System.Text;
using System.Threading;
using Minnow.Cli;
using Minnow.Exchange.Faults;
using Minnow.Exchange.Server;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;
using Minnow.Host.Live;
using Xunit;

namespace Minnow.Tests.Cli;

/// <summary>Every exit code that the table documents, by a command line that ends with it.</summary>
public sealed class ExitCodeTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("minnow-exit-").FullName;

    /// <summary>Each code, and what makes it.</summary>
    public static TheoryData<ExitCode> Codes => [.. Enum.GetValues<ExitCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void U4_Every_documented_code_is_what_a_command_line_ends_with(ExitCode code)
    {
        CliRun run = Make(code);
        Assert.True(run.Code == (int)code, $"{run.Code} and not {(int)code}\n{run.Output}\n{run.Errors}");
    }

    [Theory]
    [InlineData("status")]
    [InlineData("positions")]
    [InlineData("limits")]
    public void U4_The_views_of_a_run_end_with_its_state(string verb)
    {
        Assert.Equal(5, CliRun.Of(verb, "--journal", _root).Code);
        using (CountersPage page = Page())
        {
            page.Counters.Set(CounterId.FeedConnected, 1);
            Assert.Equal(0, CliRun.Of(verb, "--journal", _root).Code);
            page.Counters.Set(CounterId.QuoterPaused, 1);
            Assert.Equal(3, CliRun.Of(verb, "--journal", _root, "--json").Code);
            page.Counters.Set(CounterId.QuoterHalted, 1);
            Assert.Equal(4, CliRun.Of(verb, "--journal", _root).Code);
        }
        Assert.Equal(5, CliRun.Of(verb, "--journal", _root).Code);
        Lay();
        Assert.Equal(4, CliRun.Of(verb, "--journal", _root).Code);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private CliRun Make(ExitCode code)
    {
        switch (code)
        {
            case ExitCode.Ok:
                return CliRun.Of("version");
            case ExitCode.Negative:
                return Verify(CutShort());
            case ExitCode.Usage:
                return CliRun.Of("kil");
            case ExitCode.Degraded:
                using (CountersPage _ = Page()) return CliRun.Of("status", "--journal", _root);
            case ExitCode.Halted:
                Lay();
                return CliRun.Of("status", "--journal", _root);
            case ExitCode.NotRunning:
                return CliRun.Of("status", "--journal", _root);
            case ExitCode.BadData:
                File.WriteAllText(Path.Combine(_root, "journal-00000000.mwj"), "this is no journal, and long enough to be looked at as one");
                return Verify(Path.Combine(_root, "journal-00000000.mwj"));
            case ExitCode.Unavailable:
                return CliRun.Of("drill", "--dir", Path.Combine(_root, "drill"), "--config", Config($$"""
                    { "connection": { "environment": "loopback", "url": "wss://127.0.0.1:1/ws/api/v2", "credentials": "{{Key()}}" }, "instruments": [ { "name": "BTC-PERPETUAL", "quote": false } ] }
                    """));
            case ExitCode.Internal:
                using (CrashingWriter output = new())
                {
                    using StringWriter errors = new();
                    return new CliRun(CommandLine.Run(["version"], new CliContext(output, Stream.Null, errors, CancellationToken.None)), "", errors.ToString());
                }
            case ExitCode.OsResource:
                Directory.CreateDirectory(Path.Combine(_root, "counters", CountersPage.FileName + ".new"));
                return Play(Config($$"""{ "counters": { "directory": "{{_root}}/counters" } }"""), Feed(), Path.Combine(_root, "journal"));
            case ExitCode.CannotCreate:
                File.WriteAllText(Path.Combine(_root, "file"), "");
                return Play(Config($$"""{ "counters": { "directory": "{{_root}}/file/counters" } }"""), Feed(), Path.Combine(_root, "journal"));
            case ExitCode.Io:
                File.WriteAllText(Path.Combine(_root, "file"), "");
                return Play(Config("{}"), Feed(), Path.Combine(_root, "file", "journal"));
            case ExitCode.Temporary:
                using (CountersPage _ = CountersPage.Create(Path.Combine(_root, "counters")))
                    return Play(Config($$"""{ "counters": { "directory": "{{_root}}/counters" } }"""), Feed(), Path.Combine(_root, "journal"));
            case ExitCode.Protocol:
                return Incomprehensible();
            case ExitCode.Permission:
                File.CreateSymbolicLink(Path.Combine(_root, CountersPage.FileName), CountersPage.FileName);
                return CliRun.Of("stat", _root);
            case ExitCode.Configuration:
                return CliRun.Of("config", "check", Config("{ \"timerMs\": 0 }"));
            default:
                throw new InvalidOperationException($"{code} is documented, and no command line here ends with it.");
        }
    }

    // An exchange whose instruments have no tick size.
    private CliRun Incomprehensible()
    {
        ExchangeServer server = ExchangeServer.StartAsync(new ExchangeServerOptions { Faults = FaultScript.Parse("lack tick_size") }).GetAwaiter().GetResult();
        try
        {
            string key = Text("key.json", $$"""{"clientId":"{{DemoVenue.ClientId}}","clientSecret":"{{DemoVenue.ClientSecret}}"}""");
            if (OperatingSystem.IsLinux()) File.SetUnixFileMode(key, UnixFileMode.UserRead);
            CliRun run = CliRun.Of("run", "--for", "30", "--journal", Path.Combine(_root, "journal"), "--config", Config($$"""
                { "connection": { "environment": "loopback", "url": "wss://127.0.0.1:{{server.Port}}/ws/api/v2", "caFile": "{{server.CaFile}}", "credentials": "{{key}}", "cancelOnDisconnectDrill": false, "protocolSeconds": 2 },
                  "instruments": [ { "name": "BTC-PERPETUAL", "orderAmount": 100, "maxPositionAmount": 3000 } ] }
                """));
            Assert.True(run.Errors.Contains("the venue speaks otherwise than its documents", StringComparison.Ordinal) && run.Errors.Contains("MissingField in the answer to public/get_instrument", StringComparison.Ordinal), run.Errors + run.Output);
            return run;
        }
        finally
        {
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static CliRun Verify(string path) => CliRun.Of("journal", "verify", path);

    private static CliRun Play(string config, string feed, string journal) => CliRun.Of("run", "--feed", feed, "--config", config, "--journal", journal);

    private string CutShort()
    {
        string journal = Path.Combine(_root, "journal");
        Assert.Equal(0, Play(Config("{}"), Feed(), journal).Code);
        Assert.Equal(0, Verify(journal).Code);
        string segment = Assert.Single(Directory.GetFiles(journal, "*.mwj"));
        using FileStream file = File.OpenWrite(segment);
        file.SetLength(file.Length - 40);
        return journal;
    }

    private CountersPage Page()
    {
        string run = Directory.CreateDirectory(Path.Combine(_root, "run-20260101T000000.000Z")).FullName, latest = Path.Combine(_root, LiveDirectory.LatestName);
        if (!Path.Exists(latest)) File.CreateSymbolicLink(latest, Path.GetFileName(run));
        return CountersPage.Create(run);
    }

    private void Lay() => Assert.Equal("", new HaltLatch(_root, "wss://venue", "key", ["BTC-PERPETUAL"]).Lay("Overfill", ""));

    private string Feed() => Text("feed.jsonl", "1700000000000000000 {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"ok\"}\n");

    private string Config(string text) => Text("config.jsonc", text);

    private string Key()
    {
        string key = Text("key.json", """{"clientId":"nobody","clientSecret":"of-no-value-0123456789"}""");
        if (OperatingSystem.IsLinux()) File.SetUnixFileMode(key, UnixFileMode.UserRead);
        return key;
    }

    private string Text(string name, string text)
    {
        string path = Path.Combine(_root, name);
        File.WriteAllText(path, text);
        return path;
    }

    private sealed class CrashingWriter : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new InvalidOperationException("planted");

        public override void Write(string? value) => throw new InvalidOperationException("planted");

        public override void WriteLine(string? value) => throw new InvalidOperationException("planted");
    }
}
