using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Minnow.Tactics.Measures;

namespace Minnow.Tactics.Settings;

/// <summary>What is tried: the settings of both arms, those that switch the tactic on in the second, and the signs by which it is seen to act.</summary>
internal sealed record Tactic(string Name, IReadOnlyList<Setting> Base, IReadOnlyList<Setting> On, IReadOnlyList<string> Signs)
{
    /// <summary>Names that the quoter of this build does not have.</summary>
    internal IEnumerable<string> Unknown => Base.Concat(On).Where(static setting => !setting.IsKnown).Select(static setting => setting.Name);

    /// <summary>Settings of the arm without it.</summary>
    internal List<Setting> OffArm => Setting.Merge(Base);

    /// <summary>Settings of the arm with it.</summary>
    internal List<Setting> OnArm => Setting.Merge(Base, On);
}

/// <summary>The list of tactics: "name: settings of both arms => settings that switch it on ? signs" a line, # begins a comment, and "base:" begins every arm.</summary>
internal static class TacticFile
{
    private const string BaseName = "base";

    /// <summary>Reads the list.</summary>
    /// <exception cref="FormatException">A line is not of the form; the message has its number.</exception>
    internal static List<Tactic> Read(string path) => Parse(File.ReadAllLines(path), path);

    internal static List<Tactic> Parse(IReadOnlyList<string> lines, string path)
    {
        List<Tactic> tactics = [];
        List<Setting> common = [];
        for (int i = 0; i < lines.Count; i++)
        {
            string line = lines[i].Split('#')[0].Trim();
            if (line.Length == 0) continue;
            try
            {
                ReadLine(line, common, tactics);
            }
            catch (FormatException why)
            {
                throw new FormatException($"{path}:{i + 1}: {why.Message}", why);
            }
        }
        return tactics;
    }

    /// <summary>A tactic that stands in no list, on the base settings of one.</summary>
    internal static Tactic Of(string name, string path, string on) => Parse([.. File.ReadAllLines(path).Where(IsBase), $"{name}: => {on}"], path)[0];

    private static bool IsBase(string line) => line.StartsWith(BaseName + ":", StringComparison.Ordinal);

    private static void ReadLine(string line, List<Setting> common, List<Tactic> tactics)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) throw new FormatException("'name: settings => settings' is wanted.");
        string name = line[..colon].Trim();
        string[] arms = line[(colon + 1)..].Split("=>");
        List<Setting> both = Setting.ParseAll(arms[0]);
        if (name == BaseName)
        {
            common.AddRange(both);
            if (arms.Length == 1) return;
            throw new FormatException("The base switches nothing on.");
        }
        if (arms.Length != 2) throw new FormatException($"'{name}' needs one '=>' before the settings that switch it on.");
        if (tactics.Any(tactic => tactic.Name == name)) throw new FormatException($"'{name}' is there twice.");
        string[] parts = arms[1].Split('?');
        if (parts.Length > 2) throw new FormatException($"'{name}' has more than one '?'.");
        List<Setting> on = Setting.ParseAll(parts[0]);
        string[] signs = parts.Length == 1 ? [] : parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (string sign in signs)
            if (!RuleCounts.Names.Contains(sign)) throw new FormatException($"'{sign}' is no sign of a rule.");
        if (on.Count == 0) throw new FormatException($"'{name}' switches nothing on.");
        tactics.Add(new Tactic(name, Setting.Merge(common, both), on, signs));
    }
}
