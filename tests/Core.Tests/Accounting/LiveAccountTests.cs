using System;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Xunit;

namespace Minnow.Core.Tests.Accounting;

/// <summary>The account that grows event by event, at its edges. A lot is 10 USD, a tick 0.5; prices are 1,000.0 and some, so a lot is about a hundredth of a coin.</summary>
public sealed class LiveAccountTests
{
    private const long Second = Units.NsPerSecond;
    private const long Mark = 1000 * Units.E8;
    private static readonly ContractTerms s_terms = new() { TickE8 = Units.E8 / 2, LotE8 = 10 * Units.E8, Contract = ContractKind.Inverse };

    private LiveAccount _account = Defined();

    private static LiveAccount Defined(ContractKind contract = ContractKind.Inverse)
    {
        LiveAccount account = default;
        Define(ref account, contract: contract);
        return account;
    }

    private static void Define(ref LiveAccount account, long tickE8 = Units.E8 / 2, long lotE8 = 10 * Units.E8, ContractKind contract = ContractKind.Inverse)
    {
        InstrumentDefined defined = new() { TickE8 = tickE8, LotE8 = lotE8, Contract = contract };
        LiveAccount.Define(ref account, in defined);
    }

    private void Fill(bool sold, long ticks, long lots, long feeE8 = 0, long nowNs = Second)
    {
        Fill fill = new() { PriceTicks = ticks, SizeLots = lots, FeeE8 = feeE8 };
        LiveAccount.Fill(ref _account, sold, in fill, nowNs);
    }

    private void State(long lots, long markE8 = Units.Missing, long nowNs = Second)
    {
        PositionReport stated = new() { SizeLots = lots, MarkE8 = markE8 };
        LiveAccount.State(ref _account, in stated, nowNs);
    }

    private void Marks(long markE8, long indexE8 = Units.Missing, long nowNs = Second)
    {
        TickerMarks marks = new() { MarkE8 = markE8, IndexE8 = indexE8 };
        LiveAccount.Marks(ref _account, in marks, nowNs);
    }

