using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Minnow.Exchange.Background.Toxic;
using Minnow.Tactics.Measures;
using Minnow.Tactics.Statistics;

namespace Minnow.Tactics.Reports;

/// <summary>A comparison for people.</summary>
internal static class TextReport
{
    internal static void Write(TextWriter to, Comparison one)
    {
        to.WriteLine($"{one.Name}: {one.Verdict}");
        to.WriteLine($"  both arms  {one.Off}");
        to.WriteLine($"  on         {one.On}");
        to.WriteLine(Row("", "seeds", "off", "on", "on - off", "95 % by t", "95 % by sign flips", "p by t", "p by flips"));
        foreach (Difference row in one.Differences)
        {
            string name = $"{row.Name}, {row.Unit}";
            to.WriteLine(Row(name, Whole(row.Seeds), Number(row.MeanOff), Number(row.MeanOn), Number(row.Mean), Interval(row.Low, row.High),
                Interval(row.FlipLow, row.FlipHigh), Number(row.P), Number(row.FlipP)));
        }
        to.WriteLine(
            $"  fired {Number(one.FiredPerHour)} times an hour, in {Number(one.FiredShare * 100)} % of decisions; {Whole(one.SeedsThatDiffer)} of {Whole(one.OnRuns.Length)} seeds differ");
        to.WriteLine("  signs of rules: begun in an hour, off -> on");
        foreach (string sign in RuleCounts.Names)
        {
            (double off, double on) = (Begun(one.OffRuns, sign), Begun(one.OnRuns, sign));
            if (off != on) to.WriteLine($"  {sign,-22} {Number(off),10} -> {Number(on),10}");
        }
        to.WriteLine("  filled while this was on: share of volume and adverse move at 5 s in bps, off -> on");
        for (int i = 0; i < Ledger.InCount; i++)
            to.WriteLine($"  {(i == 0 ? "nothing" : ((EpisodeKind)(i - 1)).ToString().ToLowerInvariant()),-12} {During(one.OffRuns, i)} -> {During(one.OnRuns, i)}");
        int halted = one.OffRuns.Concat(one.OnRuns).Count(static run => run.Halted != 0);
        if (halted > 0) to.WriteLine($"  {Whole(halted)} runs halted: their numbers are of a part of the run.");
        to.WriteLine($"  {one.Speed.ToString("F0", CultureInfo.InvariantCulture)} times real time on one core");
    }

    private static double Begun(RunResult[] runs, string sign) =>
        runs.Sum(run => run.Rules.TryGetValue(sign, out RuleCount count) ? count.Onsets : 0) / runs.Sum(static run => run.Seconds) * 3600;

    private static string During(RunResult[] runs, int at)
    {
        double lots = runs.Sum(run => run.LotsDuring[at]);
        double share = lots / runs.Sum(static run => run.VolumeLots);
        return FormattableString.Invariant($"{share * 100,5:F1} % {runs.Sum(run => run.AdverseBpsLotsDuring[at]) / lots,8:F3}");
    }

    internal static string Number(double value) => double.IsNaN(value) ? "-" : value.ToString("0.####", CultureInfo.InvariantCulture);

    internal static string Interval(double low, double high) => double.IsNaN(low) ? "-" : $"{Number(low)} .. {Number(high)}";

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Row(params string[] cells) =>
        $"  {cells[0],-56} {cells[1],5} {cells[2],10} {cells[3],10} {cells[4],10} {cells[5],22} {cells[6],22} {cells[7],8} {cells[8],10}";
}
