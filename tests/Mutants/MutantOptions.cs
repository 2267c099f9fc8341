using System;
using System.Globalization;

namespace Minnow.Mutants;

/// <summary>The command line.</summary>
internal sealed class MutantOptions
{
    internal const string Usage = """
        minnow-mutants [--only TEXT] [--without TEXT]... [--whole] [--list] [--share PERCENT [--seed N]] [--jobs N] [--at-least PERCENT]
                       [--limits] [--json FILE] [--write PAGE] [--verbose]

        Makes small wrong changes in src/Core/Risk, Accounting and Orders and in the files of Engine that hold limits, one at a time, and runs the tests of tests/Core.Tests that reach the place.
        Run it at the root of the repository, with tests/Core.Tests built. The last line is "N passed, N failed": a check for each folder's score, for
        the list of mutants that change nothing, and with --limits for each limit's mutants in tests/Mutants/limits.txt.
        --only      mutants whose file, line or change contains the text
        --without   leaves the tests out whose name contains the text: a control
        --whole     runs the tests too that tests/Mutants/long-tests.txt leaves out
        --list      only lists the mutants
        --share     draws so many of a hundred by the seed (1), file by file
        --at-least  least score of a folder (80)
        """;

    internal string Only { get; private set; } = "";

    internal System.Collections.Generic.List<string> Without { get; } = [];

    internal bool Whole { get; private set; }

    internal bool Lists { get; private set; }

    internal bool Limits { get; private set; }

    internal bool Verbose { get; private set; }

    internal int SharePercent { get; private set; } = 100;

    internal int Seed { get; private set; } = 1;

    internal int Jobs { get; private set; } = Environment.ProcessorCount;

    internal double LeastPercent { get; private set; } = 80;

    internal string? Json { get; private set; }

    internal string? Page { get; private set; }

    /// <exception cref="FormatException">Not understood.</exception>
    internal static MutantOptions Parse(string[] arguments)
    {
        MutantOptions options = new();
        for (int i = 0; i < arguments.Length; i++)
        {
            if (options.Flag(arguments[i])) continue;
            if (i + 1 == arguments.Length) throw new FormatException(arguments[i]);
            options.Set(arguments[i], arguments[++i]);
        }
        return options;
    }

    private bool Flag(string name)
    {
        switch (name)
        {
            case "--whole":
                return Whole = true;
            case "--list":
                return Lists = true;
            case "--limits":
                return Limits = true;
            case "--verbose":
                return Verbose = true;
            default:
                return false;
        }
    }

    private void Set(string name, string value)
    {
        switch (name)
        {
            case "--only":
                Only = value;
                break;
            case "--without":
                Without.Add(value);
                break;
            case "--share" when Number(value) is > 0 and <= 100 and int share:
                SharePercent = share;
                break;
            case "--seed":
                Seed = Number(value);
                break;
            case "--jobs" when Number(value) is > 0 and <= 64 and int jobs:
                Jobs = jobs;
                break;
            case "--at-least":
                LeastPercent = Number(value);
                break;
            case "--json":
                Json = value;
                break;
            case "--write":
                Page = value;
                break;
            default:
                throw new FormatException($"{name} {value}");
        }
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw new FormatException($"{text} is no number");
}
