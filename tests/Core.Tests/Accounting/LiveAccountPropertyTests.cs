using System;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Xunit;

namespace Minnow.Core.Tests.Accounting;

/// <summary>The live account beside one in fractions that is told the same, in any order. FsCheck prints the number of a series that breaks it; that number alone makes the series.</summary>
public sealed class LiveAccountPropertyTests
{
    private const int Steps = 25;
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(40);

    [Fact]
    public void Whatever_is_told_in_whatever_order_it_is_the_account_in_fractions_to_the_last_unit() => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), static number =>
    {
        Random random = new(number);
        LiveAccount account = default;
        InstrumentDefined defined = new() { TickE8 = Units.E8 / 2, LotE8 = random.Next(2) == 0 ? Units.E8 : 10 * Units.E8, Contract = random.Next(3) == 0 ? ContractKind.Linear : ContractKind.Inverse };
        LiveAccount.Define(ref account, in defined);
        Twin twin = new(in account.Terms);
        long nowNs = 1, halfTicks = random.Next(4_000, 200_000);
        BigInteger lots = 0;
        for (int i = 0; i < Steps; i++)
        {
            nowNs += random.NextInt64(0, 600 * Units.NsPerSecond);
            halfTicks = Math.Max(2, halfTicks + random.Next(-200, 201));
            long markE8 = random.Next(4) == 0 ? Units.Missing : halfTicks / 2 * defined.TickE8 + random.Next(100);
            switch (random.Next(6))
            {
                case 0:
                    LiveAccount.Mid(ref account, halfTicks);
                    twin.Mid(halfTicks * defined.TickE8);
                    break;
                case 1:
                    TickerMarks marks = new() { MarkE8 = markE8, IndexE8 = markE8 };
                    LiveAccount.Marks(ref account, in marks, nowNs);
                    if (markE8 != Units.Missing) twin.Mark(2 * markE8, nowNs);
                    break;
                case 2:
                    long rateE12 = random.Next(-5_000, 5_000) * 1_000_000L;
                    LiveAccount.Interest(ref account, rateE12, nowNs);
                    twin.Rate(rateE12, nowNs);
                    break;
                case 3 when random.Next(3) == 0:
                    PositionReport stated = new() { SizeLots = random.Next(-50, 51), MarkE8 = markE8 };
                    LiveAccount.State(ref account, in stated, nowNs);
                    twin.State(stated.SizeLots, markE8 == Units.Missing ? 0 : 2 * markE8, nowNs);
                    break;
                default:
                    Fill fill = new() { SizeLots = random.Next(1, 30), PriceTicks = halfTicks / 2, FeeE8 = random.Next(-100, 100) };
                    bool sold = random.Next(2) == 0;
                    LiveAccount.Fill(ref account, sold, in fill, nowNs);
                    twin.Fill(sold ? -fill.SizeLots : fill.SizeLots, fill.PriceTicks * defined.TickE8 * 2, fill.FeeE8, nowNs);
                    break;
            }
            lots += 100;
        }
        LiveAccount.Accrue(ref account, nowNs);
        twin.Accrue(nowNs);
        // Each lot's worth is off by half a unit, each share of a cost too; the size that funding is charged on is rounded to 1e-16.
        Fraction bound = new(4 * lots, 1), funding = new(Steps * BigInteger.Pow(10, 4), 1);
        return account.Ledger.PositionLots == twin.Naive.PositionLots && account.PendingLots == twin.Pending && account.ValueHalfE8 == twin.ValueHalfE8
            && account.Trips.Count == twin.Trips && account.Trips.LosingInRow == twin.LosingInRow
            && IsNear(account.Ledger.FeesE24, twin.Naive.FeesE24, Fraction.Zero)
            && IsNear(account.Ledger.Funding.ReceivedE24, twin.Naive.FundingE24, funding)
            && IsNear(account.Ledger.RealisedE24, twin.Naive.Books().RealisedE24, bound)
            && (twin.ValueHalfE8 == 0 || IsNear(account.TotalE24, twin.Naive.TotalE24(twin.ValueHalfE8), bound + funding));
    }).Check(s_config);

    private static bool IsNear(Int128 got, Fraction want, Fraction bound) => ((Fraction)(BigInteger)got - want).Size.IsAtMost(bound);

    /// <summary>What is known, in plain variables; the money is the naive ledger's.</summary>
    private sealed class Twin(in ContractTerms terms)
    {
        private Fraction _began = Fraction.Zero;
        private long _markHalfE8, _midHalfE8, _lastHalfE8, _rateE12, _sinceNs;

        internal NaiveLedger Naive { get; } = new(terms.Contract == ContractKind.Inverse, terms.LotE8);

        internal long Pending { get; private set; }

        internal int Trips { get; private set; }

        internal int LosingInRow { get; private set; }

        internal long ValueHalfE8 => _markHalfE8 != 0 ? _markHalfE8 : _midHalfE8 != 0 ? _midHalfE8 : _lastHalfE8;

        private Fraction Closed => Naive.Books().RealisedE24 - Naive.FeesE24 + Naive.FundingE24;

        internal void Accrue(long nowNs)
        {
            if (_sinceNs != 0 && _markHalfE8 != 0) Naive.Accrue(_markHalfE8, _rateE12, nowNs - _sinceNs);
            _sinceNs = nowNs;
        }

        internal void Mid(long halfE8)
        {
            _midHalfE8 = halfE8;
            Take(ValueHalfE8);
        }

        internal void Mark(long halfE8, long nowNs)
        {
            Accrue(nowNs);
            _markHalfE8 = halfE8;
            Take(halfE8);
        }

        internal void Rate(long rateE12, long nowNs)
        {
            Accrue(nowNs);
            _rateE12 = rateE12;
        }

        internal void State(long lots, long markHalfE8, long nowNs)
        {
            if (lots == Naive.PositionLots + Pending) return;
            Accrue(nowNs);
            Pending = lots - Naive.PositionLots;
            if (_markHalfE8 == 0) _markHalfE8 = markHalfE8;
            Take(markHalfE8 != 0 ? markHalfE8 : ValueHalfE8);
        }

        internal void Fill(long lots, long halfE8, long feeE8, long nowNs)
        {
            Take(ValueHalfE8 != 0 ? ValueHalfE8 : halfE8);
            Accrue(nowNs);
            long before = Naive.PositionLots;
            if (before == 0) _began = Closed;
            Naive.Trade(lots, halfE8, feeE8);
            _lastHalfE8 = halfE8;
            if (before == 0 || Math.Sign(Naive.PositionLots) == Math.Sign(before)) return;
            Fraction result = Closed - _began;
            _began = Closed;
            Trips++;
            // Fees are whole units of 1e-8: what is less than a millionth of one is rounding.
            bool isEven = result.Size.IsAtMost(BigInteger.Pow(10, 10));
            if (!isEven) LosingInRow = result.IsAtMost(Fraction.Zero) ? LosingInRow + 1 : 0;
        }

        private void Take(long halfE8)
        {
            if (Pending == 0 || halfE8 == 0) return;
            Naive.Trade(Pending, halfE8, 0);
            Pending = 0;
            _began = Closed;
        }
    }
}
