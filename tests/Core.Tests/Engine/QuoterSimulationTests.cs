using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>A quoter against a small hostile venue: late, lost and repeated answers, fills at any time, gaps, crosses, pauses.</summary>
public class QuoterSimulationTests
{
    [Fact]
    public void I3_The_position_at_the_venue_never_exceeds_the_limit_whatever_the_order_of_events()
    {
        for (ulong seed = 1; seed <= 200; seed++) new Run(seed).Play(1500);
    }

    private sealed class Run(ulong seed)
    {
        private const long MaxLots = 30;

        private readonly QuoterScript _s = QuoterScript.Ready();
        private readonly Dictionary<long, (bool Sell, long Ticks, long Open)> _resting = [];
        private readonly Dictionary<long, long> _filled = [];
        private readonly Queue<(long DueNs, Event Message)> _answers = [];
        private readonly Queue<(long DueNs, Event Message)> _fills = [];
        private SplitMix64 _random = new(seed);
        private long _position;
        private long _trades = 1000;
        private int _seen;
        private long _mid = 20005;

        internal void Play(int steps)
        {
            using QuoterScript owned = _s;
            TakeCommands();
            for (int i = 0; i < steps; i++)
            {
                _s.Wait(1 + _random.NextIndex(150_000_000));
                Deliver();
                Act(_random.NextIndex(100));
                TakeCommands();
                Check(i);
            }
            Assert.True(_trades > 1000, $"seed {seed}: nothing was ever filled, so nothing was tested");
        }

        private void Act(int dice)
        {
            switch (dice)
            {
                case < 50:
                    _mid += _random.NextIndex(41) - 20;
                    _s.Book(_mid - 5, 1 + _random.NextIndex(50), _mid + 5, 1 + _random.NextIndex(50));
                    break;
                case < 55:
                    _s.Book(_mid - 5, 10, _mid + 5, 10, prev: 3);
                    break;
                case < 65:
                    _s.Book(_mid - 5, 10, _mid + 5, 10, snapshot: true);
                    break;
                case < 67:
                    _s.Book(_mid + 9, 10, _mid + 5, 10);
                    break;
                case < 69:
                    _s.Operator(dice == 67 ? OperatorVerb.Pause : OperatorVerb.Resume);
                    break;
                case < 80:
                    _s.Timer();
                    break;
                default:
                    FillSome();
                    break;
            }
        }

        private void FillSome()
        {
            if (_resting.Count == 0) return;
            (long id, (bool sell, long ticks, long open)) = _resting.ElementAt(_random.NextIndex(_resting.Count));
            long lots = 1 + _random.NextIndex((int)open);
            _position += sell ? -lots : lots;
            _filled[id] = _filled.GetValueOrDefault(id) + lots;
            if (lots == open) _resting.Remove(id);
            else _resting[id] = (sell, ticks, open - lots);
            Event fill = _s.Make(EventKind.Fill, 0);
            if (sell) fill.Flags |= EventFlags.Ask;
            fill.Fill = new Fill { OrderId = id, PriceTicks = ticks, SizeLots = lots, TradeId = ++_trades };
            // The venue tells of a fill late, and sometimes twice; it never forgets one.
            Send(_fills, fill);
            if (_random.NextIndex(5) == 0) Send(_fills, fill);
        }

        // The venue handles a message at once; its answer travels, or is lost.
        private void TakeCommands()
        {
            for (; _seen < _s.Commands.Count; _seen++)
            {
                OutputRecord c = _s.Commands[_seen];
                bool sell = (c.Flags & OutputRecord.SellFlag) != 0;
                bool known = _resting.TryGetValue(c.OrderId, out (bool Sell, long Ticks, long Open) order);
                OrderReport report = OrderReport.Accepted;
                long open = c.SizeLots - _filled.GetValueOrDefault(c.OrderId);
                if (c.Verb == CommandVerb.Place) _resting[c.OrderId] = (sell, c.PriceTicks, c.SizeLots);
                else if (!known) report = c.Verb == CommandVerb.Cancel ? OrderReport.CancelRejected : OrderReport.Rejected;
                else if (c.Verb == CommandVerb.Edit && open > 0) _resting[c.OrderId] = (sell, c.PriceTicks, open);
                else
                {
                    _resting.Remove(c.OrderId);
                    report = OrderReport.Cancelled;
                    open = order.Open;
                }
                Event answer = _s.Make(EventKind.OrderUpdate, 0);
                if (sell) answer.Flags |= EventFlags.Ask;
                answer.Order = new OrderUpdate { OrderId = c.OrderId, PriceTicks = c.PriceTicks, OpenLots = open, Report = report };
                if (_random.NextIndex(20) != 0) Send(_answers, answer);
            }
        }

        // Answers keep their order and fills keep theirs, but one may overtake the other: they come by two channels.
        private void Send(Queue<(long DueNs, Event Message)> wire, Event message)
        {
            long dueNs = _s.NowNs + _random.NextIndex(400_000_000);
            if (wire.Count > 0) dueNs = Math.Max(dueNs, wire.Last().DueNs);
            wire.Enqueue((dueNs, message));
        }

        private void Deliver()
        {
            foreach (Queue<(long DueNs, Event Message)> wire in (Queue<(long DueNs, Event Message)>[])[_answers, _fills])
                while (wire.TryPeek(out (long DueNs, Event Message) next) && next.DueNs <= _s.NowNs)
                    _s.Apply(wire.Dequeue().Message with { ReceivedNs = _s.NowNs });
        }

        private void Check(int step)
        {
            string where = $"seed {seed}, step {step}";
            long buys = _resting.Values.Where(o => !o.Sell).Sum(o => o.Open), sells = _resting.Values.Where(o => o.Sell).Sum(o => o.Open);
            Assert.True(_position + buys <= MaxLots, $"{where}: {_position} and {buys} on the bid exceed {MaxLots}");
            Assert.True(_position - sells >= -MaxLots, $"{where}: {_position} and {sells} on the ask exceed {MaxLots}");
            foreach (DecisionRecord d in _s.Decisions)
            {
                Assert.True(d.WantedBidLots == 0 || d.WantedBidTicks < d.BestAskTicks, $"{where}: bid takes");
                Assert.True(d.WantedAskLots == 0 || d.WantedAskTicks > d.BestBidTicks, $"{where}: ask takes");
            }
            _s.Decisions.Clear();
        }
    }
}
