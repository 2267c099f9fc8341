using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Minnow.Tactics;
using Minnow.Tactics.Measures;
using Minnow.Tactics.Reports;
using Minnow.Tactics.Settings;

try
{
    TacticsOptions options = TacticsOptions.Parse(args);
    List<Tactic> file = TacticFile.Read(options.File);
    if (options.Lists)
    {
        foreach (Tactic tactic in file) Console.WriteLine(Described(tactic));
        return 0;
    }

    List<Comparison> done = [];
    ConcurrentDictionary<string, RunResult> played = [];
    foreach (Tactic tactic in Chosen(options, file))
    {
        Comparison one = Experiment.Compare(tactic, options.Lab, options.Seeds, options.Threads, played);
        if (!options.IsJson) TextReport.Write(Console.Out, one);
        done.Add(one);
        // After each, so that a run that is cut short keeps what it found.
        if (options.Page != null) TableReport.Write(options.Page, options.Lab, done);
    }

    if (options.IsJson) JsonReport.Write(Console.Out, done);
    return 0;
}
catch (Exception why) when (why is FormatException or IOException)
{
    Console.Error.WriteLine(why.Message);
    Console.Error.WriteLine(TacticsOptions.Usage);
    return 2;
}

static string Described(Tactic tactic)
{
    string[] unknown = [.. tactic.Unknown.Distinct()];
    string on = string.Join(' ', tactic.On.Select(static setting => $"{setting.Name}={setting.Text}"));
    return unknown.Length == 0 ? $"{tactic.Name}: {on}" : $"{tactic.Name}: {on} (not in this build: {string.Join(", ", unknown)})";
}

static IEnumerable<Tactic> Chosen(TacticsOptions options, List<Tactic> file)
{
    if (options.On == "all") return file.Where(static tactic => !tactic.Unknown.Any());
    List<Tactic> chosen = [];
    foreach (string name in options.On?.Split(',') ?? [])
        chosen.Add(file.Find(tactic => tactic.Name == name) ?? throw new FormatException($"'{name}' is not in the list; --list shows it."));
    if (options.Set != null) chosen.Add(TacticFile.Of("set", options.File, options.Set));
    foreach (Tactic tactic in chosen)
        if (tactic.Unknown.Any()) throw new FormatException($"'{tactic.Name}' needs what this build does not have: {string.Join(", ", tactic.Unknown.Distinct())}.");
    return chosen;
}
