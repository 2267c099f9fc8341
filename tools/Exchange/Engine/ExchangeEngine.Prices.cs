using System;

namespace Minnow.Exchange.Engine;

// Index, mark, price band and funding.
public sealed partial class ExchangeEngine
{
    private const double DamperShare = 0.00025;
    private const double FundingPeriodUs = 8.0 * 3600 * Units.SecondUs;
    private const long CentE8 = Units.One / 100;

    /// <summary>Sets an index; the mark, band and funding follow.</summary>
    public void SetIndex(string name, long priceE8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(priceE8, 1);
        IndexPrice index = IndexOf(name);
        foreach (Instrument instrument in _instruments)
            if (ReferenceEquals(instrument.Index, index)) AccrueFunding(instrument);
        index.Set(NowUs, priceE8);
        Listener.OnIndex(name, priceE8);
        foreach (Instrument instrument in _instruments)
        {
            if (!ReferenceEquals(instrument.Index, index)) continue;
            if (instrument.MarkE8 == 0) StartPrices(instrument);
            else Reprice(instrument);
        }
    }

    /// <summary>Fixes the mark of an instrument, 1e-8; 0 lets it follow the index again.</summary>
    public void SetMark(Instrument instrument, long markE8)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        AccrueFunding(instrument);
        instrument.MarkIsForced = markE8 != 0;
        if (markE8 != 0) instrument.MarkE8 = markE8;
        Reprice(instrument);
    }

    /// <summary>Changes tick, fees, limits or other terms. The name, kind and currency stay.</summary>
    public void ChangeSpec(Instrument instrument, InstrumentSpec spec)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentNullException.ThrowIfNull(spec);
        if (spec.Name != instrument.Name || spec.Kind != instrument.Spec.Kind || spec.SettlementCurrency != instrument.Spec.SettlementCurrency)
            throw new ArgumentException("Name, kind and currency of an instrument cannot change.", nameof(spec));
        AccrueFunding(instrument);
        instrument.Spec = spec;
        if (instrument.MarkE8 != 0) Reprice(instrument);
        Listener.OnInstrumentState(instrument, instrument.State);
    }

    /// <summary>Funding rate per 8 h: the premium less a damper of 0.025 % to either side, capped.</summary>
    /// <remarks>Source: the venue's description of perpetual funding.</remarks>
    public static double FundingRateOf(long markE8, long indexE8, long capE8)
    {
        double premium = (ToDouble(markE8) - ToDouble(indexE8)) / ToDouble(indexE8);
        double cap = ToDouble(capE8);
        return Math.Clamp(Math.Max(DamperShare, premium) + Math.Min(-DamperShare, premium), -cap, cap);
    }

    private static double ToDouble(long e8) => e8 / 100_000_000.0;

    private void StartPrices(Instrument instrument)
    {
        instrument.FundingAnchorUs = NowUs;
        if (!instrument.MarkIsForced) instrument.MarkE8 = instrument.IndexE8;
        if (instrument.SettlementE8 == 0) instrument.SettlementE8 = instrument.IndexE8;
        Reprice(instrument);
    }

    /// <summary>Moves the average distance of the bounded mid from the index one step on. Without a two-sided book it stays.</summary>
    private void AveragePremium(Instrument instrument)
    {
        OrderBook book = instrument.Book;
        if (book.BestBidE8 == 0 || book.BestAskE8 == 0) return;
        double index = instrument.IndexE8;
        double bound = index * ToDouble(instrument.Spec.MarkBandE8);
        double premium = Math.Clamp(((book.BestBidE8 + book.BestAskE8) / 2.0) - index, -bound, bound);
        double weight = (double)Options.StepUs / (Options.StepUs + Options.MarkAverageUs);
        instrument.PremiumAverageE8 += weight * (premium - instrument.PremiumAverageE8);
    }

    /// <summary>Mark, band and funding rate from the index and the average premium.</summary>
    private void Reprice(Instrument instrument)
    {
        AccrueFunding(instrument);
        InstrumentSpec spec = instrument.Spec;
        long indexE8 = instrument.IndexE8;
        if (indexE8 == 0) return;
        if (!instrument.MarkIsForced)
        {
            double bound = indexE8 * ToDouble(spec.MarkBandE8);
            long markE8 = indexE8 + (long)Math.Clamp(instrument.PremiumAverageE8, -bound, bound);
            instrument.MarkE8 = Math.Max(CentE8, (markE8 + (CentE8 / 2)) / CentE8 * CentE8);
        }

        long low = Math.Max(Less(instrument.MarkE8, spec.BandE8), Less(indexE8, spec.WideBandE8));
        long high = Math.Min(More(instrument.MarkE8, spec.BandE8), More(indexE8, spec.WideBandE8));
        instrument.MinPriceE8 = Math.Max(spec.TickE8, (low + spec.TickE8 - 1) / spec.TickE8 * spec.TickE8);
        instrument.MaxPriceE8 = Math.Max(spec.TickE8, high / spec.TickE8 * spec.TickE8);
        if (spec.IsPerpetual)
        {
            instrument.FundingRate = FundingRateOf(instrument.MarkE8, indexE8, spec.FundingCapE8);
            instrument.Funding.SetRate(NowUs, instrument.FundingRate, instrument.IndexE8);
            instrument.Funding8h = instrument.Funding.Between(NowUs - (long)FundingPeriodUs, NowUs);

            // An inverse position is worth its size over the index in coin, a linear one its size times the index.
            double unit = spec.IsInverse ? 1 / ToDouble(indexE8) : ToDouble(indexE8);
            instrument.FundingE20PerUs = instrument.FundingRate / FundingPeriodUs * unit * 1e20;
            instrument.FundingAnchorE20 = instrument.FundingE20;
            instrument.FundingAnchorUs = NowUs;
        }

        Listener.OnMark(instrument);
    }

    private static long Less(long priceE8, long shareE8) => (long)((Int128)priceE8 * (Units.One - shareE8) / Units.One);

    private static long More(long priceE8, long shareE8) => (long)((Int128)priceE8 * (Units.One + shareE8) / Units.One);

    /// <summary>Brings the instrument's funding to now. Counted from where the rate last changed, so that many small steps lose nothing.</summary>
    private void AccrueFunding(Instrument instrument)
    {
        if (instrument.FundingE20PerUs == 0) return;
        instrument.FundingE20 = instrument.FundingAnchorE20 + (Int128)(instrument.FundingE20PerUs * (NowUs - instrument.FundingAnchorUs));
    }
}
