using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Minnow.Core.Engine;
using Minnow.Host.Counters;
using Minnow.Host.Threads;
using Minnow.Native;
using Xunit;

namespace Minnow.Host.Tests.Threads;

public sealed class AgentRunnerTests : IDisposable
{
    private readonly CountersPage _page = CountersPage.InMemory();
    private readonly StopSignal _signal = new();

    public void Dispose() => _page.Dispose();

    [Fact]
    public void The_thread_has_its_name_and_core_in_the_kernels_own_words()
    {
        int core = LibcThread.AllowedCores()[^1];
        AgentRunner runner = Runner(new() { Role = ThreadRole.Quoter, Core = core }, new ScriptedAgent("idle", _ => 0));
        runner.Start();
        string[] status = File.ReadAllLines($"/proc/self/task/{runner.ThreadId}/status");
        Assert.True(runner.Stop(1000));
        Assert.Contains("Name:\tquoter", status);
        Assert.Contains($"Cpus_allowed_list:\t{core}", status);
        Assert.Equal(core, Counter(ThreadRole.Quoter, ThreadCounter.Core));
    }

    [Fact]
    public void Without_a_core_the_thread_keeps_those_of_the_process()
    {
        AgentRunner runner = Runner(new() { Role = ThreadRole.Quoter }, new ScriptedAgent("idle", _ => 0));
        runner.Start();
        string allowed = File.ReadLines($"/proc/self/task/{runner.ThreadId}/status").Single(l => l.StartsWith("Cpus_allowed_list", StringComparison.Ordinal));
        Assert.True(runner.Stop(1000));
        Assert.Equal(File.ReadLines("/proc/self/status").Single(l => l.StartsWith("Cpus_allowed_list", StringComparison.Ordinal)), allowed);
        Assert.Equal(-1, Counter(ThreadRole.Quoter, ThreadCounter.Core));
    }

    [Fact]
    public void A_core_that_can_not_be_had_is_an_error_at_the_start_that_names_those_that_can()
    {
        AgentRunner runner = Runner(new() { Role = ThreadRole.Feed, Core = 1000 }, new ScriptedAgent("never", _ => throw new InvalidOperationException()));
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(runner.Start);
        Assert.Contains("Thread feed can not run on core 1000", error.Message, StringComparison.Ordinal);
        Assert.Contains($"cores {string.Join(", ", LibcThread.AllowedCores())};", error.Message, StringComparison.Ordinal);
        Assert.False(runner.IsRunning);
        Assert.False(_signal.IsRaised);
    }

