using System;
using Minnow.Host.Configuration;

namespace Minnow.Host.Edge;

/// <summary>How near to its fair price the configuration lets an instrument quote, and what that has to pay for. All in bps of the price.</summary>
/// <param name="MinHalfBps">The configured smallest half-spread.</param>
/// <param name="MakerFeeBps">The configured maker fee; NaN if the venue's own is taken.</param>
/// <param name="MinEdgeBps">The configured edge over the fee.</param>
internal readonly record struct QuotedWidth(double MinHalfBps, double MakerFeeBps, double MinEdgeBps)
{
    /// <summary>Of an instrument.</summary>
    internal static QuotedWidth Of(MinnowConfiguration configuration, InstrumentOptions instrument)
    {
        QuotingOptions quoting = instrument.Quoting ?? configuration.Quoting;
        return new QuotedWidth(quoting.MinHalfSpreadBps, quoting.MakerFeeBps ?? double.NaN, quoting.MinEdgeBps);
    }

    /// <summary>The fee that the quoter reckons with, given that of the venue's catalogue.</summary>
    internal double ReckonedFeeBps(double catalogueBps) => double.IsNaN(MakerFeeBps) ? catalogueBps : MakerFeeBps;

    /// <summary>The smallest half-spread that is quoted: the configured one, or fee and edge as the quoter reckons them.</summary>
    internal double HalfBps(double catalogueBps) => Math.Max(MinHalfBps, ReckonedFeeBps(catalogueBps) + MinEdgeBps);

    /// <summary>What a fill at that half-spread lacks to pay its fee; 0 or less if it pays.</summary>
    /// <param name="catalogueBps">Fee of the venue's catalogue.</param>
    /// <param name="chargedBps">Fee that the account is charged.</param>
    internal double ShortBps(double catalogueBps, double chargedBps) => chargedBps - HalfBps(catalogueBps);
}
