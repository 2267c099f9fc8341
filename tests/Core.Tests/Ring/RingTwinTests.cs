using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Ring;
using Xunit;
using Xunit.Abstractions;

namespace Minnow.Core.Tests.Ring;

/// <summary>Random operations on one thread, on the ring and on a list with positions beside it: both must answer alike.</summary>
public sealed class RingTwinTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(ProducerKind.Single)]
    [InlineData(ProducerKind.Multi)]
    public void Ring_answers_as_a_naive_queue(ProducerKind kind)
    {
        Gen<int[]> operations = Gen.Choose(0, 999).ArrayOf(200);
        Gen<long> starts = Gen.Elements(-1L, 3L, int.MaxValue - 20L, long.MaxValue - 30);
        Gen<int> slots = Gen.Elements(2, 4, 8, 32);
        var property = Prop.ForAll(operations.ToArbitrary(), starts.ToArbitrary(), slots.ToArbitrary(), (ops, start, size) => RunBoth(kind, ops, start, size));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), property);
        output.WriteLine("FsCheck prints the seed of a failure.");
    }

    private static void RunBoth(ProducerKind kind, int[] operations, long start, int slots)
    {
        using var factory = new RingFactory(kind);
        RingBuffer<long> ring = factory.New(slots, start);
        RingPoller<long> a = ring.NewPoller("a"), b = ring.NewPoller("b"), afterA = ring.NewPoller("afterA", a.Sequence);
        RingPoller<long>[] pollers = [a, b, afterA];
        var twin = new List<long>(); // everything ever published
        int[] read = new int[3]; // how far each consumer is
        long next = 0;
        foreach (int operation in operations)
        {
            int size = operation / 8 % (slots + 1);
            switch (operation % 8)
            {
                case 0 or 1 or 2:
                    long[] items = [.. Enumerable.Range(0, size).Select(i => next + i)];
                    bool fits = twin.Count + size - Math.Min(read[1], read[2]) <= slots;
                    Assert.Equal(fits, ring.TryPublish(items, out long first));
                    if (!fits) break;
                    Assert.Equal(unchecked(start + 1 + twin.Count), first);
                    twin.AddRange(items);
                    next += size;
                    break;
                case 3:
                    bool free = size > 0 && twin.Count + size - Math.Min(read[1], read[2]) <= slots;
                    if (size == 0) break;
                    Assert.Equal(free, ring.TryNext(size, out long last));
                    if (!free) break;
                    for (int i = 0; i < size; i++) ring[last - size + 1 + i] = next + i;
                    Assert.Equal(unchecked(start + twin.Count), ring.Cursor);
                    ring.Publish(last - size + 1, last);
                    for (int i = 0; i < size; i++) twin.Add(next++);
                    break;
                default:
                    int who = operation % 3;
                    int upTo = who == 2 ? read[0] : twin.Count;
                    var seen = new Collector();
                    int got = pollers[who].Poll(ref seen, size);
                    Assert.True(got <= size);
                    Assert.True(got > 0 || size == 0 || upTo == read[who], "something to read and nothing read");
                    Assert.Equal(twin.GetRange(read[who], got), seen.Items.Select(item => item.Item));
                    read[who] += got;
                    Assert.Equal(unchecked(start + read[who]), pollers[who].Sequence.Value);
                    break;
            }

            Assert.Equal(twin.Count - Math.Min(read[1], read[2]), ring.Backlog);
            Assert.Equal(unchecked(start + twin.Count), ring.Cursor);
        }
    }
}
