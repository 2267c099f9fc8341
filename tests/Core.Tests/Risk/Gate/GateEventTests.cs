using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;
using Xunit;

namespace Minnow.Core.Tests.Risk.Gate;

/// <summary>What the gate believes of the events that it is shown, and what it does not.</summary>
public sealed class GateEventTests
{
    private readonly GateScript _s = new();

    /// <summary>The larger of both sides at worst, lots of 10 USD.</summary>
    private long Worst => _s.Gate.Used(GateLimit.PositionAmountE8, 0, _s.NowNs) / (10 * Units.E8);

    [Fact]
    public void A_size_that_is_none_moves_no_position()
    {
        _s.Position(5);
        foreach (long lots in (long[])[0, -3, PreTradeGate.MaxLots + 1, long.MinValue]) _s.Fill(0, lots);
        Assert.Equal(5, Worst);
        _s.Fill(0, 2, details: FillDetails.BeforeOpening);
        Assert.Equal(5, Worst);
        _s.Fill(0, 2, trade: 7).Fill(0, 2, trade: 7);
        Assert.Equal(7, Worst);
        foreach (long stated in (long[])[PreTradeGate.MaxLots + 1, -PreTradeGate.MaxLots - 1, Units.Missing]) _s.Position(stated);
        Assert.Equal(7, Worst);
        _s.Position(-9);
        Assert.Equal(9, Worst);
    }

    [Theory]
    [InlineData(false, FillDetails.None, 10)] // four of ten filled: what is open and what is held are the same ten
    [InlineData(true, FillDetails.None, 6)] // the other side: no fill of this order
    [InlineData(false, FillDetails.External, 14)]
    [InlineData(false, FillDetails.FormerRun, 14)]
    public void Only_a_fill_of_its_own_side_and_run_is_the_orders(bool sell, FillDetails details, long worst)
    {
        _s.Place(10);
        _s.Told(1, OrderReport.Accepted, 10, 0, GateScript.MidTicks - 10).Fill(1, 4, sell, details: details);
        Assert.Equal(worst, Worst);
        // Of an order that nobody knows it moves the position alone.
        _s.Fill(77, 3, sell);
        Assert.Equal(sell ? 7 : worst + 3, Worst);
    }

    [Fact]
    public void A_report_that_can_not_be_or_of_what_never_left_says_nothing()
    {
        _s.Place(10);
        _s.Told(1, OrderReport.Rejected, reason: OrderReason.Denied);
        Assert.Equal(10, Worst);
        _s.Told(1, OrderReport.Cancelled, -1, 0).Told(1, OrderReport.Cancelled, 0, -1).Told(1, OrderReport.Cancelled, PreTradeGate.MaxLots + 1, 0);
        Assert.Equal(10, Worst);
        _s.Told(-1, OrderReport.Cancelled, 10, 0).Told(0, OrderReport.Cancelled, 10, 0).Told(44, OrderReport.Cancelled, 10, 0);
        Assert.Equal((10L, false), (Worst, _s.Gate.IsShut(0)));
        _s.Told(1, OrderReport.Cancelled, 10, 0);
        Assert.Equal(0, Worst);
    }

    [Theory]
    [InlineData(false, 6, false)] // not long enough after
    [InlineData(true, 6, true)]
    [InlineData(true, 5, false)] // another position than ours
    public void Fills_that_never_came_are_refuted_by_a_position_of_well_after(bool late, long stated, bool refuted)
    {
        _s.Position(6).Place(4, sell: true, ticks: GateScript.MidTicks + 10);
        _s.Told(1, OrderReport.Filled, 0, 4);
        long atNs = _s.NowNs + (5 * Units.NsPerSecond) + (late ? 1 : 0);
        _s.Position(stated, opening: false, exchangeNs: atNs);
        // Six held and 300 the other way: 306 may be sold, less the four that nobody told of.
        Assert.Equal(refuted ? GateControl.None : GateControl.Position, Sell(306));

        GateControl Sell(long lots)
        {
            GateControl last = GateControl.None;
            for (long left = lots; left > 0 && last == GateControl.None; left -= 100) last = _s.Place(System.Math.Min(100, left), GateScript.MidTicks + 20 + left, sell: true);
            return last;
        }
    }

