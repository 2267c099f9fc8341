using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using Minnow.Core.Book;
using Minnow.Core.Model;
using Minnow.Core.Tests.Book;
using Minnow.Market;
using Minnow.Tests;

namespace Minnow.Core.Tests.Signals;

/// <summary>The markets that every signal is tried on: one recorded, one made.</summary>
internal static class Tape
{
    /// <summary>The best levels of a book after a whole message, best first, for the plain twins.</summary>
    public sealed record Look(long Ns, long ExchangeNs, List<(long Ticks, long Lots)> Bids, List<(long Ticks, long Lots)> Asks)
    {
        public bool HasTop => Bids.Count > 0 && Asks.Count > 0 && Bids[0].Ticks < Asks[0].Ticks;

        public long MidHalfTicks => Bids[0].Ticks + Asks[0].Ticks;
    }

    /// <summary>What a signal under test does with a book; the struct is 131 KB and goes by reference.</summary>
    public delegate void OnBook(Look look, ref readonly L2Book book);

    public static IEnumerable<object[]> Names => [["recorded"], ["synthetic"]];

    /// <summary>Plays a tape in the order of receipt.</summary>
    public static void Play(string name, OnBook onBook, Action<Event>? onTrade = null)
    {
        using BookMemory memory = new();
        foreach (object item in s_tapes.GetOrAdd(name, static name => new Lazy<List<object>>(() => Read(name))).Value)
        {
            if (item is Event trade) onTrade?.Invoke(trade);
            else if (item is BookMessage message && message.ApplyTo(ref memory.Book) == BookOutcome.Complete)
            {
                Look look = new(message.ReceivedNs, message.ExchangeNs, Best(in memory.Book.Bids), Best(in memory.Book.Asks));
                onBook(look, in memory.Book);
            }
        }
    }

    private static readonly ConcurrentDictionary<string, Lazy<List<object>>> s_tapes = new();

    private static List<object> Read(string name)
    {
        List<object> items = new();
        RecordedFeed feed = new() { OnBook = (_, message) => items.Add(message), OnTrade = (_, trade) => items.Add(trade) };
        if (name == "recorded") feed.Read(SharedFiles.Data("market/btc-perpetual-20240808.jsonl.gz"));
        else feed.Read(new StreamReader(Synthetic()));
        return items;
    }

    private static MemoryStream Synthetic()
    {
        MemoryStream stream = new();
        using (Recording recording = new(stream)) new MarketSimulation(11, 240_000, recording).Run();
        stream.Position = 0;
        return stream;
    }

    private static List<(long Ticks, long Lots)> Best(ref readonly BookSide side)
    {
        List<(long, long)> levels = new();
        for (int i = 0; i < Math.Min(side.Count, DepthLevels); i++) levels.Add((side.Level(i).PriceTicks, side.Level(i).SizeLots));
        return levels;
    }

    private const int DepthLevels = 10;
}
