using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Core.Numerics;

namespace Minnow.Core.Tests.Engine;

/// <summary>
/// A small true venue behind a bad channel: commands take time, reports come late, out of order, twice or not at all, fills come late and twice,
/// the connection goes and takes with it what was under way. A gateway that keeps its promises stands in between: each command is answered in the end,
/// and between loss and readiness every order and every fill is told.
/// </summary>
internal sealed class TrueVenue(QuoterScript script, ulong seed)
{
    private readonly Dictionary<long, Order> _orders = [];
    private readonly List<(long DueNs, OutputRecord Command)> _commands = [];
    private readonly List<(long DueNs, Event Message)> _messages = [];
    private readonly List<Event> _fills = [];
    private SplitMix64 _random = new(seed);
    private long _trades = 1000;
    private int _seen = script.Commands.Count;

    internal sealed class Order
    {
        internal long Id, Ticks, Total, Filled, StampNs;
        internal bool Sell, Rests, IsThere;

        internal long Open => Rests ? Total - Filled : 0;
    }

    internal long Position { get; private set; }

    internal long TradeCount => _trades - 1000;

    internal bool IsUp { get; private set; } = true;

    internal bool IsPerfect { get; set; }

    internal IEnumerable<Order> Resting => _orders.Values.Where(one => one.Rests);

    /// <summary>Buys that may still come: what rests, and what commands under way may make of it.</summary>
    internal long Worst(bool sell)
    {
        long worst = 0;
        foreach (Order one in _orders.Values.Where(one => one.Sell == sell && one.Rests))
            worst += Math.Max(one.Total, UnderWay(one.Id)) - one.Filled;
        foreach ((_, OutputRecord c) in _commands)
            if (c.Verb == CommandVerb.Place && (c.Flags & OutputRecord.SellFlag) != 0 == sell) worst += Math.Max(c.SizeLots, UnderWay(c.OrderId));
        return worst;
    }

    internal int LiveCount(bool sell) => _orders.Values.Count(one => one.Sell == sell && one.Rests)
        + _commands.Count(one => one.Command.Verb == CommandVerb.Place && (one.Command.Flags & OutputRecord.SellFlag) != 0 == sell);

    /// <summary>True if a bid and an ask of ours, as they rest or as a command under way may make them, would meet.</summary>
    internal bool MeetsItself()
    {
        long[] bids = [.. Prices(sell: false)], asks = [.. Prices(sell: true)];
        return bids.Length > 0 && asks.Length > 0 && bids.Max() >= asks.Min();
    }

    private IEnumerable<long> Prices(bool sell)
    {
        HashSet<long> live = [.. _orders.Values.Where(one => one.Rests && one.Sell == sell).Select(one => one.Id)];
        foreach (Order one in _orders.Values.Where(one => one.Rests && one.Sell == sell)) yield return one.Ticks;
        foreach ((_, OutputRecord c) in _commands)
        {
            if ((c.Flags & OutputRecord.SellFlag) != 0 != sell) continue;
            if (c.Verb == CommandVerb.Place) live.Add(c.OrderId);
            // A change of an order that is gone does nothing.
            if (c.Verb == CommandVerb.Place || (c.Verb == CommandVerb.Edit && live.Contains(c.OrderId))) yield return c.PriceTicks;
        }
    }

    private long UnderWay(long id) => _commands.Where(one => one.Command.Verb == CommandVerb.Edit && one.Command.OrderId == id)
        .Select(one => one.Command.SizeLots).DefaultIfEmpty(0).Max();

    /// <summary>Takes what the quoter said, lets the venue work, and delivers what is due.</summary>
    internal void Turn()
    {
        Take();
        while (_commands.Count > 0 && _commands[0].DueNs <= script.NowNs)
        {
            OutputRecord command = _commands[0].Command;
            _commands.RemoveAt(0);
            Work(in command);
        }
        for (int i = 0; i < _messages.Count; i++)
        {
            if (_messages[i].DueNs > script.NowNs) continue;
            Event message = _messages[i].Message;
            _messages.RemoveAt(i--);
            script.Apply(message with { ReceivedNs = script.NowNs });
            Take();
        }
    }

    internal void FillSome()
    {
        Order[] resting = [.. Resting];
        if (resting.Length == 0) return;
        Order one = resting[_random.NextIndex(resting.Length)];
        long lots = 1 + _random.NextIndex((int)one.Open);
        one.Filled += lots;
        if (one.Open == 0) one.Rests = false;
        Position += one.Sell ? -lots : lots;
        Event fill = script.Make(EventKind.Fill, 0);
        if (one.Sell) fill.Flags |= EventFlags.Ask;
        fill.Fill = new Fill { OrderId = one.Id, PriceTicks = one.Ticks, SizeLots = lots, TradeId = ++_trades };
        _fills.Add(fill);
        Send(fill, mayBeLost: false);
        Report(one, one.Rests ? OrderReport.Accepted : OrderReport.Filled);
    }

    internal void Drop()
    {
        IsUp = false;
        _commands.Clear();
        _messages.Clear();
        script.Gateway(GatewayPhase.Down);
        // Cancel-on-disconnect.
        foreach (Order one in _orders.Values) one.Rests = false;
    }

