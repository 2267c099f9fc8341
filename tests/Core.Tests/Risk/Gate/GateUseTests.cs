using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Risk.Gate;
using Xunit;

namespace Minnow.Core.Tests.Risk.Gate;

/// <summary>What each limit of the gate has used up, what goes when it is made tighter, and the net exposure beside a sum over every order.</summary>
public sealed class GateUseTests
{
    private const long Mid = GateScript.MidTicks;
    private readonly GateScript _s = new();

    private long Used(GateLimit limit, int instrument = 0) => _s.Gate.Used(limit, instrument, _s.NowNs);

    [Fact]
    public void P14_The_largest_order_counts_with_what_is_open_of_it_at_the_price_that_it_may_reach()
    {
        Assert.Equal((0L, 0L), (Used(GateLimit.OrderAmountE8, 1), Used(GateLimit.OrderNotionalE8, 1)));
        _s.Place(100, Mid - 10, instrument: 1);
        _s.Place(300, Mid + 10, sell: true, instrument: 1);
        _s.Place(200, Mid - 12, instrument: 1);
        Assert.Equal((300 * Units.E8 / 1000, 300 * (Mid + 10) * (Units.E8 / 2000)), (Used(GateLimit.OrderAmountE8, 1), Used(GateLimit.OrderNotionalE8, 1)));
        // Filled lots are no part of an order any more, told or not.
        _s.Told(2, OrderReport.Accepted, 50, 250, Mid + 10, instrument: 1);
        Assert.Equal((200 * Units.E8 / 1000, 200 * (Mid - 12) * (Units.E8 / 2000)), (Used(GateLimit.OrderAmountE8, 1), Used(GateLimit.OrderNotionalE8, 1)));
        _s.Wait(1).Told(3, OrderReport.Cancelled, 200, 0, instrument: 1).Told(1, OrderReport.Cancelled, 100, 0, instrument: 1);
        Assert.Equal(50 * Units.E8 / 1000, Used(GateLimit.OrderAmountE8, 1));
        // More filled than it had is nothing open.
        _s.Told(2, OrderReport.Filled, 0, 400, instrument: 1);
        Assert.Equal((0L, 0L), (Used(GateLimit.OrderAmountE8, 1), Used(GateLimit.OrderNotionalE8, 1)));
    }

    [Fact]
    public void P14_A_position_counts_on_its_worse_side_and_one_that_can_only_get_less_as_nothing()
    {
        Assert.Equal(0, Used(GateLimit.PositionAmountE8));
        _s.Position(7).Place(3, Mid + 10, sell: true);
        Assert.Equal(70 * Units.E8, Used(GateLimit.PositionAmountE8));
        _s.Position(-7).Place(3, Mid - 10);
        Assert.Equal(100 * Units.E8, Used(GateLimit.PositionAmountE8));
        Assert.Equal(0, Used(GateLimit.PositionAmountE8, 1));
    }

    [Theory]
    [InlineData(GateLimit.PositionAmountE8)]
    [InlineData(GateLimit.OrderAmountE8)]
    [InlineData(GateLimit.OrderNotionalE8)]
    [InlineData(GateLimit.OpenOrders)]
    public void P14_Of_an_instrument_that_is_not_traded_nothing_can_be_measured(GateLimit limit)
    {
        Assert.Equal((0L, -1L, -1L), (Used(limit, 1), Used(limit, 2), Used(limit, 9)));
        _s.Name("ETH-PERPETUAL", 2).Define(2);
        Assert.Equal(-1, Used(limit, 2));
        Assert.True(Used(GateLimit.MessagesPerDay, 9) == 0 && Used(GateLimit.CollarPpm, 9) == -1);
    }

    [Fact]
    public void P14_The_oldest_price_of_any_traded_instrument_is_the_age_of_all()
    {
        Assert.Equal(0, Used(GateLimit.ReferenceAgeNs));
        _s.Name("ETH-PERPETUAL", 2).Define(2).Wait(10).Marks(0, 60_000 * Units.E8, 60_000 * Units.E8);
        // The mark of the first is new, its index and all of the second are old.
        Assert.Equal(10 * Units.NsPerMs, Used(GateLimit.ReferenceAgeNs));
        _s.Index(60_000 * Units.E8);
        Assert.Equal(10 * Units.NsPerMs, Used(GateLimit.ReferenceAgeNs));
        _s.Marks(1, 60_000 * Units.E8, 60_000 * Units.E8);
        Assert.Equal(0, Used(GateLimit.ReferenceAgeNs));
        _s.Wait(5).Prices(1);
        Assert.Equal(5 * Units.NsPerMs, Used(GateLimit.ReferenceAgeNs));
    }

