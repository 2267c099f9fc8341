using System;
using Minnow.Core.Ring;
using Xunit;

namespace Minnow.Core.Tests.Ring;

/// <summary>What only many producers can do: publish in another order than they claimed.</summary>
public sealed class MultiProducerOrderTests : IDisposable
{
    private const int Slots = 8;
    private readonly RingFactory _factory = new(ProducerKind.Multi);

    public static TheoryData<long> Starts => RingFactory.Starts;

    public void Dispose() => _factory.Dispose();

    [Theory]
    [MemberData(nameof(Starts))]
    public void G3_Publication_out_of_order_is_invisible_until_contiguous(long start)
    {
        RingBuffer<long> ring = _factory.New(Slots, start);
        RingPoller<long> poller = ring.NewPoller("reader");
        for (int lap = 0; lap < 5; lap++)
        {
            long a = ring.Next(2), b = ring.Next(3), c = ring.Next(1);
            ring.Publish(c, c);
            Assert.False(poller.TryPeek(Slots, out _, out _));
            ring.Publish(b - 2, b);
            Assert.False(poller.TryPeek(Slots, out _, out _));
            Assert.Equal(unchecked(a - 2), ring.Cursor);
            ring.Publish(a - 1, a);
            Assert.Equal(c, ring.Cursor);
            Assert.True(poller.TryPeek(Slots, out long first, out long last));
            Assert.Equal((unchecked(a - 1), c), (first, last));
            poller.Release(last);
        }
    }

    [Fact]
    public void Slots_of_the_lap_before_do_not_count_as_published()
    {
        RingBuffer<long> ring = _factory.New(Slots);
        RingPoller<long> poller = ring.NewPoller("reader");
        Assert.True(ring.TryPublish(new long[Slots], out _));
        Assert.True(poller.TryPeek(Slots, out _, out long last));
        poller.Release(last);
        long hole = ring.Next(1), after = ring.Next(Slots - 1);
        ring.Publish(hole + 1, after);
        Assert.False(poller.TryPeek(Slots, out _, out _));
        ring.Publish(hole, hole);
        Assert.True(poller.TryPeek(Slots, out _, out last));
        Assert.Equal(after, last);
    }

    [Fact]
    public void Available_looks_no_further_than_the_limit()
    {
        RingBuffer<long> ring = _factory.New(Slots);
        RingPoller<long> poller = ring.NewPoller("reader");
        Assert.True(ring.TryPublish(new long[6], out _));
        Assert.True(poller.TryPeek(4, out _, out long last));
        Assert.Equal(3, last);
        poller.Release(last);
        Assert.True(poller.TryPeek(4, out long first, out last));
        Assert.Equal((4L, 5L), (first, last));
    }
}
