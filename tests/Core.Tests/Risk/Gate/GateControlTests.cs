using System.Collections.Generic;
using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;
using Xunit;

namespace Minnow.Core.Tests.Risk.Gate;

/// <summary>What may be traded, when, and what may never stand beside what.</summary>
public sealed class GateControlTests
{
    private const long Mid = GateScript.MidTicks;

    [Fact]
    public void D13_P12_Only_instruments_on_the_list_pass()
    {
        GateScript s = new GateScript().Name("SOL-PERPETUAL", 2).Define(2);
        Assert.Equal(GateControl.Instrument, s.Place(1, instrument: 2));
        Assert.Equal(GateControl.Instrument, s.Place(1, instrument: 9));
        s = new GateScript(second: "ETH-PERPETUAL");
        Assert.Equal(GateControl.None, s.Place(1, instrument: 1));
        GateScript option = new(second: "BTC-1JAN27-50000-C");
        option.Define(1, lotE8: Units.E8 / 1000, contract: ContractKind.Option);
        Assert.Equal(GateControl.Definition, option.Place(1, instrument: 1));
    }

    [Theory]
    [InlineData(Units.E8 / 4, 10 * Units.E8, ContractKind.Inverse, 1)]
    [InlineData(Units.E8 / 2, Units.E8, ContractKind.Inverse, 1)]
    [InlineData(Units.E8 / 2, 10 * Units.E8, ContractKind.Linear, 1)]
    [InlineData(Units.E8 / 2, 10 * Units.E8, ContractKind.Inverse, 2)]
    public void D13_P12_An_instrument_that_changes_while_it_trades_is_shut_until_a_restart(long tickE8, long lotE8, ContractKind contract, int minLots)
    {
        GateScript s = new();
        s.Place(1);
        s.Define(0, fee: 50);
        Assert.Equal(GateControl.None, s.Place(1, Mid - 11)); // a fee is no scale
        s.Define(0, tickE8, lotE8, contract, minLots);
        Assert.Equal(GateControl.Definition, s.Place(5, Mid - 12));
        s.Define(0);
        Assert.Equal(GateControl.Definition, s.Place(5, Mid - 12));
        Assert.Equal(GateControl.None, s.Cancel(1));
        Assert.True(ShutBits(s).TryGetValue(0, out long bits) && bits == 1L << (int)GateControl.Definition);
    }

    [Fact]
    public void P12_Less_than_the_smallest_order_is_denied()
    {
        GateScript large = new(minLots: 5);
        Assert.Equal((GateControl.MinimumSize, GateControl.None), (large.Place(4), large.Place(5)));
        Assert.Equal(GateControl.MinimumSize, large.Edit(large.LastId, 4, Mid - 10));
    }

    [Theory]
    [InlineData(GatewayPhase.Down, GateControl.State)]
    [InlineData(GatewayPhase.Reconciling, GateControl.State)]
    [InlineData(GatewayPhase.Refused, GateControl.State)]
    [InlineData(GatewayPhase.Ready, GateControl.None)]
    public void P15_Nothing_new_passes_while_the_order_link_is_not_ready(GatewayPhase phase, GateControl control)
    {
        GateScript s = new();
        s.Place(1);
        s.Gateway(phase);
        Assert.Equal((control, control), (s.Place(1, Mid - 11), s.Edit(1, 2, Mid - 10)));
        Assert.Equal(GateControl.None, s.Cancel(1));
    }

    [Fact]
    public void P15_A_person_who_kills_pauses_or_flattens_holds_the_gate_until_it_is_lifted()
    {
        GateScript s = new GateScript().Position(50);
        foreach ((OperatorVerb hold, OperatorVerb no, OperatorVerb lift) in new[]
                 { (OperatorVerb.Pause, OperatorVerb.Arm, OperatorVerb.Resume), (OperatorVerb.Kill, OperatorVerb.Resume, OperatorVerb.Arm) })
        {
            s.Person(hold);
            Assert.Equal(GateControl.State, s.Place(1));
            s.Person(no);
            Assert.Equal(GateControl.State, s.Place(1));
            s.Person(lift);
            Assert.Equal(GateControl.None, s.Place(1, Mid - 100 - s.LastId));
        }
        foreach ((OperatorVerb hold, OperatorVerb lift) in new[] { (OperatorVerb.StopAdding, OperatorVerb.Resume), (OperatorVerb.Flatten, OperatorVerb.Arm) })
        {
            s.Person(hold);
            Assert.Equal((GateControl.ReduceOnly, GateControl.ReduceOnly), (s.Place(1), s.Place(51, Mid + 9, sell: true)));
            Assert.Equal(GateControl.None, s.Place(10, Mid + 10 + s.LastId, sell: true));
            s.Person(lift);
            Assert.Equal(GateControl.None, s.Place(1, Mid - 200 - s.LastId));
        }
    }

