using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Minnow.Core.Book;
using Xunit;

namespace Minnow.Core.Tests.Book;

/// <summary>Compares a book with its twin, level by level and counter by counter.</summary>
internal static class BookAssert
{
    public static void Same(ref readonly L2Book book, NaiveBook twin, string where)
    {
        SameSide(in book.Bids, twin.Bids, asks: false, where);
        SameSide(in book.Asks, twin.Asks, asks: true, where);
        if (book.IsValid != twin.Valid) Assert.Fail($"{where}: valid is {book.IsValid}, the twin says {twin.Valid}");
        if (book.CrossedSinceNs != twin.CrossedSinceNs)
            Assert.Fail($"{where}: crossed since {book.CrossedSinceNs}, the twin says {twin.CrossedSinceNs}");
        if (!Bytes(in book.Counters).SequenceEqual(Bytes(in twin.Counters)))
            Assert.Fail($"{where}: counters {Text(book.Counters)}, the twin's {Text(twin.Counters)}");
    }

    public static byte[] BytesOf(ref readonly L2Book book) =>
        MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in book, 1)).ToArray();

    private static void SameSide(ref readonly BookSide side, SortedList<long, long> twin, bool asks, string where)
    {
        if (side.Count != twin.Count) Assert.Fail($"{where}: {(asks ? "asks" : "bids")} has {side.Count} levels, the twin {twin.Count}");
        ReadOnlySpan<PriceLevel> levels = side.WorstToBest;
        for (int i = 0; i < levels.Length; i++)
        {
            int j = asks ? levels.Length - 1 - i : i;
            long price = twin.GetKeyAtIndex(j), size = twin.GetValueAtIndex(j);
            if (levels[i].PriceTicks != price || levels[i].SizeLots != size)
                Assert.Fail($"{where}: {(asks ? "ask" : "bid")} {i} is {levels[i].PriceTicks} x {levels[i].SizeLots}, the twin's {price} x {size}");
        }
    }

    private static ReadOnlySpan<byte> Bytes(ref readonly BookCounters counters) =>
        MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in counters, 1));

    private static string Text(BookCounters c) =>
        $"messages {c.Messages}, snapshots {c.Snapshots}, levels {c.Levels}, gaps {c.Gaps}, duplicates {c.Duplicates}, stale {c.StaleSnapshots}, " +
        $"dropped {c.Dropped}, unknown {c.UnknownDeletes}, evictions {c.Evictions}, crossed {c.CrossedMessages}, invalid {c.Invalidations}";
}
