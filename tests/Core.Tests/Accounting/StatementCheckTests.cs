using System;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Xunit;

namespace Minnow.Core.Tests.Accounting;

/// <summary>Our account against the venue's statements: what is taken over, and how far apart the two may be, to the last unit.</summary>
public sealed class StatementCheckTests
{
    private const long NowNs = 1_000_000 * Units.NsPerSecond, EightHoursNs = 28_800 * Units.NsPerSecond;
    private const long Rate = 1_000_000_000; // 0.1 % in 8 h
    private const long PerE16 = 100_000_000;

    // A lot is a coin, so that the worth of a lot is its price.
    private static readonly ContractTerms s_terms = new() { TickE8 = Units.E8, LotE8 = Units.E8, Contract = ContractKind.Linear };

    private static Int128 Coin => (Int128)Units.E12 * Units.E12;

    private static long Half(long price) => price * Units.E8 * 2;

    private static PositionReport Statement(long lots = 3, long mark = 100, long floatingE8 = 5 * Units.E8, long realizedE8 = 7 * Units.E8, long fundingE8 = 2 * Units.E8) =>
        new() { SizeLots = lots, MarkE8 = mark * Units.E8, FloatingE8 = floatingE8, RealizedE8 = realizedE8, FundingE8 = fundingE8 };

    /// <summary>Three lots, taken over at 100 with mark and rate known.</summary>
    private static StatementCheck Known()
    {
        StatementCheck check = default;
        FundingAccrual.Marked(ref check.Session.Ledger.Funding, Half(100), NowNs);
        PositionReport stated = Statement();
        Assert.Equal(StatementVerdict.None, StatementCheck.Stated(ref check, in s_terms, in stated, isOpening: true, 0, NowNs));
        Assert.Equal(1, check.Session.IsKnown);
        return check;
    }

    private static StatementVerdict Stated(ref StatementCheck check, PositionReport stated, long exchangeNs = 0, bool isOpening = false, long nowNs = NowNs) =>
        StatementCheck.Stated(ref check, in s_terms, in stated, isOpening, exchangeNs, nowNs);

    [Fact]
    public void A_session_is_taken_over_with_the_cost_that_floating_profit_and_mark_imply()
    {
        SessionLedger session = new() { SettlementHalfE8 = 77 };
        session.Ledger.Funding = new FundingAccrual { ReceivedE24 = 9, CarriedParts = 8, AccruedNs = 7, MarkHalfE8 = 6, RateE12 = 5, ToldNs = 4, StaleNs = 3 };
        session.Ledger.FeesE24 = 11;
        PositionReport stated = Statement();
        Assert.True(SessionLedger.TryTakeOver(ref session, in s_terms, in stated, NowNs));
        Assert.Equal((1L, NowNs, 77L), (session.IsKnown, session.SinceNs, session.SettlementHalfE8));
        PositionLedger ledger = session.Ledger;
        Assert.Equal((3L, 295 * Coin, 5 * Coin, -290 * Coin, (Int128)0), (ledger.PositionLots, ledger.CostE24, ledger.RealisedE24, ledger.CashE24, ledger.FeesE24));
        Assert.Equal((2 * Coin, 0L, NowNs), (ledger.Funding.ReceivedE24, ledger.Funding.CarriedParts, ledger.Funding.AccruedNs));
        Assert.Equal((6L, 5L, 4L, 3L), (ledger.Funding.MarkHalfE8, ledger.Funding.RateE12, ledger.Funding.ToldNs, ledger.Funding.StaleNs));
        Assert.Equal(5 * Coin, ledger.UnrealisedE24(in s_terms, Half(100)));
        // A flat one needs no mark and has no cost.
        stated = Statement(lots: 0, mark: 0, floatingE8: 0);
        Assert.True(SessionLedger.TryTakeOver(ref session, in s_terms, in stated, NowNs));
        Assert.Equal((0L, (Int128)0, 5 * Coin), (session.Ledger.PositionLots, session.Ledger.CostE24, session.Ledger.CashE24));
    }

