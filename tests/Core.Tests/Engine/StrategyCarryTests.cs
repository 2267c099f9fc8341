using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>Funding, basis, pair, expiry, roll and the limit over several instruments, from the events to what is wanted.</summary>
public class StrategyCarryTests
{
    private const double Hour = 3600e9;

    private static QuoterScript Ready(params (ParameterId Id, double Value)[] values) => QuoterScript.Ready().With(values).Rest();

    private static QuoterScript Dated(double inHours, params (ParameterId Id, double Value)[] values)
    {
        QuoterScript s = QuoterScript.Ready();
        Event e = s.Make(EventKind.InstrumentDefined, 0);
        e.Defined = s.Instrument.Spec with { ExpiryNs = s.NowNs + (long)(inHours * Hour) };
        s.Apply(e);
        return s.With(values).Rest();
    }

    [Theory]
    [InlineData(0.0008, -1)]
    [InlineData(-0.0008, 1)]
    [InlineData(0, 0)]
    public void E12_Where_longs_pay_both_quotes_go_down_by_the_funding_of_the_holding_time(double rate, int sign)
    {
        using QuoterScript s = Ready((ParameterId.FundingWeight, 1), (ParameterId.FundingHoldingSeconds, 3600));
        DecisionRecord d = s.Funding(rate).Decide().Head;
        // 8 bps for 8 h are 1 bps for an hour.
        Assert.Equal(sign * 1.0, d.FundingBps, 1e-9);
        Assert.Equal(d.FairTicks * (1 + (d.SkewBps + d.FundingBps) / 1e4), d.ReservationTicks, 1e-6);
    }

    [Fact]
    public void E11_Before_a_stamp_the_side_that_would_pay_only_reduces()
    {
        using QuoterScript s = Ready((ParameterId.FundingWeight, 1), (ParameterId.FundingIntervalNs, Hour), (ParameterId.FlatBeforeFundingNs, 60e9), (ParameterId.FundingAgeNs, 2 * Hour));
        s.Funding(0.0005);
        Assert.Equal((1, 1), (s.Decide().Head.WantedBidCount, s.Decisions[^1].Head.WantedAskCount));
        long left = (long)Hour - s.NowNs % (long)Hour;
        s.Wait(left - 50_000_000_000).Book(s.Instrument.Book.BestBidTicks, 55, s.Instrument.Book.BestAskTicks, 55);
        Decided near = s.Funding(0.0005).Decide();
        Assert.Equal((0, 1, PlanRules.FlatBeforeFunding), (near.Head.WantedBidCount, near.Head.WantedAskCount, near.Head.Rules & PlanRules.FlatBeforeFunding));
        s.AckAll().Position(-4, opening: true).AckAll().Wait(200_000_000);
        Assert.Equal(4, s.Book(s.Instrument.Book.BestBidTicks, 56, s.Instrument.Book.BestAskTicks, 55).Decide().WantedBidLots);
    }

    [Fact]
    public void A_rate_that_is_missing_or_old_halves_the_limit_and_moves_nothing()
    {
        using QuoterScript s = Ready((ParameterId.FundingWeight, 1), (ParameterId.OrderAmountE8, 300e8), (ParameterId.FundingAgeNs, 5e9));
        Assert.Equal((15L, PlanRules.FundingUnknown), (s.Decide().WantedBidLots, s.Decisions[^1].Head.Rules));
        Assert.Equal(30, s.Funding(0.001).Decide().WantedBidLots);
        Assert.Equal((15L, 0.0), (s.Rest(6).Decide().WantedBidLots, s.Decisions[^1].Head.FundingBps));
    }

    [Theory]
    [InlineData(20, -2)]
    [InlineData(-20, 2)]
    public void A_price_rich_against_its_index_lowers_the_fair_price_within_the_clamp(double richer, double shift)
    {
        using QuoterScript s = Ready((ParameterId.BasisWeight, 1), (ParameterId.BasisHalfLifeSeconds, 600));
        s.Mark(10002.5, 10000).Rest(40);
        Assert.Equal(0, s.Decide().Head.BasisBps, 0.01);
        s.Mark(10002.5, 10000 * (1 - richer / 1e4)).Wait(10_000_000).Shift(0);
        DecisionRecord d = s.Decide().Head;
        Assert.Equal(shift, d.BasisBps);
        Assert.Equal(d.BaseTicks * (1 + (d.AlphaBps + d.BasisBps) / 1e4), d.FairTicks, 1e-6);
    }

