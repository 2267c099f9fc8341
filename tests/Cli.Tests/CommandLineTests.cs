using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Xml.Linq;
using Minnow.Cli;
using Minnow.Host.Configuration;
using Xunit;

namespace Minnow.Tests.Cli;

public class CommandLineTests
{
    private static readonly string s_sample = Path.Combine(SharedFiles.ProjectRoot, "samples/deribit-perpetual.jsonc");

    [Theory]
    [InlineData("minnow: Required command was not provided.\nTry: minnow --help\n")]
    [InlineData("minnow: there is no verb or option rpelay; verbs: run, replay, why, pnl, edge, journal, stat, doctor, config, controls, version, help, status, positions, limits, kill, pause, resume, flatten, stop-adding, widen, arm, drill\nminnow: did you mean replay?\nTry: minnow --help\n", "rpelay")]
    [InlineData("minnow: Unrecognized command or argument '--feeed'.\nminnow: Unrecognized command or argument 'f'.\nminnow: did you mean --feed?\nTry: minnow run --help\n",
        "run", "--feeed", "f", "--config", "c", "--journal", "j")]
    [InlineData("minnow: Required argument missing for option: '--feed'.\nTry: minnow run --help\n", "run", "--config", "c", "--journal", "j", "--feed")]
    [InlineData("minnow: --speed fast: allowed: max, or a factor from 0.001x to 100000x, as in 10x.\nTry: minnow run --help\n",
        "run", "--feed", "f", "--config", "c", "--journal", "j", "--speed", "fast")]
    [InlineData("minnow: --limit-frames 0: allowed: a whole number of at least 1.\nTry: minnow run --help\n",
        "run", "--feed", "f", "--config", "c", "--journal", "j", "--limit-frames", "0")]
    [InlineData("minnow: --until x: allowed: a whole number of at least 0.\nTry: minnow replay --help\n", "replay", "d", "--until", "x")]
    [InlineData("minnow: Give exactly one of --order, --fill and --time.\nTry: minnow why --help\n", "why", "d")]
    [InlineData("minnow: Give exactly one of --order, --fill and --time.\nTry: minnow why --help\n", "why", "d", "--order", "1", "--fill", "2")]
    [InlineData("minnow: --order 0: allowed: a whole number of at least 1.\nTry: minnow why --help\n", "why", "d", "--order", "0")]
    [InlineData("minnow: Required argument missing for command: 'check'.\nTry: minnow config check --help\n", "config", "check")]
    public void Usage_errors_end_with_2_and_say_where_help_is(string errors, params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.Equal((2, "", errors), (run.Code, run.Output, run.Errors));
    }

    [Fact]
    public void Every_verb_has_help_with_an_example_on_the_output()
    {
        int verbs = 0;
        foreach ((string[] path, Command _) in Verbs())
        {
            CliRun run = CliRun.Of([.. path, "--help"]);
            Assert.Equal((0, ""), (run.Code, run.Errors));
            Assert.Contains("Usage:", run.Output);
            if (path.Length > 0) Assert.Contains($"Examples:\n  minnow {string.Join(' ', path)}", run.Output);
            verbs++;
        }
        Assert.True(verbs >= 9, $"{verbs} verbs");
    }

    [Fact]
    public void U3_No_escape_byte_in_any_help_or_answer()
    {
        foreach ((string[] path, Command _) in Verbs())
            Assert.DoesNotContain('\u001b', CliRun.Of([.. path, "--help"]).Output);
        Assert.DoesNotContain('\u001b', CliRun.Of("config", "show", s_sample).Output);
        Assert.DoesNotContain('\u001b', CliRun.Of("nonsense").Errors);
    }

    [Fact]
    public void Every_example_is_a_command_line_that_parses()
    {
        CliContext context = new(TextWriter.Null, Stream.Null, TextWriter.Null, CancellationToken.None);
        RootCommand root = CommandTree.Build(context, out Examples examples);
        foreach (string line in examples.All.Values.SelectMany(lines => lines))
        {
            Assert.StartsWith("minnow ", line);
            Assert.Empty(root.Parse(line["minnow ".Length..]).Errors);
        }
    }

    [Fact]
    public void Config_check_passes_a_good_file()
    {
        CliRun run = CliRun.Of("config", "check", s_sample);
        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.Matches($"^{s_sample}: ok, 1 instruments, hash [0-9a-f]{{16}}\n$", run.Output);
    }