    [Fact]
    public void A_statement_that_lacks_a_figure_is_not_taken_over()
    {
        PositionReport[] lacking =
        [
            Statement(lots: Units.Missing), Statement(realizedE8: Units.Missing), Statement(floatingE8: Units.Missing), Statement(fundingE8: Units.Missing), Statement(mark: 0), Statement(mark: -1),
        ];
        foreach (PositionReport stated in lacking)
        {
            SessionLedger session = default;
            Assert.False(SessionLedger.IsWhole(in stated));
            Assert.False(SessionLedger.TryTakeOver(ref session, in s_terms, in stated, NowNs));
            Assert.Equal(default, session);
        }
        PositionReport least = Statement();
        least.MarkE8 = 1;
        Assert.True(SessionLedger.IsWhole(in least));
        SessionLedger none = default;
        Assert.False(SessionLedger.TryTakeOver(ref none, default, in least, NowNs));
    }

    [Fact]
    public void A_settlement_begins_with_the_position_at_its_price_and_nothing_earned()
    {
        SessionLedger session = default;
        session.Ledger = new PositionLedger { PositionLots = -3, CostE24 = 5, CashE24 = 6, RealisedE24 = 7, FeesE24 = 8 };
        session.Ledger.Funding = new FundingAccrual { ReceivedE24 = 9, CarriedParts = 8, AccruedNs = 7, MarkHalfE8 = 6, RateE12 = 5 };
        SessionLedger.Settle(ref session, in s_terms, Half(100), NowNs);
        Assert.Equal((1L, NowNs, Half(100)), (session.IsKnown, session.SinceNs, session.SettlementHalfE8));
        PositionLedger ledger = session.Ledger;
        Assert.Equal((-3L, -300 * Coin, 300 * Coin, (Int128)0, (Int128)0), (ledger.PositionLots, ledger.CostE24, ledger.CashE24, ledger.RealisedE24, ledger.FeesE24));
        Assert.Equal(((Int128)0, 0L, 7L, 6L, 5L), (ledger.Funding.ReceivedE24, ledger.Funding.CarriedParts, ledger.Funding.AccruedNs, ledger.Funding.MarkHalfE8, ledger.Funding.RateE12));
        // A flat one needs no price that could be divided by.
        SessionLedger flat = default;
        SessionLedger.Settle(ref flat, new ContractTerms { TickE8 = 1, LotE8 = 1, Contract = ContractKind.Inverse }, 0, NowNs);
        Assert.Equal((1L, 0L), (flat.IsKnown, flat.Ledger.PositionLots));
    }

    [Theory]
    [InlineData(0, 0, StatementVerdict.Agrees)]
    [InlineData(3, 0, StatementVerdict.Agrees)]
    [InlineData(3, -1, StatementVerdict.Differs)]
    [InlineData(-3, 0, StatementVerdict.Agrees)]
    [InlineData(-3, 1, StatementVerdict.Differs)]
    public void Profit_may_differ_by_what_the_venue_rounds_and_not_by_a_unit_more(long apartE8, long oursE24, StatementVerdict verdict)
    {
        foreach (long fills in (long[])[0, 7])
        {
            StatementCheck check = Known();
            check.Fills = fills;
            // Each trade adds 1e-16: taken off here, so that the edge is where it was.
            check.Session.Ledger.RealisedE24 += oursE24 - Math.Sign(apartE8) * fills * (Int128)PerE16;
            Assert.Equal(3 * Money.FromE8(1) + fills * PerE16, check.ToleranceE24);
            Assert.Equal(verdict, Stated(ref check, Statement(floatingE8: 5 * Units.E8 + apartE8)));
            Assert.Equal(Money.FromE8(apartE8) - oursE24 + Math.Sign(apartE8) * fills * (Int128)PerE16, check.ProfitApartE24);
            Assert.Equal((Int128)0, check.FundingApartE24);
            Assert.Equal(verdict == StatementVerdict.Agrees ? (1L, 0L) : (0L, 1L), (check.AgreedCount, check.DifferentCount));
        }
    }

