using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Hedging;
using Xunit;
using static Minnow.Core.Tests.Engine.Hedging.HedgeScript;

namespace Minnow.Core.Tests.Engine.Hedging;

/// <summary>Both instruments quoted, hedges on one, a venue that answers late, never or unclearly, fills at any time, in parts and after the end.</summary>
public sealed class HedgePropertyTests
{
    private const long NetLimitE8 = 50_000_000;
    private const long MaxLots = 6000;

    private sealed class Venue(HedgeScript script, Random random)
    {
        private sealed class Order
        {
            internal long Id, Ticks, Total, Filled;
            internal int Instrument;
            internal bool Sell, Rests = true;

            internal long Open => Rests ? Total - Filled : 0;
        }

        private readonly Dictionary<long, Order> _orders = [];
        private readonly List<Event> _late = [];
        private long _trades = 10_000;
        private int _seen;

        internal long[] Position { get; } = new long[2];

        // What may still come at the venue, commands under way taken as done.
        internal long Worst(int instrument, bool sell) => _orders.Values.Where(one => one.Instrument == instrument && one.Sell == sell).Sum(one => one.Open);

        internal void Step()
        {
            Take();
            foreach (Order order in _orders.Values.Where(one => one.Open > 0).ToArray())
            {
                if (random.Next(12) != 0) continue;
                long lots = random.Next(3) == 0 ? order.Open : random.NextInt64(1, order.Open + 1);
                order.Filled += lots;
                Position[order.Instrument] += order.Sell ? -lots : lots;
                Event fill = script.Quoter.Make(EventKind.Fill, order.Instrument);
                if (order.Sell) fill.Flags |= EventFlags.Ask;
                fill.Fill = new Fill { OrderId = order.Id, PriceTicks = order.Ticks, SizeLots = lots, TradeId = ++_trades };
                Tell(fill);
                if (order.Open == 0) End(order, OrderReport.Filled);
            }
            // Late messages come in the end, in any order.
            for (int i = _late.Count - 1; i >= 0; i--)
            {
                if (random.Next(3) != 0) continue;
                Event e = _late[i];
                _late.RemoveAt(i);
                script.Apply(e with { ReceivedNs = script.Quoter.NowNs });
                if (random.Next(8) == 0) script.Apply(e with { ReceivedNs = script.Quoter.NowNs });
                Take();
            }
        }

        private void Take()
        {
            for (; _seen < script.Quoter.Commands.Count; _seen++)
            {
                OutputRecord c = script.Quoter.Commands[_seen];
                if (c.Verb == CommandVerb.Place) Place(c);
                else if (c.Verb == CommandVerb.Edit && _orders.TryGetValue(c.OrderId, out Order? edited)) Edit(edited, c);
                else if (c.Verb == CommandVerb.Cancel && _orders.TryGetValue(c.OrderId, out Order? gone) && gone.Rests && random.Next(4) != 0) End(gone, OrderReport.Cancelled);
            }
        }

        private void Place(OutputRecord c)
        {
            var order = new Order { Id = c.OrderId, Ticks = c.PriceTicks, Total = c.SizeLots, Instrument = c.InstrumentIndex, Sell = (c.Flags & OutputRecord.SellFlag) != 0 };
            if (random.Next(10) == 0)
            {
                Report(order, OrderReport.Rejected, 0, OrderReason.Funds);
                return;
            }
            _orders.Add(order.Id, order);
            if ((c.Flags & OutputRecord.ImmediateFlag) != 0)
            {
                long lots = random.NextInt64(0, order.Total + 1);
                if (lots > 0)
                {
                    order.Filled = lots;
                    Position[order.Instrument] += order.Sell ? -lots : lots;
                    Event fill = script.Quoter.Make(EventKind.Fill, order.Instrument);
                    if (order.Sell) fill.Flags |= EventFlags.Ask;
                    fill.Fill = new Fill { OrderId = order.Id, PriceTicks = order.Ticks, SizeLots = lots, TradeId = ++_trades };
                    Tell(fill);
                }
                End(order, lots == order.Total ? OrderReport.Filled : OrderReport.Cancelled);
                return;
            }
            if (random.Next(10) == 0) Report(order, OrderReport.Unclear, 0);
            if (random.Next(20) != 0) Report(order, OrderReport.Accepted, order.Open);
        }

        private void Edit(Order order, OutputRecord c)
        {
            if (!order.Rests) return;
            order.Ticks = c.PriceTicks;
            order.Total = Math.Max(c.SizeLots, order.Filled);
            Report(order, OrderReport.Accepted, order.Open);
            if (order.Open == 0) End(order, OrderReport.Filled);
        }

        private void End(Order order, OrderReport report)
        {
            order.Rests = false;
            Report(order, report, 0);
        }