    [Fact]
    public void P14_Filled_orders_count_on_the_side_and_in_the_instrument_that_has_most()
    {
        Assert.Equal(0, Used(GateLimit.RepeatedFills));
        void Filled(bool sell, ushort instrument)
        {
            Assert.Equal(GateControl.None, _s.Place(1, sell ? Mid + 20 + _s.LastId : Mid - 20 - _s.LastId, sell, instrument));
            _s.Fill(_s.LastId, 1, sell, instrument);
        }

        Filled(false, 0);
        Filled(true, 0);
        Filled(true, 0);
        Assert.Equal(2, Used(GateLimit.RepeatedFills));
        for (int i = 0; i < 3; i++) Filled(false, 1);
        Assert.Equal(3, Used(GateLimit.RepeatedFills));
        _s.Wait(10_001);
        Assert.Equal(0, Used(GateLimit.RepeatedFills));
    }

    [Fact]
    public void P14_Net_exposure_is_that_of_the_worse_side_of_any_coin_and_unknown_without_a_price()
    {
        Assert.Equal(0, Used(GateLimit.NetExposureE8));
        _s.Position(-5, 1).Place(2, Mid - 10, instrument: 1);
        Assert.Equal(5 * Units.E8 / 1000, Used(GateLimit.NetExposureE8));
        _s.Place(9, Mid - 11, instrument: 1);
        Assert.Equal(6 * Units.E8 / 1000, Used(GateLimit.NetExposureE8));
        GateScript eth = new(second: "ETH-PERPETUAL");
        eth.Position(-3).Position(4, 1);
        Assert.Equal(4 * Units.E8 / 1000, eth.Gate.Used(GateLimit.NetExposureE8, 0, eth.NowNs));
        eth.Marks(0, 0, Units.Missing).Top(0, Units.Missing, Units.Missing);
        Assert.Equal(-1, eth.Gate.Used(GateLimit.NetExposureE8, 0, eth.NowNs));
    }