    [Theory]
    [InlineData(1, 0, 0, StatementVerdict.Agrees)]
    [InlineData(1, -1, 0, StatementVerdict.Differs)]
    [InlineData(-1, 1, 0, StatementVerdict.Differs)]
    [InlineData(1, -1, 1, StatementVerdict.Agrees)]
    [InlineData(-1, 0, 0, StatementVerdict.Agrees)]
    public void Funding_may_differ_by_one_unit_of_the_venue_and_what_was_not_told(long apartE8, long oursE24, long slackE24, StatementVerdict verdict)
    {
        StatementCheck check = Known();
        check.FundingSlackE24 = slackE24;
        check.Session.Ledger.Funding.ReceivedE24 += oursE24;
        // The venue's realised profit has its funding in it.
        Assert.Equal(verdict, Stated(ref check, Statement(fundingE8: 2 * Units.E8 + apartE8, realizedE8: 7 * Units.E8 + apartE8)));
        Assert.Equal((Money.FromE8(apartE8) - oursE24, (Int128)0), (check.FundingApartE24, check.ProfitApartE24));
    }

    [Fact]
    public void A_difference_counts_when_three_statements_in_a_row_have_it()
    {
        StatementCheck check = Known();
        PositionReport wrong = Statement(floatingE8: 6 * Units.E8);
        Assert.Equal(StatementVerdict.Differs, Stated(ref check, wrong));
        Assert.Equal(StatementVerdict.Differs, Stated(ref check, wrong));
        Assert.Equal((2L, 0L), (check.DifferentCount, check.IsApart));
        Assert.Equal(StatementVerdict.Persists, Stated(ref check, wrong));
        Assert.Equal((3L, 1L), (check.DifferentCount, check.IsApart));
        Assert.Equal(StatementVerdict.Persists, Stated(ref check, wrong));
        Assert.Equal(StatementVerdict.Agrees, Stated(ref check, Statement()));
        Assert.Equal((0L, 0L, 1L), (check.DifferentCount, check.IsApart, check.AgreedCount));
        Stated(ref check, wrong);
        Assert.Equal(StatementVerdict.Differs, Stated(ref check, wrong));
    }

    [Fact]
    public void A_statement_of_another_position_or_of_the_same_ms_as_a_fill_says_nothing()
    {
        StatementCheck check = Known();
        check.LastFillExchangeNs = NowNs - 5_000_000;
        PositionReport wrong = Statement(floatingE8: 6 * Units.E8);
        Assert.Equal(StatementVerdict.None, Stated(ref check, Statement(lots: 4)));
        Assert.Equal(StatementVerdict.None, Stated(ref check, wrong, check.LastFillExchangeNs + Units.NsPerMs - 1));
        Assert.Equal(StatementVerdict.None, Stated(ref check, Statement(floatingE8: Units.Missing)));
        Assert.Equal(StatementVerdict.None, Stated(ref check, Statement(lots: Units.Missing), isOpening: true));
        Assert.Equal((3L, 1L, 0L), (check.Session.Ledger.PositionLots, check.Session.IsKnown, check.DifferentCount));
        Assert.Equal(StatementVerdict.Differs, Stated(ref check, wrong, check.LastFillExchangeNs + Units.NsPerMs));
        Assert.Equal(StatementVerdict.Differs, Stated(ref check, wrong));
        Assert.Equal(StatementVerdict.None, StatementCheck.Stated(ref check, default, in wrong, false, 0, NowNs));
        Assert.Equal(2, check.DifferentCount);
    }