        private void Report(Order order, OrderReport report, long open, OrderReason reason = OrderReason.None)
        {
            Event e = script.Quoter.Make(EventKind.OrderUpdate, order.Instrument);
            if (order.Sell) e.Flags |= EventFlags.Ask;
            e.ExchangeNs = script.Quoter.NowNs + ++_trades;
            e.Order = new OrderUpdate
            {
                OrderId = order.Id, Report = report, Reason = reason, FilledLots = order.Filled, OpenLots = report == OrderReport.Accepted ? open : Units.Missing, PriceTicks = order.Ticks,
            };
            Tell(e);
        }

        private void Tell(Event e)
        {
            if (random.Next(3) == 0) _late.Add(e);
            else script.Apply(e);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void D5_Whatever_the_venue_does_no_limit_breaks_and_no_hedge_is_sent_through_zero(int seed)
    {
        var random = new Random(seed);
        HedgeParameters p = Usual;
        p.TriggerE8 = 15_000_000;
        p.IntervalNs = 100_000_000;
        p.PassiveWaitNs = 2 * Units.NsPerSecond;
        p.UnwindSeconds = seed % 2 == 0 ? 86_400 : 0;
        using HedgeScript s = new(p, quotes: true, sigma: seed % 3 == 0 ? 3 : 0.9);
        s.Set(ParameterId.MaxNetExposureE8, NetLimitE8).Set(ParameterId.QuoteEnabled, 1, Future).Set(ParameterId.MinRequoteIntervalNs, 0, Perpetual);
        s.Index(Perpetual, 60_000, seed % 2 == 0 ? 5e-4 : 0).Index(Future, 60_000);
        Venue venue = new(s, random);
        long bid = 120_000;
        long hedges = 0;
        for (int step = 0; step < 1500; step++)
        {
            s.Quoter.Wait(random.NextInt64(1, 200) * Units.NsPerMs);
            bid += random.Next(-6, 7);
            int before = s.Quoter.Commands.Count;
            s.Book(Perpetual, bid).Book(Future, bid + random.Next(0, 3));
            NeverThroughZero(s, before, $"seed {seed}, step {step}");
            before = s.Quoter.Commands.Count;
            s.Timer(1);
            NeverThroughZero(s, before, $"seed {seed}, step {step}");
            venue.Step();
            for (int i = 0; i < 2; i++)
            {
                Assert.True(venue.Position[i] + venue.Worst(i, sell: false) <= MaxLots, $"seed {seed}, step {step}: long {venue.Position[i]}");
                Assert.True(venue.Position[i] - venue.Worst(i, sell: true) >= -MaxLots, $"seed {seed}, step {step}: short {venue.Position[i]}");
                // Marks belong to both legs, and none is larger than what the limits allow.
                Assert.InRange(Math.Abs(s[i].Hedge.Lots), 0, 2 * MaxLots);
            }
            double price = bid * 0.5, coin = 10 / price;
            double most = (venue.Position[0] + venue.Position[1] + venue.Worst(0, false) + venue.Worst(1, false)) * coin;
            double least = (venue.Position[0] + venue.Position[1] - venue.Worst(0, true) - venue.Worst(1, true)) * coin;
            // The price has moved since the orders were counted: a part in a thousand.
            Assert.True(most <= 0.5 * 1.001 && least >= -0.5 * 1.001, $"seed {seed}, step {step}: net {least} to {most}");
            hedges = s.Hedges.Count;
        }
        Assert.True(hedges >= 2, $"seed {seed}: {hedges} hedges, halted {s.Quoter.Block.Head.Halted}");
        Assert.Equal(0, s.Quoter.Block.Head.Overfills);
    }

    // With what was under way before it, of unknown fate or untold, all filled, a new hedge brings the position to nothing at most.
    private static void NeverThroughZero(HedgeScript s, int before, string where)
    {
        foreach (OutputRecord c in s.Quoter.Commands.Skip(before))
        {
            if (c.Verb != CommandVerb.Place || (c.Flags & OutputRecord.HedgeFlag) == 0) continue;
            if (s.Told.Count > 0 && s.Told[^1].What.Aim != HedgeAim.Net) continue;
            bool sell = (c.Flags & OutputRecord.SellFlag) != 0;
            Int128 net = 0, pending = 0;
            for (int i = 0; i < s.Count; i++)
            {
                ref InstrumentState leg = ref s[i];
                long perLot = ExposureDesk.PerLotE8(in leg);
                net += (Int128)leg.PositionLots * perLot;
                long lots = leg.UntoldLots(sell) + leg.TakingLots(sell);
                foreach (ref readonly OwnOrder order in (sell ? leg.Asks : leg.Bids).Used)
                    if (order.State == OwnOrderState.Unknown) lots += order.OpenLots;
                pending += (Int128)lots * perLot;
            }
            Assert.True(sell ? net - pending >= 0 : net + pending <= 0, $"{where}: {net} with {pending} under way");
        }
    }
}
