using System;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Xunit;
using static Minnow.Core.Tests.Accounting.LedgerGoldenTests;

namespace Minnow.Core.Tests.Accounting;

/// <summary>Signs, edges and last digits of the account: each would pass unseen in a comparison of doubles.</summary>
public sealed class AccountBoundaryTests
{
    private const long EightHoursNs = 28_800 * Units.NsPerSecond;

    private static readonly ContractTerms s_linear = new() { TickE8 = Units.E8, LotE8 = Units.E8, Contract = ContractKind.Linear };

    [Theory]
    [InlineData(ContractKind.Inverse, 50, 1000, true)]
    [InlineData(ContractKind.Linear, 1, 1, true)]
    [InlineData(ContractKind.Linear, 0, 1, false)]
    [InlineData(ContractKind.Linear, 1, 0, false)]
    [InlineData(ContractKind.Inverse, -1, 1, false)]
    [InlineData(ContractKind.Inverse, 1, -1, false)]
    [InlineData(ContractKind.Unknown, 1, 1, false)]
    [InlineData(ContractKind.Option, 1, 1, false)]
    public void Only_an_inverse_or_linear_contract_with_tick_and_lot_can_be_accounted(ContractKind kind, long tickE8, long lotE8, bool can)
    {
        InstrumentDefined defined = new() { TickE8 = tickE8, LotE8 = lotE8, Contract = kind };
        Assert.Equal(can, ContractTerms.TryOf(in defined, out ContractTerms terms));
        Assert.Equal((tickE8, lotE8, kind), (terms.TickE8, terms.LotE8, terms.Contract));
    }

    [Fact]
    public void A_price_is_counted_in_halves_so_that_every_mid_is_a_whole_number()
    {
        ContractTerms terms = new() { TickE8 = 50, LotE8 = 1, Contract = ContractKind.Linear };
        Assert.Equal((7 * 50 * 2, 15 * 50), (terms.PriceHalfE8(7), terms.MidHalfE8(15)));
    }

    [Fact]
    public void The_price_of_no_lots_is_no_number_and_of_one_lot_its_own()
    {
        ContractTerms inverse = Inverse(10);
        Assert.True(double.IsNaN(inverse.PriceOf(0, 5)));
        Assert.Equal(60_000, inverse.PriceOf(1, inverse.LotWorthE24(Half(60_000))), 6);
        Assert.Equal(60_000, s_linear.PriceOf(-3, -3 * s_linear.LotWorthE24(Half(60_000))), 6);
    }

    [Fact]
    public void A_coin_is_1e24_and_the_last_digit_counts()
    {
        Assert.Equal((Int128)3 * 10_000_000_000_000_000, Money.FromE8(3));
        Assert.Equal(3, Money.ToE8(Money.FromE8(3)));
        // In 1e33 one unit more or less of 1e16 is seen.
        Assert.Equal(100_000_000_000_000_000, Money.ToE8(Money.FromE8(100_000_000_000_000_000)));
        Assert.Equal((Int128)100_000_000_000_000_000 * 100_000_000, Money.ToE16(Money.FromE8(100_000_000_000_000_000)));
    }

    [Theory]
    [InlineData(3, 2, 2)]
    [InlineData(-3, 2, -2)]
    [InlineData(4, 3, 1)]
    [InlineData(-4, 3, -1)]
    [InlineData(5, 3, 2)]
    [InlineData(-5, 3, -2)]
    [InlineData(-6, 3, -2)]
    [InlineData(0, 3, 0)]
    public void A_quotient_is_the_nearest_and_halves_go_away_from_zero(long dividend, long divisor, long quotient) =>
        Assert.Equal(quotient, Money.DivideRound(dividend, divisor));

