using System;
using System.Linq;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Tactics;
using Minnow.Core.Risk;
using Xunit;

namespace Minnow.Core.Tests.Engine;

public sealed class TakerDeskTests : IDisposable
{
    private readonly QuoterScript _s = QuoterScript.Ready();
    private readonly CommandDesk _desk;

    public TakerDeskTests() => _desk = new CommandDesk(_s.Output);

    public void Dispose() => _s.Dispose();

    /// <summary>Long 20 lots, nothing rests, and so many lots are to be sold at this price.</summary>
    private DecisionRecord Take(long lots, long ticks = 19990, long intervalNs = 1_000_000_000, QuoteLadder ladder = default, bool isExit = false)
    {
        DecisionRecord record = default;
        QuoteLadder none = ladder;
        none.Bids.RoomLots = none.Asks.RoomLots = 1_000_000;
        TacticPlan tactics = default;
        tactics.Aggression = new TacticAggression { Lots = lots, LimitTicks = ticks, IsSell = 1, IsExit = isExit ? 1 : 0 };
        _s.Instrument.Parameters.Tactic.AggressionIntervalNs = intervalNs;
        _s.Output.Clear();
        _desk.Carry(ref record, ref _s.Block.Head, ref _s.Instrument, ref none, in tactics);
        return record;
    }

    private OutputRecord[] Said => [.. _s.Output.Records.ToArray().Where(one => one.Kind == OutputKind.Command)];

    // Paused, so that no quotes are there, and with nothing held by the ladder.
    private void Long(long lots)
    {
        _s.Operator(OperatorVerb.Pause).AckAll().Position(lots, opening: true).Wait(1_000_000_000).Timer();
        KillLadder.Drop(ref _s.Block.Head.Risk.Ladder, KillTrigger.Operator, _s.NowNs);
    }

    [Fact]
    public void It_sells_no_more_than_the_position_and_may_only_reduce()
    {
        Long(20);
        Take(50);
        OutputRecord said = Assert.Single(Said);
        Assert.Equal((CommandVerb.Place, 20L, OutputRecord.SellFlag | OutputRecord.ReduceOnlyFlag | OutputRecord.ImmediateFlag), (said.Verb, said.SizeLots, said.Flags));
        Assert.Equal(said.OrderId, _s.Instrument.Taker.OrderId);
        Assert.Equal(0, _s.Instrument.LowestLots);
    }

    [Theory]
    [InlineData(false, OutputRecord.FillOrKillFlag)]
    [InlineData(true, OutputRecord.ImmediateFlag)] // what flattens takes what it can get
    public void It_asks_for_all_or_nothing_if_told_to_but_for_an_exit(bool isExit, uint force)
    {
        Long(20);
        _s.Instrument.Parameters.Tactic.AggressionWhole = 1;
        Take(20, isExit: isExit);
        Assert.Equal(OutputRecord.SellFlag | OutputRecord.ReduceOnlyFlag | force, Assert.Single(Said).Flags);
    }

    [Fact]
    public void Without_a_position_to_reduce_nothing_is_sent()
    {
        Long(-20);
        Take(50);
        Assert.Empty(Said);
    }

    [Theory]
    [InlineData(KillStep.StopAdding, false)]
    [InlineData(KillStep.Cancel, true)]
    [InlineData(KillStep.Flatten, false)] // it may be what flattens
    [InlineData(KillStep.Latch, true)]
    public void One_that_may_wait_for_budget_still_is_called_back_once_nothing_may_be_sent(KillStep step, bool isCalledBack)
    {
        Long(20);
        Take(5);
        KillLadder.Raise(ref _s.Block.Head.Risk.Ladder, KillTrigger.Operator, step, _s.NowNs);
        Take(5);
        Assert.Equal(isCalledBack ? [CommandVerb.Cancel] : [], Said.Select(static one => one.Verb));
        // Once, until it is time to ask again.
        Take(5);
        Assert.Empty(Said);
    }

    [Fact]
    public void Another_waits_for_the_end_of_the_first_and_for_the_interval()
    {
        Long(20);
        Take(5);
        Assert.True(Take(5).Suppressions.HasFlag(Suppressions.TakerPending));
        Assert.Empty(Said);
        _s.Fill(_s.Instrument.Taker.OrderId, true, 19990, 3, 1).Answer(_s.Instrument.Taker.OrderId, true, OrderReport.Cancelled, filled: 3);
        Assert.True(_s.Instrument.Taker.IsFree);
        Assert.Equal(17, _s.Instrument.PositionLots);
        Assert.True(Take(5).Suppressions.HasFlag(Suppressions.TakerHeld));
        Assert.Empty(Said);
        _s.Wait(1_000_000_000).Timer();
        Take(5);
        Assert.Single(Said);
    }

