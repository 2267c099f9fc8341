using System;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Host.Configuration;

namespace Minnow.Host.Edge;

/// <summary>While a run goes on: whether the width that the configuration allows can pay for what the account is really charged.</summary>
/// <remarks>The catalogue's fee counts until there are fills, then what they were charged. Nothing is allocated after construction. Thread: feed.</remarks>
internal sealed class FeeWatch
{
    private const int FewFills = 5;

    private readonly Side[] _instruments;

    internal FeeWatch(MinnowConfiguration configuration, int instrumentCount)
    {
        _instruments = new Side[instrumentCount];
        for (int i = 0; i < Math.Min(instrumentCount, configuration.Instruments.Count); i++)
            if (configuration.Instruments[i].Quote) (_instruments[i].IsQuoted, _instruments[i].Width) = (true, QuotedWidth.Of(configuration, configuration.Instruments[i]));
    }

    /// <summary>What the worst of the quoted instruments lacks at each fill, bps; 0 or less if all can pay, NaN while no fee is known.</summary>
    internal double ShortBps { get; private set; } = double.NaN;

    /// <summary>Fee of that instrument: charged, or of the catalogue, bps.</summary>
    internal double FeeBps { get; private set; } = double.NaN;

    /// <summary>Smallest half-spread of that instrument, bps.</summary>
    internal double HalfBps { get; private set; } = double.NaN;

    /// <summary>Takes an event.</summary>
    /// <returns>True if the figures may have changed.</returns>
    internal bool Apply(in Event e)
    {
        if (e.InstrumentIndex >= _instruments.Length) return false;
        ref Side side = ref _instruments[e.InstrumentIndex];
        if (e.Kind == EventKind.InstrumentDefined && ContractTerms.TryOf(in e.Defined, out side.Terms)) side.CatalogueBps = e.Defined.MakerFeeE8 / 1e4;
        else if (e.Kind == EventKind.Fill && (e.Detail & (uint)(FillDetails.Taker | FillDetails.Liquidation | FillDetails.External)) == 0 && side.Terms.LotE8 != 0 && e.Fill.PriceTicks > 0) side.Filled(in e.Fill);
        else return false;
        Worst();
        return true;
    }

    private void Worst()
    {
        ShortBps = FeeBps = HalfBps = double.NaN;
        foreach (ref readonly Side side in _instruments.AsSpan())
        {
            if (!side.IsQuoted || side.Terms.LotE8 == 0) continue;
            double feeBps = side.Fills >= FewFills ? side.FeeCoins / side.Coins * 1e4 : side.CatalogueBps;
            double shortBps = side.Width.ShortBps(side.CatalogueBps, feeBps);
            if (shortBps <= ShortBps) continue;
            (ShortBps, FeeBps, HalfBps) = (shortBps, feeBps, side.Width.HalfBps(side.CatalogueBps));
        }
    }

    private struct Side
    {
        internal bool IsQuoted;
        internal QuotedWidth Width;
        internal ContractTerms Terms;
        internal double CatalogueBps;
        internal double FeeCoins;
        internal double Coins;
        internal long Fills;

        internal void Filled(in Fill fill)
        {
            FeeCoins += fill.FeeE8 * 1e-8;
            Coins += (double)Terms.NotionalE24(fill.SizeLots, Terms.PriceHalfE8(fill.PriceTicks)) * 1e-24;
            Fills++;
        }
    }
}
