using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace Minnow.Sim;

/// <summary>The command line.</summary>
internal sealed class SimOptions
{
    internal const string Usage = """
        minnow-sim [--seeds FIRST..LAST | --seed N | --seeds-file FILE]... [--canary N [--by TEXT] [--contained]] [--jobs N] [--trace [--market-data]]

        Plays exchange, wires, sessions and quoter in virtual time, one world a seed. The last line is "N passed, N failed".
        A failed seed is played again with: minnow-sim --seed N --trace
        --seeds-file  one seed a line, the rest of a line is said if it fails; # begins a comment
        --canary      plants a bug and passes if one of the seeds notices: 1 lost fill, 2 swallowed cancel, 3 doubled edit,
                      4 order sent again, 5 over the rate limit, 6 event without a journal record, 7 blind to positions, 8 fills of
                      the former run forgotten, 9 no cancel-all at a new connection, 10 limit a lot too large, 11 gateway not told
                      12 prices far off, 13 limit three times too large, 14 orders ten times too large, 15 limits of risk not told,
                      16 fate of sent orders forgotten, 17 kill ladder without cancels, 18 flattening goes through nothing,
                      19 an order after a step that cancels, 20 limits of loss not told, 21 deaf to persons, 22 arms itself
        --by          and only if the first complaint of the first such seed begins so: I2
        --contained   and the venue must see nothing of it: no seed may complain of I3
        --trace       writes frames, events and commands of each seed with their virtual times, in seconds
        """;

    internal List<(ulong Number, string Note)> Seeds { get; } = [];

    internal int Jobs { get; private set; } = Environment.ProcessorCount;

    internal Canary Canary { get; private set; }

    /// <summary>How the first complaint about a planted bug must begin.</summary>
    internal string By { get; private set; } = "";

    /// <summary>The gate must keep what the planted bug does from the venue.</summary>
    internal bool Contained { get; private set; }

    internal bool Traces { get; private set; }

    internal bool TracesMarketData { get; private set; }

    /// <exception cref="FormatException">Not understood.</exception>
    internal static SimOptions Parse(string[] arguments)
    {
        SimOptions options = new();
        for (int i = 0; i < arguments.Length; i++)
        {
            string name = arguments[i];
            if (name == "--trace") options.Traces = true;
            else if (name == "--contained") options.Contained = true;
            else if (name == "--market-data") options.TracesMarketData = true;
            else if (i + 1 == arguments.Length) throw new FormatException(name);
            else options.Set(name, arguments[++i]);
        }
        return options;
    }

    private void Set(string name, string value)
    {
        switch (name)
        {
            case "--seed":
                Seeds.Add((Number(value), ""));
                break;
            case "--seeds" when value.Split("..") is [string first, string last]:
                for (ulong seed = Number(first); seed <= Number(last); seed++) Seeds.Add((seed, ""));
                break;
            case "--seeds-file":
                AddFile(value);
                break;
            case "--canary" when Enum.IsDefined((Canary)Number(value)):
                Canary = (Canary)Number(value);
                break;
            case "--by":
                By = value;
                break;
            case "--jobs" when Number(value) is > 0 and <= 64 and ulong jobs:
                Jobs = (int)jobs;
                break;
            default:
                throw new FormatException($"{name} {value}");
        }
    }

    private void AddFile(string path)
    {
        if (!File.Exists(path)) throw new FormatException($"there is no file {path}");
        foreach (string line in File.ReadLines(path))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            string[] parts = line.Split(' ', 2);
            Seeds.Add((Number(parts[0]), parts.Length > 1 ? parts[1] : ""));
        }
    }

    private static ulong Number(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : throw new FormatException($"{text} is no number");
}
