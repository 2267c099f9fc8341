using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Minnow.Mutants;

/// <summary>Runs the tests with each mutant at work, in a few processes at once.</summary>
internal sealed class Campaign : IDisposable
{
    /// <summary>The tests: those of the mutated folders and of the engine that uses them.</summary>
    private static readonly string[] s_areas = ["Orders", "Accounting", "Risk", "Engine"];

    private const int MostKillers = 6;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(180);

    private readonly WorkerProcess[] _workers;
    private readonly string[] _names;
    private readonly List<int> _chosen = [];
    private readonly Dictionary<int, (double Ms, long Asked, HashSet<int> Reached)> _reach = [];
    private readonly Dictionary<string, List<int>> _killers = [];

    /// <param name="directory">Where mutated Core and tests lie.</param>
    /// <param name="options">How many workers, and which tests not.</param>
    /// <param name="longTests">Names of tests that are left out unless all shall run.</param>
    /// <exception cref="FormatException">A left-out test does not exist.</exception>
    internal Campaign(string directory, MutantOptions options, IReadOnlyCollection<string> longTests)
    {
        _workers = [.. Enumerable.Range(0, options.Jobs).Select(_ => new WorkerProcess(directory))];
        _names = [.. _workers[0].AskMany("names").Select(static n => n["Minnow.Core.Tests.".Length..])];
        foreach (string name in longTests)
            if (!_names.Any(n => IsCaseOf(n, name))) throw new FormatException($"there is no test {name} to leave out");
        for (int i = 0; i < _names.Length; i++)
        {
            bool isOut = !options.Whole && longTests.Any(name => IsCaseOf(_names[i], name));
            if (!isOut && s_areas.Contains(_names[i].Split('.')[0]) && !options.Without.Any(_names[i].Contains)) _chosen.Add(i);
        }
    }

    /// <summary>Names of the tests that run.</summary>
    internal int TestCount => _chosen.Count;

    /// <summary>Time of all chosen tests without a mutant, ms.</summary>
    internal double TestsMs => _reach.Values.Sum(static r => r.Ms);

    /// <summary>Tests that fail without a mutant, and why: they judge nothing.</summary>
    internal SortedDictionary<string, string> Broken { get; } = new(StringComparer.Ordinal);

    /// <summary>Finds out which mutants each test reaches. Every worker runs every test, so that what is made once for all is made without a mutant.</summary>
    internal void Reach() => Parallel.ForEach(_workers, worker =>
    {
        foreach (int test in _chosen)
        {
            string answer = worker.Ask($"reach {test}", s_patience) ?? "failed the process died";
            if (answer.StartsWith("failed", StringComparison.Ordinal))
            {
                lock (_reach) Broken[_names[test]] = answer;
                continue;
            }
            string[] words = answer.Split(' ');
            double ms = double.Parse(words[0], CultureInfo.InvariantCulture);
            long asked = long.Parse(words[1], CultureInfo.InvariantCulture);
            HashSet<int> reached = [.. words[2..].Select(static w => int.Parse(w, CultureInfo.InvariantCulture))];
            lock (_reach)
            {
                if (_reach.TryGetValue(test, out (double Ms, long Asked, HashSet<int> Reached) other)) reached.UnionWith(other.Reached);
                _reach[test] = (Math.Max(ms, other.Ms), Math.Max(asked, other.Asked), reached);
            }
        }
    });

    /// <summary>Judges the mutants.</summary>
    internal List<Verdict> Judge(IReadOnlyList<Mutant> mutants, Action<Verdict> judged)
    {
        Verdict[] verdicts = new Verdict[mutants.Count];
        int next = -1;
        Parallel.ForEach(_workers, new ParallelOptions { MaxDegreeOfParallelism = _workers.Length }, worker =>
        {
            for (int i = Interlocked.Increment(ref next); i < mutants.Count; i = Interlocked.Increment(ref next))
            {
                verdicts[i] = Judge(worker, mutants[i]);
                lock (_reach) judged(verdicts[i]);
            }
        });
        return [.. verdicts];
    }

    private Verdict Judge(WorkerProcess worker, Mutant mutant)
    {
        // Whoever killed the last ones of the file is likely to kill this one. Then the short ones, and of those the ones of the mutant's own folder: most mutants do not outlive them.
        int[] killers = Killers(mutant.File);
        int[] tests = [.. _chosen.Where(t => !Broken.ContainsKey(_names[t]) && _reach[t].Reached.Contains(mutant.Id))
            .OrderBy(t => !killers.Contains(t)).ThenBy(t => Math.Round(Math.Log2(Math.Max(8, _reach[t].Ms))))
            .ThenBy(t => !_names[t].StartsWith(mutant.Folder, StringComparison.Ordinal)).ThenBy(static t => t)];
        if (tests.Length == 0) return new Verdict(mutant, Fate.Unreached, "");
        string? answer = worker.Ask($"try {mutant.Id} {string.Join(' ', tests.Select(t => $"{t}:{_reach[t].Asked}"))}", s_patience);
        if (answer == "survived") return new Verdict(mutant, Fate.Survived, "");
        if (answer == null) return new Verdict(mutant, Fate.Killed, "the process died or fell silent");
        int killer = int.Parse(answer.Split(' ')[1], CultureInfo.InvariantCulture);
        Remember(mutant.File, killer);
        return new Verdict(mutant, Fate.Killed, _names[killer]);
    }

    private int[] Killers(string file)
    {
        lock (_killers) return [.. _killers.GetValueOrDefault(file, [])];
    }

    // Only short ones: one that takes long is no shortcut.
    private void Remember(string file, int killer)
    {
        if (_reach[killer].Ms > 8) return;
        lock (_killers)
        {
            if (!_killers.TryGetValue(file, out List<int>? killers)) _killers[file] = killers = [];
            killers.Remove(killer);
            killers.Add(killer);
            if (killers.Count > MostKillers) killers.RemoveAt(0);
        }
    }

    // A theory's cases have their arguments behind the name.
    private static bool IsCaseOf(string name, string test) => name == test || name.StartsWith(test + "(", StringComparison.Ordinal);

    public void Dispose()
    {
        foreach (WorkerProcess worker in _workers) worker.Dispose();
    }
}
