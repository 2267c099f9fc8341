using System;
using System.Diagnostics;
using System.Threading;
using Minnow.Core.Engine;
using Minnow.Host.Counters;
using Minnow.Host.Threads;
using Minnow.Tests;
using Xunit;

namespace Minnow.Host.Tests.Threads;

[Collection(Minnow.Tests.Alone.Name)]
public sealed class DutyCycleMeterTests : IDisposable
{
    private readonly CountersPage _page = CountersPage.InMemory();
    private readonly StopSignal _signal = new();

    public void Dispose() => _page.Dispose();

    [Theory]
    [InlineData(IdleKind.Yield)]
    [InlineData(IdleKind.Park)]
    [InlineData(IdleKind.Backoff)]
    public void A_clean_agent_and_its_loop_allocate_nothing_after_the_warm_up(IdleKind idle)
    {
        Assert.Equal(0, Allocated.Least(() =>
        {
            RunOnThread(new Alternating(allocate: false), idle, 3000);
            return Counter(ThreadCounter.AllocatedBytes);
        }));
        Assert.True(Counter(ThreadCounter.BusyCycles) >= 1500);
        Assert.True(Counter(ThreadCounter.IdleCycles) >= 1400);
    }

    [Fact]
    public void An_agent_that_allocates_is_seen_to_the_byte()
    {
        Assert.Equal(0, Allocated.Least(() =>
        {
            RunOnThread(new Alternating(allocate: true), IdleKind.Yield, 3000);
            long objects = Counter(ThreadCounter.BusyCycles) - 100; // the warm-up is not counted
            return Counter(ThreadCounter.AllocatedBytes) - objects * 24;
        }));
    }

    [Fact]
    public void One_object_in_one_cycle_is_enough()
    {
        Assert.Equal(0, Allocated.Least(() =>
        {
            RunOnThread(new Alternating(allocate: false) { AllocateOnceAt = 1001 }, IdleKind.Yield, 3000);
            return Counter(ThreadCounter.AllocatedBytes) - 24;
        }));
    }

    [Fact]
    public void Without_a_mark_the_counter_says_minus_one_and_not_zero()
    {
        DutyCycleMeter meter = Meter(MeterOptions.OnlyWhenMarked);
        meter.Enter();
        for (int i = 0; i < 100; i++) meter.OnCycle(0, 5_000_000, 1);
        meter.Leave();
        Assert.Equal(-1, Counter(ThreadCounter.AllocatedBytes));
        Assert.Equal(0, Counter(ThreadCounter.MaxCycleNs));
        Assert.Equal(100, Counter(ThreadCounter.BusyCycles));
    }

    [Fact]
    public void The_measurement_begins_with_the_cycle_after_the_mark()
    {
        DutyCycleMeter meter = Meter(MeterOptions.OnlyWhenMarked);
        meter.Enter();
        meter.OnCycle(0, 9_000_000, 1);
        meter.MarkStarted();
        meter.OnCycle(0, 8_000_000, 1);
        meter.OnCycle(0, 2_000_000, 1);
        meter.OnCycle(0, 1_000_000, 0);
        meter.Leave();
        Assert.Equal(2_000_000, Counter(ThreadCounter.MaxCycleNs));
        Assert.Equal(1, Counter(ThreadCounter.CyclesOver)); // at the threshold is not over it
        Assert.Equal(0, Counter(ThreadCounter.AllocatedBytes));
    }

    [Fact]
    public void Only_cycles_that_did_work_count_as_warm_up()
    {
        DutyCycleMeter meter = Meter(3);
        meter.Enter();
        foreach (int work in new[] { 1, 0, 0, 7, 0, 1 }) meter.OnCycle(0, 9_000_000, work);
        meter.OnCycle(0, 1_500_000, 0);
        meter.Leave();
        Assert.Equal(1_500_000, Counter(ThreadCounter.MaxCycleNs));
    }

    [Fact]
    public void Counters_are_published_once_an_interval_and_at_the_end()
    {
        DutyCycleMeter meter = Meter(0);
        meter.Enter();
        meter.OnCycle(0, 1, 1);
        for (int i = 2; i < 100; i++) meter.OnCycle(0, i, 1);
        Assert.Equal(1, Counter(ThreadCounter.BusyCycles));
        meter.OnCycle(0, MeterOptions.DefaultPublishIntervalNs + 1, 1);
        Assert.Equal(100, Counter(ThreadCounter.BusyCycles));
        meter.OnCycle(0, MeterOptions.DefaultPublishIntervalNs + 2, 1);
        meter.Leave();
        Assert.Equal(101, Counter(ThreadCounter.BusyCycles));
    }

    [Fact]
    public void What_the_caller_allocates_between_two_stays_is_not_the_agents()
    {
        DutyCycleMeter meter = Meter(0);
        for (int stay = 0; stay < 3; stay++)
        {
            meter.Enter();
            meter.OnCycle(0, 1, 1);
            GC.KeepAlive(new byte[76]); // 100 bytes with its header, rounded up to 104
            meter.Leave();
            GC.KeepAlive(new byte[100_000]);
        }
        Assert.Equal(3 * 104, Counter(ThreadCounter.AllocatedBytes));
    }

    private void RunOnThread(Alternating agent, IdleKind idle, int cycles)
    {
        RunnerOptions options = new() { Role = ThreadRole.Inline, Idle = new(idle, 1), Meter = new(WarmupCycles: 100, PublishIntervalNs: 1_000_000) };
        AgentRunner runner = new(options, _page, _signal, agent);
        runner.Start();
        Stopwatch watch = Stopwatch.StartNew();
        while (agent.Cycles < cycles)
        {
            Assert.True(watch.ElapsedMilliseconds < 10_000, $"{agent.Cycles} cycles in 10 s");
            Thread.Sleep(1);
        }
        Assert.True(runner.Stop(1000));
        Assert.Null(runner.Failure);
    }

    private DutyCycleMeter Meter(long warmupCycles) => new(_page.Counters, ThreadRole.Inline, new MeterOptions(warmupCycles));

    private long Counter(ThreadCounter counter) => _page.Counters.Read(CounterIds.Thread(ThreadRole.Inline, counter));

    /// <summary>Works in every second cycle; allocates 24 bytes then, or once, or never.</summary>
    private sealed class Alternating(bool allocate) : IAgent
    {
        private int _cycles;
        private object? _escape;

        internal int AllocateOnceAt { get; init; } = -1;

        internal int Cycles => Volatile.Read(ref _cycles);

        public string RoleName => "alternating";

        public int DoWork(long nowNs)
        {
            int cycle = _cycles + 1;
            Volatile.Write(ref _cycles, cycle);
            if (cycle == AllocateOnceAt || (allocate && (cycle & 1) == 1)) _escape = new object();
            GC.KeepAlive(_escape);
            return cycle & 1;
        }
    }
}
