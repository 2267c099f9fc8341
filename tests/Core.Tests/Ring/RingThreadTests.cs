using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Minnow.Core.Ring;
using Xunit;
using Xunit.Abstractions;

namespace Minnow.Core.Tests.Ring;

/// <summary>No item is lost, doubled, torn or reordered between threads. Yielding waits, since the test machine has few cores.</summary>
public sealed class RingThreadTests(ITestOutputHelper output)
{
    private const int Seed = 20_261_121;
    private static readonly TimeSpan s_longestStall = TimeSpan.FromSeconds(10); // other work shares the machine

    private struct Wide // four words that must be seen together
    {
        internal long Producer, Number, Inverse, Sum;

        internal readonly bool IsWhole => Inverse == ~Number && Sum == Producer + Number;
    }

    [Theory]
    [InlineData(ProducerKind.Single, 1, 64, 200_000)]
    [InlineData(ProducerKind.Single, 1, 2, 10_000)]
    [InlineData(ProducerKind.Multi, 1, 64, 100_000)]
    [InlineData(ProducerKind.Multi, 2, 64, 80_000)]
    [InlineData(ProducerKind.Multi, 3, 4, 4_000)]
    public void G1_Nothing_is_lost_doubled_or_reordered_between_threads(ProducerKind kind, int producers, int slots, int itemsEach)
    {
        output.WriteLine($"seed {Seed}");
        using var memory = new NativeRingMemory(RingBuffer<Wide>.BytesFor(slots, 3));
        var ring = new RingBuffer<Wide>(memory, slots, kind, 3, new YieldingForTests(), startSequence: long.MaxValue - itemsEach / 2);
        RingPoller<Wide> a = ring.NewPoller("a"), b = ring.NewPoller("b"), afterBoth = ring.NewPoller("afterBoth", a.Sequence, b.Sequence);
        var failures = new ConcurrentQueue<string>();
        var clock = Stopwatch.StartNew();
        bool stop = false;
        long total = (long)producers * itemsEach;

        Thread[] consumers = [Start(() => Consume(a)), Start(() => Consume(b)), Start(() => Follow())];
        Thread[] feeders = [.. Enumerable.Range(0, producers).Select(p => Start(() => Produce(p)))];
        foreach (Thread thread in feeders.Concat(consumers)) thread.Join();
        output.WriteLine($"{total} items in {clock.ElapsedMilliseconds} ms, full {ring.FullCount} times");
        Assert.Empty(failures);

        Thread Start(Action run)
        {
            var thread = new Thread(() =>
            {
                try
                {
                    run();
                }
                catch (Exception failure)
                {
                    failures.Enqueue(failure.Message);
                    Volatile.Write(ref stop, true);
                    ring.Close();
                }
            });
            thread.Start();
            return thread;
        }

        void Produce(int producer)
        {
            var random = new Random(Seed + producer);
            var batch = new Wide[slots];
            for (long number = 0; number < itemsEach;)
            {
                int count = (int)Math.Min(random.Next(1, Math.Min(slots, 9) + 1), itemsEach - number);
                for (int i = 0; i < count; i++, number++) batch[i] = new Wide { Producer = producer, Number = number, Inverse = ~number, Sum = producer + number };
                if (random.Next(2) == 0)
                {
                    if (ring.Publish(batch.AsSpan(0, count)) != count) return;
                    continue;
                }

                while (!ring.TryPublish(batch.AsSpan(0, count), out _))
                {
                    if (Volatile.Read(ref stop)) return;
                    Thread.Yield();
                }
            }
        }

        void Consume(RingPoller<Wide> poller)
        {
            var handler = new Checker(new long[producers]);
            var random = new Random(Seed);
            Until(() => handler.Count == total, () => poller.Poll(ref handler, random.Next(1, 2 * slots)));
        }

        void Follow()
        {
            var handler = new Checker(new long[producers]);
            Until(() => handler.Count == total, () =>
            {
                if (!afterBoth.TryPeek(slots, out long first, out long last)) return 0;
                if (last - a.Sequence.Value > 0 || last - b.Sequence.Value > 0) throw new InvalidOperationException("ahead of a consumer that it follows");
                for (long s = first; s - last <= 0; s++) handler.On(in afterBoth[s], s, s == last);
                afterBoth.Release(last);
                return 1;
            });
        }

        void Until(Func<bool> done, Func<int> work)
        {
            TimeSpan progress = clock.Elapsed;
            while (!done() && !Volatile.Read(ref stop))
            {
                if (work() != 0)
                {
                    progress = clock.Elapsed;
                    continue;
                }

                if (clock.Elapsed - progress > s_longestStall) throw new TimeoutException("nothing more to read and items are missing: one was lost");
                Thread.Yield();
            }
        }
    }

    private struct Checker(long[] nextOf) : IRingHandler<Wide>
    {
        internal long Count { get; private set; }

        public void On(ref readonly Wide item, long sequence, bool endOfBatch)
        {
            if (!item.IsWhole) throw new InvalidOperationException($"torn item at {sequence}");
            if (item.Number != nextOf[item.Producer]) throw new InvalidOperationException($"item {item.Number} of producer {item.Producer} where {nextOf[item.Producer]} was due");
            nextOf[item.Producer]++;
            Count++;
        }
    }

    private sealed class YieldingForTests : IWaitStrategy
    {
        public void Wait(ref int spins) => Thread.Yield();

        public void Signal()
        {
        }
    }
}