    [Fact]
    public void P15_A_locked_account_platform_or_instrument_takes_nothing_new()
    {
        GateScript s = new();
        foreach ((Event shut, Event open) in new[]
                 {
                     (s.Make(EventKind.AccountLock) with { Flags = EventFlags.Lost }, s.Make(EventKind.AccountLock)),
                     (State(s, EventKind.PlatformState, TradingState.Locked, Units.NoInstrument), State(s, EventKind.PlatformState, TradingState.Open, Units.NoInstrument)),
                     (State(s, EventKind.PlatformState, TradingState.Halted, Units.NoInstrument), State(s, EventKind.PlatformState, TradingState.Open, Units.NoInstrument)),
                     (State(s, EventKind.InstrumentState, TradingState.Settlement, 0), State(s, EventKind.InstrumentState, TradingState.Open, 0)),
                 })
        {
            s.See(shut);
            Assert.Equal(GateControl.State, s.Place(1));
            s.See(open);
            Assert.Equal(GateControl.None, s.Place(1, Mid - 10 - s.LastId));
        }
    }

    [Fact]
    public void C10_P11_P16_An_order_id_is_larger_than_all_before_it()
    {
        GateScript s = new();
        Assert.Equal(GateControl.None, s.Place(1, id: 7));
        Assert.Equal((GateControl.OrderId, GateControl.OrderId, GateControl.OrderId), (s.Place(2, id: 7), s.Place(2, id: 6), s.Place(2, id: 0)));
        Assert.Equal(GateControl.None, s.Place(2, id: 8));
    }

    [Fact]
    public void P16_A_command_from_before_this_run_is_denied()
    {
        GateScript s = new();
        Assert.Equal((GateControl.Epoch, GateControl.None), (s.Place(1, timeNs: GateScript.StartNs - 1), s.Place(1, timeNs: GateScript.StartNs)));
    }

    [Fact]
    public void P11_The_same_order_again_within_the_time_is_denied_unless_it_replaces_one_that_goes_or_is_gone()
    {
        GateScript s = new();
        s.Place(5);
        Assert.Equal(GateControl.Duplicate, s.Wait(99).Place(5));
        Assert.Equal((GateControl.None, GateControl.None), (s.Place(6), s.Place(5, Mid - 11)));
        Assert.Equal(GateControl.None, s.Wait(1).Place(5));
        // A hedge at the price of a quote is another thing; the same hedge twice is not.
        Assert.Equal((GateControl.None, GateControl.Duplicate), (s.Place(5, flags: OutputRecord.HedgeFlag), s.Place(5, flags: OutputRecord.HedgeFlag)));
        s = new GateScript();
        s.Place(5);
        s.Cancel(1);
        Assert.Equal(GateControl.None, s.Place(5));
        s.Told(2, OrderReport.Rejected);
        Assert.Equal(GateControl.Duplicate, Also(s.Place(5), s.Place(5)));
        // The same change twice while the first has no answer.
        s = new GateScript();
        s.Place(5);
        Assert.Equal((GateControl.None, GateControl.Duplicate, GateControl.None), (s.Edit(1, 6, Mid - 10), s.Edit(1, 6, Mid - 10), s.Edit(1, 7, Mid - 10)));
    }

    [Theory]
    [InlineData(Mid - 10, GateControl.SelfCross)]
    [InlineData(Mid - 11, GateControl.SelfCross)]
    [InlineData(Mid - 9, GateControl.None)]
    public void D14_P17_An_order_that_would_meet_our_own_is_denied(long askTicks, GateControl control)
    {
        GateScript s = new();
        s.Place(1, Mid - 10);
        Assert.Equal(control, s.Place(1, askTicks, sell: true));
        // The mirror.
        s = new GateScript();
        s.Place(1, Mid + 10, sell: true);
        Assert.Equal(control, s.Place(1, Mid + (Mid - askTicks)));
    }

