using System;
using System.Linq;
using Minnow.Core.Ring;
using Xunit;

namespace Minnow.Core.Tests.Ring;

public sealed class SingleProducerRingTests() : RingContractTests(ProducerKind.Single);

public sealed class MultiProducerRingTests() : RingContractTests(ProducerKind.Multi);

/// <summary>What every ring promises on one thread, run for both kinds of producer.</summary>
public abstract class RingContractTests(ProducerKind kind) : IDisposable
{
    private const int Slots = 8;
    private readonly RingFactory _factory = new(kind);

    public static TheoryData<long> Starts => RingFactory.Starts;

    public void Dispose() => _factory.Dispose();

    [Theory]
    [MemberData(nameof(Starts))]
    public void G3_Items_come_out_once_in_order_over_many_laps(long start)
    {
        RingBuffer<long> ring = _factory.New(Slots, start);
        RingPoller<long> poller = ring.NewPoller("reader");
        var seen = new Collector();
        for (long i = 0; i < 10 * Slots; i++)
        {
            Assert.True(ring.TryPublish([i], out long sequence));
            Assert.Equal(unchecked(start + 1 + i), sequence);
            Assert.Equal(sequence, ring.Cursor);
            Assert.Equal(1, poller.Lag);
            Assert.Equal(1, poller.Poll(ref seen, 100));
            Assert.Equal(sequence, poller.Sequence.Value);
            Assert.Equal(0, poller.Poll(ref seen, 100));
        }

        Assert.Equal(10 * Slots, seen.Items.Count);
        for (int i = 0; i < seen.Items.Count; i++)
            Assert.Equal((i, unchecked(start + 1 + i), true), seen.Items[i]);
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public void G1_G3_Full_ring_refuses_counts_and_takes_again_after_release(long start)
    {
        RingBuffer<long> ring = _factory.New(Slots, start);
        RingPoller<long> poller = ring.NewPoller("reader");
        var seen = new Collector();
        for (int lap = 0; lap < 5; lap++)
        {
            for (int i = 0; i < Slots; i++) Assert.True(ring.TryPublish([i], out _));
            Assert.Equal(Slots, ring.Backlog);
            Assert.False(ring.TryPublish([99], out _));
            Assert.Equal(lap * 2 + 1, ring.FullCount);

            Assert.True(poller.TryPeek(3, out long first, out long last));
            Assert.Equal(2, unchecked(last - first));
            Assert.False(ring.TryNext(1, out _)); // a peek does not release
            Assert.Equal(lap * 2 + 2, ring.FullCount);

            poller.Release(last);
            Assert.Equal(Slots - 3, ring.Backlog);
            for (int i = 0; i < 3; i++) Assert.True(ring.TryPublish([100 + i], out _));
            Assert.Equal(Slots, Drain(poller, ref seen));
        }

        Assert.DoesNotContain(seen.Items, item => item.Item == 99);
        long[] oneLap = [3, 4, 5, 6, 7, 100, 101, 102];
        Assert.Equal(Enumerable.Repeat(oneLap, 5).SelectMany(lap => lap), seen.Items.Select(item => item.Item));
    }

    [Fact]
    public void Batch_is_published_whole_or_not_at_all()
    {
        RingBuffer<long> ring = _factory.New(Slots);
        RingPoller<long> poller = ring.NewPoller("reader");
        Assert.True(ring.TryPublish([1, 2, 3, 4, 5], out long first));
        Assert.Equal(0, first);
        Assert.False(ring.TryPublish([6, 7, 8, 9], out _));
        Assert.Equal(4, ring.Cursor);
        Assert.True(ring.TryPublish([6, 7, 8], out first));
        Assert.Equal(5, first);
        var seen = new Collector();
        Assert.Equal(8, Drain(poller, ref seen));
        Assert.Equal([1L, 2, 3, 4, 5, 6, 7, 8], seen.Items.Select(item => item.Item));
    }

    [Fact]
    public void Batch_that_crosses_the_end_of_the_slots_is_copied_in_two_parts()
    {
        RingBuffer<long> ring = _factory.New(Slots);
        RingPoller<long> poller = ring.NewPoller("reader");
        for (int size = 1; size <= Slots; size++)
        {
            for (int round = 0; round < Slots; round++)
            {
                long[] items = [.. Enumerable.Range(0, size).Select(i => 1000L * size + 10 * round + i)];
                Assert.True(ring.TryPublish(items, out _));
                var seen = new Collector();
                Assert.Equal(size, Drain(poller, ref seen));
                Assert.Equal(items, seen.Items.Select(item => item.Item));
            }
        }
    }

    [Fact]
    public void Empty_batch_succeeds_and_publishes_nothing()
    {
        RingBuffer<long> ring = _factory.New(Slots);
        ring.NewPoller("reader");
        Assert.True(ring.TryPublish([], out long first));
        Assert.Equal(0, first);
        Assert.Equal(-1, ring.Cursor);
    }

    [Fact]
    public void Batch_larger_than_the_ring_is_a_bug_of_the_caller()
    {
        RingBuffer<long> ring = _factory.New(Slots);
        Assert.Throws<ArgumentException>(() => ring.TryPublish(new long[Slots + 1], out _));
        foreach (int count in new[] { 0, -1, int.MinValue, Slots + 1, int.MaxValue })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => ring.TryNext(count, out _));
            Assert.Throws<ArgumentOutOfRangeException>(() => ring.Next(count));
        }

