using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Risk.Gate;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>What the quoter does about the pre-trade gate: while that is shut it wants nothing, and what is denied does not make it ask for ever.</summary>
public sealed class GateEventTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A24_While_the_gate_is_shut_the_quotes_are_pulled_and_nothing_is_asked_for(int instrument)
    {
        using QuoterScript s = Quoting();
        s.Apply(Gate(s, instrument, 1L << (int)GateControl.Reference));
        Assert.Equal((2, 0), (s.Count(CommandVerb.Cancel), s.Count(CommandVerb.Place)));
        Assert.Equal(Suppressions.GateShut, s.Decisions[^1].Suppressions & Suppressions.GateShut);
        s.AckAll().Commands.Clear();
        s.Pass(200, 10);
        Assert.Empty(s.Commands);
        s.Apply(Gate(s, instrument, 0)).Pass(200, 2);
        Assert.Equal(2, s.Count(CommandVerb.Place));
        Assert.Equal(0, s.Block.Head.Halted);
    }

    [Fact]
    public void D9_P6_A_gate_that_shut_for_repeated_fills_halts_until_a_person_arms_and_it_opens()
    {
        using QuoterScript s = Quoting();
        s.Apply(Gate(s, -1, 1L << (int)GateControl.RepeatedFills));
        Assert.Equal((long)HaltReason.RepeatedFills, s.Block.Head.Halted);
        Assert.True(s.Count(CommandVerb.Cancel) + s.Count(CommandVerb.CancelAll) > 0);
        s.AckAll().Operator(OperatorVerb.Arm).Commands.Clear();
        s.Pass(200, 3);
        Assert.Empty(s.Commands);
        s.Apply(Gate(s, -1, 0)).Pass(200, 2);
        Assert.Equal((0L, 2), (s.Block.Head.Halted, s.Count(CommandVerb.Place)));
    }

    [Fact]
    public void D2_An_order_that_is_denied_again_and_again_pauses_its_side_and_halts_in_the_end()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Operator(OperatorVerb.Pause).AckAll().Pass(200).Operator(OperatorVerb.Resume);
        foreach (OutputRecord first in s.Commands.FindAll(static c => c.Verb == CommandVerb.Place)) s.Apply(Denied(s, first));
        int asked = 0, most = 0;
        for (int i = 0; i < 400 && s.Block.Head.Halted == 0; i++)
        {
            int before = s.Commands.Count;
            s.Pass(100);
            int now = 0;
            for (int c = before; c < s.Commands.Count; c++)
            {
                if (s.Commands[c].Verb is not (CommandVerb.Place or CommandVerb.Edit)) continue;
                now++;
                s.Apply(Denied(s, s.Commands[c]));
            }
            asked += now;
            most = System.Math.Max(most, now);
        }
        Assert.Equal((long)HaltReason.Refusals, s.Block.Head.Halted);
        Assert.InRange(asked, 21, 60);
        Assert.InRange(most, 1, 4);
    }

    [Fact]
    public void P5_A_change_that_was_denied_never_left_so_the_order_counts_as_it_rests()
    {
        OwnOrder order = default;
        EndedOrders ended = default;
        OwnOrders.Placed(ref order, 1, sell: false, 100, 5, 0);
        OwnOrders.Answered(ref order, ref ended, new OrderUpdate { OrderId = 1, PriceTicks = 100, OpenLots = 5, Report = OrderReport.Accepted }, 1, 1);
        OwnOrders.Edited(ref order, 101, 9, 2);
        Assert.Equal(9, order.MostLots);
        OrderUpdate denied = new() { OrderId = 1, PriceTicks = Units.Missing, OpenLots = Units.Missing, FilledLots = Units.Missing, Report = OrderReport.EditRejected, Reason = OrderReason.Denied };
        Assert.Equal(OrderOutcome.Refused, OwnOrders.Answered(ref order, ref ended, in denied, 0, 3));
        Assert.Equal((5, 100, OwnOrderState.Working), (order.MostLots, order.ReachTicks, order.State));
    }

    private static QuoterScript Quoting()
    {
        QuoterScript s = QuoterScript.Ready();
        s.PlaceAnew().AckAll().Commands.Clear();
        return s;
    }

    private static Event Gate(QuoterScript s, int instrument, long closed)
    {
        Event e = s.Make(EventKind.Gate, instrument);
        if (closed != 0) e.Flags |= EventFlags.Lost;
        e.Gate.Closed = closed;
        return e;
    }

    private static Event Denied(QuoterScript s, OutputRecord command)
    {
        Event e = s.Make(EventKind.OrderUpdate, command.InstrumentIndex);
        if ((command.Flags & OutputRecord.SellFlag) != 0) e.Flags |= EventFlags.Ask;
        e.Order = new OrderUpdate
        {
            OrderId = command.OrderId, PriceTicks = Units.Missing, OpenLots = Units.Missing, FilledLots = Units.Missing, Reason = OrderReason.Denied, ErrorCode = (int)GateControl.Collar,
            Report = command.Verb == CommandVerb.Place ? OrderReport.Rejected : OrderReport.EditRejected,
        };
        return e;
    }
}