    [Fact]
    public void H7_Config_check_ends_with_78_and_one_line_per_mistake()
    {
        using TempFile file = new("{ \"timerMs\": 0, \"venu\": \"deribit\" }");
        CliRun run = CliRun.Of("config", "check", file.Path);
        Assert.Equal((78, ""), (run.Code, run.Output));
        Assert.Equal($"{file.Path}:1:14: $.timerMs: 0 is out of range; allowed: a whole number from 1 to 10000\n"
            + $"{file.Path}:1:17: $.venu: unknown key; allowed: $schema, venue, connection, instruments, quoting, risk, hedge, gate, monitors, alerts, stub, timerMs, journal, threads, rings, limits, counters; did you mean \"venue\"?\n"
            + $"minnow: 2 errors in {file.Path}. Every key is described by: minnow config schema\n", run.Errors);
    }

    [Fact]
    public void Config_check_as_JSON_has_the_same_errors()
    {
        using TempFile file = new("{ \"timerMs\": 0 }");
        CliRun run = CliRun.Of("config", "check", file.Path, "--json");
        Assert.Equal(78, run.Code);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal(1, json.RootElement.GetProperty("v").GetInt32());
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal("$.timerMs", json.RootElement.GetProperty("errors")[0].GetProperty("path").GetString());
    }

    [Fact]
    public void A_missing_configuration_ends_with_78_in_run_too()
    {
        CliRun run = CliRun.Of("run", "--feed", "f", "--config", "no/such.jsonc", "--journal", "j");
        Assert.Equal((78, "", "no/such.jsonc: there is no such file\nminnow: 1 error in no/such.jsonc. Every key is described by: minnow config schema\n"),
            (run.Code, run.Output, run.Errors));
    }

    [Fact]
    public void Config_schema_prints_the_checked_in_schema()
    {
        CliRun run = CliRun.Of("config", "schema");
        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.Equal(File.ReadAllText(Path.Combine(SharedFiles.ProjectRoot, "docs/minnow.schema.json")), run.Output);
    }

    [Fact]
    public void U8_Config_show_names_the_origin_of_every_value()
    {
        using TempFile file = new("{\n  \"timerMs\": 50\n}");
        CliRun run = CliRun.Of("config", "show", file.Path);
        string[] lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.Contains(lines, l => l.StartsWith("timerMs = 50 ", StringComparison.Ordinal) && l.EndsWith($"  {file.Path}:2", StringComparison.Ordinal));
        Assert.All(lines.Where(l => !l.StartsWith("timerMs", StringComparison.Ordinal) && !l.StartsWith("hash", StringComparison.Ordinal)), l => Assert.EndsWith("  default", l));
        using JsonDocument json = JsonDocument.Parse(CliRun.Of("config", "show", file.Path, "--json").Output);
        Assert.Equal(lines.Length - 1, json.RootElement.GetProperty("settings").GetArrayLength());
    }

    [Fact]
    public void Version_says_build_format_compiler_and_instruction_set()
    {
        CliRun text = CliRun.Of("version");
        Assert.Matches("^minnow 0\\.1\\.0\\S*\ncommit \\S+\njournal format [0-9]+\ncompiled (JIT|AOT), x86-64\\S*, .+\n$", text.Output);
        using JsonDocument json = JsonDocument.Parse(CliRun.Of("version", "--json").Output);
        Assert.Equal("JIT", json.RootElement.GetProperty("compiler").GetString());
    }

    [Fact]
    public void U4_The_exit_code_table_is_the_enum_with_its_comments()
    {
        Assert.Equal(Enum.GetValues<ExitCode>(), ExitCodeMeaning.All.Select(row => row.Code));
        Dictionary<string, string> docs = XDocument.Load(Path.ChangeExtension(typeof(ExitCode).Assembly.Location, ".xml")).Descendants("member")
            .Where(m => m.Element("summary") != null)
            .ToDictionary(m => m.Attribute("name")!.Value, m => m.Element("summary")!.Value.Trim());
        foreach (ExitCodeMeaning row in ExitCodeMeaning.All) Assert.Equal(docs[$"F:{typeof(ExitCode).FullName}.{row.Code}"], row.Meaning);
        Assert.Contains(" 78  The configuration file is wrong.\n", CliRun.Of("help", "exit-codes").Output);
    }

    [Fact]
    public void A_bug_ends_with_70_and_says_what_to_report()
    {
        using StringWriter errors = new() { NewLine = "\n" };
        int code = CommandLine.Run(["version"], new CliContext(new BrokenWriter(new InvalidOperationException("the test broke it")), Stream.Null, errors, CancellationToken.None));
        Assert.Equal(70, code);
        string text = errors.ToString();
        Assert.StartsWith("minnow: internal error: InvalidOperationException: the test broke it\n", text);
        Assert.Contains("BrokenWriter.Write", text);
        Assert.Contains("Please report it with the text above, what you ran (minnow version)\n", text);
        Assert.Contains(BuildIdentity.Version, text);
    }

