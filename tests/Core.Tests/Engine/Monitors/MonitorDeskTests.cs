using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Risk.Monitors;
using Xunit;

namespace Minnow.Core.Tests.Engine.Monitors;

public sealed class MonitorDeskTests : IDisposable
{
    private readonly QuoterScript _s = QuoterScript.Ready();
    private readonly List<MonitorRecord> _said = [];

    public void Dispose() => _s.Dispose();

    private MonitorDeskTests Watch(MonitorParameters p)
    {
        for (int i = 0; i < MonitorParameters.Count; i++) _s.Parameter((ParameterId)(MonitorParameters.First + (uint)i), MonitorParameters.Bits(in p, i));
        return this;
    }

    private static MonitorParameters Usual => new()
    {
        TouchHalfLifeSeconds = 10, QueueHalfLifeSeconds = 10, EdgeZ = 1.64, EdgeHorizonNs = Units.NsPerSecond, WindowNs = 3600 * Units.NsPerSecond, ReleaseShare = 0.8, StepFactor = 0.5,
        MaxSteps = 2, StepNs = 600 * Units.NsPerSecond,
    };

    // Time passes; what the monitors say is kept.
    private MonitorDeskTests Pass(int steps, long ms = 100)
    {
        for (int i = 0; i < steps; i++)
        {
            _s.Wait(ms * Units.NsPerMs).Timer();
            Keep();
            _s.AckAll();
        }
        return this;
    }

    private void Keep()
    {
        ReadOnlySpan<OutputRecord> said = _s.Output.Records;
        for (int i = 0; i < said.Length; i++)
            if (said[i].Kind == OutputKind.Monitor) _said.Add(MemoryMarshal.Read<MonitorRecord>(MemoryMarshal.AsBytes(said[i..])));
    }

    [Fact]
    public void An_order_that_is_most_of_the_touch_raises_an_alert_and_halves_the_sizes_until_a_person_resumes()
    {
        Watch(Usual with { TouchShare = 0.2 });
        // Our bid of 10 lots at the best price, which shows 12.
        long bid = _s.Instrument.Bids[0].PriceTicks;
        _s.Parameter(ParameterId.MaxFeedAgeNs, long.MaxValue / 4, 0).Parameter(ParameterId.RequoteTicks, 1000, 0).Book(bid, 12, bid + 30, 12);
        Pass(150);
        MonitorRecord raised = Assert.Single(_said, one => one.Monitor == MonitorKind.TouchShare);
        Assert.Equal((1, (ushort)0, 0.2), (raised.IsRaised, raised.InstrumentIndex, raised.Limit));
        Assert.True(raised.Value > 0.2);
        Assert.Equal(1, _s.Instrument.Monitors.Steps.Steps);
        MonitorRecord step = Assert.Single(_said, one => one.Monitor == MonitorKind.None);
        Assert.Equal((0.5, (byte)1), (step.SizeFactor, step.Steps));
        _s.Book(bid - 1, 12, bid + 29, 12);
        Assert.True(_s.Decisions[^1].Clamps.HasFlag(Clamps.SizeStepped));
        Assert.Equal(5, _s.Instrument.Bids[0].SentLots - _s.Instrument.Bids[0].KnownLots);
        _s.Operator(OperatorVerb.Resume);
        Assert.Equal(0, _s.Instrument.Monitors.Steps.Steps);
    }

    [Fact]
    public void D8_Near_the_order_to_volume_limit_quotes_move_less_and_at_last_only_go()
    {
        Watch(Usual with { MessagesPerCoin = 100, StepFactor = 1 });
        bool isSlow = false;
        for (int i = 0; i < 400; i++)
        {
            _s.Shift(i % 2 == 0 ? 20 : -20).AckAll();
            Pass(2);
            if (!isSlow && _said.Any(one => one.Monitor == MonitorKind.OrderToVolume))
            {
                isSlow = true;
                Assert.InRange(_s.Block.Head.Monitors.Churn.PerCoin, 80, 90);
                Assert.Equal(Units.NoInstrument, _said[^1].InstrumentIndex);
            }
        }
        Assert.True(isSlow);
        Assert.True(((Suppressions)_s.Instrument.LastSuppressions).HasFlag(Suppressions.OrderToVolume));
        Assert.True(_s.Instrument.HasNoOrders);
        Assert.InRange(_s.Block.Head.Monitors.Churn.PerCoin, 95, 100);
    }

    [Fact]
    public void Fills_that_lose_flip_the_edge()
    {
        Watch(Usual with { EdgeFills = 50 });
        for (int i = 0; i < 40; i++)
        {
            _s.Fill(0, sell: i % 2 == 0, 20_005, 1, 900 + i, FillDetails.External);
            // After each fill the price goes on where it came from.
            int away = i % 2 == 0 ? 40 : -40;
            _s.Shift(away + i % 3).AckAll();
            Pass(12);
            _s.Shift(-away - i % 3).AckAll();
        }
        MonitorRecord raised = Assert.Single(_said, one => one is { Monitor: MonitorKind.EdgeFlip, IsRaised: 1 });
        Assert.True(raised.Value > 1.64);
        Assert.True(_s.Instrument.Monitors.Edge.MeanBps < -10);
    }

    [Fact]
    public void An_order_that_stands_last_decays_and_a_venue_that_is_away_or_slow_is_noticed()
    {
        Watch(Usual with { QueueShare = 0.5, Outages = 1, RoundTripNs = 50 * Units.NsPerMs });
        long bid = _s.Instrument.Bids[0].PriceTicks;
        _s.Parameter(ParameterId.RequoteTicks, 1000, 0);
        // It came behind 100 lots, of which none were traded.
        ref Core.Orders.OwnOrder order = ref _s.Instrument.Bids[0];
        Core.Orders.QueueWatch.Joined(ref order, 100, _s.NowNs);
        _s.Book(bid, 110, bid + 30, 12);
        Pass(120);
        Assert.Contains(_said, one => one is { Monitor: MonitorKind.QueueDecay, IsRaised: 1 });
        Event slow = _s.Make(EventKind.Gateway, -1);
        slow.Detail = (uint)GatewayPhase.Ready;
        slow.Gateway = new GatewayState { ClockOffsetNs = Units.Missing, RoundTripNs = 60 * Units.NsPerMs, RestingOrders = Units.Missing };
        _s.Apply(slow);
        Pass(1);
        Assert.Contains(_said, one => one is { Monitor: MonitorKind.Latency, IsRaised: 1 });
        for (int i = 0; i < 2; i++)
        {
            _s.Gateway(GatewayPhase.Down);
            Pass(2);
            _s.Gateway(GatewayPhase.Ready);
            Pass(2);
        }
        MonitorRecord away = Assert.Single(_said, one => one is { Monitor: MonitorKind.Outages, IsRaised: 1 });
        Assert.Equal((2.0, 1.0), (away.Value, away.Limit));
    }

    [Fact]
    public void Without_limits_nothing_is_watched_and_nothing_said()
    {
        for (int i = 0; i < 50; i++) _s.Shift(i % 2 == 0 ? 5 : -5).AckAll();
        Pass(50);
        Assert.Empty(_said);
        Assert.Equal(0, _s.Block.Head.Monitors.Churn.Messages);
    }
}
