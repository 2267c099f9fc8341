using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Minnow.Core.Engine;
using Minnow.Host.Counters;
using Minnow.Host.Threads;
using Minnow.Tests;
using Xunit;

namespace Minnow.Host.Tests.Threads;

[Collection(Minnow.Tests.Alone.Name)]
public sealed class InvokerRunnerTests : IDisposable
{
    private readonly CountersPage _page = CountersPage.InMemory();
    private readonly StopSignal _signal = new();
    private readonly Queue<int> _first = new(), _second = new(), _third = new();

    public void Dispose() => _page.Dispose();

    [Fact]
    public void All_items_pass_all_agents_in_order_on_the_calling_thread()
    {
        int thread = Environment.CurrentManagedThreadId;
        CountingSource source = new(_first, 1000, _ => Assert.Equal(thread, Environment.CurrentManagedThreadId));
        Assert.Null(Runner(source, new Mover("quoter", _first, _second), new Mover("journal", _second, _third)).RunToEnd());
        Assert.Equal(Enumerable.Range(0, 1000), _third);
    }

    [Fact]
    public void A_source_that_has_nothing_yet_is_waited_for()
    {
        int asked = 0;
        SlowSource source = new(() => ++asked >= 50, _first);
        Assert.Null(Runner(source, new Mover("quoter", _first, _second)).RunToEnd());
        Assert.Equal([1], _second);
        Assert.True(asked >= 50);
    }

    [Fact]
    public void Until_idle_does_not_wait_for_a_source()
    {
        SlowSource source = new(() => false, _first);
        InvokerRunner runner = Runner(source, new Mover("quoter", _first, _second));
        _first.Enqueue(5);
        Assert.Null(runner.RunUntilIdle());
        Assert.Equal([5], _second);
    }

    [Fact]
    public void Raising_the_signal_finishes_what_is_queued_and_asks_the_source_no_more()
    {
        CountingSource source = new(_first, 1_000_000, i => { if (i == 9) _signal.Raise(); });
        for (int i = 0; i < 5; i++) _first.Enqueue(-1);
        Assert.Null(Runner(source, new Mover("quoter", _first, _second)).RunToEnd());
        Assert.Equal(15, _second.Count);
        Assert.Equal(0, _signal.ExitCode);
    }

    [Fact]
    public void E24_An_agent_that_throws_ends_the_run_at_once_with_70()
    {
        CountingSource source = new(_first, 100);
        ScriptedAgent journal = new("journal", _ => _second.Count < 10 ? 0 : throw new IOException("no space"));
        AgentFailure? failure = Runner(source, new Mover("quoter", _first, _second), journal).RunToEnd();
        Assert.Equal(("inline", "journal"), (failure!.ThreadName, failure.AgentName));
        Assert.Equal(70, _signal.ExitCode);
        Assert.Equal(10, _second.Count);
    }

    [Fact]
    public void The_clock_that_agents_see_can_be_given()
    {
        long now = 0;
        List<long> seen = [];
        InvokerRunner runner = new(new(IdleKind.Yield), MeterOptions.Default, _page, _signal, () => ++now,
            new ScriptedAgent("clock", t => { seen.Add(t); return seen.Count < 3 ? 1 : 0; }));
        Assert.Null(runner.RunToEnd());
        Assert.Equal([1, 3, 5], seen);
    }

    [Fact]
    public void A_clean_path_on_no_thread_allocates_nothing()
    {
        _second.EnsureCapacity(40_000);
        _first.EnsureCapacity(40_000);
        Assert.Equal(0, Allocated.Least(() =>
        {
            CountingSource source = new(_first, 2000);
            InvokerRunner runner = new(new(IdleKind.Yield), new(WarmupCycles: 200), _page, _signal, null, source, new Mover("quoter", _first, _second));
            Assert.Null(runner.RunToEnd());
            return _page.Counters.Read(CounterIds.Thread(ThreadRole.Inline, ThreadCounter.AllocatedBytes));
        }));
    }

    private InvokerRunner Runner(params IAgent[] agents) => new(new(IdleKind.Yield), MeterOptions.Default, _page, _signal, null, agents);

    /// <summary>Gives one item once it is ready, and is done then.</summary>
    private sealed class SlowSource(Func<bool> isReady, Queue<int> to) : ISourceAgent
    {
        public string RoleName => "feed";

        public bool IsDone { get; private set; }

        public int DoWork(long nowNs)
        {
            if (IsDone || !isReady()) return 0;
            to.Enqueue(1);
            IsDone = true;
            return 1;
        }
    }
}
