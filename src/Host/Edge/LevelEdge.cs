using System;
using System.Collections.Generic;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Host.Pnl;

namespace Minnow.Host.Edge;

/// <summary>What quotes of one level, or of all, are to earn and have earned, bps of the price and a fill.</summary>
internal sealed class LevelEdge
{
    /// <summary>The level, from 0; null for all together.</summary>
    internal required int? Level { get; init; }

    /// <summary>Smallest distance from the fair price that the configuration lets it have; NaN if it depends on a price that is not known.</summary>
    internal required double WidthBps { get; init; }

    /// <summary>What the decision meant to earn: from the price to its fair price.</summary>
    internal required ClusteredMean Meant { get; init; }

    /// <summary>From the price to the mid at the fill.</summary>
    internal required ClusteredMean Captured { get; init; }

    /// <summary>From there to the mid 5 s later; negative is adverse selection.</summary>
    internal required ClusteredMean Adverse { get; init; }

    /// <summary>Fee as charged, over all fills of it; NaN without any.</summary>
    internal required double FeeBps { get; init; }

    /// <summary>Captured and adverse, less the fee, of fills whose 5 s are over.</summary>
    internal required ClusteredMean Net { get; init; }

    /// <summary>Of fills of quotes that made.</summary>
    internal static LevelEdge Of(InstrumentAccount? account, int? level, double widthBps)
    {
        List<(long, double)> meant = [], captured = [], adverse = [], net = [];
        double fees = 0, coins = 0;
        if (account != null)
        {
            foreach (ref readonly FillEdge fill in account.Fills)
            {
                if (fill.Purpose != FillPurpose.Quote || (fill.Details & FillDetails.External) != 0 || (level != null && fill.Level != level)) continue;
                double size = (double)account.Terms.NotionalE24(fill.SignedLots, fill.PriceHalfE8), feeBps = (double)fill.FeeE24 / size * 1e4;
                fees += (double)fill.FeeE24;
                coins += size;
                if (fill.FairHalfE8 > 0) meant.Add((fill.TimeNs, Math.Sign(fill.SignedLots) * (double)(fill.FairHalfE8 - fill.PriceHalfE8) / fill.PriceHalfE8 * 1e4));
                captured.Add((fill.TimeNs, fill.HalfSpreadBps));
                double after = fill.MarkoutBps(Markouts.AdverseIndex);
                if (double.IsNaN(after)) continue;
                adverse.Add((fill.TimeNs, after - fill.HalfSpreadBps));
                net.Add((fill.TimeNs, after - feeBps));
            }
        }
        long bucketNs = Markouts.HorizonsNs[Markouts.AdverseIndex];
        return new LevelEdge
        {
            Level = level, WidthBps = widthBps, Meant = ClusteredMean.Of(meant, bucketNs), Captured = ClusteredMean.Of(captured, bucketNs), Adverse = ClusteredMean.Of(adverse, bucketNs),
            FeeBps = coins > 0 ? fees / coins * 1e4 : double.NaN, Net = ClusteredMean.Of(net, bucketNs),
        };
    }
}