    [Fact]
    public void Where_both_sides_lack_fills_a_position_refutes_neither()
    {
        _s.Place(4);
        _s.Place(4, GateScript.MidTicks + 10, sell: true);
        _s.Told(1, OrderReport.Filled, 0, 4).Told(2, OrderReport.Filled, 0, 4);
        _s.Position(0, opening: false, exchangeNs: _s.NowNs + (10 * Units.NsPerSecond));
        Assert.Equal(4, Worst);
        _s.Fill(2, 4, sell: true).Position(-4, opening: false, exchangeNs: _s.NowNs + (10 * Units.NsPerSecond));
        Assert.Equal(4, Worst);
    }

    [Fact]
    public void An_index_of_another_name_is_not_ours_and_an_event_of_no_instrument_names_none()
    {
        Event other = _s.Make(EventKind.IndexPrice);
        other.Index = new IndexValue { ValueE8 = 1, NameHash = GateScript.IndexHash + 1 };
        _s.See(other);
        Assert.Equal(GateControl.None, _s.Place(1));
        _s.See(_s.Make(EventKind.TickerMarks, 2)).See(_s.Make(EventKind.InstrumentNamed, 3));
        Assert.Equal(2, _s.Gate.InstrumentCount);
        _s.Name("BTC-PERPETUAL", 2).Define(2);
        Assert.Equal((3, GateControl.Instrument), (_s.Gate.InstrumentCount, _s.Place(1, instrument: 2)));
        _s.Name("ETH-PERPETUAL", 3);
        Assert.Equal(3, _s.Gate.InstrumentCount);
    }

    [Fact]
    public void What_shuts_the_gate_is_told_once_as_an_event_and_so_is_what_opens_it()
    {
        _s.Gate.Advance(_s.NowNs);
        Assert.False(_s.Gate.TryTakeNews(_s.NowNs, out _));
        Assert.Equal(GateControl.None, _s.Place(1));
        _s.Wait(2001).Gate.Advance(_s.NowNs);
        long bit = 1L << (int)GateControl.Reference, shutNs = _s.NowNs;
        for (ushort i = 0; i < 2; i++)
        {
            Assert.True(_s.Gate.TryTakeNews(_s.NowNs, out Event e));
            Assert.Equal((EventKind.Gate, i, (uint)GateControl.Reference, shutNs), (e.Kind, e.InstrumentIndex, e.Detail, e.ReceivedNs));
            Assert.Equal((EventFlags.First | EventFlags.Last | EventFlags.Lost, bit, 0L), (e.Flags, e.Gate.Closed, e.Gate.Before));
        }
        Assert.False(_s.Gate.TryTakeNews(_s.NowNs, out _));
        _s.Wait(249).Gate.Advance(_s.NowNs);
        Assert.False(_s.Gate.TryTakePull(_s.NowNs, out _));
        _s.Wait(1).Gate.Advance(_s.NowNs);
        Assert.True(_s.Gate.TryTakePull(_s.NowNs, out OutputRecord pull));
        Assert.Equal((OutputKind.Command, CommandVerb.CancelAll, (ushort)0, _s.NowNs), (pull.Kind, pull.Verb, pull.InstrumentIndex, pull.TimeNs));
        Assert.False(_s.Gate.TryTakePull(_s.NowNs, out _));
        _s.Prices(0).Prices(1).Gate.Advance(_s.NowNs);
        Assert.True(_s.Gate.TryTakeNews(_s.NowNs, out Event open));
        Assert.Equal((EventFlags.First | EventFlags.Last, 0L, bit), (open.Flags, open.Gate.Closed, open.Gate.Before));
    }
}