    [Fact]
    public void D14_P17_Every_price_that_may_be_in_force_counts_and_a_cancel_that_was_sent_frees_nothing()
    {
        GateScript s = new();
        s.Place(1, Mid - 50);
        s.Told(1, OrderReport.Accepted, 1, 0, Mid - 50);
        s.Edit(1, 1, Mid - 5);
        s.Cancel(1);
        Assert.Equal(GateControl.SelfCross, s.Place(1, Mid - 20, sell: true));
        s.Wait(1).Told(1, OrderReport.EditRejected);
        Assert.Equal(GateControl.SelfCross, s.Place(1, Mid - 20, sell: true));
        s.Wait(1).Told(1, OrderReport.Cancelled, 1, 0);
        Assert.Equal(GateControl.None, s.Place(1, Mid - 20, sell: true));
    }

    [Fact]
    public void P5_Open_orders_are_held_those_of_unknown_fate_among_them()
    {
        GateScript s = new(static t => t.Inverse.Set(GateLimit.OpenOrders, 2));
        Assert.Equal((GateControl.None, GateControl.None, GateControl.OpenOrders), (s.Place(1), s.Place(1, Mid - 11), s.Place(1, Mid - 12)));
        s.Told(1, OrderReport.Unclear);
        Assert.Equal(GateControl.OpenOrders, s.Place(1, Mid - 12));
        s.Told(1, OrderReport.NotFound);
        Assert.Equal(GateControl.None, s.Place(1, Mid - 12));
    }

    [Fact]
    public void P7_The_net_position_over_all_instruments_of_a_coin_is_held()
    {
        // 0.01 coin: 5 lots of 0.001 are one half of it, 29 lots of 10 USD at 60,000, each rounded up, not quite the other.
        GateScript s = new(static t => t.Account.Set(GateLimit.NetExposureE8, Units.E8 / 100));
        s.Top(0, Units.Missing, Units.Missing);
        Assert.Equal(GateControl.None, s.Place(5, instrument: 1));
        Assert.Equal((GateControl.NetExposure, GateControl.None), (s.Place(30), s.Place(29)));
        Assert.Equal(GateControl.NetExposure, s.Place(1, Mid - 11, instrument: 1));
        // The other side has its own, and another coin too.
        Assert.Equal(GateControl.None, s.Place(5, Mid + 10, sell: true, instrument: 1));
        GateScript other = new(static t => t.Account.Set(GateLimit.NetExposureE8, Units.E8 / 100), "ETH-PERPETUAL");
        other.Top(0, Units.Missing, Units.Missing);
        Assert.Equal((GateControl.None, GateControl.None), (other.Place(5, instrument: 1), other.Place(59)));
        // Without a price for what is held nothing can be valued.
        s = new GateScript(static t => t.Account.Set(GateLimit.NetExposureE8, Units.E8 / 100)).Position(1).Marks(0, 0, Units.Missing).Top(0, Units.Missing, Units.Missing);
        Assert.Equal(GateControl.NetExposure, s.Place(1, instrument: 1));
    }

    [Fact]
    public void D9_P6_Orders_filled_on_one_side_too_fast_shut_the_gate_until_a_person_arms()
    {
        GateScript s = new(static t => t.Account.Set(GateLimit.RepeatedFills, 3));
        for (int i = 0; i < 2; i++) Filled(s, sell: false);
        Filled(s, sell: true);
        Assert.Equal(0, s.Gate.ShutBits);
        // Many fills of one order are one.
        s.Place(5, Mid - 10 - s.LastId);
        s.Wait(10_001);
        for (int i = 0; i < 5; i++) s.Fill(s.LastId, 1);
        s.Prices(0);
        Assert.Equal(GateControl.None, s.Place(1, Mid - 90));
        s.Position(0);
        for (int i = 0; i < 2; i++) Filled(s, sell: false);
        Assert.Equal(1L << (int)GateControl.RepeatedFills, s.Gate.ShutBits);
        Assert.Equal((GateControl.RepeatedFills, GateControl.None), (s.Place(1, Mid - 60), s.Cancel(1)));
        s.Pass(3_600_000).Gate.Advance(s.NowNs);
        Assert.Equal(GateControl.RepeatedFills, s.Place(1, Mid - 61));
        // What only reduces may go out.
        Assert.Equal(GateControl.None, s.Position(5).Place(5, Mid + 1, sell: true, flags: OutputRecord.ReduceOnlyFlag | OutputRecord.ImmediateFlag));
        s.Person(OperatorVerb.Resume);
        Assert.Equal(GateControl.RepeatedFills, s.Place(1, Mid - 62));
        s.Person(OperatorVerb.Arm);
        Assert.Equal(GateControl.None, s.Place(1, Mid - 63));
    }

