using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Core.Numerics;

namespace Minnow.Core.Tests.Engine;

/// <summary>
/// A venue where others come and go at their prices and nobody takes. One quoter trades on it and sees the book with its own orders in it; another hears of
/// the same messages, but of the book of others alone. Market and orders travel on ways of their own, each with a delay of its own.
/// </summary>
internal sealed class QuietVenue
{
    private const long Ms = Units.NsPerMs;
    private const long LowestBid = 19_990, HighestBid = 20_000, LowestAsk = 20_011, HighestAsk = 20_021;

    private readonly QuoterScript _quoting;
    private readonly QuoterScript _watching;
    private readonly PriorityQueue<Action, (long DueNs, int Order)> _agenda = new();
    private readonly SortedDictionary<(bool Ask, long Ticks), long> _others = [];
    private readonly Dictionary<long, (bool Ask, long Ticks, long Lots)> _ours = [];
    private readonly long _feedNs, _ownNs, _orderNs;
    private SplitMix64 _random;
    private readonly HashSet<(bool Ask, long Ticks)> _told = [];
    private long _nowNs, _stampNs, _changeId = 1_000_000;
    private int _order, _heard;

    internal QuietVenue(QuoterScript quoting, QuoterScript watching, ulong seed, long feedMs, long ownMs)
    {
        (_quoting, _watching) = (quoting, watching);
        _random = new SplitMix64(seed);
        (_feedNs, _ownNs, _orderNs) = (feedMs * Ms, ownMs * Ms, 3 * Ms);
        _nowNs = quoting.NowNs + 100 * Ms;
        _heard = quoting.Commands.Count;
        for (long ticks = LowestBid; ticks <= HighestBid; ticks += 2) _others[(false, ticks)] = 1000;
        for (long ticks = LowestAsk; ticks <= HighestAsk; ticks += 2) _others[(true, ticks)] = 1000;
        Publish(EventFlags.Snapshot, [.. _others.Keys]);
        Later(50 * Ms, Tick);
    }

    /// <summary>Called after each message of the book that both have heard.</summary>
    internal Action? Heard { get; init; }

    internal int OwnMessages { get; private set; }

