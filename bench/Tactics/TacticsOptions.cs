using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Minnow.Exchange.Background.Toxic;
using Minnow.Tactics.World;

namespace Minnow.Tactics;

/// <summary>The command line.</summary>
internal sealed class TacticsOptions
{
    internal const string Usage = """
        minnow-tactics --list
        minnow-tactics (--on NAME[,NAME] | --on all | --set "Name=Value ...") [--seeds FIRST..LAST] [--minutes N] [--json] [--write PAGE]
                       [--feed-ms N] [--order-ms N] [--jitter-ms N] [--taker-bps N] [--mix toxic|informed|uninformed] [--threads N] [--file LIST]

        Quotes a market with informed takers in virtual time, without and with a tactic on the same seeds, and says how adverse selection and profit differ.
        --list   the tactics of the list, and those whose parameters this build does not have
        --on     tactics of the list; "all" passes over those whose parameters this build does not have
        --set    a tactic that stands in no list, on the base settings of the list
        --write  adds or replaces the rows in a page of results, such as bench/results/tactics.md
        --file   the list, by default tactics.txt beside the program
        Defaults: seeds 1..40, 20 minutes, 5 ms each way with up to 2 ms more by seed, a taker's fee of 3.5 bps, toxic, one thread a core.
        """;

    internal bool Lists { get; private set; }

    internal string? On { get; private set; }

    internal string? Set { get; private set; }

    internal bool IsJson { get; private set; }

    internal string? Page { get; private set; }

    internal string File { get; private set; } = Path.Combine(AppContext.BaseDirectory, "tactics.txt");

    internal int Threads { get; private set; } = Environment.ProcessorCount;

    internal List<ulong> Seeds { get; } = [];

    internal LabOptions Lab { get; private set; } = new();

    /// <exception cref="FormatException">Not understood.</exception>
    internal static TacticsOptions Parse(string[] arguments)
    {
        TacticsOptions options = new();
        for (int i = 0; i < arguments.Length; i++)
        {
            string name = arguments[i];
            if (name == "--list") options.Lists = true;
            else if (name == "--json") options.IsJson = true;
            else if (i + 1 == arguments.Length) throw new FormatException(name);
            else options.Take(name, arguments[++i]);
        }
        if (options.Seeds.Count == 0) options.AddSeeds("1..40");
        if (!options.Lists && options.On == null && options.Set == null) throw new FormatException("--on, --set or --list is wanted");
        return options;
    }

    private void Take(string name, string value)
    {
        switch (name)
        {
            case "--on": On = value; break;
            case "--set": Set = value; break;
            case "--seeds": AddSeeds(value); break;
            case "--minutes": Lab = Lab with { Seconds = (long)(Number(value) * 60) }; break;
            case "--feed-ms": Lab = Lab with { FeedDelayUs = (long)(Number(value) * 1_000) }; break;
            case "--order-ms": Lab = Lab with { OrderDelayUs = (long)(Number(value) * 1_000) }; break;
            case "--taker-bps": Lab = Lab with { TakerFeeE8 = (long)Math.Round(Number(value) * 1e4) }; break;
            case "--jitter-ms": Lab = Lab with { JitterUs = (long)(Number(value) * 1_000) }; break;
            case "--threads": Threads = Math.Max(1, (int)Number(value)); break;
            case "--write": Page = value; break;
            case "--file": File = value; break;
            case "--mix":
                Lab = Lab with
                {
                    Mix = value switch
                    {
                        "toxic" => new ToxicMix(),
                        "informed" => ToxicMix.Informed,
                        "uninformed" => ToxicMix.Uninformed,
                        _ => throw new FormatException($"{name} {value}"),
                    },
                };
                break;
            default: throw new FormatException(name);
        }
    }

    private void AddSeeds(string value)
    {
        string[] ends = value.Split("..");
        bool isRange = ulong.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out ulong first)
            & ulong.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong last) && ends.Length <= 2 && first <= last;
        if (!isRange) throw new FormatException($"--seeds {value}");
        for (ulong seed = first; seed <= last; seed++) Seeds.Add(seed);
    }

    private static double Number(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= 0 ? number : throw new FormatException(value);
}
