using System;
using System.Globalization;
using System.IO;

namespace Minnow.Market;

/// <summary>The command line.</summary>
internal sealed record Options(
    ulong Seed, int Seconds, string OutPath, long DropFrame, long CorruptFrame, long SnapshotFrame, bool Truncate)
{
    public const int DefaultSeconds = 120;

    public const string Usage = """
        minnow-market --out FILE[.gz] [--seed N] [--seconds S] [--drop-frame N] [--corrupt N] [--resnapshot N] [--truncate]

        Writes a recording of a synthetic perpetual as Deribit v2 frames, one "<ns> <json>" line each.
        The same seed and length give the same text on every machine.

          --out FILE       where to write; .gz compresses
          --seed N         whole number from 0 up (default 1)
          --seconds S      length of the market, 1 to 86400 (default 120)
          --drop-frame N   leave out book frame N (from 1, the snapshot): a gap
          --corrupt N      make book frame N malformed
          --resnapshot N   send book frame N as a snapshot, as after a new subscription
          --truncate       cut the last 64 bytes off the file
        """;

    private const int LongestSeconds = 86_400;

    /// <exception cref="ArgumentException">The arguments are wrong; the message says how.</exception>
    public static Options Parse(ReadOnlySpan<string> arguments)
    {
        Options options = new(1, DefaultSeconds, "", 0, 0, 0, false);
        for (int i = 0; i < arguments.Length; i++)
        {
            string name = arguments[i];
            if (name == "--truncate")
            {
                options = options with { Truncate = true };
                continue;
            }

            if (i + 1 == arguments.Length) throw new ArgumentException($"{name} is unknown or lacks its value.");
            string value = arguments[++i];
            options = name switch
            {
                "--out" => options with { OutPath = value },
                "--seed" => options with { Seed = (ulong)Number(name, value, 0, long.MaxValue) },
                "--seconds" => options with { Seconds = (int)Number(name, value, 1, LongestSeconds) },
                "--drop-frame" => options with { DropFrame = Number(name, value, 1, long.MaxValue) },
                "--corrupt" => options with { CorruptFrame = Number(name, value, 1, long.MaxValue) },
                "--resnapshot" => options with { SnapshotFrame = Number(name, value, 2, long.MaxValue) },
                _ => throw new ArgumentException($"{name} is not an option."),
            };
        }

        if (options.OutPath.Length == 0) throw new ArgumentException("--out FILE is missing.");
        if (Directory.Exists(options.OutPath)) throw new ArgumentException($"--out {options.OutPath} is a directory; name a file in it.");
        return options;
    }

    private static long Number(string name, string value, long least, long most)
    {
        bool whole = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        if (whole && number >= least && number <= most) return number;
        string range = most == long.MaxValue ? $"from {least} up" : $"from {least} to {most}";
        throw new ArgumentException($"{name} {value}: expected a whole number {range}.");
    }
}
