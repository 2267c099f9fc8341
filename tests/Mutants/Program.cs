using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Minnow.Mutants;

/// <summary>Judges the tests by what they let pass.</summary>
internal static class Program
{
    private const string Equivalents = "tests/Mutants/equivalent.txt", Limits = "tests/Mutants/limits.txt", LongTests = "tests/Mutants/long-tests.txt";
    private const string Tests = "artifacts/bin/Minnow.Core.Tests/release", Work = "artifacts/mutants/run";

    private static int Main(string[] arguments)
    {
        try
        {
            if (arguments is ["--worker", string directory])
            {
                Worker.Serve(directory);
                return 0;
            }
            return Run(MutantOptions.Parse(arguments));
        }
        catch (FormatException e)
        {
            Console.Error.WriteLine($"minnow-mutants: not understood: {e.Message}\n{MutantOptions.Usage}");
            return 2;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or AggregateException)
        {
            Console.Error.WriteLine($"minnow-mutants: {e.GetBaseException().Message}\n0 passed, 1 failed");
            return 1;
        }
    }

    private static int Run(MutantOptions options)
    {
        long began = Stopwatch.GetTimestamp();
        Dictionary<string, string> equivalents = NamedMutants.Read(Equivalents).ToDictionary(static e => e.Name, static e => e.About);
        List<NamedMutants.Entry> limits = options.Limits ? NamedMutants.Read(Limits) : [];
        Directory.CreateDirectory(Work);
        foreach (string file in Directory.GetFiles(Tests)) File.Copy(file, Path.Combine(Work, Path.GetFileName(file)), overwrite: true);
        SchemataBuilder builder = new(".", Places.All);
        IReadOnlyList<Mutant> all = builder.Build(Path.Combine(Work, "Minnow.Core.dll"));
        List<Mutant> mutants = [.. all.Where(m => Chosen(m, options, limits))];
        Console.WriteLine($"{all.Count} mutants of which {mutants.Count} are chosen; {builder.RefusedCount} changes do not compile; built in {Seconds(began)}");
        if (options.Lists)
        {
            foreach (Mutant m in mutants) Console.WriteLine(m.Name);
            return 0;
        }

        using Campaign campaign = new(Path.GetFullPath(Work), options, [.. File.ReadLines(LongTests).Where(static l => l.Length > 0 && l[0] != '#')]);
        campaign.Reach();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{campaign.TestCount} tests of {campaign.TestsMs / 1000:F1} s; reached after {Seconds(began)}"));
        List<Verdict> verdicts = campaign.Judge([.. mutants.Where(m => !equivalents.ContainsKey(m.Name))], v => Say(v, options));
        verdicts.AddRange(mutants.Where(m => equivalents.ContainsKey(m.Name)).Select(static m => new Verdict(m, Fate.Equivalent, "")));
        verdicts = [.. verdicts.OrderBy(static v => v.Mutant.File, StringComparer.Ordinal).ThenBy(static v => v.Mutant.LineNumber).ThenBy(static v => v.Mutant.Id)];
        return Conclude(options, began, all, verdicts, equivalents, limits, campaign.Broken);
    }

    private static int Conclude(MutantOptions options, long began, IReadOnlyList<Mutant> all, List<Verdict> verdicts, Dictionary<string, string> equivalents, List<NamedMutants.Entry> limits,
        SortedDictionary<string, string> broken)
    {
        List<string> failures = [];
        int passed = 0;
        void Check(bool isRight, string complaint)
        {
            if (isRight) passed++;
            else failures.Add(complaint);
        }

        foreach (IGrouping<string, Verdict> folder in verdicts.GroupBy(static v => v.Mutant.Folder))
            Check(!(Report.Score(folder) < options.LeastPercent), string.Create(CultureInfo.InvariantCulture, $"{folder.Key}: {Report.Score(folder):F1} % is below {options.LeastPercent} %"));
        Check(broken.Count == 0, $"fail without a mutant, and judged nothing: {string.Join("; ", broken.Select(static b => $"{b.Key}: {b.Value}"))}");
        HashSet<string> names = [.. all.Select(static m => m.Name)];
        string[] stale = [.. equivalents.Keys.Where(name => !names.Contains(name))];
        Check(stale.Length == 0, $"{Equivalents} names what is no mutant any more: {string.Join("; ", stale)}");
        List<(string, Verdict?)> judged = [];
        foreach (NamedMutants.Entry entry in limits)
        {
            Verdict? v = verdicts.FirstOrDefault(v => v.Mutant.Name == entry.Name);
            judged.Add((entry.About, v));
            Check(v is { Fate: Fate.Killed }, $"limit {entry.About}: {(v == null ? "no such mutant" : "survives")}: {entry.Name}");
        }
        Console.WriteLine();
        Console.Write(Report.Table(verdicts));
        string head = $"{verdicts.Count} mutants in {Seconds(began)} with {options.Jobs} processes.";
        Console.WriteLine($"\n{head}");
        foreach (string failure in failures) Console.WriteLine(failure);
        if (options.Json != null) Report.WriteJson(options.Json, verdicts);
        if (options.Page != null) Report.WritePage(options.Page, head, verdicts, judged);
        Console.WriteLine($"{passed} passed, {failures.Count} failed");
        return failures.Count == 0 ? 0 : 1;
    }

    private static void Say(Verdict verdict, MutantOptions options)
    {
        if (verdict.Lives) Console.WriteLine(Report.Line(verdict));
        else if (options.Verbose) Console.WriteLine($"killed {verdict.Mutant.File}:{verdict.Mutant.LineNumber}: {verdict.Mutant.Change} by {verdict.Killer}");
    }

    private static bool Chosen(Mutant m, MutantOptions options, List<NamedMutants.Entry> limits)
    {
        if (!m.Name.Contains(options.Only, StringComparison.Ordinal)) return false;
        return options.SharePercent == 100 || Draw(m.Name, options.Seed) < options.SharePercent || limits.Any(l => l.Name == m.Name);
    }

    // FNV-1a: the same mutants are drawn on every machine, and a change elsewhere draws no others.
    private static int Draw(string name, int seed)
    {
        uint hash = 2166136261 ^ (uint)seed;
        foreach (char c in name) hash = (hash ^ c) * 16777619;
        return (int)((hash >> 8) % 100);
    }

    private static string Seconds(long began) => string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s");
}
