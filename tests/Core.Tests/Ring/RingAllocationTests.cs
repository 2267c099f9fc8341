using System;
using System.Buffers;
using Minnow.Core.Model;
using Minnow.Core.Ring;
using Minnow.Tests;
using Xunit;

namespace Minnow.Core.Tests.Ring;

[Collection(Minnow.Tests.Alone.Name)]
public sealed class RingAllocationTests
{
    [Theory]
    [InlineData(ProducerKind.Single)]
    [InlineData(ProducerKind.Multi)]
    public void Publishing_and_polling_allocate_nothing_after_construction(ProducerKind kind)
    {
        using var memory = new NativeRingMemory(RingBuffer<Event>.BytesFor(16, 2));
        var ring = new RingBuffer<Event>(memory, 16, kind, 2, BusySpinWaitStrategy.Instance);
        RingPoller<Event> a = ring.NewPoller("a"), b = ring.NewPoller("b", a.Sequence);
        var items = new Event[3];
        var sum = default(Sum);
        var inspector = new RingInspector<Event>(memory, "the test");
        var into = new Event[16];

        Assert.Equal(0, Allocated.LeastBytes(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                while (ring.TryPublish(items, out _))
                {
                }

                if (ring.TryNext(1, out long last)) ring.Publish(last, last);
                inspector.TryCopyAfter(b.Sequence.Value, into, out _);
                a.Poll(ref sum, 100);
                b.Poll(ref sum, 100);
                ring.Publish(items);
            }
        }));
        Assert.True(sum.Count > 2 * 15 * 999);
    }

    [Fact]
    public void Byte_ring_allocates_nothing_after_construction()
    {
        using var memory = new NativeRingMemory(ByteRing.BytesFor(1024));
        var ring = new ByteRing(memory, 1024);
        var frame = new ReadOnlySequence<byte>(new byte[100]);
        int rounds = 0;
        Assert.Equal(0, Allocated.LeastBytes(() =>
        {
            rounds++;
            for (int i = 0; i < 1000; i++)
            {
                while (ring.TryWrite(i, frame))
                {
                }

                while (ring.TryRead(out _, out _)) ring.Release();
            }
        }));
        Assert.Equal(1000 * rounds, ring.FullCount);
    }

    [Fact]
    public void Measure_sees_an_allocation()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(new object());
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before >= 24);
    }

    private struct Sum : IRingHandler<Event>
    {
        internal long Count;

        public void On(ref readonly Event item, long sequence, bool endOfBatch) => Count++;
    }
}
