using System.Collections.Generic;
using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;
using Xunit;

namespace Minnow.Core.Tests.Risk.Gate;

/// <summary>What the gate says of itself, what it pulls, and limits that change while it runs.</summary>
public sealed class GateShutTests
{
    private const long Mid = GateScript.MidTicks;

    [Fact]
    public void A24_A_reference_that_grows_old_shuts_the_instrument_and_a_fresh_one_opens_it_and_both_are_told_once()
    {
        GateScript s = new();
        Assert.Empty(News(s));
        s.Wait(2001);
        List<Event> told = News(s);
        Assert.Equal([(0, 1L << (int)GateControl.Reference, true), (1, 1L << (int)GateControl.Reference, true)], told.ConvertAll(static e => ((int)e.InstrumentIndex, e.Gate.Closed, e.Has(EventFlags.Lost))));
        Assert.All(told, static e => Assert.Equal((EventKind.Gate, (uint)GateControl.Reference, 0L), (e.Kind, e.Detail, e.Gate.Before)));
        Assert.Empty(News(s));
        s.Prices(0);
        told = News(s);
        // The index is both instruments', the mark is not.
        Assert.Equal((0, 0L, false), ((int)Assert.Single(told).InstrumentIndex, told[0].Gate.Closed, told[0].Has(EventFlags.Lost)));
        Assert.True(s.Gate.IsShut(1) && !s.Gate.IsShut(0));
    }

    [Fact]
    public void D3_What_still_rests_a_while_after_the_gate_was_shut_is_pulled_by_the_gate()
    {
        GateScript s = new();
        s.Place(1);
        s.Wait(2001).Gate.Advance(s.NowNs);
        Assert.False(s.Gate.TryTakePull(s.NowNs, out _));
        s.Wait(250).Gate.Advance(s.NowNs);
        Assert.True(s.Gate.TryTakePull(s.NowNs, out OutputRecord pull));
        Assert.Equal((CommandVerb.CancelAll, (ushort)0), (pull.Verb, pull.InstrumentIndex));
        Assert.False(s.Gate.TryTakePull(s.NowNs, out _));
        s.Gate.Check(in pull, s.NowNs);
        s.Wait(1000).Gate.Advance(s.NowNs);
        Assert.False(s.Gate.TryTakePull(s.NowNs, out _)); // asked for, and the session sees to it
        // One that pulls by itself is left alone.
        s = new GateScript();
        s.Place(1);
        s.Wait(2001).Gate.Advance(s.NowNs);
        s.Cancel(1);
        s.Wait(1000).Gate.Advance(s.NowNs);
        Assert.False(s.Gate.TryTakePull(s.NowNs, out _));
    }

    [Theory]
    [InlineData(GateLimit.PositionAmountE8, 0, 100 * Units.E8)]
    [InlineData(GateLimit.OrderAmountE8, 0, 40 * Units.E8)]
    [InlineData(GateLimit.OrderNotionalE8, 0, 40 * Units.E8)]
    [InlineData(GateLimit.OpenOrders, 0, 1)]
    [InlineData(GateLimit.CollarPpm, Units.NoInstrument, 10)]
    [InlineData(GateLimit.NetExposureE8, Units.NoInstrument, Units.E8 / 1000)]
    public void D10_P8_A_limit_made_tighter_while_it_runs_cancels_what_exceeds_it_and_nothing_else(GateLimit limit, ushort instrument, long value)
    {
        GateScript s = new();
        Assert.Equal((GateControl.None, GateControl.None), (s.Place(10), s.Place(5, Mid + 10, sell: true)));
        Assert.Equal(GateControl.None, s.Place(2, Mid - 11));
        Assert.Equal(GateChange.Done, s.Gate.Change(limit, instrument, value, isConfirmed: false, s.NowNs, out Event told));
        Assert.Equal((EventKind.GateLimit, (uint)limit, instrument, value), (told.Kind, told.Detail, told.InstrumentIndex, told.GateLimit.Value));
        Assert.True(told.GateLimit.Before > value);
        List<long> gone = [];
        while (s.Gate.TryTakeExcess(s.NowNs, out OutputRecord cancel))
        {
            Assert.Equal(CommandVerb.Cancel, cancel.Verb);
            gone.Add(cancel.OrderId);
            Assert.Equal(GateControl.None, s.Gate.Check(in cancel, s.NowNs));
            Assert.True(gone.Count < 10, "it cancels for ever");
        }
        Assert.Equal(limit switch
        {
            GateLimit.PositionAmountE8 => [3], // 12 lots to buy, 10 are allowed: the newest goes
            GateLimit.OrderAmountE8 or GateLimit.OrderNotionalE8 => [1, 2],
            GateLimit.OpenOrders => [3, 2],
            GateLimit.NetExposureE8 => [3, 1],
            _ => new long[] { 1, 2, 3 },
        }, gone.ToArray());
        Assert.False(s.Gate.TryTakeExcess(s.NowNs, out _));
    }

