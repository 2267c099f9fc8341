using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;

namespace Minnow.Core.Tests.Risk.Gate;

/// <summary>The gate once more, as plainly as it can be said: lists, dictionaries and numbers without end. Of one inverse and one linear instrument.</summary>
internal sealed class GateTwin(GateLimits account, GateLimits[] own, long[] lotE8)
{
    private readonly List<Order>[] _orders = [[], []];
    private readonly BigInteger[] _position = new BigInteger[2];
    private readonly List<(long AtNs, int Instrument, bool Sell)> _filled = [];
    private long _lastId;
    private bool _latched;

    internal sealed class Order
    {
        internal long Id, PlacedNs, ChangedNs;
        internal bool Sell, Changing, Going;
        internal (long Ticks, long Lots) Rests, Asked;
        internal BigInteger Filled;

        /// <summary>Everything that may be in force.</summary>
        internal IEnumerable<(long Ticks, long Lots)> Possible => [Rests, .. Changes];

        /// <summary>Changes since the last one that the venue took.</summary>
        internal List<(long Ticks, long Lots)> Changes { get; } = [];

        internal BigInteger Worst => BigInteger.Max(0, Possible.Max(static p => p.Lots) - Filled);
    }

    internal BigInteger Worst(int i, bool sell) => (sell ? -_position[i] : _position[i]) + _orders[i].Where(o => o.Sell == sell).Aggregate(BigInteger.Zero, static (sum, o) => sum + o.Worst);

    internal bool IsLatched => _latched;

    internal void Arm()
    {
        _latched = false;
        _filled.Clear();
    }

    internal List<Order> Live(int i) => _orders[i];

    internal void Filled(int i, Order order, long lots, long nowNs)
    {
        _position[i] += order.Sell ? -lots : lots;
        if (order.Filled == 0)
        {
            _filled.Add((nowNs, i, order.Sell));
            if (_filled.Count(f => f.Instrument == i && f.Sell == order.Sell && nowNs - f.AtNs <= 10 * Units.NsPerSecond) >= account[GateLimit.RepeatedFills]) _latched = true;
        }
        order.Filled += lots;
        if (order.Worst == 0) _orders[i].Remove(order);
    }

    internal void Gone(int i, Order order) => _orders[i].Remove(order);

    /// <summary>The names of all controls that would deny; none lets it pass.</summary>
    internal HashSet<GateControl> Judge(in OutputRecord c, long nowNs, long refTicks)
    {
        HashSet<GateControl> no = [];
        int i = c.InstrumentIndex;
        bool sell = (c.Flags & OutputRecord.SellFlag) != 0, isPlace = c.Verb == CommandVerb.Place;
        long id = c.OrderId, lots = c.SizeLots, ticks = c.PriceTicks;
        if (lots <= 0 || ticks <= 0) return [GateControl.Malformed];
        Order? old = isPlace ? null : _orders[i].Find(o => o.Id == id);
        if (!isPlace && old == null) return no;
        if (isPlace && id <= _lastId) no.Add(GateControl.OrderId);
        if (_latched) no.Add(GateControl.RepeatedFills);
        if (BigInteger.Abs(ticks - refTicks) * 1_000_000 > (BigInteger)refTicks * account[GateLimit.CollarPpm]) no.Add(GateControl.Collar);
        BigInteger open = lots - (old?.Filled ?? 0);
        if (open * lotE8[i] > own[i][GateLimit.OrderAmountE8]) no.Add(GateControl.OrderAmount);
        BigInteger worth = i == 0 ? open * lotE8[i] : open * lotE8[i] * ticks / 2;
        if (worth > own[i][GateLimit.OrderNotionalE8]) no.Add(GateControl.OrderNotional);
        bool again = old == null
            ? _orders[i].Exists(o => o.Sell == sell && !o.Going && o.Asked == (ticks, lots) && nowNs - o.PlacedNs < 100 * Units.NsPerMs)
            : old.Changing && old.Asked == (ticks, lots) && nowNs - old.ChangedNs < 100 * Units.NsPerMs;
        if (again) no.Add(GateControl.Duplicate);
        if (_orders[i].Exists(o => o.Sell != sell && o.Possible.Any(p => sell ? p.Ticks >= ticks : p.Ticks <= ticks))) no.Add(GateControl.SelfCross);
        if (old == null && _orders[i].Count >= own[i][GateLimit.OpenOrders]) no.Add(GateControl.OpenOrders);
        BigInteger more = old == null ? lots : BigInteger.Max(0, Math.Max(lots, old.Possible.Max(static p => p.Lots)) - old.Filled) - old.Worst;
        if (more > 0 && (Worst(i, sell) + more) * lotE8[i] > own[i][GateLimit.PositionAmountE8]) no.Add(GateControl.Position);
        return no;
    }

    internal void LetOut(in OutputRecord c, long nowNs)
    {
        int i = c.InstrumentIndex;
        long id = c.OrderId;
        Order? order = _orders[i].Find(o => o.Id == id);
        if (c.Verb == CommandVerb.Cancel) _ = order == null || (order.Going = true);
        else if (c.Verb == CommandVerb.Edit && order != null)
        {
            (order.Changing, order.Asked, order.ChangedNs) = (true, (c.PriceTicks, c.SizeLots), nowNs);
            order.Changes.Add(order.Asked);
        }
        else if (c.Verb == CommandVerb.Place)
        {
            _lastId = id;
            _orders[i].Add(new Order { Id = id, PlacedNs = nowNs, ChangedNs = nowNs, Sell = (c.Flags & OutputRecord.SellFlag) != 0, Rests = (c.PriceTicks, c.SizeLots), Asked = (c.PriceTicks, c.SizeLots) });
        }
    }

    internal static void Accepted(Order order)
    {
        (order.Rests, order.Changing) = (order.Asked, false);
        order.Changes.Clear();
    }
}
