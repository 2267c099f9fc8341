using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Minnow.Tactics.Settings;
using Minnow.Tactics.Statistics;
using Minnow.Tactics.World;

namespace Minnow.Tactics.Measures;

/// <summary>What came of one tactic: both arms on the same seeds.</summary>
internal sealed record Comparison
{
    /// <summary>Seeds below which nothing is concluded.</summary>
    internal const int FewestSeeds = 30;

    /// <summary>The tactic.</summary>
    public required string Name { get; init; }

    /// <summary>Settings of the arm without it.</summary>
    public required string Off { get; init; }

    /// <summary>Settings that switch it on.</summary>
    public required string On { get; init; }

    /// <summary>Signs by which it is seen to act; none if only what it does to the commands tells.</summary>
    public required IReadOnlyList<string> Signs { get; init; }

    /// <summary>Runs without it, by seed.</summary>
    public required RunResult[] OffRuns { get; init; }

    /// <summary>Runs with it, by seed.</summary>
    public required RunResult[] OnRuns { get; init; }

    /// <summary>Differences, the adverse move at 5 s first.</summary>
    public required Difference[] Differences { get; init; }

    /// <summary>Virtual seconds for a second of one core.</summary>
    public double Speed { get; init; }

    /// <summary>Adverse move at 5 s, bps of volume.</summary>
    internal Difference Adverse => Differences[0];

    /// <summary>Adverse move at 5 s in an hour.</summary>
    internal Difference AdversePerHour => Differences[1];

    /// <summary>Profit, coin in an hour.</summary>
    internal Difference Profit => Differences[2];

    /// <summary>Pairs of runs in which the quoter did not do the same.</summary>
    public int SeedsThatDiffer => OffRuns.Zip(OnRuns).Count(static pair => pair.First.CommandHash != pair.Second.CommandHash);

    /// <summary>How often it began to act in an hour, over all of its signs; NaN without a sign.</summary>
    public double FiredPerHour => Signs.Count == 0 ? double.NaN : Signs.Sum(Onsets) / OnRuns.Sum(static run => run.Seconds) * 3600;

    /// <summary>Share of the decisions in which it acted, by the most frequent of its signs; NaN without a sign.</summary>
    public double FiredShare => Signs.Count == 0 ? double.NaN : Signs.Max(Decisions) / OnRuns.Sum(static run => (double)run.Decisions);

    /// <summary>False if nothing was tried, because it never acted or changed nothing that was sent.</summary>
    internal bool HasActed => SeedsThatDiffer > 0 && FiredPerHour != 0;

    /// <summary>The worse of both p-values of the adverse move at 5 s for each volume.</summary>
    internal double P => Math.Max(Adverse.P, Adverse.FlipP);

    /// <summary>Verdict of one that is shown.</summary>
    internal const string Helps = "helps";

    /// <summary>It helps only if less adverse selection for what is filled is shown, by both tests, and that it costs profit is not.</summary>
    public string Verdict
    {
        get
        {
            if (!HasActed) return FiredPerHour == 0 ? "never fired: not judged" : "changed nothing: not judged";
            if (Adverse.Seeds < FewestSeeds) return "too few seeds";
            bool isShown = Adverse.Low > 0 && Adverse.FlipLow > 0;
            bool isShownPerHour = AdversePerHour.Low > 0 && AdversePerHour.FlipLow > 0;
            // Whoever quotes less or further away is hit less often: that alone is no protection.
            if (!isShown && isShownPerHour) return "off: less only because less is filled";
            if (!isShown) return Adverse.High < 0 && Adverse.FlipHigh < 0 ? "off: worse" : "off: not shown";
            return Profit.High < 0 ? "off: costs more than it saves" : Helps;
        }
    }

    private double Onsets(string sign) => OnRuns.Sum(run => run.Rules.TryGetValue(sign, out RuleCount count) ? count.Onsets : 0.0);

    private double Decisions(string sign) => OnRuns.Sum(run => run.Rules.TryGetValue(sign, out RuleCount count) ? count.Decisions : 0.0);
}