    [Fact]
    public void The_opening_statement_is_our_position_whatever_else_it_says()
    {
        StatementCheck check = Known();
        check.LastFillExchangeNs = NowNs;
        Assert.Equal(StatementVerdict.None, Stated(ref check, Statement(lots: 8, floatingE8: Units.Missing), NowNs - 1, isOpening: true));
        Assert.Equal((8L, 0L), (check.Session.Ledger.PositionLots, check.Session.IsKnown));
        (check.Fills, check.DifferentCount, check.IsApart, check.TakesOver, check.FundingSlackE24) = (5, 2, 1, 1, 99);
        Assert.Equal(StatementVerdict.None, Stated(ref check, Statement(lots: 8)));
        Assert.Equal((8L, 1L, 0L, 0L, 0L, 0L), (check.Session.Ledger.PositionLots, check.Session.IsKnown, check.Fills, check.DifferentCount, check.IsApart, check.TakesOver));
        Assert.Equal((Int128)0, check.FundingSlackE24);
        Assert.Equal(StatementVerdict.Agrees, Stated(ref check, Statement(lots: 8)));
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(0, 0)]
    public void After_a_settlement_the_next_statement_is_taken_over_and_the_one_after_it_compared(long price, long isKnown)
    {
        StatementCheck check = Known();
        (check.DifferentCount, check.IsApart) = (2, 1);
        StatementCheck.Settled(ref check, in s_terms, Half(price), exchangeNs: 0, NowNs + 5);
        Assert.Equal((isKnown, 1L, 0L, 0L), (check.Session.IsKnown, check.TakesOver, check.DifferentCount, check.IsApart));
        Assert.Equal(isKnown != 0 ? (Int128)0 : 5 * Coin, check.Session.Ledger.RealisedE24);
        Assert.Equal(NowNs + 5, check.Session.Ledger.Funding.AccruedNs);
        Assert.Equal(StatementVerdict.None, Stated(ref check, Statement(floatingE8: 9 * Units.E8), nowNs: NowNs + 6));
        Assert.Equal((0L, 1L), (check.TakesOver, check.Session.IsKnown));
        Assert.Equal(StatementVerdict.Agrees, Stated(ref check, Statement(floatingE8: 9 * Units.E8), nowNs: NowNs + 6));
    }

    [Fact]
    public void A_statement_from_before_the_settlement_that_comes_after_its_news_is_not_taken_over()
    {
        const long settledNs = NowNs - Units.NsPerSecond;
        StatementCheck check = Known();
        StatementCheck.Settled(ref check, in s_terms, Half(100), settledNs, NowNs);
        Assert.Equal(StatementVerdict.None, Stated(ref check, Statement(floatingE8: 9 * Units.E8), settledNs - 1));
        Assert.Equal(StatementVerdict.None, Stated(ref check, Statement(floatingE8: 9 * Units.E8), settledNs + Units.NsPerMs - 1));
        // Nor is one that the position is taken over from; but its lots are ours.
        Assert.Equal(StatementVerdict.None, Stated(ref check, Statement(lots: 8), settledNs - 1, isOpening: true));
        Assert.Equal((1L, 8L), (check.TakesOver, check.Session.Ledger.PositionLots));
        PositionReport after = Statement(lots: 8, floatingE8: 0, realizedE8: 0, fundingE8: 0);
        Assert.Equal(StatementVerdict.None, Stated(ref check, after, settledNs + Units.NsPerMs));
        Assert.Equal((0L, 1L, (Int128)0), (check.TakesOver, check.Session.IsKnown, check.Session.Ledger.RealisedE24));
        Assert.Equal(StatementVerdict.None, Stated(ref check, Statement(lots: 8), settledNs - 1));
        Assert.Equal(StatementVerdict.Agrees, Stated(ref check, after, NowNs));
        // A time that is not said is taken for a later one, and news without a time hold nothing up.
        Assert.True(check.IsBeforeSettlement(1));
        Assert.False(check.IsBeforeSettlement(0));
        StatementCheck.Settled(ref check, in s_terms, Half(100), 0, NowNs);
        Assert.False(check.IsBeforeSettlement(1));
    }

    [Fact]
    public void A_fill_told_late_was_held_there_and_not_here()
    {
        StatementCheck check = Known();
        check.Session.Ledger.Funding.RateE12 = Rate;
        check.Session.Ledger.Funding.MarkHalfE8 = 0; // nothing accrues here
        StatementCheck.Fill(ref check, in s_terms, -2, Half(100), 4, NowNs - EightHoursNs, NowNs);
        // 200 coins at 0.1 % for 8 h are 0.2 coins, and one unit of 1e-16 for what was cut off.
        Assert.Equal((Coin / 5) + PerE16, check.FundingSlackE24);
        Assert.Equal((1L, 1L, NowNs - EightHoursNs), (check.Session.Ledger.PositionLots, check.Fills, check.LastFillExchangeNs));
        Assert.Equal(Money.FromE8(4), check.Session.Ledger.FeesE24);
        StatementCheck.Fill(ref check, in s_terms, 2, Half(100), 0, NowNs - EightHoursNs - 1, NowNs - EightHoursNs - 1);
        Assert.Equal((2L, NowNs - EightHoursNs, (Coin / 5) + PerE16), (check.Fills, check.LastFillExchangeNs, check.FundingSlackE24));
        StatementCheck.Fill(ref check, in s_terms, 2, Half(100), 0, NowNs + 1, NowNs); // a time ahead of ours is no delay
        StatementCheck.Fill(ref check, in s_terms, 2, Half(100), 0, 0, NowNs);
        Assert.Equal((NowNs + 1, (Coin / 5) + PerE16), (check.LastFillExchangeNs, check.FundingSlackE24));
    }

