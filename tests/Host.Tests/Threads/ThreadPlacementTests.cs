using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Minnow.Core.Engine;
using Minnow.Host.Counters;
using Minnow.Host.Threads;
using Xunit;

namespace Minnow.Host.Tests.Threads;

[Collection(Minnow.Tests.Alone.Name)]
public sealed class ThreadPlacementTests : IDisposable
{
    private readonly CountersPage _page = CountersPage.InMemory();
    private readonly StopSignal _signal = new();
    private readonly Queue<int> _first = new(), _second = new(), _third = new();

    public void Dispose() => _page.Dispose();

    [Theory]
    [InlineData(ThreadMode.Threaded, "feed quoter journal")]
    [InlineData(ThreadMode.Fused, "fused journal")]
    [InlineData(ThreadMode.Inline, "")]
    public void The_same_agents_do_the_same_on_three_two_and_no_threads(ThreadMode mode, string threads)
    {
        PlacedAgents placed = Place(mode, new CountingSource(_first, 2000), new Mover("journal", _second, _third));
        Assert.Equal(threads, string.Join(' ', placed.Runners.Select(r => r.Name)));
        placed.Start();
        Assert.True(placed.RunToEnd(5000));
        Assert.Equal(Enumerable.Range(0, 2000), _third);
        Assert.Equal(0, _signal.ExitCode);
        Assert.All(placed.Runners, r => Assert.False(r.IsRunning));
        Assert.True(_page.Counters.Read(CounterId.ProcessHeartbeats) > 0);
    }

    [Fact]
    public void A_slow_journal_is_given_its_share_of_the_time_to_finish()
    {
        ScriptedAgent slow = new("journal", _ =>
        {
            Thread.Sleep(1);
            return new Mover("", _second, _third).DoWork(0);
        });
        PlacedAgents placed = Place(ThreadMode.Threaded, new CountingSource(_first, 100), slow);
        placed.Start();
        Assert.True(placed.RunToEnd(10_000));
        Assert.Equal(Enumerable.Range(0, 100), _third);
    }

    [Theory]
    [InlineData(ThreadMode.Threaded)]
    [InlineData(ThreadMode.Fused)]
    [InlineData(ThreadMode.Inline)]
    public void E24_A_dying_journal_stops_the_session_with_70(ThreadMode mode)
    {
        ScriptedAgent dies = new("journal", _ => Volatile.Read(ref _handled) < 20 ? 0 : throw new IOException("no space"));
        PlacedAgents placed = Place(mode, new Endless(this), dies);
        Stopwatch watch = Stopwatch.StartNew();
        placed.Start();
        Assert.True(placed.RunToEnd());
        Assert.True(watch.ElapsedMilliseconds < 1000, $"{watch.ElapsedMilliseconds} ms");
        Assert.Equal(70, _signal.ExitCode);
        Assert.Equal("journal", _signal.Failure!.AgentName);
        Assert.All(placed.Runners, r => Assert.False(r.IsRunning));
    }

    [Theory]
    [InlineData(ThreadMode.Threaded)]
    [InlineData(ThreadMode.Fused)]
    public void When_the_quoter_dies_the_journal_still_writes_what_led_there(ThreadMode mode)
    {
        int written = 0;
        bool released = false;
        ScriptedAgent journal = new("journal", _ =>
        {
            if (!Volatile.Read(ref released) || written == 500) return 0;
            written++;
            return 1;
        });
        ThreadPlacement placement = new() { Mode = mode };
        PlacedAgents placed = placement.Place(_page, _signal, new Endless(this), new ScriptedAgent("quoter", _ =>
        {
            if (Volatile.Read(ref _handled) < 20) return 0;
            Volatile.Write(ref released, true);
            throw new InvalidOperationException("bug");
        }), journal);
        placed.Start();
        Assert.True(placed.RunToEnd());
        Assert.Equal("quoter", _signal.Failure!.AgentName);
        Assert.Equal(500, written);
    }

    [Fact]
    public void Somebody_asking_ends_an_endless_session_and_the_exit_is_clean()
    {
        PlacedAgents placed = Place(ThreadMode.Threaded, new Endless(this), new ScriptedAgent("journal", _ => 0));
        placed.Start();
        using Timer ask = new(_ => _signal.Raise(), null, 20, Timeout.Infinite);
        Stopwatch watch = Stopwatch.StartNew();
        Assert.True(placed.RunToEnd());
        Assert.True(watch.ElapsedMilliseconds < 2000);
        Assert.Equal(0, _signal.ExitCode);
    }

    [Fact]
    public void A_thread_that_can_not_start_stops_those_that_run()
    {
        ThreadPlacement placement = new() { Quoter = new(1000, new(IdleKind.Backoff)) };
        PlacedAgents placed = placement.Place(_page, _signal, new Endless(this), new ScriptedAgent("quoter", _ => 0), new ScriptedAgent("journal", _ => 0));
        Assert.Contains("core 1000", Assert.Throws<InvalidOperationException>(placed.Start).Message, StringComparison.Ordinal);
        Assert.All(placed.Runners, r => Assert.False(r.IsRunning));
    }

    [Fact]
    public void Marking_begins_the_measurement_of_every_thread()
    {
        ThreadPlacement placement = new() { Meter = new(MeterOptions.OnlyWhenMarked) };
        PlacedAgents placed = placement.Place(_page, _signal, new Endless(this), new ScriptedAgent("quoter", _ => 0), new ScriptedAgent("journal", _ => 0));
        placed.Start();
        Thread.Sleep(20);
        placed.MarkStarted();
        Thread.Sleep(20);
        _signal.Raise();
        Assert.True(placed.RunToEnd());
        foreach (ThreadRole role in new[] { ThreadRole.Feed, ThreadRole.Quoter, ThreadRole.Journal })
            Assert.NotEqual(-1, _page.Counters.Read(CounterIds.Thread(role, ThreadCounter.AllocatedBytes)));
        Assert.Equal(-1, _page.Counters.Read(CounterIds.Thread(ThreadRole.Fused, ThreadCounter.AllocatedBytes)));
    }

    private int _handled;

    private PlacedAgents Place(ThreadMode mode, IAgent feed, IAgent journal) => new ThreadPlacement { Mode = mode }
        .Place(_page, _signal, feed, new Mover("quoter", _first, _second), journal, new HeartbeatAgent(_page));

    /// <summary>A live feed: it has something now and then, and is never done.</summary>
    private sealed class Endless(ThreadPlacementTests test) : ISourceAgent
    {
        public string RoleName => "feed";

        public bool IsDone => false;

        public int DoWork(long nowNs)
        {
            Volatile.Write(ref test._handled, test._handled + 1);
            return 0;
        }
    }
}
