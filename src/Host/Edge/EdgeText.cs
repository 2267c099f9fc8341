using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Minnow.Host.Pnl;

namespace Minnow.Host.Edge;

/// <summary>The break-even for a person.</summary>
internal static class EdgeText
{
    internal static void Write(TextWriter output, IReadOnlyList<InstrumentEdge> instruments)
    {
        foreach (InstrumentEdge one in instruments) Instrument(output, one);
        if (instruments.Count == 0) output.WriteLine("No instrument of this configuration is quoted.");
    }

    /// <summary>What the verdict says, in one sentence.</summary>
    internal static string Verdict(InstrumentEdge one)
    {
        if (double.IsNaN(one.FeeBps))
            return (one.Width.MinHalfBps < InstrumentEdge.EntryLevelBps
                    ? $"the configured {Bps(one.Width.MinHalfBps)} alone could not pay an entry-level fee of {Bps(InstrumentEdge.EntryLevelBps)}; the quoter takes the venue's own fee and stays {Bps(one.Width.MinEdgeBps)} above it"
                    : $"it pays an entry-level fee of {Bps(InstrumentEdge.EntryLevelBps)}, and the quoter stays {Bps(one.Width.MinEdgeBps)} above the venue's own")
                + "; whether that pays for adverse selection a journal says (--journal)";
        if (one.ShortBps > 0) return $"this width CAN NOT PAY: each fill at {Bps(one.All.WidthBps)} bps costs {Bps(one.FeeBps)} bps of fee and loses {Bps(one.ShortBps)} before any adverse selection, {Bps(2 * one.ShortBps)} a round trip";
        return one.Verdict switch
        {
            EdgeVerdict.CanNotPay => $"this width CAN NOT PAY: what fills captured, less fees and the 5 s after them, was {Interval(one.All.Net)} bps a fill",
            EdgeVerdict.Pays => $"it pays: what fills captured, less fees and the 5 s after them, was {Interval(one.All.Net)} bps a fill",
            _ when one.All.Net.Count == 0 => $"it pays the fee and leaves {Bps(-one.ShortBps)} bps a fill for adverse selection, which is not measured",
            _ => $"not proven: it pays the fee, and what fills captured, less fees and the 5 s after them, was {Interval(one.All.Net)} bps a fill over {one.All.Net.Count}",
        };
    }

    private static void Instrument(TextWriter output, InstrumentEdge one)
    {
        output.WriteLine($"{one.Name}, bps of the price");
        string charged = double.IsNaN(one.All.FeeBps) ? "" : $"charged on {one.All.Captured.Count} fills, ";
        string catalogue = double.IsNaN(one.CatalogueBps) ? "catalogue not known here" : $"catalogue {Bps(one.CatalogueBps)}";
        string configured = double.IsNaN(one.Width.MakerFeeBps) ? "" : $", configured {Bps(one.Width.MakerFeeBps)}";
        output.WriteLine($"  maker fee    {Bps(one.FeeBps),8}  {charged}{catalogue}{configured}; taker {Bps(one.TakerBps)}");
        double breakEven = double.IsNaN(one.FeeBps) ? InstrumentEdge.EntryLevelBps : one.FeeBps;
        string whose = double.IsNaN(one.FeeBps) ? " at the entry level of the venue" : "";
        string dollars = double.IsNaN(one.Price) ? "" : string.Create(CultureInfo.InvariantCulture, $", {2 * breakEven * one.Price / 1e4:0.00} USD a coin = {2 * breakEven / one.TickBps:0.#} ticks");
        output.WriteLine($"  break-even   {Bps(breakEven),8}  a fill, {Bps(2 * breakEven)} a round trip{dollars}, before adverse selection{whose}");
        string floor = double.IsNaN(one.ReckonedBps) ? $"the venue's fee + {Bps(one.Width.MinEdgeBps)}, which is {Bps(InstrumentEdge.EntryLevelBps + one.Width.MinEdgeBps)} at its entry level" : $"fee as reckoned ({Bps(one.ReckonedBps)}) + {Bps(one.Width.MinEdgeBps)}";
        output.WriteLine($"  width        {Bps(one.All.WidthBps),8}  the nearest quote: at least {Bps(one.Width.MinHalfBps)}, and at least {floor}");
        if (!double.IsNaN(one.FundingBps)) output.WriteLine($"  funding      {Bps(one.FundingBps),8}  a round trip so far");
        output.WriteLine($"  {"level",-8}{"width",9}{"fee",9}{"meant",9}{"captured",10}{"± error",9}{"adverse 5 s",13}{"± error",9}{"net a fill",12}{"± error",9}{"a round trip",14}{"fills",8}");
        foreach (LevelEdge level in one.Levels) Level(output, level, level.Level!.Value.ToString(CultureInfo.InvariantCulture));
        Level(output, one.All, "all");
        output.WriteLine($"  verdict      {Verdict(one)}");
        if (!double.IsNaN(one.Width.MakerFeeBps) && one.All.WidthBps < InstrumentEdge.EntryLevelBps && double.IsNaN(one.All.FeeBps) && double.IsNaN(one.CatalogueBps))
            output.WriteLine($"  beware       the configured fee of {Bps(one.Width.MakerFeeBps)} is taken at its word: an entry-level account pays {Bps(InstrumentEdge.EntryLevelBps)} a fill, {Bps(2 * InstrumentEdge.EntryLevelBps)} a round trip, and this width would lose {Bps(InstrumentEdge.EntryLevelBps - one.All.WidthBps)} at each");
    }

    private static void Level(TextWriter output, LevelEdge one, string name) => output.WriteLine(
        $"  {name,-8}{Bps(one.WidthBps),9}{Bps(one.FeeBps),9}{Bps(one.Meant.Mean),9}{Bps(one.Captured.Mean),10}{Bps(one.Captured.Error),9}{Bps(one.Adverse.Mean),13}{Bps(one.Adverse.Error),9}"
        + $"{Bps(one.Net.Mean),12}{Bps(one.Net.Error),9}{Bps(2 * one.Net.Mean),14}{one.Captured.Count,8}{(one.Captured.Count is > 0 and < MarkoutStatistics.FewFills ? "   few" : "")}");

    private static string Interval(ClusteredMean of) => double.IsNaN(of.Error) ? Bps(of.Mean) : $"{Bps(of.Mean)} ({Bps(of.Low)} to {Bps(of.High)} with 95 %)";

    private static string Bps(double bps) => double.IsNaN(bps) ? "?" : bps.ToString("0.000", CultureInfo.InvariantCulture);
}
