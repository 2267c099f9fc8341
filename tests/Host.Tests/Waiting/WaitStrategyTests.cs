using System;
using System.Diagnostics;
using System.Threading;
using Minnow.Core.Ring;
using Minnow.Host.Waiting;
using Minnow.Tests;
using Xunit;

namespace Minnow.Host.Tests.Waiting;

[Collection(Minnow.Tests.Alone.Name)]
public sealed class WaitStrategyTests
{
    public static TheoryData<IWaitStrategy> Strategies => new(
        BusySpinWaitStrategy.Instance, YieldingWaitStrategy.Instance, new ParkingWaitStrategy(), new ParkingWaitStrategy(1, wakeOnPublish: true));

    [Theory]
    [MemberData(nameof(Strategies))]
    public void G5_Wait_returns_by_itself_at_every_stage(IWaitStrategy strategy)
    {
        var clock = Stopwatch.StartNew();
        int spins = 0;
        for (int i = 0; i < 220; i++) strategy.Wait(ref spins);
        Assert.True(spins >= 100);
        strategy.Signal(); // finds nobody
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}");
    }

    [Fact]
    public void G5_Signal_ends_a_long_sleep()
    {
        var strategy = new ParkingWaitStrategy(parkMs: 1000);
        bool stop = false;
        var clock = Stopwatch.StartNew();
        var signaller = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                Thread.Sleep(1);
                strategy.Signal();
            }
        });
        signaller.Start();
        int spins = ParkingWaitStrategy.SpinsBeforePark;
        for (int i = 0; i < 5; i++) strategy.Wait(ref spins);
        Volatile.Write(ref stop, true);
        signaller.Join();
        Assert.True(clock.ElapsedMilliseconds < 3000, $"5 sleeps of up to 1 s took {clock.ElapsedMilliseconds} ms: no signal woke them");
    }

    [Fact]
    public void Waiting_allocates_nothing_after_the_first_time()
    {
        long park = BytesOf(new ParkingWaitStrategy(1, wakeOnPublish: true)), yield = BytesOf(YieldingWaitStrategy.Instance), spin = BytesOf(BusySpinWaitStrategy.Instance);
        Assert.Equal((0L, 0L, 0L), (park, yield, spin));

        static long BytesOf(IWaitStrategy strategy)
        {
            // The first round may make the monitor's own parts.
            return Allocated.LeastBytes(() =>
            {
                int spins = 0;
                for (int i = 0; i < 210; i++) strategy.Wait(ref spins);
                strategy.Signal();
            });
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Producer_that_waits_for_room_goes_on_when_there_is_some(bool wakeOnPublish)
    {
        using var memory = new NativeRingMemory(RingBuffer<long>.BytesFor(4, 1));
        var ring = new RingBuffer<long>(memory, 4, ProducerKind.Single, 1, new ParkingWaitStrategy(1, wakeOnPublish));
        RingPoller<long> poller = ring.NewPoller("reader");
        const int Items = 300;
        var producer = new Thread(() =>
        {
            for (long i = 0; i < Items; i++) ring.Publish([i]);
        });
        producer.Start();
        long next = 0;
        var clock = Stopwatch.StartNew();
        while (next < Items)
        {
            if (poller.TryPeek(4, out long first, out long last))
            {
                for (long s = first; s <= last; s++) Assert.Equal(next++, poller[s]);
                poller.Release(last);
            }
            else
            {
                Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"stuck at {next}");
                Thread.Sleep(0);
            }
        }

        producer.Join();
        Assert.Equal(Items - 1, ring.Cursor);
    }

    [Theory]
    [InlineData(0), InlineData(-1), InlineData(1001)]
    public void Park_time_out_of_range_is_refused(int parkMs) => Assert.Throws<ArgumentOutOfRangeException>(() => new ParkingWaitStrategy(parkMs));
}
