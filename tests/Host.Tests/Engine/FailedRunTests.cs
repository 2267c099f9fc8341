using System;
using System.IO;
using System.Threading;
using Minnow.Core.Engine;
using Minnow.Host.Configuration;
using Minnow.Host.Engine;
using Minnow.Host.Threads;
using Minnow.Tests;
using Xunit;

namespace Minnow.Host.Tests.Engine;

public class FailedRunTests
{
    private static readonly string s_market = SharedFiles.Data("market/btc-perpetual-20240808.jsonl.gz");

    private static string With(string extra) => RecordedRun.Quoting.Replace("MODE", "inline").Replace("\"journal\": { \"checkpointEvents\": 50000 },", extra);

    [Fact]
    public void A_second_run_with_the_same_ring_directory_is_as_good_as_the_first()
    {
        using RecordedRun run = new();
        string configuration = With($"\"rings\": {{ \"directory\": \"{run.Root}/rings\" }},");
        Assert.Equal(0, run.Run(s_market, configuration, limitFrames: 200));
        Directory.Delete(run.Journal, recursive: true);
        Assert.Equal(0, run.Run(s_market, configuration, limitFrames: 200));
    }

    [Fact]
    public void A_counters_directory_that_is_a_file_is_an_error_and_no_bug()
    {
        using RecordedRun run = new();
        File.WriteAllText(run.Root + "/file", "x");
        int code = run.Run(s_market, With($"\"counters\": {{ \"directory\": \"{run.Root}/file\" }},"), limitFrames: 200);
        Assert.Contains(code, (int[])[71, 73]);
        Assert.Contains("file", run.Errors);
    }

    [Theory]
    [InlineData("threaded")]
    [InlineData("fused")]
    [InlineData("inline")]
    public void E24_A_stage_that_throws_ends_the_run_and_what_was_decided_is_recovered(string mode)
    {
        using RecordedRun run = new();
        RunOptions options = new()
        {
            FeedPath = s_market, Configuration = RecordedRun.Configuration(RecordedRun.Quoting.Replace("MODE", mode)), JournalDirectory = run.Journal,
        };
        using (RunSession session = RunSession.Open(options, new BreakingFeed())) Assert.Contains("planted", Assert.Throws<AgentFailedException>(session.Run).Message);
        using StringWriter output = new(), errors = new();
        Assert.Equal(0, RecoverVerb.Execute(run.Journal, output, errors));
        Assert.Equal(0, run.Replay());
        Assert.Equal(0, run.Number("differences"));
        Assert.True(run.Number("events") > 1000);
    }

    [Fact]
    public void A_journal_without_its_first_segments_is_entered_at_a_checkpoint_and_replays()
    {
        using RecordedRun run = new();
        string small = "\"journal\": { \"checkpointEvents\": 1000, \"segmentMb\": 1, \"codec\": \"raw\" },";
        Assert.Equal(0, run.Run(s_market, With(small), limitFrames: 30_000));
        string[] files = Directory.GetFiles(run.Journal, "*.mwj");
        Array.Sort(files, StringComparer.Ordinal);
        Assert.True(files.Length > 3);
        foreach (string file in files[..^1])
        {
            File.Delete(file);
            Assert.True(run.Replay() == 0, run.Errors);
        }
    }

    [Fact]
    public void A_replay_that_was_stopped_does_not_say_that_nothing_differs()
    {
        using RecordedRun run = new();
        Assert.Equal(0, run.Run(s_market, RecordedRun.Quoting.Replace("MODE", "inline"), limitFrames: 3000));
        using StringWriter output = new(), errors = new();
        Assert.Equal(75, ReplayVerb.Execute(new ReplayOptions { JournalDirectory = run.Journal, Json = true, Stop = new CancellationToken(true) }, output, errors));
        Assert.Contains("\"whole\": false", output.ToString());
    }

    private sealed class BreakingFeed : RunHooks
    {
        public override IAgent Wrap(IAgent agent) => agent is ISourceAgent feed ? new Breaks(feed) : agent;

        private sealed class Breaks(ISourceAgent inner) : ISourceAgent
        {
            private int _work;

            public string RoleName => inner.RoleName;

            public bool IsDone => inner.IsDone;

            public int DoWork(long nowNs)
            {
                if (_work > 3000) throw new InvalidDataException("planted");
                int work = inner.DoWork(nowNs);
                _work += work;
                return work;
            }
        }
    }
}