    [Fact]
    public void A_statement_told_late_leaves_room_for_the_funding_of_that_time()
    {
        StatementCheck check = Known();
        check.Session.Ledger.Funding.RateE12 = Rate;
        check.Session.Ledger.Funding.MarkHalfE8 = 0;
        // 300 coins at 0.1 % for 8 h are 0.3 coins: with one unit of the venue and one for what was cut off that is the edge.
        Int128 edge = (3 * Coin / 10) + PerE16 + Money.PerE8;
        foreach (int sign in (int[])[1, -1])
        {
            StatementCheck inside = check, outside = check;
            inside.Session.Ledger.Funding.ReceivedE24 += sign * edge;
            outside.Session.Ledger.Funding.ReceivedE24 += sign * (edge + 1);
            Assert.Equal(StatementVerdict.Agrees, Stated(ref inside, Statement(), NowNs - EightHoursNs));
            Assert.Equal(StatementVerdict.Differs, Stated(ref outside, Statement(), NowNs - EightHoursNs));
        }
        check.Session.IsKnown = 0;
        Stated(ref check, Statement(), NowNs - EightHoursNs);
        Assert.Equal((3 * Coin / 10) + PerE16, check.FundingSlackE24);
    }

    [Theory]
    [InlineData(Rate, 110, Rate)]
    [InlineData(Rate, 90, Rate)]
    [InlineData(Rate, 100, 3 * Rate)]
    [InlineData(Rate, 100, -3 * Rate)]
    [InlineData(-3 * Rate, 100, Rate)]
    [InlineData(0, 100, Rate)]
    public void Mark_and_rate_may_have_been_anywhere_between_what_was_told(long rate, long nextMark, long nextRate)
    {
        StatementCheck check = Known();
        check.Session.Ledger.Funding.RateE12 = rate;
        if (nextMark != 100) StatementCheck.Marked(ref check, in s_terms, Half(nextMark), NowNs + EightHoursNs);
        else StatementCheck.Rated(ref check, in s_terms, nextRate, NowNs + EightHoursNs);
        long most = Math.Max(Math.Abs(rate), Math.Abs(nextRate)), larger = Math.Max(100, nextMark);
        Int128 slack = Cost(3 * larger, Math.Abs(nextRate - rate)) + Cost(3 * Math.Abs(nextMark - 100), most) + Cost(3 * larger, (long)((Int128)most * (most + 250_000_000) / Units.E12));
        Assert.Equal(slack, check.FundingSlackE24);
        Assert.Equal((nextMark == 100 ? Half(100) : Half(nextMark), nextRate), (check.Session.Ledger.Funding.MarkHalfE8, check.Session.Ledger.Funding.RateE12));
        Assert.Equal((2 * Coin) - (3 * 100 * (Coin / Units.E12) * rate), check.Session.Ledger.Funding.ReceivedE24);

        // Coins times rate for 8 h, and what is cut off.
        static Int128 Cost(long coins, long rateE12) => coins == 0 || rateE12 == 0 ? 0 : (coins * (Coin / Units.E12) * rateE12) + PerE16;
    }

    [Fact]
    public void Nothing_is_added_for_no_position_no_mark_no_time_and_before_the_first_moment()
    {
        StatementCheck known = Known();
        known.Session.Ledger.Funding.RateE12 = Rate;
        for (int i = 0; i < 5; i++)
        {
            StatementCheck check = known;
            if (i == 0) check.Session.Ledger.PositionLots = 0;
            if (i == 1) check.Session.Ledger.Funding.MarkHalfE8 = 0;
            if (i == 2) check.Session.Ledger.Funding.AccruedNs = 0;
            StatementCheck.Marked(ref check, in s_terms, i == 3 ? 0 : Half(110), i == 4 ? NowNs : NowNs + EightHoursNs);
            Assert.True(check.FundingSlackE24 == 0, $"{i}: {check.FundingSlackE24}");
        }
    }