    [Fact]
    public void Sums_of_parts_add_each_of_them()
    {
        EdgeParts sum = new() { FeesE24 = 4, FundingE24 = 5, HeldE24 = 6 }, other = new() { FeesE24 = 40, FundingE24 = 50, HeldE24 = 60 };
        // Each step its own power of ten, so that a sum says which of them are in it.
        Int128 digit = 1_000;
        for (int i = 0; i < EdgeStep.Count; i++, digit *= 1_000) (sum.Steps[i], other.Steps[i]) = (digit, 10 * digit);
        EdgeParts.Add(ref sum, in other);
        Int128 step = 11_000;
        for (int i = 0; i < EdgeStep.Count; i++, step *= 1_000) Assert.Equal(step, sum.Steps[i]);
        Assert.Equal(((Int128)44, (Int128)55, (Int128)66), (sum.FeesE24, sum.FundingE24, sum.HeldE24));
        Int128 spread = Of(0, 4), adverse = Of(4, 7), drift = Of(7, 10);
        Assert.Equal((spread, adverse, drift + 66), (sum.SpreadE24, sum.AdverseE24, sum.DriftE24));
        Assert.Equal(spread + adverse + drift + 66 - 44 + 55, sum.TotalE24);

        static Int128 Of(int from, int to)
        {
            Int128 all = 0, one = 11_000;
            for (int i = 0; i < to; i++, one *= 1_000) all += i >= from ? one : 0;
            return all;
        }
    }

    [Theory]
    [InlineData(FillDetails.None, true)]
    [InlineData(FillDetails.Taker, false)]
    [InlineData(FillDetails.Backfilled, true)]
    [InlineData(FillDetails.Taker | FillDetails.Backfilled, false)]
    public void A_fill_made_unless_it_took(FillDetails details, bool made) => Assert.Equal(made, new FillEdge { Details = details }.IsMaker);

    [Fact]
    public void The_smallest_mid_there_is_counts_as_one()
    {
        FillEdge fill = new() { SignedLots = 1, PriceHalfE8 = 2, MidHalfE8 = 3 };
        fill.After[0] = fill.After[Markouts.AdverseIndex] = 1;
        Assert.Equal((-5000.0, 5000.0), (fill.MarkoutBps(0), fill.HalfSpreadBps));
        Assert.True(double.IsNaN(fill.MarkoutBps(1)));
        EdgeParts parts = fill.Parts(in s_linear, 4);
        Assert.Equal((s_linear.LotWorthE24(1) - s_linear.LotWorthE24(3), s_linear.LotWorthE24(4) - s_linear.LotWorthE24(1)), (parts.AdverseE24, parts.DriftE24));
    }

    [Fact]
    public void A_mid_belongs_to_what_fell_due_before_it_and_the_last_one_to_what_falls_due_at_the_end()
    {
        for (int horizon = 0; horizon < Markouts.Horizons; horizon++)
        {
            long dueNs = 1000 + Markouts.HorizonsNs[horizon];
            FillEdge[] fills = [new() { TimeNs = 1000 }, new() { TimeNs = 1001 }];
            Markouts markouts = default;
            Markouts.Leaving(ref markouts, fills, dueNs, 7);
            Assert.Equal(0, fills[0].After[horizon]);
            Markouts.Leaving(ref markouts, fills, dueNs + 1, 8);
            Assert.Equal((8L, 0L), (fills[0].After[horizon], fills[1].After[horizon]));
            Markouts.End(ref markouts, fills, dueNs + 1, 9);
            Assert.Equal((8L, 9L), (fills[0].After[horizon], fills[1].After[horizon]));

            FillEdge[] late = [new() { TimeNs = 1001 }];
            Markouts other = default;
            Markouts.End(ref other, late, dueNs, 9);
            Assert.Equal(0, late[0].After[horizon]);
        }
    }

    [Fact]
    public void Eight_hours_of_funding_are_position_times_rate_to_the_last_digit()
    {
        // 1e7 coins at 12,345e-12: what one unit more or less in the divisor would make is 3 in the 20th place.
        FundingAccrual funding = At(markHalfE8: 2 * Units.E8, rateE12: 12_345);
        FundingAccrual.Accrue(ref funding, in s_linear, -10_000_000, 1 + EightHoursNs);
        Assert.Equal((Int128)10_000_000 * 12_345 * Units.E12, funding.ReceivedE24);
        Assert.Equal(0, funding.CarriedParts);
        FundingAccrual.Accrue(ref funding, in s_linear, 10_000_000, 1 + (2 * EightHoursNs));
        Assert.Equal((Int128)0, funding.ReceivedE24);
    }

