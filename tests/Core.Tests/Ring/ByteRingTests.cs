using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Ring;
using Xunit;

namespace Minnow.Core.Tests.Ring;

public sealed unsafe class ByteRingTests : IDisposable
{
    private const int Capacity = 256;
    private readonly List<NativeRingMemory> _memories = [];

    public void Dispose() => _memories.ForEach(memory => memory.Dispose());

    [Theory]
    [InlineData(0)]
    [InlineData(int.MaxValue - 100L)]
    [InlineData(long.MaxValue - 100)]
    public void G3_Records_of_every_size_survive_every_place_of_the_wrap(long start)
    {
        ByteRing ring = New(start);
        for (int size = 0; size <= ring.MaxFrameBytes; size++)
        {
            for (int round = 0; round < Capacity / 16 + 1; round++)
            {
                byte[] frame = Frame(size, size + round);
                Assert.True(ring.TryWrite(1000 + size, frame), $"size {size}, round {round}");
                Assert.True(ring.TryRead(out long receivedNs, out ReadOnlySpan<byte> read));
                Assert.Equal(1000 + size, receivedNs);
                Assert.True(read.SequenceEqual(frame), $"size {size}, round {round}");
                Assert.False(ring.TryRead(out _, out _));
                ring.Release();
                Assert.Equal(0, ring.BacklogBytes);
                if (round % 3 == 0) // move the place of the wrap by one record
                {
                    Assert.True(ring.TryWrite(0, ReadOnlySpan<byte>.Empty));
                    Assert.True(ring.TryRead(out _, out read));
                    Assert.True(read.IsEmpty);
                    ring.Release();
                }
            }
        }

        Assert.Equal((0L, 0L), (ring.FullCount, ring.TooLongCount));
    }

