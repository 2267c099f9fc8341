using System;
using Minnow.Core.Model;
using Minnow.Core.Ring;
using Xunit;

namespace Minnow.Core.Tests.Ring;

public sealed unsafe class RingInspectorTests : IDisposable
{
    private const int Slots = 8;
    private readonly NativeRingMemory _memory = new(RingBuffer<long>.BytesFor(Slots, 2));

    public static TheoryData<ProducerKind, long> Cases
    {
        get
        {
            var cases = new TheoryData<ProducerKind, long>();
            foreach (ProducerKind kind in new[] { ProducerKind.Single, ProducerKind.Multi })
                foreach (long start in RingFactory.StartValues)
                    cases.Add(kind, start);
            return cases;
        }
    }

    public void Dispose() => _memory.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void G3_Inspector_yields_what_follows_a_given_sequence(ProducerKind kind, long start)
    {
        RingBuffer<long> ring = New(kind, start);
        RingPoller<long> poller = ring.NewPoller("journal");
        var inspector = new RingInspector<long>(_memory, "the test");
        Assert.Equal((start, start, unchecked(start + 1)), (inspector.Published, inspector.Claimed, inspector.Oldest));
        Assert.True(inspector.TryCopyAfter(start, new long[4], out int copied));
        Assert.Equal(0, copied);

        var into = new long[Slots];
        for (int lap = 0; lap < 4; lap++)
        {
            for (long i = 0; i < Slots; i++) Assert.True(ring.TryPublish([100 * lap + i], out _));
            long journaled = poller.Sequence.Value;
            Assert.True(inspector.TryCopyAfter(unchecked(journaled + 3), into, out copied));
            Assert.Equal([100L * lap + 3, 100 * lap + 4, 100 * lap + 5, 100 * lap + 6, 100 * lap + 7], into[..copied]);
            Assert.True(inspector.TryCopyAfter(journaled, into.AsSpan(0, 2), out copied));
            Assert.Equal([100L * lap, 100 * lap + 1], into[..copied]);
            Assert.True(poller.TryPeek(Slots, out _, out long last));
            poller.Release(last);
            Assert.Equal(new RingConsumer("journal", last), inspector.Consumer(0));
        }

        Assert.False(inspector.TryCopyAfter(unchecked(start + 3 * Slots - 1), into, out copied)); // one before the oldest
        Assert.Equal((0, unchecked(start + 3 * Slots + 1)), (copied, inspector.Oldest));
        Assert.True(inspector.TryCopyAfter(unchecked(inspector.Oldest - 1), into, out copied));
        Assert.Equal(Slots, copied);
    }

    [Theory]
    [InlineData(ProducerKind.Single)]
    [InlineData(ProducerKind.Multi)]
    public void Slots_claimed_by_a_producer_that_died_are_not_yielded(ProducerKind kind)
    {
        RingBuffer<long> ring = New(kind);
        RingPoller<long> poller = ring.NewPoller("journal");
        Assert.True(ring.TryPublish([0, 1, 2, 3, 4, 5, 6, 7], out _));
        Assert.True(poller.TryPeek(5, out _, out long last));
        poller.Release(last);
        Assert.True(ring.TryNext(3, out _)); // 8..10 will overwrite 0..2
        ring[8] = -1;
        var inspector = new RingInspector<long>(_memory, "the test");
        Assert.Equal((7L, 10L, 3L), (inspector.Published, inspector.Claimed, inspector.Oldest));
        var into = new long[Slots];
        Assert.True(inspector.TryCopyAfter(4, into, out int copied));
        Assert.Equal([5L, 6, 7], into[..copied]);
        Assert.False(inspector.TryCopyAfter(1, into, out _));
    }

    [Fact]
    public void Slots_behind_a_hole_of_many_producers_are_not_yielded()
    {
        RingBuffer<long> ring = New(ProducerKind.Multi);
        ring.NewPoller("journal");
        Assert.True(ring.TryPublish([0, 1], out _));
        ring.Next(1); // never published
        Assert.True(ring.TryPublish([3], out _));
        var inspector = new RingInspector<long>(_memory, "the test");
        Assert.Equal((1L, 3L), (inspector.Published, inspector.Claimed));
    }

    [Fact]
    public void Memory_that_is_no_ring_is_refused_with_its_reason()
    {
        using var tiny = new NativeRingMemory(127);
        Expect<long>(tiny, RingFormatProblem.TooShort, "127 bytes");
        Expect<long>(_memory, RingFormatProblem.Unfinished, "Delete it");
        New(ProducerKind.Single);
        _ = new RingInspector<long>(_memory, "good");
        Expect<Event>(_memory, RingFormatProblem.OtherSlots, "'Int64' (8 bytes a slot); 'Event' (64 bytes)");
        Expect<ulong>(_memory, RingFormatProblem.OtherSlots, "'UInt64'");
        Broken(0, 0x6566, RingFormatProblem.Foreign, "another program");
        Broken(8, 2, RingFormatProblem.Newer, "version 2");
        Broken(8, 0, RingFormatProblem.Damaged, "version 0");
        Broken(12, 2, RingFormatProblem.Damaged, "producer kind 2");
        Broken(16, 7, RingFormatProblem.Damaged, "7 slots");
        Broken(16, 1024, RingFormatProblem.Damaged, "cut short");
        Broken(16, int.MinValue, RingFormatProblem.Damaged, "slots");
        Broken(20, 0, RingFormatProblem.Damaged, "0 bytes");
        Broken(24, 65, RingFormatProblem.Damaged, "consumers");
        Broken(28, 3, RingFormatProblem.Damaged, "3 of 2 consumers");
        Broken(28, -1, RingFormatProblem.Damaged, "-1 of 2 consumers");
        _ = new RingInspector<long>(_memory, "good again");

        void Broken(int offset, int value, RingFormatProblem problem, string says)
        {
            int was = *(int*)(_memory.Pointer + offset);
            *(int*)(_memory.Pointer + offset) = value;
            Expect<long>(_memory, problem, says);
            *(int*)(_memory.Pointer + offset) = was;
        }

        static void Expect<T>(IRingMemory memory, RingFormatProblem problem, string says)
            where T : unmanaged
        {
            var refused = Assert.Throws<RingFormatException>(() => new RingInspector<T>(memory, "'input.ring'"));
            Assert.Equal(problem, refused.Problem);
            Assert.Contains(says, refused.Message);
            Assert.StartsWith("'input.ring'", refused.Message);
        }
    }

    private RingBuffer<long> New(ProducerKind kind, long start = -1) => new(_memory, Slots, kind, 2, BusySpinWaitStrategy.Instance, start);
}
