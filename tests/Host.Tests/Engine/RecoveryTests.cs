using System.IO;
using System.Threading;
using Minnow.Core.Engine;
using Minnow.Host.Configuration;
using Minnow.Host.Engine;
using Minnow.Tests;
using Xunit;

namespace Minnow.Host.Tests.Engine;

public class RecoveryTests
{
    private static readonly string s_market = SharedFiles.Data("market/btc-perpetual-20240808.jsonl.gz");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public void E1_What_the_rings_hold_after_a_crash_is_moved_into_the_journal_and_replays_exactly(int journalCycles)
    {
        using RecordedRun run = new();
        long applied = Crash(run, journalCycles);
        using StringWriter output = new(), errors = new();
        Assert.Equal("", errors.ToString());
        Assert.Equal(0, RecoverVerb.Execute(run.Journal, output, errors));
        Assert.StartsWith("Moved ", output.ToString());
        Assert.Equal(0, run.Replay());
        Assert.Equal(0, run.Number("differences"));
        Assert.Equal(0, run.Number("untoldOutputs"));
        Assert.Equal(applied, run.Number("events"));
        Assert.False(File.Exists(Path.Combine(run.Journal, "rings.path")));

        using StringWriter again = new();
        Assert.Equal(0, RecoverVerb.Execute(run.Journal, again, errors));
        Assert.StartsWith("Nothing to recover", again.ToString());
    }

    [Fact]
    public void A_run_that_ends_in_good_order_leaves_no_rings()
    {
        using RecordedRun run = new();
        Assert.Equal(0, run.Run(s_market, RecordedRun.Quoting.Replace("MODE", "inline"), limitFrames: 500));
        Assert.False(File.Exists(Path.Combine(run.Journal, "rings.path")));
    }

    // Plays some thousand frames with a journal that dies after so many cycles, and lets everything go as a killed process would.
    private static long Crash(RecordedRun run, int journalCycles)
    {
        using RunSession session = RunSession.Open(new RunOptions
        {
            FeedPath = s_market, Configuration = RecordedRun.Configuration(RecordedRun.Quoting.Replace("MODE", "threaded")),
            JournalDirectory = run.Journal, LimitFrames = 4000,
        }, new DyingJournal(journalCycles));
        session.Agents.Start();
        for (int i = 0; i < 20_000 && !session.QuoterEnded; i++) Thread.Sleep(1);
        Assert.True(session.QuoterEnded);
        session.Agents.Stop();
        return session.EventsApplied;
    }

    private sealed class DyingJournal(int cycles) : RunHooks
    {
        public override IAgent Wrap(IAgent agent) => agent is Host.Journal.JournalAgent ? new Dying(agent, cycles) : agent;

        private sealed class Dying(IAgent inner, int left) : IAgent
        {
            private int _left = left;

            public string RoleName => inner.RoleName;

            public int DoWork(long nowNs)
            {
                if (_left <= 0) return 0;
                int work = inner.DoWork(nowNs);
                if (work > 0) _left--;
                return work;
            }
        }
    }
}
