using System;
using System.Linq;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Tactics;
using Xunit;

namespace Minnow.Core.Tests.Engine;

public sealed class TakerDeskTests : IDisposable
{
    private readonly QuoterScript _s = QuoterScript.Ready();
    private readonly CommandDesk _desk;

    public TakerDeskTests() => _desk = new CommandDesk(_s.Output);

    public void Dispose() => _s.Dispose();

    /// <summary>Long 20 lots, nothing rests, and so many lots are to be sold at this price.</summary>
    private DecisionRecord Take(long lots, long ticks = 19990, long intervalNs = 1_000_000_000)
    {
        DecisionRecord record = default;
        QuoteLadder none = default;
        none.Bids.RoomLots = none.Asks.RoomLots = 1_000_000;
        TacticPlan tactics = default;
        tactics.Aggression = new TacticAggression { Lots = lots, LimitTicks = ticks, IsSell = 1 };
        _s.Instrument.Parameters.Tactic.AggressionIntervalNs = intervalNs;
        _s.Output.Clear();
        _desk.Carry(ref record, ref _s.Block.Head, ref _s.Instrument, ref none, in tactics);
        return record;
    }

    private OutputRecord[] Said => [.. _s.Output.Records.ToArray().Where(one => one.Kind == OutputKind.Command)];

    private void Long(long lots) => _s.Operator(OperatorVerb.Pause).AckAll().Position(lots, opening: true).Wait(1_000_000_000).Timer();

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

    [Fact]
    public void Without_a_position_to_reduce_nothing_is_sent()
    {
        Long(-20);
        Take(50);
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
