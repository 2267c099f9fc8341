using System;
using System.Collections.Generic;
using System.Numerics;
using Minnow.Core.Model;
using Minnow.Core.Tests.Accounting;

namespace Minnow.Sim;

/// <summary>The account of one instrument once more, from the same events: all is kept in lists, every sum is a fraction of whole numbers, and nothing is shared with the account that it checks.</summary>
/// <remarks>
/// What is rounded by definition is rounded here as defined: the worth of a lot to 1e-24, the share of a cost to 1e-24, the size that pays funding to 1e-16 (docs/decisions/0014-accounting.md).
/// Beside it runs <see cref="NaiveLedger"/>, which rounds nothing.
/// </remarks>
internal sealed class NaiveBook
{
    private const long FundingPeriodNs = 28_800 * Units.NsPerSecond;
    private const long PerE16 = 100_000_000;

    private readonly List<(long Lots, long PriceHalfE8)> _trades = [];
    private readonly HashSet<long> _seen = [];
    private InstrumentDefined _defined;
    private BigInteger _feesE8;
    private BigInteger _fundingParts; // of 1e-28 coins, times 1 ns by 8 h
    private long _markE8;
    private long _rateE12;
    private long _fromNs;
    private bool _isRatedFully;

    internal NaiveLedger? Exact { get; private set; }

    /// <summary>Position, lots.</summary>
    internal long PositionLots { get; private set; }

    /// <summary>Lots of all trades, whatever their side.</summary>
    internal BigInteger TradedLots { get; private set; }

    /// <summary>Mark that was told last, halves of 1e-8; 0 before.</summary>
    internal long MarkHalfE8 => 2 * _markE8;

    /// <summary>A position was stated for which there was no price: then it can not be booked as defined.</summary>
    internal bool HasUnpriced { get; private set; }

    internal BigInteger FeesE24 => _feesE8 * BigInteger.Pow(10, 16);

    /// <summary>Funding times what one unit of 1e-24 has of the parts in which it accrues.</summary>
    internal BigInteger FundingParts => _fundingParts;

    /// <summary>Takes an event about this instrument.</summary>
    internal void Apply(in Event e, long nowNs)
    {
        if (e.Kind == EventKind.InstrumentDefined && e.Defined.LotE8 > 0 && e.Defined.Contract is ContractKind.Inverse or ContractKind.Linear)
        {
            _defined = e.Defined;
            Exact ??= new NaiveLedger(e.Defined.Contract == ContractKind.Inverse, e.Defined.LotE8);
        }
        else if (e.Kind == EventKind.TickerMarks && e.Marks.MarkE8 > 0)
        {
            Pay(nowNs);
            _markE8 = e.Marks.MarkE8;
        }
        else if (e.Kind == EventKind.TickerCarry && !_isRatedFully && e.Carry.CurrentFundingE12 != Units.Missing)
        {
            Pay(nowNs);
            _rateE12 = e.Carry.CurrentFundingE12;
        }
        else if (e.Kind == EventKind.Perpetual && e.Index.InterestE12 != Units.Missing)
        {
            Pay(nowNs);
            (_isRatedFully, _rateE12) = (true, e.Index.InterestE12);
        }
        else if (e.Kind == EventKind.Fill && Exact != null && e.Fill.SizeLots > 0 && _seen.Add(e.Fill.TradeId) && (e.Detail & (uint)FillDetails.BeforeOpening) == 0)
        {
            Pay(nowNs);
            Trade(e.Has(EventFlags.Ask) ? -e.Fill.SizeLots : e.Fill.SizeLots, 2 * e.Fill.PriceTicks * _defined.TickE8, e.Fill.FeeE8);
        }
        else if (e.Kind == EventKind.Position && e.Has(EventFlags.Snapshot) && e.Position.SizeLots != Units.Missing && e.Position.SizeLots != PositionLots)
        {
            Pay(nowNs);
            if (_markE8 == 0 && e.Position.MarkE8 > 0) _markE8 = e.Position.MarkE8;
            if (Exact == null || e.Position.MarkE8 <= 0) HasUnpriced = true;
            else Trade(e.Position.SizeLots - PositionLots, 2 * e.Position.MarkE8, 0);
        }
    }

    /// <summary>Funding to the end.</summary>
    internal void End(long nowNs) => Pay(nowNs);

    /// <summary>Worth of one lot, rounded as defined, 1e-24.</summary>
    internal BigInteger LotE24(long priceHalfE8) => Exact!.LotE24(priceHalfE8).Rounded();

    /// <summary>Cash and position at a price, less fees, without funding: 1e-24.</summary>
    internal BigInteger TotalE24(long priceHalfE8)
    {
        BigInteger total = -FeesE24;
        foreach ((long lots, long price) in _trades) total += lots * (LotE24(priceHalfE8) - LotE24(price));
        return total;
    }

    /// <summary>Realised profit and cost of what is open, by average cost, 1e-24.</summary>
    internal (BigInteger RealisedE24, BigInteger CostE24) Books()
    {
        BigInteger realised = 0, cost = 0;
        long open = 0;
        foreach ((long lots, long price) in _trades)
        {
            long closes = open != 0 && Math.Sign(open) != Math.Sign(lots) ? Math.Min(Math.Abs(open), Math.Abs(lots)) : 0;
            if (closes > 0)
            {
                BigInteger share = new Fraction(cost * closes, Math.Abs(open)).Rounded();
                realised += Math.Sign(open) * closes * LotE24(price) - share;
                cost -= share;
            }
            cost += (lots - Math.Sign(lots) * closes) * LotE24(price);
            open += lots;
        }
        return (realised, cost);
    }

    private void Trade(long lots, long priceHalfE8, long feeE8)
    {
        _trades.Add((lots, priceHalfE8));
        PositionLots += lots;
        TradedLots += Math.Abs(lots);
        _feesE8 += feeE8;
        Exact!.Trade(lots, priceHalfE8, feeE8);
    }

    private void Pay(long nowNs)
    {
        long forNs = nowNs - _fromNs;
        if (forNs <= 0) return;
        bool runs = _fromNs != 0 && PositionLots != 0 && _markE8 > 0;
        _fromNs = nowNs;
        if (!runs) return;
        BigInteger sizeE16 = new Fraction(BigInteger.Abs(PositionLots * LotE24(MarkHalfE8)), PerE16).Rounded();
        _fundingParts -= Math.Sign(PositionLots) * sizeE16 * _rateE12 * forNs;
    }

    /// <summary>Parts of funding in one unit of 1e-24.</summary>
    internal static BigInteger PartsPerE24 => (BigInteger)FundingPeriodNs * 10_000;
}