    [Fact]
    public void Several_agents_share_the_thread_and_are_called_in_turn()
    {
        Trail trail = new();
        AgentRunner runner = Runner(new() { Role = ThreadRole.Fused, Idle = new(IdleKind.Yield) }, trail.Agent("a"), trail.Agent("b"));
        runner.Start();
        Eventually(() => trail.Text.Length > 10);
        Assert.True(runner.Stop(1000));
        Assert.StartsWith("abababab", trail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(IdleKind.Spin)]
    [InlineData(IdleKind.Yield)]
    [InlineData(IdleKind.Park)]
    [InlineData(IdleKind.Backoff)]
    public void A_thread_that_idles_in_any_way_stops_well_within_a_second(IdleKind kind)
    {
        AgentRunner runner = Runner(new() { Role = ThreadRole.Journal, Idle = new(kind) }, new ScriptedAgent("idle", _ => 0));
        runner.Start();
        Thread.Sleep(5);
        Stopwatch watch = Stopwatch.StartNew();
        Assert.True(runner.Stop(1000));
        Assert.True(watch.ElapsedMilliseconds < 1000, $"{watch.ElapsedMilliseconds} ms");
        Assert.False(runner.IsRunning);
        Assert.True(Counter(ThreadRole.Journal, ThreadCounter.IdleCycles) > 0);
    }

    [Fact]
    public void A_thread_that_always_has_work_stops_within_its_limit()
    {
        AgentRunner runner = Runner(new() { Role = ThreadRole.Journal }, new ScriptedAgent("busy", _ => { Thread.Yield(); return 1; }));
        runner.Start();
        Stopwatch watch = Stopwatch.StartNew();
        Assert.True(runner.Stop(400));
        Assert.InRange(watch.ElapsedMilliseconds, 190, 1000); // half of the limit is for finishing
    }

    [Fact]
    public void An_agent_that_does_not_return_makes_the_stop_say_so_after_its_limit()
    {
        using ManualResetEventSlim release = new(false);
        AgentRunner runner = Runner(new() { Role = ThreadRole.Feed }, new ScriptedAgent("stuck", _ => { release.Wait(); return 0; }));
        runner.Start();
        Assert.False(runner.Stop(50));
        Assert.True(runner.IsRunning);
        release.Set();
        Assert.True(runner.Stop(1000));
    }

    [Fact]
    public void Stopping_a_thread_that_was_never_started_or_has_ended_is_no_error()
    {
        AgentRunner runner = Runner(new() { Role = ThreadRole.Feed }, new ScriptedAgent("idle", _ => 0));
        Assert.True(runner.Stop(10));
        runner.Start();
        Assert.True(runner.Stop(1000));
        Assert.True(runner.Stop(10));
    }

    [Fact]
    public void A_stop_finishes_what_is_queued_and_asks_no_source_again()
    {
        const int Queued = 1000;
        int taken = 0, askedAfterwards = 0;
        AgentRunner? runner = null;
        EmptySource source = new(() =>
        {
            if (taken >= 10) askedAfterwards++;
            return 0;
        });
        runner = Runner(new() { Role = ThreadRole.Fused }, source, new ScriptedAgent("taker", _ =>
        {
            if (taken == Queued) return 0;
            if (++taken == 10) runner!.RequestStop(2000);
            return 1;
        }));
        runner.Start();
        Eventually(() => !runner.IsRunning);
        Assert.Equal(Queued, taken);
        Assert.Equal(0, askedAfterwards);
        Assert.Equal(Queued, Counter(ThreadRole.Fused, ThreadCounter.BusyCycles));
    }

    [Fact]
    public void E24_A_thread_that_throws_ends_and_tells_which_agent_and_why()
    {
        int cycles = 0;
        AgentRunner runner = Runner(new() { Role = ThreadRole.Journal }, new ScriptedAgent("before", _ => 1),
            new ScriptedAgent("writer", _ => ++cycles == 5 ? throw new IOException("no space in segment 3") : 1));
        runner.Start();
        Assert.True(_signal.Wait(2000));
        Eventually(() => !runner.IsRunning);

        AgentFailure failure = Assert.IsType<AgentFailure>(runner.Failure);
        Assert.Same(failure, _signal.Failure);
        Assert.Equal(("journal", "writer"), (failure.ThreadName, failure.AgentName));
        Assert.Contains("no space in segment 3", failure.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains(nameof(AgentRunnerTests), failure.Error.StackTrace, StringComparison.Ordinal);
        Assert.Equal(70, _signal.ExitCode);
        Assert.Equal(1, Counter(ThreadRole.Journal, ThreadCounter.Failed));
        Assert.Equal(4, Counter(ThreadRole.Journal, ThreadCounter.BusyCycles));
        Assert.True(runner.Stop(10));
    }

    [Fact]
    public void A_failure_is_in_the_error_log_of_the_page()
    {
        string folder = Directory.CreateTempSubdirectory("minnow-runner-").FullName;
        try
        {
            using CountersPage page = CountersPage.Create(folder);
            AgentRunner runner = new(new() { Role = ThreadRole.Journal }, page, _signal, new ScriptedAgent("writer", _ => throw new IOException("no space")));
            runner.Start();
            Assert.True(_signal.Wait(2000));
            Assert.True(runner.Stop(1000));
            Assert.Equal(CountersFault.None, CountersReader.TryOpen(folder, out CountersReader? reader, out _));
            using (reader) Assert.Equal("writer on thread journal failed: IOException: no space", reader!.Snapshot().Errors.Single().Text);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void E24_Others_halt_at_once_when_one_fails_unless_they_have_to_write_what_led_there(bool halts)
    {
        AgentRunner runner = Runner(new() { Role = ThreadRole.Quoter, HaltsOnFailure = halts }, new ScriptedAgent("idle", _ => 0));
        runner.Start();
        _signal.Fail(new("journal", "writer", 0, new IOException("gone")));
        if (halts) Eventually(() => !runner.IsRunning);
        Thread.Sleep(30);
        Assert.Equal(!halts, runner.IsRunning);
        Assert.True(runner.Stop(1000));
        Assert.Null(runner.Failure);
    }

    private AgentRunner Runner(RunnerOptions options, params IAgent[] agents) => new(options, _page, _signal, agents);

    private long Counter(ThreadRole role, ThreadCounter counter) => _page.Counters.Read(CounterIds.Thread(role, counter));

    private static void Eventually(Func<bool> condition)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.ElapsedMilliseconds < 5000, "it did not happen within 5 s");
            Thread.Sleep(1);
        }
    }

    private sealed class EmptySource(Func<int> work) : ISourceAgent
    {
        public string RoleName => "source";

        public bool IsDone => false;

        public int DoWork(long nowNs) => work();
    }

    private sealed class Trail
    {
        private string _text = "";

        internal string Text => Volatile.Read(ref _text);

        internal IAgent Agent(string name) => new ScriptedAgent(name, _ =>
        {
            if (_text.Length < 20) Volatile.Write(ref _text, _text + name);
            return 0;
        });
    }
}