    [Fact]
    public void A_fill_is_taken_apart_step_by_step_and_a_price_that_is_not_known_takes_that_of_the_step_behind_it()
    {
        FillEdge fill = new() { SignedLots = -2, PriceHalfE8 = 2, FairHalfE8 = 10, DecidedMidHalfE8 = 20, AcknowledgedMidHalfE8 = 40, MidHalfE8 = 80, FeeE24 = 7 };
        for (int i = 0; i < 3; i++) fill.After[i] = 160 << i;
        Assert.Equal("8 10 20 40 80 160 320 360 0 0", Steps(in fill, 1000));
        Assert.Equal((Int128)7, fill.Parts(in s_terms, 1000).FeesE24);
        fill.FairHalfE8 = 0;
        Assert.Equal("18 0 20 40 80 160 320 360 0 0", Steps(in fill, 1000));
        fill.DecidedMidHalfE8 = 0;
        Assert.Equal("38 0 0 40 80 160 320 360 0 0", Steps(in fill, 1000));
        fill.AcknowledgedMidHalfE8 = 0;
        Assert.Equal("78 0 0 0 80 160 320 360 0 0", Steps(in fill, 1000));
        (fill.FairHalfE8, fill.DecidedMidHalfE8, fill.AcknowledgedMidHalfE8) = (1, 1, 1);
        Assert.Equal("-1 0 0 79 80 160 320 360 0 0", Steps(in fill, 1000));
        (fill.After[3], fill.After[4]) = (1, 3);
        Assert.Equal("-1 0 0 79 80 160 320 -639 2 997", Steps(in fill, 1000));
    }

    [Fact]
    public void A_split_has_a_line_for_taking_and_hedging_and_all_lines_are_the_total()
    {
        EdgeSplit split = default, twice = default;
        EdgeParts parts = new() { FeesE24 = 3, FundingE24 = 5, HeldE24 = 11 };
        parts.Steps[EdgeStep.Quoted] = 100;
        parts.Steps[EdgeStep.After] = 1_000;
        parts.Steps[EdgeStep.Count - 1] = 10_000;
        EdgeSplit.Add(ref split, FillPurpose.Quote, in parts);
        parts.Steps[EdgeStep.Quoted] = 200;
        EdgeSplit.Add(ref split, FillPurpose.Take, in parts);
        parts.Steps[EdgeStep.Quoted] = 400;
        EdgeSplit.Add(ref split, FillPurpose.Hedge, in parts);
        Assert.Equal(((Int128)100, (Int128)3, (Int128)197, (Int128)397), (split.SpreadE24, split.FeesE24, split.TakingE24, split.HedgingE24));
        Assert.Equal(((Int128)3_000, (Int128)30_033, (Int128)15), (split.AdverseE24, split.DriftE24, split.FundingE24));
        Assert.Equal((Int128)(700 - 9 + 3_000 + 30_033 + 15), split.TotalE24);
        Assert.Equal((split.TotalE24, (Int128)400), (split.All().TotalE24, split.Of(FillPurpose.Hedge).SpreadE24));
        EdgeSplit.Add(ref twice, in split);
        EdgeSplit.Add(ref twice, in split);
        Assert.Equal((2 * split.TotalE24, 2 * split.TakingE24, 2 * split.HedgingE24), (twice.TotalE24, twice.TakingE24, twice.HedgingE24));
    }

    // Of two sold lots: what a half of 1e-8 against us is, one.
    private static string Steps(in FillEdge fill, long finalHalfE8)
    {
        EdgeParts parts = fill.Parts(in s_terms, finalHalfE8);
        string[] steps = new string[EdgeStep.Count];
        for (int i = 0; i < steps.Length; i++) steps[i] = $"{-parts.Steps[i] / 2 / s_terms.LotWorthE24(1)}";
        return string.Join(' ', steps);
    }
}