    [Fact]
    public void P7_The_net_exposure_of_the_gate_is_a_sum_over_every_order_that_was_let_out() => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), static number =>
    {
        SplitMix64 random = new((ulong)number);
        long limit = Units.E8 / 1000 * (10 + random.NextIndex(60));
        GateScript s = new(t =>
        {
            t.Account.Set(GateLimit.NetExposureE8, limit);
            t.Account.Set(GateLimit.MessageBurst, 100_000);
            t.Inverse.Set(GateLimit.OpenOrders, 60);
            t.Inverse.Set(GateLimit.PositionAmountE8, 100_000 * Units.E8);
            t.Linear.Set(GateLimit.OpenOrders, 60);
        });
        s.Top(0, Units.Missing, Units.Missing);
        BigInteger[] each = [16_667, Units.E8 / 1000], held = [random.NextIndex(200) - 100, random.NextIndex(20) - 10];
        BigInteger[] buys = [0, 0], sells = [0, 0];
        for (ushort i = 0; i < 2; i++) s.Position((long)held[i], i);
        BigInteger Net(bool sell) => (sell ? sells[0] - held[0] : buys[0] + held[0]) * each[0] + (sell ? sells[1] - held[1] : buys[1] + held[1]) * each[1];
        for (int step = 0; step < 40; step++)
        {
            ushort i = (ushort)random.NextIndex(2);
            bool sell = random.NextIndex(2) == 0;
            long lots = 1 + random.NextIndex(i == 0 ? 80 : 20);
            bool fits = Net(sell) + lots * each[i] <= limit;
            GateControl said = s.Place(lots, sell ? Mid + 10 + step : Mid - 10 - step, sell, i);
            if (said != (fits ? GateControl.None : GateControl.NetExposure)) return false;
            if (fits && sell) sells[i] += lots;
            else if (fits) buys[i] += lots;
            if (s.Gate.Used(GateLimit.NetExposureE8, 0, s.NowNs) != BigInteger.Max(0, BigInteger.Max(Net(false), Net(true)))) return false;
        }
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    private long[] Excess()
    {
        System.Collections.Generic.List<long> gone = [];
        while (_s.Gate.TryTakeExcess(_s.NowNs, out OutputRecord cancel) && gone.Count < 20)
        {
            Assert.Equal((OutputKind.Command, CommandVerb.Cancel, _s.NowNs), (cancel.Kind, cancel.Verb, cancel.TimeNs));
            gone.Add(cancel.OrderId);
            _s.Gate.Check(in cancel, _s.NowNs);
        }
        return [.. gone];
    }

    private void Tighten(GateLimit limit, long value, ushort instrument = 0) =>
        Assert.Equal(GateChange.Done, _s.Gate.Change(limit, instrument, value, isConfirmed: false, _s.NowNs, out _));

    [Fact]
    public void D10_The_cancel_of_an_excess_names_the_order_its_side_its_price_and_its_instrument()
    {
        _s.Place(10, Mid + 10, sell: true, instrument: 1);
        _s.Told(1, OrderReport.Accepted, 10, 0, Mid + 10, instrument: 1);
        Assert.Empty(Excess());
        Tighten(GateLimit.OrderAmountE8, 9 * Units.E8 / 1000, 1);
        Assert.True(_s.Gate.TryTakeExcess(_s.NowNs, out OutputRecord cancel));
        Assert.Equal((1L, (ushort)1, OutputRecord.SellFlag, Mid + 10), (cancel.OrderId, cancel.InstrumentIndex, cancel.Flags, cancel.PriceTicks));
        // Until it was asked for it is asked for again.
        Assert.Equal([1L], Excess());
        Assert.Empty(Excess());
    }

    [Fact]
    public void D10_An_order_of_just_the_new_limit_stays_and_the_same_limit_again_asks_for_nothing()
    {
        _s.Place(10);
        Tighten(GateLimit.OrderAmountE8, 100 * Units.E8);
        Tighten(GateLimit.OrderNotionalE8, 100 * Units.E8);
        Tighten(GateLimit.PositionAmountE8, 100 * Units.E8);
        Tighten(GateLimit.OpenOrders, 1);
        Assert.Empty(Excess());
        Tighten(GateLimit.OrderNotionalE8, 100 * Units.E8 - 1);
        Assert.Equal([1L], Excess());
    }

    [Fact]
    public void D10_What_was_filled_of_an_order_is_not_too_large_any_more()
    {
        _s.Place(10);
        _s.Told(1, OrderReport.Accepted, 4, 6, Mid - 10);
        Tighten(GateLimit.OrderAmountE8, 40 * Units.E8);
        Tighten(GateLimit.OrderNotionalE8, 40 * Units.E8);
        Assert.Empty(Excess());
        Tighten(GateLimit.OrderAmountE8, 39 * Units.E8);
        Assert.Equal([1L], Excess());
    }

    [Fact]
    public void D10_Of_both_sides_only_the_one_that_is_over_goes_and_of_a_position_the_way_back_stays()
    {
        _s.Position(20);
        _s.Place(10, Mid - 10);
        _s.Place(10, Mid + 10, sell: true);
        _s.Place(5, Mid - 11);
        Tighten(GateLimit.PositionAmountE8, 300 * Units.E8);
        Assert.Equal([3L], Excess());
        Tighten(GateLimit.PositionAmountE8, 10 * Units.E8);
        Assert.Equal([1L], Excess());
        GateScript mirror = new GateScript().Position(-20);
        mirror.Place(10, Mid + 10, sell: true);
        mirror.Place(10, Mid - 10);
        mirror.Gate.Change(GateLimit.PositionAmountE8, 0, 200 * Units.E8, false, mirror.NowNs, out _);
        Assert.True(mirror.Gate.TryTakeExcess(mirror.NowNs, out OutputRecord cancel));
        Assert.Equal(1, cancel.OrderId);
    }

    [Theory]
    [InlineData(1, 2, new long[] { 4, 3 })]
    [InlineData(0, 1, new long[] { 4, 3, 2 })]
    public void D10_Too_many_orders_go_the_newest_first_whatever_their_side(ushort instrument, long most, long[] gone)
    {
        _s.Place(1, Mid - 10, instrument: instrument);
        _s.Place(1, Mid + 10, sell: true, instrument: instrument);
        _s.Place(1, Mid + 11, sell: true, instrument: instrument);
        _s.Place(1, Mid - 11, instrument: instrument);
        Tighten(GateLimit.OpenOrders, most, instrument);
        Assert.Equal(gone, Excess());
    }

    [Fact]
    public void D10_Orders_on_one_side_alone_go_when_they_are_too_many()
    {
        foreach (bool sell in (bool[])[false, true])
        {
            GateScript s = new();
            s.Place(1, sell ? Mid + 10 : Mid - 10, sell);
            s.Place(1, sell ? Mid + 11 : Mid - 11, sell);
            s.Gate.Change(GateLimit.OpenOrders, 0, 1, false, s.NowNs, out _);
            Assert.True(s.Gate.TryTakeExcess(s.NowNs, out OutputRecord cancel));
            Assert.Equal(2, cancel.OrderId);
            s.Gate.Check(in cancel, s.NowNs);
            Assert.False(s.Gate.TryTakeExcess(s.NowNs, out _));
        }
    }

    [Fact]
    public void D10_A_price_that_is_too_far_goes_while_there_is_a_price_to_measure_it_by()
    {
        _s.Place(1, Mid - 1200);
        _s.Place(1, Mid - 10);
        _s.Wait(2001);
        Tighten(GateLimit.CollarPpm, 9_999, Units.NoInstrument);
        Assert.Empty(Excess());
        _s.Prices(0);
        Tighten(GateLimit.CollarPpm, 9_999, Units.NoInstrument);
        Assert.Empty(Excess());
        Tighten(GateLimit.CollarPpm, 9_998, Units.NoInstrument);
        Assert.Equal([1L], Excess());
    }

    [Fact]
    public void D10_What_can_not_be_valued_exceeds_a_net_exposure_and_without_one_nothing_does()
    {
        _s.Place(1);
        _s.Top(0, Units.Missing, Units.Missing).Marks(0, 0, Units.Missing);
        Tighten(GateLimit.OpenOrders, 20);
        Assert.Empty(Excess());
        Tighten(GateLimit.NetExposureE8, Units.E8, Units.NoInstrument);
        Assert.Equal([1L], Excess());
    }
}
