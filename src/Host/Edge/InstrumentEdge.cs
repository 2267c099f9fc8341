using System.Collections.Generic;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Host.Configuration;
using Minnow.Host.Configuration.Strategy;
using Minnow.Host.Pnl;

namespace Minnow.Host.Edge;

/// <summary>The break-even of one instrument: what a fill costs, what the configured width is to earn, what it has earned.</summary>
internal sealed class InstrumentEdge
{
    /// <summary>What a standard account of the venue pays to make, bps (venues/deribit.md, section 12): what is held against a width while nothing better is known.</summary>
    internal const double EntryLevelBps = 1.5;

    private const double FundingFloor = 1e-12;

    internal InstrumentEdge(MinnowConfiguration configuration, InstrumentOptions instrument, InstrumentAccount? account)
    {
        Name = instrument.Name;
        Width = QuotedWidth.Of(configuration, instrument);
        QuotingOptions quoting = instrument.Quoting ?? configuration.Quoting;
        if (account != null) (CatalogueBps, TakerBps) = (account.MakerFeeBps, account.TakerFeeBps);
        // While no fee is known the width is what the fee floor makes of an entry-level one.
        All = LevelEdge.Of(account, null, Width.HalfBps(double.IsNaN(ReckonedBps) ? EntryLevelBps : CatalogueBps));
        Price = account is { ValueHalfE8: > 0 } ? account.ValueHalfE8 / (2.0 * Units.E8) : double.NaN;
        TickBps = account is { ValueHalfE8: > 0 } ? account.Terms.TickE8 / (double)Units.E8 / Price * 1e4 : double.NaN;
        for (int level = 0; level < quoting.Ladder.Levels; level++) Levels.Add(LevelEdge.Of(account, level, All.WidthBps + OffsetBps(quoting, level)));
        if (account == null) return;
        double coins = 0;
        foreach (ref readonly FillEdge fill in account.Fills) coins += (double)account.Terms.NotionalE24(fill.SignedLots, fill.PriceHalfE8);
        // A round trip is one lot bought and one sold.
        FundingBps = coins > FundingFloor ? (double)account.Ledger.Funding.ReceivedE24 / (coins / 2) * 1e4 : double.NaN;
    }

    internal string Name { get; }

    internal QuotedWidth Width { get; }

    /// <summary>Maker fee of the venue's catalogue; NaN if no journal told it.</summary>
    internal double CatalogueBps { get; } = double.NaN;

    /// <summary>Taker fee of the catalogue; NaN if no journal told it.</summary>
    internal double TakerBps { get; } = double.NaN;

    /// <summary>What the quoter reckons with; NaN if it is the venue's and no journal told it.</summary>
    internal double ReckonedBps => Width.ReckonedFeeBps(CatalogueBps);

    /// <summary>What a fill costs, as well as it is known: as charged, else the catalogue's, else the configured one; NaN if none is.</summary>
    internal double FeeBps => !double.IsNaN(All.FeeBps) ? All.FeeBps : !double.IsNaN(CatalogueBps) ? CatalogueBps : Width.MakerFeeBps;

    /// <summary>Price that ticks and dollars are counted at; NaN if none is known.</summary>
    internal double Price { get; }

    /// <summary>One tick; NaN if no price is known.</summary>
    internal double TickBps { get; }

    /// <summary>Funding received so far, bps of a round trip; NaN without fills.</summary>
    internal double FundingBps { get; } = double.NaN;

    /// <summary>All levels together; its width is that of the first.</summary>
    internal LevelEdge All { get; }

    internal List<LevelEdge> Levels { get; } = [];

    /// <summary>What a fill at the first level lacks to pay its fee; NaN if no fee is known.</summary>
    internal double ShortBps => FeeBps - All.WidthBps;

    internal EdgeVerdict Verdict
    {
        get
        {
            if (ShortBps > 0) return EdgeVerdict.CanNotPay;
            if (All.Net.Count < MarkoutStatistics.FewFills || double.IsNaN(All.Net.Error)) return EdgeVerdict.Unproven;
            return All.Net.High < 0 ? EdgeVerdict.CanNotPay : All.Net.Low > 0 ? EdgeVerdict.Pays : EdgeVerdict.Unproven;
        }
    }

    // With a spacing in volatility the smallest is that of the configured floor.
    private double OffsetBps(QuotingOptions quoting, int level)
    {
        LadderOptions ladder = quoting.Ladder;
        double unit = ladder.SpacingKind switch { LadderSpacing.Bps => 1, LadderSpacing.Volatility => quoting.VolatilityFloorBps, _ => TickBps }, offset = 0, step = ladder.Spacing;
        for (int i = 0; i < level; i++) (offset, step) = (offset + step * unit, step * ladder.SpacingGrowth);
        return offset;
    }
}