/// <summary>Runs pairs of arms.</summary>
internal static class Experiment
{
    /// <summary>Runs <paramref name="tactic"/> on and off over the seeds.</summary>
    /// <param name="tactic">What is tried.</param>
    /// <param name="options">The world.</param>
    /// <param name="seeds">Seeds.</param>
    /// <param name="threads">Runs at a time.</param>
    /// <param name="played">Runs without a tactic that are known: those of equal settings are not played again.</param>
    /// <exception cref="InvalidOperationException">The two runs of a pair did not see the same market.</exception>
    internal static Comparison Compare(
        Tactic tactic, LabOptions options, IReadOnlyList<ulong> seeds, int threads, ConcurrentDictionary<string, RunResult>? played = null)
    {
        played ??= [];
        string offText = Text(tactic.OffArm);
        RunResult[] off = new RunResult[seeds.Count], on = new RunResult[seeds.Count];
        double[] seconds = new double[seeds.Count * 2];
        Parallel.For(0, seeds.Count * 2, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            long start = Stopwatch.GetTimestamp();
            ulong seed = seeds[i / 2];
            if (i % 2 == 0) off[i / 2] = played.GetOrAdd($"{seed} {options} {offText}", _ => Run(options, seed, tactic.OffArm));
            else on[i / 2] = Run(options, seed, tactic.OnArm);
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        });
        for (int i = 0; i < seeds.Count; i++)
            if (off[i].MarketHash != on[i].MarketHash) throw new InvalidOperationException($"Seed {seeds[i]}: the two arms did not see the same market.");
        return new Comparison
        {
            Name = tactic.Name, Off = Text(tactic.Base), On = Text(tactic.On), Signs = tactic.Signs, OffRuns = off, OnRuns = on, Differences = [.. Differences(off, on)],
            Speed = options.Seconds * seeds.Count / seconds.Where(static (_, i) => i % 2 == 1).Sum(),
        };
    }

    internal static RunResult Run(LabOptions options, ulong seed, IReadOnlyList<Setting> settings)
    {
        using LabRun run = new(options, seed, settings);
        return run.Play();
    }

    private static string Text(IEnumerable<Setting> settings) => string.Join(' ', settings.Select(static setting => $"{setting.Name}={setting.Text}"));

    private static IEnumerable<Difference> Differences(RunResult[] off, RunResult[] on)
    {
        yield return Of("adverse move at 5 s", "bps of volume", static run => run.AdverseBps[Ledger.FiveSeconds]);
        yield return Of("adverse move at 5 s in an hour quoted", "bps of one order", static run => run.AdverseBpsOrdersPerHour[Ledger.FiveSeconds]);
        yield return Of("profit in an hour", "coin", static run => run.PnlCoin / run.Seconds * 3600);
        yield return Of("profit", "bps of volume", static run => run.PnlBps);
        yield return Of("spread captured", "bps of volume", static run => run.SpreadBps);
        for (int i = 0; i < Ledger.HorizonsSeconds.Length; i++)
        {
            int at = i;
            yield return Of(FormattableString.Invariant($"markout at {Ledger.HorizonsSeconds[at]} s"), "bps of volume", run => run.MarkoutBps[at]);
        }
        yield return Of("fees", "bps of volume", static run => run.FeeBps);
        yield return Of("fills in an hour", "fills", static run => run.Fills / run.Seconds * 3600);
        yield return Of("volume in an hour", "coin", static run => run.VolumeCoin / run.Seconds * 3600);
        yield return Of("inventory, root mean square", "orders", static run => run.InventoryRmsOrders);
        yield return Of("maker share", "of volume", static run => run.MakerShare);
        yield return Of("messages for one fill", "messages", static run => run.MessagesPerFill);
        yield return Of("time quoted", "of the run", static run => run.QuotedSeconds / run.Seconds);

        Difference Of(string name, string unit, Func<RunResult, double> number) =>
            Difference.Of(name, unit, Array.ConvertAll(off, run => number(run)), Array.ConvertAll(on, run => number(run)));
    }
}