    [Fact]
    public void A_leg_rich_against_the_other_is_quoted_lower()
    {
        using QuoterScript s = Ready((ParameterId.PairInstrument, 2), (ParameterId.PairWeight, 0.1));
        s.Name("BTC-NEXT", 1).Define(instrument: 1).Whole(1, 20100, 50, 20110, 50).Rest(40);
        Assert.Equal(0, s.Decide().Head.PairBps, 0.01);
        s.Whole(1, 20080, 50, 20090, 50).Wait(10_000_000).Shift(0);
        Assert.Equal(-1, s.Decide().Head.PairBps, 0.05);
    }

    [Theory]
    [InlineData(0.0008, 3, 0)]
    [InlineData(-0.0008, 0, 3)]
    public void The_side_on_which_carry_costs_is_wider(double rate, double bid, double ask)
    {
        using QuoterScript s = Ready((ParameterId.FundingWeight, 0.001), (ParameterId.CarryPreferenceBps, 3));
        DecisionRecord d = s.Funding(rate).Decide().Head;
        Assert.Equal((bid, ask), (d.CarryBidBps, d.CarryAskBps));
    }

    [Fact]
    public void Before_expiry_positions_are_only_reduced_then_nothing_is_quoted()
    {
        (ParameterId, double)[] rules = [(ParameterId.ExpiryReduceNs, 2 * Hour), (ParameterId.ExpiryStopNs, 0.5 * Hour)];
        using QuoterScript far = Dated(3, rules), near = Dated(1, rules), last = Dated(0.4, rules);
        Assert.Equal((1, 1), (far.Decide().Head.WantedBidCount, far.Decisions[^1].Head.WantedAskCount));
        near.Position(4, opening: true).AckAll().Wait(200_000_000);
        Decided reduces = near.Book(near.Instrument.Book.BestBidTicks, 3, near.Instrument.Book.BestAskTicks, 3).Decide();
        Assert.Equal((0, 1, 4L), (reduces.Head.WantedBidCount, reduces.Head.WantedAskCount, reduces.WantedAskLots));
        Assert.True(last.Instrument.HasNoOrders);
        last.Position(4, opening: true).Timer();
        Assert.True(last.Instrument.HasNoOrders);
    }

    [Fact]
    public void The_next_contract_begins_when_the_one_before_it_stops()
    {
        using QuoterScript s = Ready((ParameterId.RollAfterInstrument, 2));
        s.Name("BTC-FRONT", 1);
        s.Parameter(ParameterId.ExpiryStopNs, 60_000_000_000, 1);
        Event e = s.Make(EventKind.InstrumentDefined, 1);
        e.Defined = s.Instrument.Spec with { ExpiryNs = s.NowNs + 65_000_000_000 };
        s.Apply(e).Rest(2);
        Assert.True(s.Instrument.HasNoOrders);
        s.Rest(5);
        Assert.Equal((1, 1), (s.Instrument.Bids.Count, s.Instrument.Asks.Count));
    }

    // ---- the limit over instruments: a perpetual and a dated future, both inverse, at some 10,000 USD: a lot of 10 USD is 0.001 BTC.

    private static QuoterScript Two(double limitBtc)
    {
        QuoterScript s = QuoterScript.Ready();
        s.Parameter(ParameterId.MaxNetExposureE8, (long)(limitBtc * 1e8)).Name("BTC-27JUN", 1).Define(instrument: 1);
        return s.Rest();
    }

    private static void Hold(QuoterScript s, long lots)
    {
        Event e = s.Make(EventKind.Position, 1);
        e.Flags |= EventFlags.Snapshot;
        e.Position.SizeLots = lots;
        s.Apply(e);
    }