    [Theory]
    [InlineData(0, 7, 2, 5, false)] // never brought to a time before: the years since 1970 are not ours
    [InlineData(1, 0, 2, 5, false)] // flat
    [InlineData(1, 7, 0, 5, false)] // no mark
    [InlineData(1, 7, 2, 0, false)] // no rate
    [InlineData(1, 1, 1, 1, true)]
    [InlineData(1, -1, 1, 1, true)]
    public void Funding_accrues_with_a_position_a_mark_and_a_rate(long fromNs, long lots, long markHalfE8, long rateE12, bool accrues)
    {
        ContractTerms terms = new() { TickE8 = 1, LotE8 = 1_000_000 * Units.E8, Contract = ContractKind.Linear };
        FundingAccrual funding = At(markHalfE8, rateE12);
        funding.AccruedNs = fromNs;
        FundingAccrual.Accrue(ref funding, in terms, lots, EightHoursNs + 1);
        Assert.Equal(accrues, funding.ReceivedE24 != 0);
        Assert.Equal(EightHoursNs + 1, funding.AccruedNs);
        if (accrues) Assert.Equal(lots > 0, funding.ReceivedE24 < 0);
    }

    [Fact]
    public void An_inverse_position_without_a_mark_accrues_nothing_and_divides_by_nothing()
    {
        FundingAccrual funding = At(markHalfE8: 0, rateE12: 5);
        FundingAccrual.Accrue(ref funding, Inverse(10), 7, 1 + EightHoursNs);
        Assert.Equal(((Int128)0, 0L), (funding.ReceivedE24, funding.StaleNs));
    }

    [Fact]
    public void Only_time_with_a_position_beyond_a_minute_is_stale()
    {
        FundingAccrual funding = At(markHalfE8: 2, rateE12: 5);
        const long edge = 1 + FundingAccrual.StaleAfterNs;
        FundingAccrual.Accrue(ref funding, in s_linear, 7, edge);
        Assert.Equal(0, funding.StaleNs);
        FundingAccrual.Accrue(ref funding, in s_linear, 7, edge + 1);
        Assert.Equal(1, funding.StaleNs);
        FundingAccrual.Accrue(ref funding, in s_linear, 0, edge + 100);
        Assert.Equal(1, funding.StaleNs);
        FundingAccrual.Accrue(ref funding, in s_linear, 1, edge + 130);
        Assert.Equal(31, funding.StaleNs);
        FundingAccrual.Rated(ref funding, 6, edge + 130);
        FundingAccrual.Accrue(ref funding, in s_linear, 1, edge + 1000);
        Assert.Equal((31L, edge + 130), (funding.StaleNs, funding.ToldNs));
    }

    [Fact]
    public void A_flat_account_needs_no_price_and_one_lot_does()
    {
        ContractTerms inverse = Inverse(10);
        PositionLedger ledger = default;
        Assert.Equal(((Int128)0, (Int128)0), (ledger.UnrealisedE24(in inverse, 0), ledger.TotalE24(in inverse, 0)));
        PositionLedger.Trade(ref ledger, in inverse, 1, Half(60_000));
        Int128 gain = inverse.LotWorthE24(Half(61_000)) - inverse.LotWorthE24(Half(60_000));
        Assert.Equal((gain, gain), (ledger.UnrealisedE24(in inverse, Half(61_000)), ledger.TotalE24(in inverse, Half(61_000))));
        Assert.True(gain > 0);
        PositionLedger.Trade(ref ledger, in inverse, -2, Half(61_000));
        Assert.Equal((-1L, gain, -inverse.LotWorthE24(Half(61_000))), (ledger.PositionLots, ledger.RealisedE24, ledger.CostE24));
        Assert.Equal(gain, ledger.UnrealisedE24(in inverse, Half(60_000)));
    }

    private static FundingAccrual At(long markHalfE8, long rateE12)
    {
        FundingAccrual funding = new() { AccruedNs = 1 };
        FundingAccrual.Marked(ref funding, markHalfE8, 1);
        FundingAccrual.Rated(ref funding, rateE12, 1);
        return funding;
    }
}