    [Fact]
    public void Own_quotes_in_its_way_are_cancelled_first_and_it_waits_until_they_are_gone()
    {
        _s.Pass(200).AckAll().Position(20, opening: true).Pass(200).AckAll();
        long bid = _s.Instrument.Bids[0].OrderId;
        Take(5, ticks: _s.Instrument.Bids[0].PriceTicks);
        Assert.Contains(Said, c => c.Verb == CommandVerb.Cancel && c.OrderId == bid);
        Assert.DoesNotContain(Said, c => c.Verb == CommandVerb.Place);
        Assert.True(_s.Instrument.Taker.IsFree);
        _s.Operator(OperatorVerb.Pause).AckAll();
        Take(5, ticks: 19990);
        Assert.Contains(Said, c => c.Verb == CommandVerb.Place && (c.Flags & OutputRecord.ImmediateFlag) != 0);
    }

    /// <summary>Long 20 lots of 30, with asks that leave so many lots of room: 50 less this may be sold.</summary>
    private void Asks(params long[] lots)
    {
        Long(20);
        ref OrderSide asks = ref _s.Instrument.Asks;
        foreach (long each in lots)
        {
            ref OwnOrder ask = ref asks[OrderSide.Take(ref asks)];
            long id = ++_s.Block.Head.LastOrderId;
            OwnOrders.Placed(ref ask, id, sell: true, 20020, each, _s.NowNs);
            Accept(ref ask, each);
        }
    }

    // The venue's word alone, without a decision behind it.
    private void Accept(ref OwnOrder order, long lots)
    {
        OrderUpdate update = new() { OrderId = order.OrderId, Report = OrderReport.Accepted, PriceTicks = 20020, OpenLots = lots, FilledLots = 0 };
        OwnOrders.Answered(ref order, ref _s.Instrument.Ended, in update, _s.NowNs, _s.NowNs);
    }

    [Fact]
    public void Quotes_on_its_own_side_that_leave_it_no_room_give_way_first_and_then_it_goes_whole()
    {
        Asks(25, 20);
        QuoteLadder wanted = Wanted((20020, 25), (20020, 20));
        DecisionRecord record = Take(20, ladder: wanted);
        Assert.True(record.Suppressions.HasFlag(Suppressions.TakerHeld));
        Assert.Contains(Said, c => c is { Verb: CommandVerb.Edit, SizeLots: 5 });
        Assert.DoesNotContain(Said, c => c.Verb == CommandVerb.Place);
        Accept(ref _s.Instrument.Asks[1], 5);
        Take(20, ladder: wanted);
        Assert.Single(Said, c => c is { Verb: CommandVerb.Place, SizeLots: 20 });
        Assert.True(_s.Instrument.LowestLots >= -30);
    }

    [Fact]
    public void Quotes_on_its_own_side_that_can_not_move_leave_it_what_is_left_of_the_room()
    {
        Asks(45);
        _s.Instrument.Asks[0].State = OwnOrderState.Unknown;
        Take(20, ladder: Wanted((20020, 45)));
        Assert.Single(Said, c => c is { Verb: CommandVerb.Place, SizeLots: 5 });
    }

    [Fact]
    public void While_the_interval_runs_no_quote_gives_way()
    {
        Asks(45);
        _s.Instrument.LastTakeNs = _s.NowNs - 1;
        Take(20, ladder: Wanted((20020, 45)));
        Assert.Empty(Said);
    }

    private static QuoteLadder Wanted(params (long Ticks, long Lots)[] asks)
    {
        QuoteLadder ladder = default;
        foreach ((long ticks, long lots) in asks) ladder.Asks.Levels[(int)ladder.Asks.Count++] = new QuoteLevel { PriceTicks = ticks, SizeLots = lots };
        return ladder;
    }

    [Fact]
    public void One_of_unknown_fate_counts_and_is_cancelled_and_nothing_else_is_taken()
    {
        Long(20);
        Take(5);
        _s.Answer(_s.Instrument.Taker.OrderId, true, OrderReport.Unclear);
        Assert.Equal((OwnOrderState.Unknown, 15L), (_s.Instrument.Taker.State, _s.Instrument.LowestLots));
        Assert.True(Take(5).Suppressions.HasFlag(Suppressions.TakerUnknown));
        Assert.DoesNotContain(Said, c => c.Verb == CommandVerb.Place);
        _s.Answer(_s.Instrument.Taker.OrderId, true, OrderReport.NotFound);
        Assert.True(_s.Instrument.Taker.IsFree);
    }

    [Fact]
    public void A_lost_connection_makes_its_fate_unknown()
    {
        Long(20);
        Take(5);
        _s.Gateway(GatewayPhase.Down);
        Assert.Equal(OwnOrderState.Unknown, _s.Instrument.Taker.State);
    }
}
