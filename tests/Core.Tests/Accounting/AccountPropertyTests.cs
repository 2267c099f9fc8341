using System;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Xunit;

namespace Minnow.Core.Tests.Accounting;

/// <summary>What holds for every series of fills, marks and rates. FsCheck prints the number of a series that breaks it; that number alone makes the series.</summary>
public sealed class AccountPropertyTests
{
    private const int Steps = 60;
    private const long MostLots = 200_000;
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(400);

    private static void Holds(Func<int, bool> property) => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), property).Check(s_config);

    [Fact]
    public void The_ledger_is_the_one_in_fractions_to_the_last_unit() => Holds(static number =>
    {
        Random random = new(number);
        ContractTerms terms = Terms(random);
        NaiveLedger naive = new(terms.Contract == ContractKind.Inverse, terms.LotE8);
        PositionLedger ledger = default;
        // Each lot's worth is off by half a unit at most, and so is each share of a cost.
        BigInteger lots = 0;
        long nowNs = 1, price = Price(random);
        FundingAccrual.Accrue(ref ledger.Funding, in terms, 0, nowNs);
        for (int i = 0; i < Steps; i++)
        {
            long signed = Lots(random), feeE8 = random.Next(-1000, 1000);
            price = Moved(random, price);
            PositionLedger.Fill(ref ledger, in terms, signed, price, Money.FromE8(feeE8));
            naive.Trade(signed, price, feeE8);
            lots += Math.Abs(signed);
            long rateE12 = random.Next(-5_000, 5_000) * 1_000_000L, forNs = random.NextInt64(1, 3600 * Units.NsPerSecond);
            FundingAccrual.Marked(ref ledger.Funding, price, nowNs);
            FundingAccrual.Rated(ref ledger.Funding, rateE12, nowNs);
            naive.Accrue(price, rateE12, forNs);
            FundingAccrual.Accrue(ref ledger.Funding, in terms, ledger.PositionLots, nowNs += forNs);
        }
        (Fraction realised, Fraction cost) = naive.Books();
        Fraction bound = new(2 * lots + 10 * Steps, 1);
        // The size that funding is charged on is rounded to 1e-16, half a unit for at most an hour at 0.5 % per 8 h a step.
        Fraction fundingBound = new(Steps * BigInteger.Pow(10, 8), 1000);
        long final = Moved(random, price);
        return ledger.PositionLots == naive.PositionLots
            && IsNear(ledger.FeesE24, naive.FeesE24, Fraction.Zero)
            && IsNear(ledger.RealisedE24, realised, bound)
            && IsNear(ledger.CostE24, cost, bound)
            && IsNear(ledger.Funding.ReceivedE24, naive.FundingE24, fundingBound)
            && IsNear(ledger.TotalE24(in terms, final), naive.TotalE24(final), bound + fundingBound + MostLots * Steps)
            // What a venue would say in 1e-8 is the same number.
            && IsNear(Money.ToE8(ledger.RealisedE24), realised / new Fraction(Money.PerE8, 1), new Fraction(500_001, 1_000_000));
    });

    [Fact]
    public void One_lot_is_worth_the_nearest_unit() => Holds(static number =>
    {
        Random random = new(number);
        ContractTerms terms = Terms(random);
        long price = Price(random);
        NaiveLedger naive = new(terms.Contract == ContractKind.Inverse, terms.LotE8);
        return (BigInteger)terms.LotWorthE24(price) == naive.LotE24(price).Rounded();
    });

    [Fact]
    public void Realised_unrealised_fees_and_funding_are_the_total_and_so_are_the_parts() => Holds(static number =>
    {
        Series series = new(number);
        (PositionLedger ledger, EdgeParts sum) = series.Play();
        Int128 total = ledger.TotalE24(in series.Terms, series.Final);
        return total == sum.TotalE24 && total == ledger.RealisedE24 + ledger.UnrealisedE24(in series.Terms, series.Final) - ledger.FeesE24 + ledger.Funding.ReceivedE24;
    });

    [Fact]
    public void A_fill_cut_in_two_changes_no_total_and_no_part() => Holds(static number =>
    {
        Series whole = new(number), cut = new(number) { Cuts = true };
        (PositionLedger a, EdgeParts aSum) = whole.Play();
        (PositionLedger b, EdgeParts bSum) = cut.Play();
        bool sameParts = (aSum.SpreadE24, aSum.AdverseE24, aSum.DriftE24, aSum.FeesE24) == (bSum.SpreadE24, bSum.AdverseE24, bSum.DriftE24, bSum.FeesE24);
        // Each close rounds its share of the cost once: what moves between realised and unrealised is a unit a close.
        return sameParts && a.TotalE24(in whole.Terms, whole.Final) == b.TotalE24(in whole.Terms, whole.Final) && Int128.Abs(a.RealisedE24 - b.RealisedE24) <= 4 * Steps;
    });

    [Fact]
    public void The_order_of_fills_of_one_moment_changes_no_total() => Holds(static number =>
    {
        Series forward = new(number), backward = new(number) { TurnsPairs = true };
        (PositionLedger a, EdgeParts aSum) = forward.Play();
        (PositionLedger b, EdgeParts bSum) = backward.Play();
        return a.PositionLots == b.PositionLots && aSum.TotalE24 == bSum.TotalE24 && a.CashE24 == b.CashE24
            && a.TotalE24(in forward.Terms, forward.Final) == b.TotalE24(in forward.Terms, forward.Final);
    });

    [Fact]
    public void The_mirrored_account_has_the_negative_of_everything_but_fees() => Holds(static number =>
    {
        Series one = new(number), mirror = new(number) { Mirrors = true };
        (PositionLedger a, EdgeParts aSum) = one.Play();
        (PositionLedger b, EdgeParts bSum) = mirror.Play();
        return (a.PositionLots, a.CostE24, a.RealisedE24, a.CashE24, a.FeesE24) == (-b.PositionLots, -b.CostE24, -b.RealisedE24, -b.CashE24, b.FeesE24)
            && (aSum.SpreadE24, aSum.AdverseE24, aSum.DriftE24, aSum.FeesE24) == (-bSum.SpreadE24, -bSum.AdverseE24, -bSum.DriftE24, bSum.FeesE24)
            && a.Funding.ReceivedE24 == -b.Funding.ReceivedE24;
    });

    [Fact]
    public void A_share_is_rounded_once_however_large() => Holds(static number =>
    {
        Random random = new(number);
        long whole = random.NextInt64(1, long.MaxValue), part = random.NextInt64(0, whole);
        Int128 amount = new Int128((ulong)random.NextInt64(0, 1L << 60), (ulong)random.NextInt64()) * (random.Next(2) == 0 ? 1 : -1);
        return (BigInteger)Money.ShareOf(amount, part, whole) == (new Fraction((BigInteger)amount * part, whole)).Rounded();
    });

    private static bool IsNear(Int128 got, Fraction want, Fraction bound) => ((Fraction)(BigInteger)got - want).Size.IsAtMost(bound);

    private static ContractTerms Terms(Random random) => new()
    {
        TickE8 = Units.E8 / 2, LotE8 = random.Next(2) == 0 ? Units.E8 : 10 * Units.E8, Contract = random.Next(3) == 0 ? ContractKind.Linear : ContractKind.Inverse,
    };

    private static long Price(Random random) => random.NextInt64(100 * Units.E8, 200_000 * Units.E8);

    private static long Moved(Random random, long price) => Math.Max(2, price + (long)(price * (random.NextDouble() - 0.5) / 50));

    private static long Lots(Random random) => random.NextInt64(1, random.Next(2) == 0 ? 5 : MostLots) * (random.Next(2) == 0 ? 1 : -1);

    /// <summary>Fills in pairs of the same moment and mid, with funding between the pairs.</summary>
    private sealed class Series(int number)
    {
        internal ContractTerms Terms = AccountPropertyTests.Terms(new Random(number));

        internal bool Cuts { get; init; }

        internal bool TurnsPairs { get; init; }

        internal bool Mirrors { get; init; }

        internal long Final { get; private set; }

        internal (PositionLedger Ledger, EdgeParts Sum) Play()
        {
            Random random = new(number);
            _ = AccountPropertyTests.Terms(random);
            PositionLedger ledger = new() { Funding = new FundingAccrual { AccruedNs = 1 } };
            EdgeParts sum = default;
            long price = Price(random), nowNs = 1;
            Final = Moved(random, price);
            for (int i = 0; i < Steps / 2; i++)
            {
                price = Moved(random, price);
                long mid = Moved(random, price), later = random.Next(3) == 0 ? 0 : Moved(random, mid);
                FillEdge first = Draw(random, price, mid, later), second = Draw(random, Moved(random, price), mid, later);
                if (TurnsPairs) (first, second) = (second, first);
                Book(ref ledger, ref sum, first);
                Book(ref ledger, ref sum, second);
                FundingAccrual.Marked(ref ledger.Funding, mid, nowNs);
                FundingAccrual.Rated(ref ledger.Funding, random.Next(-5_000, 5_000) * 1_000_000L, nowNs);
                nowNs += random.NextInt64(1, Units.NsPerSecond);
                FundingAccrual.Accrue(ref ledger.Funding, in Terms, ledger.PositionLots, nowNs);
            }
            sum.FundingE24 = ledger.Funding.ReceivedE24;
            return (ledger, sum);
        }

        private FillEdge Draw(Random random, long price, long mid, long later)
        {
            FillEdge fill = new() { SignedLots = Lots(random) * (Mirrors ? -1 : 1), PriceHalfE8 = price, MidHalfE8 = mid, FeeE24 = Money.FromE8(2 * random.Next(-500, 500)) };
            fill.After[Markouts.AdverseIndex] = later;
            return fill;
        }

        private void Book(ref PositionLedger ledger, ref EdgeParts sum, FillEdge fill)
        {
            if (Cuts && Math.Abs(fill.SignedLots) > 1)
            {
                FillEdge half = fill;
                half.SignedLots = fill.SignedLots / 3 == 0 ? Math.Sign(fill.SignedLots) : fill.SignedLots / 3;
                half.FeeE24 = fill.FeeE24 / 2;
                fill.SignedLots -= half.SignedLots;
                fill.FeeE24 -= half.FeeE24;
                One(ref ledger, ref sum, in half);
            }
            One(ref ledger, ref sum, in fill);
        }

        private void One(ref PositionLedger ledger, ref EdgeParts sum, in FillEdge fill)
        {
            PositionLedger.Fill(ref ledger, in Terms, fill.SignedLots, fill.PriceHalfE8, fill.FeeE24);
            EdgeParts parts = fill.Parts(in Terms, Final);
            EdgeParts.Add(ref sum, in parts);
        }
    }
}
