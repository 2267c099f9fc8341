using System.Collections.Generic;
using System.Numerics;
using Minnow.Core.Model;

namespace Minnow.Core.Tests.Accounting;

/// <summary>The same account in fractions: every trade is kept, nothing is rounded, average cost is worked out anew from the list.</summary>
internal sealed class NaiveLedger(bool isInverse, long lotE8)
{
    internal static readonly BigInteger E24 = BigInteger.Pow(10, 24);
    private readonly List<(long Lots, long PriceHalfE8)> _trades = [];
    private Fraction _fundingE24 = Fraction.Zero;
    private Fraction _feesE24 = Fraction.Zero;

    internal long PositionLots { get; private set; }

    internal Fraction FundingE24 => _fundingE24;

    internal Fraction FeesE24 => _feesE24;

    /// <summary>Worth of one lot: −amount/price or amount·price, in 1e-24 coins.</summary>
    internal Fraction LotE24(long priceHalfE8)
    {
        Fraction amount = new(lotE8, Units.E8), price = new(priceHalfE8, 2 * Units.E8);
        return isInverse ? Fraction.Zero - amount / price * E24 : amount * price * E24;
    }

    internal void Trade(long lots, long priceHalfE8, long feeE8)
    {
        _trades.Add((lots, priceHalfE8));
        PositionLots += lots;
        _feesE24 += new Fraction(feeE8, Units.E8) * E24;
    }

    /// <summary>Realised profit and cost of what is open, by average cost.</summary>
    internal (Fraction RealisedE24, Fraction CostE24) Books()
    {
        Fraction realised = Fraction.Zero, cost = Fraction.Zero;
        long open = 0;
        foreach ((long lots, long price) in _trades)
        {
            long rest = lots;
            // One lot at a time: opens if it goes the position's way, closes at the average if not.
            while (rest != 0)
            {
                long step = open != 0 && (open > 0) != (rest > 0) ? (System.Math.Abs(rest) < System.Math.Abs(open) ? rest : -open) : rest;
                if (step == rest && (open == 0 || (open > 0) == (rest > 0))) cost += LotE24(price) * step;
                else
                {
                    Fraction share = cost * new Fraction(-step, open);
                    realised += LotE24(price) * -step - share;
                    cost -= share;
                }
                open += step;
                rest -= step;
            }
        }
        return (realised, cost);
    }

    /// <summary>Cash and position at a price, less fees, and funding.</summary>
    internal Fraction TotalE24(long priceHalfE8)
    {
        Fraction total = Fraction.Zero - _feesE24 + _fundingE24;
        foreach ((long lots, long price) in _trades) total += (LotE24(priceHalfE8) - LotE24(price)) * lots;
        return total;
    }

    /// <summary>Position at mark, times rate, times time over 8 h; who is long pays.</summary>
    internal void Accrue(long markHalfE8, long rateE12, long forNs)
    {
        Fraction size = LotE24(markHalfE8).Size * PositionLots;
        _fundingE24 -= size * new Fraction(rateE12, Units.E12) * new Fraction(forNs, 28_800 * Units.NsPerSecond);
    }
}