    [Fact]
    public void What_the_other_instrument_holds_is_room_that_this_one_has_not()
    {
        // 300 USD of position limit are 0.03 BTC: the net limit of 0.0201 BTC binds first.
        using QuoterScript s = Two(0.0201);
        s.Whole(1, 20000, 50, 20010, 50);
        Hold(s, 12);
        s.With((ParameterId.OrderAmountE8, 300e8)).Rest(2);
        Decided d = s.Decide();
        Assert.Equal(12 * 99976, d.Head.NetExposureE8, 12.0);
        Assert.Equal((8L, 30L), (d.WantedBidLots, d.WantedAskLots));
        Hold(s, -12);
        Assert.Equal((30L, 8L), (s.Rest(2).Decide().WantedBidLots, s.Decisions[^1].WantedAskLots));
    }

    [Fact]
    public void What_rests_on_the_other_instrument_counts_as_filled_on_the_side_asked_for()
    {
        using QuoterScript s = Two(0.0151);
        s.Whole(1, 20000, 50, 20010, 50);
        for (int i = 0; i < 40; i++) s.Wait(1_000_000_000).Whole(1, 20000 + i % 2, 50, 20010 + i % 2, 50).Book(20000 + i % 2, 9, 20010 + i % 2, 9).AckAll();
        s.Parameter(ParameterId.OrderAmountE8, (long)100e8, 1).Parameter(ParameterId.MaxPositionAmountE8, (long)300e8, 1).Parameter(ParameterId.QuoteEnabled, 1, 1);
        s.Wait(200_000_000).Whole(1, 20002, 50, 20012, 50).AckAll();
        ref Core.Engine.InstrumentState other = ref s.Block[1];
        // Ours has 10 lots on each side, so 5 are left for the other.
        Assert.Equal((10L, 5L, 5L), (s.Instrument.WorstLots(sell: false), other.WorstLots(sell: false), other.WorstLots(sell: true)));
    }

    [Fact]
    public void Without_a_price_for_what_is_held_nothing_is_quoted()
    {
        using QuoterScript s = Two(5);
        Hold(s, 1);
        Decided d = s.Decide();
        Assert.Equal((Units.Missing, 0, 0), (d.Head.NetExposureE8, d.Head.WantedBidCount, d.Head.WantedAskCount));
        s.AckAll();
        Assert.True(s.Instrument.HasNoOrders);
        s.Mark(10000, 10000, instrument: 1).Rest(1);
        Assert.Equal((1, 1), (s.Instrument.Bids.Count, s.Instrument.Asks.Count));
    }

    [Fact]
    public void The_book_and_not_an_old_mark_says_what_a_lot_is()
    {
        using QuoterScript s = Two(0.0201);
        s.Mark(20000, 20000).Position(0, opening: true);
        s.With((ParameterId.OrderAmountE8, 300e8)).Rest(2);
        Assert.Equal(20, s.Decide().WantedBidLots);
    }

    [Fact]
    public void A_lower_limit_takes_effect_at_once_and_a_negative_one_is_refused()
    {
        using QuoterScript s = Two(0);
        s.Commands.Clear();
        s.Parameter(ParameterId.MaxNetExposureE8, 500_000);
        Assert.Equal((1, 1), (s.Count(CommandVerb.Edit, false), s.Count(CommandVerb.Edit, true)));
        Assert.Equal((5L, 5L), (s.Instrument.Bids[0].SentLots, s.Instrument.Asks[0].SentLots));
        long unapplied = s.Block.Head.Unapplied;
        s.Parameter(ParameterId.MaxNetExposureE8, -1);
        Assert.Equal((500_000L, unapplied + 1), (s.Block.Head.MaxNetExposureE8, s.Block.Head.Unapplied));
    }

    [Fact]
    public void Hedges_count_rounded_against_us()
    {
        using QuoterScript s = Two(1);
        s.Whole(1, 60007, 50, 60009, 50).Whole(0, 60007, 50, 60009, 50);
        Hold(s, -1_000_000);
        s.Position(1_000_000, opening: true);
        // A lot is 10 / 30004 = 33328.89 of 1e-8 BTC: up for what is long, down for what is short.
        s.Decide();
        Assert.True(s.Instrument.NetBuyRoomLots <= (100_000_000 - 1_000_000) / 33329, $"{s.Instrument.NetBuyRoomLots}");
    }
}
