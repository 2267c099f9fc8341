namespace Minnow.Core.Quoting.Hedging;

/// <summary>One leg of a hedged position, as carry sees it.</summary>
public struct HedgeLegCarry
{
    /// <summary>What a long position of this leg pays in a day, bps: three times the 8-hour funding of a perpetual, or the basis that a dated future loses a day until its expiry. NaN if not known.</summary>
    public double CostOfLongBps;

    /// <summary>Basis above its usual, bps; NaN if not known.</summary>
    public double DeviationBps;

    /// <summary>Maker fee less half of the spread, bps: what leaving the leg at rest costs.</summary>
    public double ExitBps;
}

/// <summary>Whether undoing a hedge pays: what both legs earn or pay while held, and how far the basis is from its usual, against leaving both at rest.</summary>
/// <remarks>
/// What the hedge has gained or lost so far is no reason: it stays the same whether it is undone or not. A basis that has moved in our favour beyond its usual is
/// one, because it is expected to come back.
/// </remarks>
public static class HedgeCarry
{
    /// <summary>What a long position in a dated future pays in a day, bps: its basis is gone at expiry.</summary>
    /// <param name="basisBps">Price above the index, bps.</param>
    /// <param name="leftSeconds">Time to expiry, s.</param>
    /// <returns>NaN for the last hour, in which it says nothing.</returns>
    public static double DatedCostOfLongBps(double basisBps, double leftSeconds) => leftSeconds >= 3600 ? basisBps * 86_400 / leftSeconds : double.NaN;

    /// <summary>What a perpetual's long position pays in a day, bps.</summary>
    /// <param name="rate">Funding for 8 hours as a fraction; positive: longs pay.</param>
    public static double PerpetualCostOfLongBps(double rate) => 3e4 * rate;

    /// <summary>What undoing one unit of a hedge gains over keeping it, bps.</summary>
    /// <param name="longLeg">The leg that is long.</param>
    /// <param name="shortLeg">The leg that is short.</param>
    /// <param name="holdSeconds">Time for which it would be kept, s.</param>
    /// <returns>NaN while a carry is not known; a basis that is not known counts as usual.</returns>
    public static double UnwindBps(in HedgeLegCarry longLeg, in HedgeLegCarry shortLeg, double holdSeconds)
    {
        double carryADay = shortLeg.CostOfLongBps - longLeg.CostOfLongBps;
        double favour = Known(longLeg.DeviationBps) - Known(shortLeg.DeviationBps);
        return favour - carryADay * (holdSeconds / 86_400) - longLeg.ExitBps - shortLeg.ExitBps;
    }

    private static double Known(double bps) => double.IsFinite(bps) ? bps : 0;
}
