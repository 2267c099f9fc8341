using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;

namespace Minnow.Sim;

/// <summary>Plays seeds of the whole system and says which failed.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        try
        {
            SimOptions options = SimOptions.Parse(arguments);
            if (options.Seeds.Count > 0) return options.Canary == Canary.None ? Play(options) : options.Contained ? Contain(options) : Hunt(options);
            Console.WriteLine(SimOptions.Usage);
            return 0;
        }
        catch (FormatException e)
        {
            Console.Error.WriteLine($"minnow-sim: not understood: {e.Message}\n{SimOptions.Usage}");
            return 2;
        }
    }

    private static int Play(SimOptions options)
    {
        long started = Stopwatch.GetTimestamp();
        int next = -1, failed = 0;
        SimTally all = new();
        Lock gate = new();
        Thread[] threads = new Thread[Math.Min(options.Traces ? 1 : options.Jobs, options.Seeds.Count)];
        for (int t = 0; t < threads.Length; t++)
        {
            threads[t] = new Thread(() =>
            {
                for (int i = Interlocked.Increment(ref next); i < options.Seeds.Count; i = Interlocked.Increment(ref next))
                {
                    (ulong seed, string note) = options.Seeds[i];
                    string? text = One(seed, options, out SimRun? run);
                    lock (gate)
                    {
                        if (text != null)
                        {
                            failed++;
                            Console.WriteLine(note.Length > 0 ? $"{text} (kept because: {note})" : text);
                        }
                        if (run == null) continue;
                        all.Add(run.Tally);
                    }
                }
            });
            threads[t].Start();
        }
        foreach (Thread thread in threads) thread.Join();
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{options.Seeds.Count} seeds in {seconds:F1} s: {all}"));
        return Verdict(options.Seeds.Count - failed, failed);
    }

    /// <summary>With a planted bug one seed must fail with a first complaint of the invariant that the bug breaks; in others it may show in another way first.</summary>
    private static int Hunt(SimOptions options)
    {
        for (int i = 0; i < options.Seeds.Count; i++)
        {
            ulong seed = options.Seeds[i].Number;
            if (One(seed, options, out SimRun? run) is not { } text) continue;
            string first = run?.Violations[0] ?? text;
            bool isRight = first.StartsWith(options.By, StringComparison.Ordinal);
            Console.WriteLine($"{options.Canary} noticed after {i + 1} seeds{(isRight ? "" : $", and not by {options.By}")}: seed {seed}: {first}");
            if (isRight) return Verdict(1, 0);
        }
        Console.WriteLine($"{options.Canary} not noticed so by {options.Seeds.Count} seeds");
        return Verdict(0, 1);
    }

    /// <summary>A bug of the quoter must be stopped by the gate in some seed, and must break the limit at the venue in none.</summary>
    private static int Contain(SimOptions options)
    {
        int stopped = 0, passed = 0;
        foreach ((ulong seed, string _) in options.Seeds)
        {
            if (One(seed, options, out SimRun? run) is not { } text) continue;
            IReadOnlyList<string> said = run?.Violations ?? [text];
            if (said.Any(static line => line.StartsWith("I11", StringComparison.Ordinal))) stopped++;
            if (said.FirstOrDefault(static line => line.StartsWith("I3", StringComparison.Ordinal)) is not { } broken) continue;
            passed++;
            Console.WriteLine($"{options.Canary} passed the gate: seed {seed}: {broken}");
        }
        Console.WriteLine($"{options.Canary} was stopped by the gate in {stopped} of {options.Seeds.Count} seeds, and broke the limit at the venue in {passed}");
        return stopped > 0 && passed == 0 ? Verdict(1, 0) : Verdict(0, 1);
    }

    private static int Verdict(int passed, int failed)
    {
        Console.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private static string? One(ulong seed, SimOptions options, out SimRun? run)
    {
        run = null;
        try
        {
            run = SimRun.Play(seed, options.Canary, options.Traces ? new Trace(Console.Out, options.TracesMarketData) : null);
            return run.Violations.Count == 0 ? null : $"seed {seed}: {string.Join("; ", run.Violations)}";
        }
        catch (Exception e)
        {
            return $"seed {seed}: {e}";
        }
    }
}
