using System.Collections.Generic;
using Minnow.Core.Book;
using Minnow.Core.Model;

namespace Minnow.Core.Tests.Book;

/// <summary>The plain twin of <see cref="L2Book"/>: sorted lists of the framework, whole messages, nothing clever.</summary>
internal sealed class NaiveBook
{
    private long? _last;
    private long _lastPrev;
    private bool _lastWasSnapshot;
    private long? _dropped;

    public SortedList<long, long> Bids { get; private set; } = new();

    public SortedList<long, long> Asks { get; private set; } = new();

    public bool Valid { get; private set; }

    public bool HadSnapshot { get; private set; }

    public BookCounters Counters;

    public long CrossedSinceNs { get; private set; }

    public void Lose()
    {
        Break();
        _dropped = null;
    }

    public void Break()
    {
        if (Valid) Counters.Invalidations++;
        Valid = false;
        CrossedSinceNs = 0;
    }

    public BookOutcome Apply(BookMessage m)
    {
        if (m.Snapshot)
        {
            bool stale = Valid ? m.ChangeId < _last : _dropped is long d && m.ChangeId < d;
            _dropped = null;
            if (stale)
            {
                Counters.StaleSnapshots++;
                return BookOutcome.Stale;
            }
            Bids = new();
            Asks = new();
            Counters.Snapshots++;
            Valid = HadSnapshot = true;
            return Take(m);
        }
        if (!Valid)
        {
            Counters.Dropped++;
            _dropped = m.ChangeId;
            return BookOutcome.Dropped;
        }
        if (m.PrevChangeId == _last && m.ChangeId > _last) return Take(m);
        if (m.ChangeId == _last && (_lastWasSnapshot || m.PrevChangeId == _lastPrev))
        {
            Counters.Duplicates++;
            return BookOutcome.Duplicate;
        }
        Counters.Gaps++;
        Break();
        _dropped = m.ChangeId;
        return BookOutcome.Gap;
    }

    private BookOutcome Take(BookMessage m)
    {
        foreach (Event e in m.Events)
        {
            if (e.Has(EventFlags.Empty)) continue;
            Counters.Levels++;
            SortedList<long, long> side = e.Has(EventFlags.Ask) ? Asks : Bids;
            long price = e.Level.PriceTicks;
            if (e.Level.SizeLots != 0) side[price] = e.Level.SizeLots;
            else if (!side.Remove(price)) Counters.UnknownDeletes++;
            if (side.Count > BookSide.Capacity)
            {
                side.RemoveAt(e.Has(EventFlags.Ask) ? side.Count - 1 : 0);
                Counters.Evictions++;
            }
        }
        _last = m.ChangeId;
        _lastPrev = m.PrevChangeId;
        _lastWasSnapshot = m.Snapshot;
        Counters.Messages++;
        bool crossed = Bids.Count > 0 && Asks.Count > 0 && Bids.Keys[^1] >= Asks.Keys[0];
        if (!crossed) CrossedSinceNs = 0;
        else
        {
            Counters.CrossedMessages++;
            if (CrossedSinceNs == 0) CrossedSinceNs = m.ReceivedNs;
        }
        return BookOutcome.Complete;
    }
}