    internal void Play(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            long atNs = _nowNs + (1 + _random.NextIndex(3)) * Ms;
            RunUntil(atNs);
            _nowNs = atNs;
            Stir();
        }
        RunUntil(_nowNs + 100 * Ms);
    }

    private void RunUntil(long ns)
    {
        while (_agenda.TryPeek(out _, out (long DueNs, int Order) next) && next.DueNs <= ns)
        {
            Action what = _agenda.Dequeue();
            _quoting.NowNs = _watching.NowNs = next.DueNs;
            what();
            for (; _heard < _quoting.Commands.Count; _heard++)
            {
                OutputRecord command = _quoting.Commands[_heard];
                _agenda.Enqueue(() => Do(command), (next.DueNs + _orderNs, _order++));
            }
        }
    }

    private void Later(long ns, Action what) => _agenda.Enqueue(what, (_nowNs + ns, _order++));

    private void Tick()
    {
        _quoting.Timer();
        _watching.Timer();
        _agenda.Enqueue(Tick, (_quoting.NowNs + 50 * Ms, _order++));
    }

    // One of the others comes, leaves, or changes the size; the outermost always stay.
    private void Stir()
    {
        bool ask = _random.NextIndex(2) == 0;
        long ticks = ask ? LowestAsk + _random.NextIndex(10) : LowestBid + 1 + _random.NextIndex(10);
        long lots = _random.NextIndex(3) == 0 ? 0 : 1000 * (1 + _random.NextIndex(9));
        if (_others.GetValueOrDefault((ask, ticks)) == lots) return;
        if (lots == 0) _others.Remove((ask, ticks));
        else _others[(ask, ticks)] = lots;
        Publish(EventFlags.None, [(ask, ticks)]);
    }

    private void Do(OutputRecord command)
    {
        _nowNs = _quoting.NowNs;
        long id = command.OrderId;
        bool ask = (command.Flags & OutputRecord.SellFlag) != 0;
        if (command.Verb == CommandVerb.CancelAll)
        {
            foreach (long each in _ours.Keys.ToArray()) End(each);
            return;
        }
        if (command.Verb == CommandVerb.Cancel)
        {
            End(id);
            return;
        }
        bool isThere = _ours.TryGetValue(id, out (bool Ask, long Ticks, long Lots) before);
        if (command.Verb == CommandVerb.Edit && !isThere) return;
        _ours[id] = (ask, command.PriceTicks, command.SizeLots);
        OwnMessages++;
        Publish(EventFlags.None, isThere && before.Ticks != command.PriceTicks ? [(ask, before.Ticks), (ask, command.PriceTicks)] : [(ask, command.PriceTicks)]);
        Report(id, ask, OrderReport.Accepted, command.PriceTicks, command.SizeLots);
    }

    private void End(long id)
    {
        if (!_ours.Remove(id, out (bool Ask, long Ticks, long Lots) gone)) return;
        Publish(EventFlags.None, [(gone.Ask, gone.Ticks)]);
        Report(id, gone.Ask, OrderReport.Cancelled, Units.Missing, Units.Missing);
    }

    private void Report(long id, bool ask, OrderReport report, long ticks, long lots)
    {
        long atNs = _stampNs;
        Later(_ownNs, () =>
        {
            Event e = _quoting.Make(EventKind.OrderUpdate, 0);
            e.ExchangeNs = atNs;
            if (ask) e.Flags |= EventFlags.Ask;
            e.Order = new OrderUpdate { OrderId = id, Report = report, PriceTicks = ticks, OpenLots = lots, FilledLots = 0 };
            _quoting.Apply(e);
        });
    }

    private void Publish(EventFlags kind, (bool Ask, long Ticks)[] levels)
    {
        long atNs = Stamp(), previous = _changeId++, id = _changeId;
        Event[] whole = [.. levels.Select((level, at) => Level(at, level, Ours(level) + _others.GetValueOrDefault(level)))];
        Event[] others = [.. levels.Select((level, at) => Told(at, level))];
        Later(_feedNs, () =>
        {
            foreach (Event e in whole) _quoting.Apply(Stamped(e, _quoting));
            foreach (Event e in others) _watching.Apply(Stamped(e, _watching));
            if (kind == EventFlags.None) Heard?.Invoke();
        });

        // Who only watches hears of the same messages, though there may be no news for it in one: then a level is told again.
        Event Told(int at, (bool Ask, long Ticks) level)
        {
            long lots = _others.GetValueOrDefault(level);
            if (lots != 0) _told.Add(level);
            else if (!_told.Remove(level)) return Level(at, (false, LowestBid), _others[(false, LowestBid)]);
            return Level(at, level, lots);
        }

        Event Level(int at, (bool Ask, long Ticks) level, long lots)
        {
            Event e = _quoting.Make(EventKind.BookLevel, 0);
            e.Flags = kind | (at == 0 ? EventFlags.First : 0) | (at == levels.Length - 1 ? EventFlags.Last : 0) | (level.Ask ? EventFlags.Ask : 0);
            e.ExchangeNs = atNs;
            e.Level = new BookLevel { ChangeId = id, PrevChangeId = kind == EventFlags.Snapshot ? Units.Missing : previous, PriceTicks = level.Ticks, SizeLots = lots };
            return e;
        }
    }

    // No two changes of the venue have one time.
    private long Stamp() => _stampNs = Math.Max(_nowNs, _stampNs + 1);

    private static Event Stamped(Event e, QuoterScript script)
    {
        e.ReceivedNs = script.NowNs;
        return e;
    }

    private long Ours((bool Ask, long Ticks) level)
    {
        long sum = 0;
        foreach ((bool ask, long ticks, long lots) in _ours.Values)
            if ((ask, ticks) == level) sum += lots;
        return sum;
    }
}
