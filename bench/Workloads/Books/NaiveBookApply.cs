using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Workloads.Feed;

namespace Minnow.Workloads.Books;

/// <summary>The book as the standard collections give it: a sorted dictionary a side, the best levels looked up at the end of each message.</summary>
public sealed class NaiveBookApply(RecordedInput input) : IWorkload
{
    private readonly Event[] _events = input.Events;

    /// <inheritdoc/>
    public string Name => "book/sorted dictionaries";

    /// <inheritdoc/>
    public int Items => _events.Length;

    /// <inheritdoc/>
    public ulong Pass()
    {
        SortedDictionary<long, long> bids = new(Comparer<long>.Create(static (a, b) => b.CompareTo(a)));
        SortedDictionary<long, long> asks = [];
        ulong sum = 0;
        foreach (ref readonly Event e in _events.AsSpan())
        {
            if (e.Kind != EventKind.BookLevel) continue;
            if (e.Has(EventFlags.Snapshot) && e.Has(EventFlags.First))
            {
                bids.Clear();
                asks.Clear();
            }
            SortedDictionary<long, long> side = e.Has(EventFlags.Ask) ? asks : bids;
            if (e.Level.SizeLots == 0) side.Remove(e.Level.PriceTicks);
            else if (!e.Has(EventFlags.Empty)) side[e.Level.PriceTicks] = e.Level.SizeLots;
            if (e.Has(EventFlags.Last) && bids.Count > 0 && asks.Count > 0) sum += (ulong)(bids.First().Key + asks.First().Key);
        }
        return sum;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