    internal void Return()
    {
        script.Gateway(GatewayPhase.Reconciling);
        for (int i = 0; i <= 2 * Core.Orders.OrderSide.Capacity; i++)
        {
            ref Core.Orders.OwnOrder own = ref script.Instrument.Taker;
            if (i < 2 * Core.Orders.OrderSide.Capacity) own = ref script.Instrument.Side(i % 2 != 0)[i / 2];
            long id = own.OrderId;
            bool sell = own.IsSell != 0;
            if (id == 0) continue;
            Event answer = script.Make(EventKind.OrderUpdate, 0);
            if (sell) answer.Flags |= EventFlags.Ask;
            if (!_orders.TryGetValue(id, out Order? one) || !one.IsThere)
                answer.Order = new OrderUpdate { OrderId = id, Report = OrderReport.NotFound, PriceTicks = Units.Missing, OpenLots = Units.Missing, FilledLots = Units.Missing };
            else
                answer = Say(one, one.Filled == one.Total ? OrderReport.Filled : OrderReport.Cancelled, OrderReason.Disconnect);
            script.Apply(answer with { ReceivedNs = script.NowNs });
        }
        foreach (Event fill in _fills) script.Apply(fill with { ReceivedNs = script.NowNs, Detail = (uint)FillDetails.Backfilled });
        script.Wait(1_000_000).Position(Position, afterNs: 1_500_000);
        IsUp = true;
        script.Gateway(GatewayPhase.Ready);
        Take();
    }

    /// <summary>The venue states the position as it is now; in a good hour only, because the statement overtakes fills.</summary>
    internal void State() => script.Position(Position, afterNs: 2_000_000);

    private void Take()
    {
        for (; _seen < script.Commands.Count; _seen++)
        {
            OutputRecord c = script.Commands[_seen];
            if (c.Verb == CommandVerb.Resync) continue;
            if (!IsUp) throw new InvalidOperationException($"{c.Verb} while the gateway is down");
            long dueNs = script.NowNs + _random.NextIndex(IsPerfect ? 1_000_000 : 60_000_000);
            if (_commands.Count > 0) dueNs = Math.Max(dueNs, _commands[^1].DueNs);
            _commands.Add((dueNs, c));
        }
    }

    private void Work(in OutputRecord c)
    {
        bool sell = (c.Flags & OutputRecord.SellFlag) != 0;
        if (c.Verb == CommandVerb.CancelAll)
        {
            foreach (Order each in Resting.ToArray()) Cancel(each, OrderReason.Requested);
            return;
        }
        if (c.Verb == CommandVerb.Place)
        {
            if (_orders.ContainsKey(c.OrderId)) throw new InvalidOperationException($"order {c.OrderId} was placed twice");
            Order made = new() { Id = c.OrderId, Sell = sell, Ticks = c.PriceTicks, Total = c.SizeLots, Rests = true, IsThere = true };
            if (Dice(30)) (made.Rests, made.IsThere) = (false, false);
            _orders[c.OrderId] = made;
            if (made.IsThere) Report(made, OrderReport.Accepted);
            else Refuse(c, OrderReport.Rejected, Dice(2) ? OrderReason.PostOnly : OrderReason.Busy);
            return;
        }
        if (!_orders.TryGetValue(c.OrderId, out Order? one) || !one.Rests)
        {
            Refuse(c, c.Verb == CommandVerb.Cancel ? OrderReport.CancelRejected : OrderReport.EditRejected, OrderReason.NotOpen);
            // The gateway asks what became of it.
            if (one is { IsThere: true }) Report(one, one.Filled == one.Total ? OrderReport.Filled : OrderReport.Cancelled, mayBeLost: false);
            return;
        }
        if (c.Verb == CommandVerb.Cancel) Cancel(one, OrderReason.Requested);
        else if (c.SizeLots <= one.Filled || Dice(30)) Refuse(c, OrderReport.EditRejected, OrderReason.Price);
        else if (Dice(30)) Cancel(one, OrderReason.PostOnly);
        else
        {
            (one.Ticks, one.Total) = (c.PriceTicks, c.SizeLots);
            Report(one, OrderReport.Accepted);
        }
    }

    private void Cancel(Order one, OrderReason reason)
    {
        one.Rests = false;
        Send(Say(one, OrderReport.Cancelled, reason), mayBeLost: true);
    }

    private void Report(Order one, OrderReport report, bool mayBeLost = true) => Send(Say(one, report, OrderReason.None), mayBeLost);

    private Event Say(Order one, OrderReport report, OrderReason reason)
    {
        Event e = script.Make(EventKind.OrderUpdate, 0);
        if (one.Sell) e.Flags |= EventFlags.Ask;
        e.ExchangeNs = one.StampNs = Math.Max(script.NowNs, one.StampNs + 1);
        e.Order = new OrderUpdate
        {
            OrderId = one.Id, PriceTicks = one.Ticks, OpenLots = one.Total - one.Filled, FilledLots = one.Filled, Report = report, Reason = reason,
        };
        return e;
    }

    private void Refuse(in OutputRecord c, OrderReport report, OrderReason reason)
    {
        Event e = script.Make(EventKind.OrderUpdate, 0);
        if ((c.Flags & OutputRecord.SellFlag) != 0) e.Flags |= EventFlags.Ask;
        e.ExchangeNs = 0;
        e.Order = new OrderUpdate
        {
            OrderId = c.OrderId, PriceTicks = Units.Missing, OpenLots = Units.Missing, FilledLots = Units.Missing, Report = report, Reason = reason,
        };
        Send(e, mayBeLost: false);
    }

    private void Send(Event message, bool mayBeLost)
    {
        if (!IsUp || (mayBeLost && Dice(20))) return;
        _messages.Add((Due(), message));
        if (Dice(5)) _messages.Add((Due(), message));
    }

    private long Due() => script.NowNs + _random.NextIndex(IsPerfect ? 1_000_000 : 400_000_000);

    private bool Dice(int sides) => !IsPerfect && _random.NextIndex(sides) == 0;
}