    [Fact]
    public void P9_P18_A_limit_is_made_looser_only_with_a_confirmation()
    {
        GateScript s = new();
        Assert.Equal(GateChange.Looser, s.Gate.Change(GateLimit.PositionAmountE8, 0, 3_001 * Units.E8, false, s.NowNs, out _));
        Assert.Equal(GateChange.Done, s.Gate.Change(GateLimit.PositionAmountE8, 0, 3_000 * Units.E8, false, s.NowNs, out _));
        Assert.Equal(GateChange.Done, s.Gate.Change(GateLimit.PositionAmountE8, 0, 10 * Units.E8, false, s.NowNs, out _));
        Assert.Equal(GateControl.Position, s.Place(2));
        Assert.Equal(GateChange.Done, s.Gate.Change(GateLimit.PositionAmountE8, 0, 20 * Units.E8, true, s.NowNs, out Event told));
        Assert.Equal((20 * Units.E8, 10 * Units.E8), (told.GateLimit.Value, told.GateLimit.Before));
        Assert.Equal(GateControl.None, s.Place(2));
        Assert.Equal(20 * Units.E8, s.Gate.Limit(GateLimit.PositionAmountE8));
    }

    [Theory]
    [InlineData(GateLimit.None, Units.NoInstrument, 5, GateChange.Unknown)]
    [InlineData((GateLimit)99, Units.NoInstrument, 5, GateChange.Unknown)]
    [InlineData(GateLimit.PositionAmountE8, Units.NoInstrument, 5, GateChange.Unknown)]
    [InlineData(GateLimit.PositionAmountE8, 2, 5, GateChange.Unknown)]
    [InlineData(GateLimit.CollarPpm, 0, 5, GateChange.Unknown)]
    [InlineData(GateLimit.CollarPpm, Units.NoInstrument, 0, GateChange.Impossible)]
    [InlineData(GateLimit.OpenOrders, 0, -1, GateChange.Impossible)]
    [InlineData(GateLimit.OpenOrders, 0, 61, GateChange.Impossible)]
    public void H9_A_limit_that_is_none_or_can_not_be_is_not_set(GateLimit limit, ushort instrument, long value, GateChange outcome) =>
        Assert.Equal(outcome, new GateScript().Gate.Change(limit, instrument, value, true, GateScript.StartNs, out _));

    [Fact]
    public void P14_What_each_limit_has_used_up_can_be_read()
    {
        GateScript s = new GateScript().Position(-7);
        s.Place(10);
        s.Place(20, Mid + 10, sell: true);
        Assert.Equal((2, 200 * Units.E8, 270 * Units.E8), (s.Gate.Used(GateLimit.OpenOrders, 0, s.NowNs), s.Gate.Used(GateLimit.OrderAmountE8, 0, s.NowNs), s.Gate.Used(GateLimit.PositionAmountE8, 0, s.NowNs)));
        Assert.Equal((2, 2), (s.Gate.Used(GateLimit.MessagesPerDay, 0, s.NowNs), s.Gate.Used(GateLimit.MessageBurst, 0, s.NowNs)));
        s.Wait(700);
        Assert.Equal(700 * Units.NsPerMs, s.Gate.Used(GateLimit.ReferenceAgeNs, 0, s.NowNs));
        Assert.Equal(27 * 16_667, s.Gate.Used(GateLimit.NetExposureE8, 0, s.NowNs)); // 10 USD at 60,000, rounded up
        s.Fill(1, 1);
        Assert.Equal(1, s.Gate.Used(GateLimit.RepeatedFills, 0, s.NowNs));
        Assert.Equal(-1, s.Gate.Used(GateLimit.CollarPpm, 0, s.NowNs));
    }

    private static List<Event> News(GateScript s)
    {
        List<Event> all = [];
        s.Gate.Advance(s.NowNs);
        while (s.Gate.TryTakeNews(s.NowNs, out Event e)) all.Add(e);
        return all;
    }
}