    [Fact]
    public void P15_Cancels_always_pass()
    {
        GateScript s = new GateScript().Gateway(GatewayPhase.Refused).Person(OperatorVerb.Kill).Index(0);
        s.NowNs = 0;
        foreach (ushort instrument in new ushort[] { 0, 1, 2, 500, ushort.MaxValue })
        {
            Assert.Equal(GateControl.None, s.Cancel(12, instrument: instrument));
            OutputRecord all = new() { Kind = OutputKind.Command, Verb = CommandVerb.CancelAll, InstrumentIndex = instrument };
            Assert.Equal(GateControl.None, s.Gate.Check(in all, s.NowNs));
        }
        Assert.Equal(0, s.Gate.DeniedCount);
    }

    [Fact]
    public void C5_P5_A_fill_told_twice_and_one_of_the_opening_count_once_and_not_at_all()
    {
        GateScript s = new GateScript().Position(290);
        s.Fill(0, 5, trade: 3, details: FillDetails.External).Fill(0, 5, trade: 3, details: FillDetails.External).Fill(0, 5, trade: 4, details: FillDetails.BeforeOpening);
        Assert.Equal((GateControl.Position, GateControl.None), (s.Place(6), s.Place(5)));
    }

    [Fact]
    public void P5_Fills_that_the_venue_once_counted_and_its_position_refutes_count_no_more()
    {
        GateScript s = new();
        s.Place(100);
        s.Told(1, OrderReport.Cancelled, 0, 100);
        Assert.Equal(GateControl.Position, s.Place(100, Mid - 11) is GateControl.None && s.Place(100, Mid - 12) is GateControl.None ? s.Place(1, Mid - 13) : GateControl.None);
        s.Wait(5000).Position(0, opening: false, exchangeNs: s.NowNs).Prices(0);
        Assert.Equal(GateControl.Position, s.Place(1, Mid - 13));
        s.Wait(1).Position(0, opening: false, exchangeNs: s.NowNs).Prices(0);
        Assert.Equal(GateControl.None, s.Place(100, Mid - 13));
    }

    [Fact]
    public void P5_A_count_of_fills_after_the_end_counts_until_the_next_statement_that_agrees()
    {
        GateScript s = new();
        s.Place(100);
        s.Told(1, OrderReport.NotFound).Fill(0, 100, details: FillDetails.External);
        // All of it was told without a name; then the order is said to be filled.
        s.Wait(1).Told(1, OrderReport.Filled, 0, 100);
        Assert.Equal((GateControl.None, GateControl.Position), (s.Place(100, Mid - 11), s.Place(1, Mid - 12)));
        s.Wait(10).Position(100, opening: false, exchangeNs: s.NowNs).Prices(0);
        Assert.Equal(GateControl.None, s.Place(100, Mid - 12));
    }

    private static GateControl Also(GateControl first, GateControl second)
    {
        Assert.Equal(GateControl.None, first);
        return second;
    }

    private static void Filled(GateScript s, bool sell)
    {
        Assert.Equal(GateControl.None, s.Place(1, sell ? Mid + 20 + s.LastId : Mid - 20 - s.LastId, sell));
        s.Fill(s.LastId, 1, sell);
    }

    private static Dictionary<int, long> ShutBits(GateScript s)
    {
        s.Gate.Advance(s.NowNs);
        Dictionary<int, long> bits = [];
        while (s.Gate.TryTakeNews(s.NowNs, out Event e)) bits[e.InstrumentIndex] = e.Gate.Closed;
        return bits;
    }

    private static Event State(GateScript s, EventKind kind, TradingState state, ushort instrument)
    {
        Event e = s.Make(kind, instrument);
        e.State.Trading = state;
        return e;
    }
}