        Assert.Equal(-1, ring.Sequencer.Claimed);
    }

    [Fact]
    public void Claimed_slots_are_invisible_until_published()
    {
        RingBuffer<long> ring = _factory.New(Slots);
        RingPoller<long> poller = ring.NewPoller("reader");
        Assert.True(ring.TryNext(3, out long last));
        Assert.Equal(2, last);
        Assert.False(poller.TryPeek(8, out _, out _));
        Assert.Equal(3, ring.Backlog);
        for (long s = 0; s <= 2; s++) ring[s] = 10 + s;
        Assert.False(poller.TryPeek(8, out _, out _));
        ring.Publish(0, last);
        Assert.True(poller.TryPeek(8, out long first, out last));
        Assert.Equal((0L, 2L), (first, last));
        Assert.Equal(12, poller[2]);
    }

    [Fact]
    public void G1_Slowest_of_two_consumers_gates()
    {
        RingBuffer<long> ring = _factory.New(Slots);
        RingPoller<long> fast = ring.NewPoller("fast"), slow = ring.NewPoller("slow");
        var seen = new Collector();
        for (int i = 0; i < Slots; i++)
        {
            Assert.True(ring.TryPublish([i], out _));
            Assert.Equal(1, fast.Poll(ref seen, 1));
        }

        Assert.False(ring.TryPublish([8], out _));
        Assert.Equal((0L, 8L), (fast.Lag, slow.Lag));
        Assert.Equal(1, slow.Poll(ref seen, 1));
        Assert.True(ring.TryPublish([8], out _));
        Assert.False(ring.TryPublish([9], out _));
    }

    [Fact]
    public void Consumer_sees_an_item_only_after_those_that_it_follows()
    {
        RingBuffer<long> ring = _factory.New(Slots);
        RingPoller<long> a = ring.NewPoller("a"), b = ring.NewPoller("b");
        RingPoller<long> last = ring.NewPoller("last", a.Sequence, b.Sequence), afterB = ring.NewPoller("afterB", b.Sequence);
        var seen = new Collector();
        Assert.True(ring.TryPublish([0, 1, 2, 3, 4], out _));
        Assert.Equal(0, last.Poll(ref seen, 8));
        Assert.Equal(4, a.Poll(ref seen, 4));
        Assert.Equal(0, last.Poll(ref seen, 8));
        Assert.Equal(2, b.Poll(ref seen, 2));
        Assert.Equal(2, last.Poll(ref seen, 8));
        Assert.Equal(0, last.Poll(ref seen, 8));
        Assert.Equal(2, afterB.Poll(ref seen, 8));
        Assert.Equal(3, b.Poll(ref seen, 8));
        Assert.Equal(2, last.Poll(ref seen, 8));
    }

    [Fact]
    public void Follower_gates_for_those_that_it_follows()
    {
        RingBuffer<long> ring = _factory.New(Slots);
        RingPoller<long> leader = ring.NewPoller("leader"), follower = ring.NewPoller("follower", leader.Sequence);
        var seen = new Collector();
        for (int i = 0; i < Slots; i++) Assert.True(ring.TryPublish([i], out _));
        Assert.Equal(Slots, Drain(leader, ref seen));
        Assert.False(ring.TryPublish([8], out _));
        Assert.Equal(Slots, Drain(follower, ref seen));
        Assert.True(ring.TryPublish([8], out _));
    }

    [Fact]
    public void Limit_cuts_the_batch_and_marks_its_end()
    {
        RingBuffer<long> ring = _factory.New(Slots);
        RingPoller<long> poller = ring.NewPoller("reader");
        Assert.True(ring.TryPublish([0, 1, 2, 3, 4], out _));
        var seen = new Collector();
        Assert.Equal(0, poller.Poll(ref seen, 0));
        Assert.Equal(0, poller.Poll(ref seen, -5));
        Assert.Equal(2, poller.Poll(ref seen, 2));
        Assert.Equal(3, poller.Poll(ref seen, 8));
        Assert.Equal([false, true, false, false, true], seen.Items.Select(item => item.End));
        Assert.Equal(4, poller.Sequence.Value);
    }

    [Fact]
    public void Handler_that_throws_gets_the_same_batch_again()
    {
        RingBuffer<long> ring = _factory.New(Slots);
        RingPoller<long> poller = ring.NewPoller("reader");
        Assert.True(ring.TryPublish([0, 1, 2], out _));
        var failing = new FailsOn(1);
        Assert.Throws<InvalidOperationException>(() => poller.Poll(ref failing, 8));
        Assert.Equal(-1, poller.Sequence.Value);
        var seen = new Collector();
        Assert.Equal(3, poller.Poll(ref seen, 8));
    }

    [Fact]
    public void Consumer_added_later_starts_after_the_cursor()
    {
        RingBuffer<long> ring = _factory.New(Slots);
        for (int i = 0; i < 3 * Slots + 1; i++) Assert.True(ring.TryPublish([i], out _)); // nobody gates yet
        RingPoller<long> poller = ring.NewPoller("late");
        Assert.Equal(3 * Slots, poller.Sequence.Value);
        Assert.False(poller.TryPeek(8, out _, out _));
        for (int i = 0; i < Slots; i++) Assert.True(ring.TryPublish([100 + i], out _));
        Assert.False(ring.TryPublish([0], out _));
        var seen = new Collector();
        Assert.Equal(Slots, Drain(poller, ref seen));
        Assert.Equal(100, seen.Items[0].Item);
    }

    [Fact]
    public void Waiting_publish_stops_when_the_ring_is_closed()
    {
        RingBuffer<long> ring = _factory.New(Slots);
        RingPoller<long> poller = ring.NewPoller("reader");
        ring.Close();
        Assert.True(ring.IsClosed);
        Assert.Equal(Slots, ring.Publish(new long[Slots])); // no wait needed
        Assert.Equal(0, ring.Publish([1]));
        Assert.Throws<InvalidOperationException>(() => ring.Next(1));
        var seen = new Collector();
        Assert.Equal(Slots, Drain(poller, ref seen));
        Assert.Equal(Slots, ring.Publish(new long[3 * Slots])); // two halves fit, then it would wait
        Assert.Equal(Slots, Drain(poller, ref seen));
    }

    private static int Drain(RingPoller<long> poller, ref Collector seen)
    {
        int total = 0, count;
        while ((count = poller.Poll(ref seen, 100)) > 0) total += count;
        return total;
    }

    private readonly struct FailsOn(long bad) : IRingHandler<long>
    {
        public void On(ref readonly long item, long sequence, bool endOfBatch)
        {
            if (item == bad) throw new InvalidOperationException();
        }
    }
}