    [Fact]
    public void Frame_in_segments_is_written_as_one()
    {
        ByteRing ring = New();
        byte[] frame = Frame(100, 1);
        for (int cut = 0; cut <= 100; cut += 10)
        {
            var first = new Segment(frame.AsMemory(0, cut));
            Segment last = first.Append(frame.AsMemory(cut, 0)).Append(frame.AsMemory(cut));
            Assert.True(ring.TryWrite(7, new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length)));
            Assert.True(ring.TryRead(out _, out ReadOnlySpan<byte> read));
            Assert.True(read.SequenceEqual(frame));
            ring.Release();
        }
    }

    [Fact]
    public void G1_Full_ring_refuses_counts_and_takes_again_after_release()
    {
        ByteRing ring = New();
        int written = 0;
        while (ring.TryWrite(written, Frame(20, written))) written++;
        Assert.Equal(Capacity / 48, written);
        Assert.Equal(1, ring.FullCount);
        Assert.True(ring.TryRead(out long receivedNs, out ReadOnlySpan<byte> kept));
        Assert.Equal(0, receivedNs);
        Assert.False(ring.TryWrite(99, Frame(20, 99))); // read is not released
        Assert.True(kept.SequenceEqual(Frame(20, 0)));
        Assert.True(ring.TryRead(out _, out _)); // the skip at the end costs 16 bytes, so one record is not enough room
        ring.Release();
        Assert.True(ring.TryWrite(99, Frame(20, 99)));
    }

    [Fact]
    public void Frame_that_can_never_fit_is_counted_apart()
    {
        ByteRing ring = New();
        Assert.False(ring.TryWrite(0, new byte[ring.MaxFrameBytes + 1]));
        Assert.False(ring.TryGrant(-1, out _));
        Assert.False(ring.TryGrant(long.MaxValue, out _));
        Assert.Equal((0L, 3L), (ring.FullCount, ring.TooLongCount));
    }

    [Fact]
    public void Grant_may_be_committed_shorter_or_not_at_all()
    {
        ByteRing ring = New();
        Assert.True(ring.TryGrant(100, out Span<byte> grant));
        Assert.Equal(100, grant.Length);
        Assert.True(ring.TryGrant(50, out grant));
        "abc"u8.CopyTo(grant);
        ring.Commit(5, 3);
        Assert.True(ring.TryRead(out long receivedNs, out ReadOnlySpan<byte> read));
        Assert.Equal(5, receivedNs);
        Assert.True(read.SequenceEqual("abc"u8));
        Assert.Equal(32, ring.BacklogBytes);
    }

    [Theory]
    [InlineData(0), InlineData(32), InlineData(65), InlineData(-64), InlineData(int.MinValue)]
    public void G3_Capacity_that_is_not_a_power_of_two_in_range_is_refused(int capacity) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ByteRing.BytesFor(capacity));

    [Fact]
    public void Byte_ring_answers_as_a_naive_queue()
    {
        Gen<int[]> operations = Gen.Choose(0, 9999).ArrayOf(300);
        Gen<long> starts = Gen.Elements(0L, 160L, long.MaxValue - 1000);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(operations.ToArbitrary(), starts.ToArbitrary(), RunBoth));
    }

    [Fact]
    public void E1_Reopened_ring_goes_on_after_the_last_release()
    {
        ByteRing ring = New();
        for (int i = 0; i < 3; i++) Assert.True(ring.TryWrite(i, Frame(40, i)));
        Assert.True(ring.TryRead(out _, out _));
        ring.Release();
        Assert.True(ring.TryRead(out _, out _)); // read and not released: comes again

        ByteRing again = ByteRing.Reopen(_memories[0], "'capture.ring'");
        for (int i = 1; i < 3; i++)
        {
            Assert.True(again.TryRead(out long receivedNs, out ReadOnlySpan<byte> read));
            Assert.Equal(i, receivedNs);
            Assert.True(read.SequenceEqual(Frame(40, i)));
        }

        Assert.False(again.TryRead(out _, out _));
        again.Release();
        Assert.True(again.TryWrite(9, Frame(100, 9)));
    }

    [Theory]
    [InlineData(0, 77, RingFormatProblem.Foreign)]
    [InlineData(0, 0, RingFormatProblem.Unfinished)]
    [InlineData(8, 2, RingFormatProblem.Newer)]
    [InlineData(8, 0, RingFormatProblem.Damaged)]
    [InlineData(12, 100, RingFormatProblem.Damaged)]
    [InlineData(12, 512, RingFormatProblem.Damaged)]
    [InlineData(128, 1, RingFormatProblem.Damaged)]
    [InlineData(128, 1024, RingFormatProblem.Damaged)]
    [InlineData(384, -1, RingFormatProblem.Damaged)]
    [InlineData(384, 1000, RingFormatProblem.Damaged)]
    [InlineData(384, 200, RingFormatProblem.Damaged)]
    public void Memory_that_is_no_byte_ring_is_refused_with_its_reason(int offset, long value, RingFormatProblem problem)
    {
        ByteRing ring = New();
        Assert.True(ring.TryWrite(0, Frame(40, 0)));
        byte* at = _memories[0].Pointer + offset;
        if (offset is 8 or 12) *(int*)at = (int)value;
        else *(long*)at = value;
        var refused = Assert.Throws<RingFormatException>(() => ByteRing.Reopen(_memories[0], "'capture.ring'"));
        Assert.Equal(problem, refused.Problem);
        Assert.StartsWith("'capture.ring'", refused.Message);
    }

    [Fact]
    public void Nothing_is_lost_or_torn_between_two_threads()
    {
        const int Frames = 100_000;
        ByteRing ring = New(long.MaxValue - 100_000, 1024);
        string? failure = null;
        bool stop = false;
        var writer = new Thread(() =>
        {
            for (int i = 0; i < Frames; i++)
            {
                byte[] frame = Frame(i % 400, i);
                while (!ring.TryWrite(i, frame))
                {
                    if (Volatile.Read(ref stop)) return;
                    Thread.Yield();
                }
            }
        });
        writer.Start();
        long idleSince = Environment.TickCount64;
        for (int i = 0; i < Frames && failure == null;)
        {
            int batch = 0;
            while (batch++ < 5 && ring.TryRead(out long receivedNs, out ReadOnlySpan<byte> read))
            {
                if (receivedNs != i || !read.SequenceEqual(Frame(i % 400, i))) failure ??= $"frame {i} came as {receivedNs} with {read.Length} bytes";
                i++;
                idleSince = Environment.TickCount64;
            }

            ring.Release();
            if (Environment.TickCount64 - idleSince > 10_000) failure ??= $"nothing more after frame {i}";
            Thread.Yield();
        }

        Volatile.Write(ref stop, true);
        writer.Join();
        Assert.Null(failure);
    }

    private static byte[] Frame(int size, int seed)
    {
        byte[] frame = new byte[size];
        for (int i = 0; i < size; i++) frame[i] = (byte)(seed * 31 + i);
        return frame;
    }

    private void RunBoth(int[] operations, long start)
    {
        ByteRing ring = New(start);
        var twin = new Queue<byte[]>();
        var borrowed = 0;
        int number = 0;
        foreach (int operation in operations)
        {
            int size = operation / 4 % 60;
            switch (operation % 4)
            {
                case 0 or 1:
                    byte[] frame = Frame(size, number);
                    bool wrote = ring.TryWrite(number, frame);
                    Assert.True(wrote || ring.BacklogBytes + 2 * (16 + 76) > Capacity, "refused with room to spare");
                    if (wrote) twin.Enqueue(frame);
                    number++;
                    break;
                case 2:
                    bool read = ring.TryRead(out _, out ReadOnlySpan<byte> got);
                    Assert.Equal(twin.Count > 0, read);
                    if (read) Assert.Equal(twin.Dequeue(), got.ToArray());
                    if (read) borrowed++;
                    break;
                default:
                    ring.Release();
                    borrowed = 0;
                    break;
            }

            Assert.True(ring.BacklogBytes <= Capacity && (twin.Count + borrowed == 0) == (ring.BacklogBytes == 0));
        }

        _memories.ForEach(memory => memory.Dispose());
        _memories.Clear();
    }

    private ByteRing New(long start = 0, int capacity = Capacity)
    {
        var memory = new NativeRingMemory(ByteRing.BytesFor(capacity));
        _memories.Add(memory);
        return new ByteRing(memory, capacity, start);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        internal Segment(ReadOnlyMemory<byte> memory) => Memory = memory;

        internal Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