    private static Int128 Worth(long lots, long priceHalfE8) => lots * s_terms.LotWorthE24(priceHalfE8);

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(0, 0, 9, 9)]
    [InlineData(0, 7, 9, 7)]
    [InlineData(1, 7, 9, 2)]
    [InlineData(5, 0, 0, 10)]
    public void It_is_valued_at_the_mark_else_the_mid_else_the_last_fill(long markE8, long midHalfE8, long fillHalfE8, long value) =>
        Assert.Equal(value, new LiveAccount { MarkE8 = markE8, MidHalfE8 = midHalfE8, LastFillHalfE8 = fillHalfE8 }.ValueHalfE8);

    [Theory]
    [InlineData(0, 0, 0, true)]
    [InlineData(0, 1, 5, false)]
    [InlineData(0, -1, 0, false)]
    [InlineData(1, 0, 0, false)]
    [InlineData(-1, 0, 0, false)]
    [InlineData(-1, 0, 1, true)]
    public void What_is_held_has_a_value_once_it_has_a_price_and_nothing_waits(long lots, long pending, long midHalfE8, bool isValued) =>
        Assert.Equal(isValued, new LiveAccount { Ledger = new PositionLedger { PositionLots = lots }, PendingLots = pending, MidHalfE8 = midHalfE8 }.IsValued);

    [Fact]
    public void Profit_is_cash_and_worth_at_the_smallest_price_too_and_nothing_open_has_one_without_a_price()
    {
        Fill(sold: false, 2000, 3);
        Int128 cost = Worth(3, 2000 * Units.E8);
        Assert.Equal((0, 0), (_account.UnrealisedE24, _account.TotalE24));
        LiveAccount.Mid(ref _account, 4020);
        Assert.Equal(Worth(3, 2010 * Units.E8) - cost, _account.UnrealisedE24);
        Assert.Equal(_account.UnrealisedE24, _account.TotalE24);
        _account.MidHalfE8 = 1;
        Assert.Equal((Worth(3, 1) - cost, Worth(3, 1) - cost), (_account.UnrealisedE24, _account.TotalE24));
        // Nobody has told any price: neither can be known, and neither divides by nothing.
        _account.MidHalfE8 = _account.LastFillHalfE8 = 0;
        Assert.Equal(0, _account.UnrealisedE24);
        Assert.Equal(Worth(3, 1) - cost, _account.TotalE24);
    }

    [Theory]
    [InlineData(Units.E8, 10 * Units.E8, ContractKind.Inverse, true)] // another tick changes nothing that was counted
    [InlineData(Units.E8 / 2, 20 * Units.E8, ContractKind.Inverse, false)]
    [InlineData(Units.E8 / 2, 10 * Units.E8, ContractKind.Linear, false)]
    [InlineData(0, 20 * Units.E8, ContractKind.Inverse, false)]
    public void Terms_change_before_the_first_lot_and_after_it_only_their_tick(long tickE8, long lotE8, ContractKind contract, bool taken)
    {
        bool isContract = tickE8 > 0;
        LiveAccount fresh = Defined();
        Define(ref fresh, tickE8, lotE8, contract);
        Assert.Equal(isContract ? (tickE8, lotE8, contract) : (s_terms.TickE8, s_terms.LotE8, s_terms.Contract), (fresh.Terms.TickE8, fresh.Terms.LotE8, fresh.Terms.Contract));
        foreach (int use in (int[])[0, 1, 2])
        {
            _account = Defined();
            if (use == 0) Fill(sold: false, 2000, 1);
            if (use == 1) State(5, Mark);
            if (use == 2) State(5);
            Assert.Equal((use == 0 ? 2000 * Units.E8 : 0, use == 1 ? 1 : 0, use == 2 ? 5 : 0), (_account.LastFillHalfE8, _account.TakenCount, _account.PendingLots));
            Define(ref _account, tickE8, lotE8, contract);
            Assert.Equal(taken ? (tickE8, lotE8, contract) : (s_terms.TickE8, s_terms.LotE8, s_terms.Contract), (_account.Terms.TickE8, _account.Terms.LotE8, _account.Terms.Contract));
        }
    }

    [Fact]
    public void Lots_that_were_stated_before_the_definition_wait_for_it()
    {
        _account = default;
        State(5, Mark);
        Assert.Equal((0L, 5L), (_account.Ledger.PositionLots, _account.PendingLots));
        Define(ref _account);
        Assert.Equal(s_terms.LotE8, _account.Terms.LotE8);
        Marks(Mark);
        Assert.Equal((5L, 0L, 1L), (_account.Ledger.PositionLots, _account.PendingLots, _account.TakenCount));
    }

    [Theory]
    [InlineData(Units.Missing)]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_mark_or_a_mid_that_is_no_price_changes_nothing(long price)
    {
        Marks(Mark, 999 * Units.E8);
        LiveAccount.Mid(ref _account, 4000);
        Marks(price, price, 9 * Second);
        if (price != Units.Missing) LiveAccount.Mid(ref _account, price);
        Assert.Equal((Mark, 999 * Units.E8, 2000 * Units.E8), (_account.MarkE8, _account.IndexE8, _account.MidHalfE8));
        Assert.Equal((Second, Second), (_account.Ledger.Funding.AccruedNs, _account.Ledger.Funding.ToldNs));
        Marks(price, 1, 9 * Second);
        Assert.Equal((Mark, 1), (_account.MarkE8, _account.IndexE8));
        Marks(1, price, 9 * Second);
        Assert.Equal((1, 1, 2, 9 * Second), (_account.MarkE8, _account.IndexE8, _account.Ledger.Funding.MarkHalfE8, _account.Ledger.Funding.AccruedNs));
        LiveAccount.Mid(ref _account, 1);
        Assert.Equal(Units.E8 / 2, _account.MidHalfE8);
    }

    [Fact]
    public void The_tickers_rate_counts_until_the_perpetuals_own_channel_tells_one()
    {
        ref FundingAccrual funding = ref _account.Ledger.Funding;
        LiveAccount.Carry(ref _account, 7, Second);
        Assert.Equal((7, Second, Second), (funding.RateE12, funding.ToldNs, funding.AccruedNs));
        LiveAccount.Carry(ref _account, Units.Missing, 2 * Second);
        LiveAccount.Interest(ref _account, Units.Missing, 2 * Second);
        Assert.Equal((7, Second, Second, 0), (funding.RateE12, funding.ToldNs, funding.AccruedNs, _account.HasInterest));
        LiveAccount.Carry(ref _account, 8, 3 * Second);
        LiveAccount.Interest(ref _account, -9, 4 * Second);
        LiveAccount.Carry(ref _account, 10, 5 * Second);
        Assert.Equal((-9, 4 * Second, 4 * Second, 1), (funding.RateE12, funding.ToldNs, funding.AccruedNs, _account.HasInterest));
    }

    [Fact]
    public void Funding_is_accrued_to_each_moment_before_what_it_hangs_on_changes()
    {
        const long Hours8 = 28_800 * Second;
        // One lot is a hundredth of a coin; 1 % for 8 h on it is 1e-4 coins.
        Int128 eighth = Money.FromE8(10_000);
        Marks(Mark, nowNs: Second);
        LiveAccount.Carry(ref _account, Units.E12 / 100, Second);
        Fill(sold: true, 2000, 1, nowNs: Second);
        long nowNs = Second + Hours8;
        Fill(sold: true, 2000, 1, nowNs: nowNs);
        Assert.Equal(eighth, _account.Ledger.Funding.ReceivedE24);
        Marks(2 * Mark, nowNs: nowNs += Hours8);
        Assert.Equal(3 * eighth, _account.Ledger.Funding.ReceivedE24);
        LiveAccount.Interest(ref _account, 2 * Units.E12 / 100, nowNs += Hours8);
        Assert.Equal(4 * eighth, _account.Ledger.Funding.ReceivedE24);
        State(-4, nowNs: nowNs += Hours8);
        Assert.Equal(6 * eighth, _account.Ledger.Funding.ReceivedE24);
        LiveAccount.Accrue(ref _account, nowNs += Hours8);
        Assert.Equal(10 * eighth, _account.Ledger.Funding.ReceivedE24);
        Assert.Equal(-4, _account.Ledger.PositionLots);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, 0)]
    [InlineData(1, -1)]
    public void A_fill_of_no_size_or_price_is_not_booked(long lots, long ticks)
    {
        Fill(sold: false, ticks, lots, feeE8: 5);
        Assert.Equal((0, 0, 0), (_account.Ledger.PositionLots, _account.LastFillHalfE8, _account.Ledger.FeesE24));
        _account = default;
        Fill(sold: false, 2000, 1, feeE8: 5);
        Assert.Equal((0, 0), (_account.Ledger.PositionLots, _account.Ledger.FeesE24));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, -1)]
    public void The_smallest_fill_is_booked_on_its_side_with_its_fee(bool sold, long lots)
    {
        Fill(sold, 1, 1, feeE8: -3);
        Assert.Equal((lots, Units.E8, -3 * (Int128)Money.PerE8), (_account.Ledger.PositionLots, _account.LastFillHalfE8, _account.Ledger.FeesE24));
    }

    [Fact]
    public void A_statement_that_says_what_is_known_changes_nothing_and_one_that_does_not_is_taken_at_its_mark()
    {
        State(Units.Missing, Mark);
        State(0, Mark);
        Assert.Equal((0, 0, 0), (_account.TakenCount, _account.MarkE8, _account.Ledger.Funding.AccruedNs));
        State(5, Mark, 2 * Second);
        Assert.Equal((5, 1, Mark, 2 * Second), (_account.Ledger.PositionLots, _account.TakenCount, _account.MarkE8, _account.Ledger.Funding.AccruedNs));
        Assert.Equal((2 * Mark, 2 * Second), (_account.Ledger.Funding.MarkHalfE8, _account.Ledger.Funding.ToldNs));
        // The venue's mark of now is what the lots come at; the one that is known stays, because the ticker tells it more often.
        State(8, 1100 * Units.E8, 3 * Second);
        Assert.Equal((8, 2, Mark), (_account.Ledger.PositionLots, _account.TakenCount, _account.MarkE8));
        Assert.Equal(Worth(5, 2 * Mark) + Worth(3, 2200 * Units.E8), _account.Ledger.CostE24);
        // A mark that is none: what is known serves.
        State(9, 0, 4 * Second);
        Assert.Equal(Worth(5, 2 * Mark) + Worth(3, 2200 * Units.E8) + Worth(1, 2 * Mark), _account.Ledger.CostE24);
        Assert.Equal(2 * Second, _account.Ledger.Funding.ToldNs);
    }

    [Fact]
    public void What_waits_for_a_price_counts_as_stated_and_a_later_statement_replaces_it()
    {
        State(5);
        State(5, Mark, 9 * Second);
        Assert.Equal((5L, 0L, 0L), (_account.PendingLots, _account.MarkE8, _account.TakenCount));
        State(3, 0);
        Assert.Equal(3, _account.PendingLots);
        // A fill brings the first price; its own lots come after.
        Fill(sold: false, 2000, 2);
        Assert.Equal((5L, 0L, 1L), (_account.Ledger.PositionLots, _account.PendingLots, _account.TakenCount));
        Assert.Equal(Worth(5, 2000 * Units.E8), _account.Ledger.CostE24);
        // Nothing waits any more: a price takes over nothing.
        Marks(Mark);
        LiveAccount.Mid(ref _account, 4000);
        Assert.Equal((5L, 1L), (_account.Ledger.PositionLots, _account.TakenCount));
    }

    [Fact]
    public void Lots_that_waited_come_at_the_first_price_of_any_kind()
    {
        State(5);
        Marks(1);
        Assert.Equal((5L, Worth(5, 2)), (_account.Ledger.PositionLots, _account.Ledger.CostE24));
        _account = Defined();
        State(-5);
        LiveAccount.Mid(ref _account, 1);
        Assert.Equal((-5L, Worth(-5, Units.E8 / 2)), (_account.Ledger.PositionLots, _account.Ledger.CostE24));
    }

    [Fact]
    public void Lots_that_were_taken_over_begin_a_round_trip_there()
    {
        Fill(sold: false, 2000, 5, feeE8: 100);
        State(10, Mark);
        Assert.Equal(-100 * (Int128)Money.PerE8, _account.Trips.BeganE24);
        Fill(sold: true, 2001, 10);
        Assert.Equal((1L, 0L), (_account.Trips.Count, _account.Trips.LosingInRow));
    }

    [Theory]
    [InlineData(0, 1, -5, 0, 0)]  // begins
    [InlineData(2, 1, -5, 0, 0)]  // goes on
    [InlineData(2, 3, -5, 0, 0)]
    [InlineData(1, 0, -5, 1, 1)]  // ends
    [InlineData(-1, 0, -5, 1, 1)]
    [InlineData(1, -1, -5, 1, 1)] // turns
    [InlineData(-1, 1, -5, 1, 1)]
    [InlineData(1, 0, -1, 1, 1)]  // a unit is a loss
    [InlineData(1, 0, 1, 1, 0)]
    public void A_trip_ends_flat_or_on_the_other_side(long before, long after, long result, long count, long losing)
    {
        RoundTrips trips = default;
        RoundTrips.Begin(ref trips, 1000);
        RoundTrips.Filled(ref trips, before, after, 1000, 1000 + result);
        Assert.Equal((count, losing), (trips.Count, trips.LosingInRow));
        Assert.Equal(count == 0 ? 1000 : 1000 + result, trips.BeganE24);
    }

    [Fact]
    public void Losses_in_a_row_are_counted_until_a_trip_wins_and_one_that_ends_even_is_neither()
    {
        RoundTrips trips = default;
        long closed = 0;
        foreach ((long result, long losing) in ((long, long)[])[(-1, 1), (-7, 2), (0, 2), (-2, 3), (1, 0), (-1, 1), (9, 0), (0, 0)])
        {
            RoundTrips.Filled(ref trips, 0, 1, closed, closed - 50);
            Assert.Equal(closed, trips.BeganE24);
            RoundTrips.Filled(ref trips, 1, 0, closed - 50, closed + result);
            closed += result;
            Assert.Equal(losing, trips.LosingInRow);
        }
        Assert.Equal(8, trips.Count);
    }
}
