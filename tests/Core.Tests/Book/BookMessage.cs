using System.Collections.Generic;
using Minnow.Core.Book;
using Minnow.Core.Model;

namespace Minnow.Core.Tests.Book;

/// <summary>One venue message as the events that the parser makes of it.</summary>
internal sealed class BookMessage
{
    public List<Event> Events { get; } = new();

    public long ChangeId { get; init; }

    public long PrevChangeId { get; init; } = Units.Missing;

    public bool Snapshot { get; init; }

    public long ReceivedNs { get; init; }

    public long ExchangeNs { get; init; }

    public static BookMessage NewSnapshot(long id, params (char Side, long Price, long Size)[] levels) =>
        Make(id, Units.Missing, true, 1_000 + id, levels);

    public static BookMessage Change(long prev, long id, params (char Side, long Price, long Size)[] levels) =>
        Make(id, prev, false, 1_000 + id, levels);

    public static BookMessage Make(long id, long prev, bool snapshot, long receivedNs, params (char Side, long Price, long Size)[] levels)
    {
        BookMessage m = new() { ChangeId = id, PrevChangeId = prev, Snapshot = snapshot, ReceivedNs = receivedNs, ExchangeNs = receivedNs };
        foreach ((char side, long price, long size) in levels) m.Add(side == 'a', price, size);
        return m.Close();
    }

    public void Add(bool ask, long price, long size)
    {
        Event e = Head();
        if (ask) e.Flags |= EventFlags.Ask;
        e.Detail = (uint)Events.Count;
        e.Level.PriceTicks = price;
        e.Level.SizeLots = size;
        Events.Add(e);
    }

    public BookMessage Close()
    {
        if (Events.Count == 0)
        {
            Event e = Head();
            e.Flags |= EventFlags.Empty;
            Events.Add(e);
        }
        Flag(0, EventFlags.First);
        Flag(Events.Count - 1, EventFlags.Last);
        return this;
    }

    /// <summary>Outcome of the last event; <see cref="BookOutcome.Gap"/> and the like come with the first.</summary>
    public BookOutcome ApplyTo(ref L2Book book)
    {
        BookOutcome first = BookOutcome.None, last = BookOutcome.None;
        for (int i = 0; i < Events.Count; i++)
        {
            Event e = Events[i];
            last = book.Apply(in e);
            if (i == 0) first = last;
        }
        return first == BookOutcome.Partial ? last : first;
    }

    private Event Head()
    {
        Event e = default;
        e.Kind = EventKind.BookLevel;
        if (Snapshot) e.Flags = EventFlags.Snapshot;
        e.ReceivedNs = ReceivedNs;
        e.ExchangeNs = ExchangeNs;
        e.Level.ChangeId = ChangeId;
        e.Level.PrevChangeId = PrevChangeId;
        return e;
    }

    private void Flag(int index, EventFlags flag)
    {
        Event e = Events[index];
        e.Flags |= flag;
        Events[index] = e;
    }
}
