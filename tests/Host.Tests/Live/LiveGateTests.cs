using System.Linq;
using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;
using Minnow.Host.Counters;
using Minnow.Host.Gate;
using Xunit;

namespace Minnow.Host.Tests.Live;

/// <summary>The gate in its place: what it denies never reaches the session, the quoter is told by an event, and what it shuts it pulls.</summary>
public sealed class LiveGateTests
{
    private const long Mid = 120_000;

    [Fact]
    public void D2_P18_What_the_gate_denies_never_reaches_the_session_and_is_told_with_the_number_of_its_control()
    {
        using LiveRig rig = new(gated: true);
        rig.Connect();
        Ready(rig);
        rig.Command(CommandVerb.Place, 1, lots: 10, ticks: Mid - 10);
        rig.Command(CommandVerb.Place, 2, lots: 10, ticks: Mid * 2);
        rig.Command(CommandVerb.Place, 3, lots: 400, ticks: Mid - 11);
        rig.Command(CommandVerb.Cancel, 2);
        long before = rig.Head.StrayAnswers;
        rig.Run(3);
        Assert.Equal([(CommandVerb.Place, 1), (CommandVerb.Cancel, 2)], rig.Orders.Commanded.Select(static c => (c.Verb, c.OrderId)));
        Assert.Equal((1, 1), (Read(rig, CounterIds.Denied(GateControl.Collar)), Read(rig, CounterIds.Denied(GateControl.OrderAmount))));
        Assert.Equal(2, Read(rig, CounterIds.Refused(OrderReason.Denied)));
        // The quoter, which never asked for them, has heard of both.
        Assert.Equal(2, rig.Head.StrayAnswers - before);
    }

    [Fact]
    public void A24_D3_When_prices_stop_nothing_new_passes_the_quoter_is_told_and_what_it_leaves_is_pulled()
    {
        using LiveRig rig = new(gated: true);
        rig.Connect();
        Ready(rig);
        rig.Command(CommandVerb.Place, 1, lots: 10, ticks: Mid - 10);
        rig.Run(3);
        Assert.Equal((0, 0L), (Read(rig, CounterId.GateShut), rig.Instrument.GateShut));
        rig.Run(2_010);
        Assert.Equal((1, 1L << (int)GateControl.Reference), (Read(rig, CounterId.GateShut), rig.Instrument.GateShut));
        rig.Command(CommandVerb.Place, 2, lots: 10, ticks: Mid - 10);
        rig.Run(300);
        Assert.Equal([(CommandVerb.Place, 1), (CommandVerb.CancelAll, 0)], rig.Orders.Commanded.Select(static c => (c.Verb, c.OrderId)));
        Assert.Equal((1, 1), (Read(rig, CounterId.GatePulls), Read(rig, CounterIds.Denied(GateControl.Reference))));
        Prices(rig);
        rig.Run(5);
        rig.Command(CommandVerb.Place, 3, lots: 10, ticks: Mid - 10);
        rig.Run(3);
        Assert.Equal((0, 0L, 3L), (Read(rig, CounterId.GateShut), rig.Instrument.GateShut, rig.Orders.Commanded[^1].OrderId));
    }

    [Fact]
    public void D10_P8_A_tighter_limit_reaches_quoter_journal_and_what_rests()
    {
        using LiveRig rig = new(gated: true);
        rig.Connect();
        Ready(rig);
        rig.Command(CommandVerb.Place, 1, lots: 10, ticks: Mid - 10);
        rig.Run(3);
        GateTicket ticket = new(1) { Limit = GateLimit.PositionAmountE8, Instrument = 0, Value = 50 * Units.E8, SourceHash = 1, ReasonHash = 2 };
        Assert.True(rig.Clerk!.TryAsk(ticket));
        Assert.False(rig.Clerk.TryAsk(new GateTicket(1)));
        rig.Run(5);
        Assert.True(ticket.IsDone);
        Assert.Equal((GateChange.Done, 3_000 * Units.E8, 50 * Units.E8), (ticket.Outcome, ticket.Before, ticket.Values[0, (int)GateLimit.PositionAmountE8]));
        Assert.Equal((50 * Units.E8, 1L), (rig.Instrument.Parameters.MaxPositionAmountE8, Read(rig, CounterId.GateExcessCancels)));
        Assert.Equal((CommandVerb.Cancel, 1L), (rig.Orders.Commanded[^1].Verb, rig.Orders.Commanded[^1].OrderId));
        // Looser again, confirmed: the quoter gets back what it was started with, and not more.
        Assert.True(rig.Clerk.TryAsk(new GateTicket(1) { Limit = GateLimit.PositionAmountE8, Instrument = 0, Value = 9_000 * Units.E8, IsConfirmed = true }));
        rig.Run(5);
        Assert.Equal((3_000 * Units.E8, 9_000 * Units.E8), (rig.Instrument.Parameters.MaxPositionAmountE8, rig.Gate!.Gate.Limit(GateLimit.PositionAmountE8)));
    }

    [Fact]
    public void H10_P22_A_canary_cuts_the_gates_limits_too()
    {
        using LiveRig whole = new(gated: true), canary = new(canary: true, gated: true);
        foreach (GateLimit limit in new[] { GateLimit.OrderAmountE8, GateLimit.PositionAmountE8 })
            Assert.Equal(whole.Gate!.Gate.Limit(limit), 10 * canary.Gate!.Gate.Limit(limit));
    }

    private static long Read(LiveRig rig, CounterId id) => rig.Page.Counters.Read(id);

    private static void Ready(LiveRig rig)
    {
        Event defined = Make(rig, EventKind.InstrumentDefined, 0);
        defined.Defined = new InstrumentDefined { TickE8 = Units.E8 / 2, LotE8 = 10 * Units.E8, MinLots = 1, Contract = ContractKind.Inverse, ExpiryNs = long.MaxValue, IsActive = 1, Trading = TradingState.Open };
        rig.Market.Next.Enqueue(defined);
        rig.Orders.Next.Enqueue(Make(rig, EventKind.Gateway, Units.NoInstrument) with { Detail = (uint)GatewayPhase.Ready });
        Prices(rig);
        rig.Run(20);
        rig.Orders.Phase = GatewayPhase.Ready;
    }

    private static void Prices(LiveRig rig)
    {
        Event marks = Make(rig, EventKind.TickerMarks, 0);
        marks.Marks = new TickerMarks { MarkE8 = 60_000 * Units.E8 + rig.MonotonicNs % 7, IndexE8 = 60_000 * Units.E8 + rig.MonotonicNs % 1_000_003, LastE8 = Units.Missing, MinE8 = Units.Missing, MaxE8 = Units.Missing };
        rig.Market.Next.Enqueue(marks);
    }

    private static Event Make(LiveRig rig, EventKind kind, ushort instrument) =>
        new() { Kind = kind, Flags = EventFlags.First | EventFlags.Last, InstrumentIndex = instrument, ReceivedNs = rig.NowNs };
}
