using System.Collections.Generic;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Book;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Xunit;

namespace Minnow.Core.Tests.Book;

/// <summary>Seeded hostile streams: the book and its twin must agree after every message.</summary>
public sealed class RandomStreamTests
{
    [Theory]
    [InlineData(1, 40, 20_000)]
    [InlineData(2, 400, 20_000)]
    [InlineData(3, 20_000, 6_000)]
    [InlineData(4, 3, 20_000)]
    public void A_hostile_stream_leaves_book_and_twin_equal(ulong seed, int prices, int messages)
    {
        BookCounters counters = Run(seed, prices, messages, faults: true);
        Assert.True(counters is { Gaps: > 5, Duplicates: > 5, StaleSnapshots: > 5, Dropped: > 5, UnknownDeletes: > 5, CrossedMessages: > 5 }, $"seed {seed}");
    }

    [Fact]
    public void A_clean_stream_over_more_prices_than_fit_leaves_book_and_twin_equal()
    {
        BookCounters counters = Run(seed: 5, prices: 30_000, messages: 6_000, faults: false, levels: 16);
        Assert.True(counters is { Gaps: 0, Evictions: > 100 }, $"evictions {counters.Evictions}");
    }

    [Fact]
    public void Any_seed_leaves_book_and_twin_equal() =>
        Prop.ForAll<ulong, byte>((seed, prices) => { Run(seed, prices + 2, 200, faults: true); }).QuickCheckThrowOnFailure();

    private static BookCounters Run(ulong seed, int prices, int messages, bool faults, int levels = 6)
    {
        SplitMix64 random = new(seed);
        using BookMemory memory = new();
        NaiveBook twin = new();
        List<BookMessage> sent = new();
        long id = 1000;
        for (int i = 0; i < messages; i++)
        {
            int fault = faults ? random.NextIndex(100) : 99;
            long prev = id;
            bool snapshot = i == 0 || fault < 4 || (!twin.Valid && fault < 40);
            id += 1 + random.NextIndex(5);
            BookMessage message = Make(ref random, snapshot, snapshot ? Units.Missing : prev, id, i, prices, snapshot ? 4 * levels : levels);
            sent.Add(message);
            switch (fault)
            {
                case 10 or 11:
                    continue;
                case 12 or 13 or 14:
                    Both(memory, twin, message, seed, i);
                    break;
                case 15 or 16:
                    Both(memory, twin, sent[random.NextIndex(sent.Count)], seed, i);
                    break;
                case 17:
                    id = random.NextIndex(2) == 0 ? 0 : long.MaxValue - 1000;
                    break;
                case 18:
                    Lose(memory, twin, i);
                    break;
            }
            Both(memory, twin, message, seed, i);
        }
        return memory.Book.Counters;
    }

    private static void Lose(BookMemory memory, NaiveBook twin, int i)
    {
        Event lost = new() { Kind = EventKind.FeedState, Flags = EventFlags.Lost, ReceivedNs = i };
        memory.Book.Apply(in lost);
        twin.Lose();
    }

    private static void Both(BookMemory memory, NaiveBook twin, BookMessage message, ulong seed, int i)
    {
        BookOutcome expected = twin.Apply(message), got = message.ApplyTo(ref memory.Book);
        if (expected != got) Assert.Fail($"seed {seed}, message {i}: {got}, the twin says {expected}");
        BookAssert.Same(in memory.Book, twin, $"seed {seed}, message {i}");
    }

    private static BookMessage Make(ref SplitMix64 random, bool snapshot, long prev, long id, int i, int prices, int levels)
    {
        BookMessage message = new() { ChangeId = id, PrevChangeId = prev, Snapshot = snapshot, ReceivedNs = i + 1, ExchangeNs = i };
        int count = random.NextIndex(levels + 1);
        for (int k = 0; k < count; k++)
        {
            bool ask = (random.Next() & 1) != 0;
            long offset = random.NextIndex(prices) - (random.NextIndex(50) == 0 ? prices : 0);
            long size = random.NextIndex(3) == 0 ? 0 : 1 + random.NextIndex(1000);
            message.Add(ask, ask ? offset + 1 : -offset, size);
        }
        return message.Close();
    }
}