    [Fact]
    public void H19_An_output_that_can_not_be_written_ends_with_74()
    {
        using StringWriter errors = new() { NewLine = "\n" };
        int code = CommandLine.Run(["version"], new CliContext(new BrokenWriter(new OutputFailedException(new IOException("No space left on device"))), Stream.Null, errors, CancellationToken.None));
        Assert.Equal((74, "minnow: the output can not be written: No space left on device\n"), (code, errors.ToString()));
    }

    [Fact]
    public void Stat_of_a_directory_without_counters_ends_with_5()
    {
        CliRun run = CliRun.Of("stat", "/no/such/directory");
        Assert.Equal((5, ""), (run.Code, run.Output));
        Assert.NotEqual("", run.Errors);
    }

    [Fact]
    public void A_run_its_replay_and_every_journal_verb_work_one_after_the_other()
    {
        string journal = Directory.CreateTempSubdirectory("minnow-cli-").FullName;
        try
        {
            CliRun run = CliRun.Of("run", "--feed", SharedFiles.Data("market/btc-perpetual-20240808.jsonl.gz"), "--config", s_sample, "--journal", journal,
                "--limit-frames", "2000", "--json");
            Assert.Equal((0, ""), (run.Code, run.Errors));
            JsonDocument.Parse(run.Output).Dispose();
            foreach (string[] arguments in (string[][])[["replay", journal], ["replay", journal, "--json"], ["journal", "ls", journal], ["journal", "ls", journal, "--json"],
                ["journal", "describe", journal], ["journal", "describe", journal, "--json"], ["journal", "verify", journal], ["journal", "dump", journal, "--to", "20"]])
            {
                CliRun answer = CliRun.Of(arguments);
                Assert.True((answer.Code, answer.Errors) == (0, "") && answer.Output.Length > 0, $"{string.Join(' ', arguments)}: {answer}");
                Assert.DoesNotContain('\u001b', answer.Output);
                if (arguments[^1] != "--json" && arguments[1] != "dump") continue;
                bool isLines = arguments[1] is "ls" or "dump";
                foreach (string one in isLines ? answer.Output.TrimEnd('\n').Split('\n') : [answer.Output]) JsonDocument.Parse(one).Dispose();
            }
            Assert.NotEqual(0, CliRun.Of("journal", "verify", "/no/such/journal").Code);
        }
        finally
        {
            Directory.Delete(journal, recursive: true);
        }
    }

    [Theory]
    [InlineData(65, "is not a recording: it begins with")]
    [InlineData(2, "there is no such file")]
    public void A_feed_that_is_no_recording_ends_with_its_code(int code, string message)
    {
        using TempFile csv = new("a,b,c\n");
        using TempFile watch = new("{}");
        string journal = Path.Combine(Path.GetTempPath(), "minnow-cli-" + Guid.NewGuid().ToString("n"));
        CliRun run = CliRun.Of("run", "--feed", code == 65 ? csv.Path : "no/such.gz", "--config", watch.Path, "--journal", journal);
        Assert.Equal((code, ""), (run.Code, run.Output));
        Assert.Contains(message, run.Errors);
        Assert.False(Directory.Exists(journal), "A run that can not start leaves no journal.");
    }

    [Fact]
    public void Completion_is_offered_for_verbs() => Assert.Contains("replay", CliRun.Of("[suggest:1]", "r").Output);

    private static IEnumerable<(string[] Path, Command Command)> Verbs()
    {
        CliContext context = new(TextWriter.Null, Stream.Null, TextWriter.Null, CancellationToken.None);
        return Below([], CommandTree.Build(context));
    }

    private static IEnumerable<(string[] Path, Command Command)> Below(string[] path, Command command)
    {
        yield return (path, command);
        foreach (Command child in command.Subcommands)
            foreach ((string[] Path, Command Command) verb in Below([.. path, child.Name], child)) yield return verb;
    }

    private sealed class BrokenWriter(Exception failure) : StringWriter
    {
        public override void Write(char value) => throw failure;

        public override void Write(string? value) => throw failure;

        public override void WriteLine(string? value) => throw failure;

        public override void Flush() => throw failure;
    }

    private sealed class TempFile : IDisposable
    {
        internal TempFile(string text)
        {
            Path = System.IO.Path.GetTempFileName();
            File.WriteAllText(Path, text);
        }

        internal string Path { get; }

        public void Dispose() => File.Delete(Path);
    }
}
