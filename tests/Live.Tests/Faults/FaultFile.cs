using System;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using Minnow.Tests;

namespace Minnow.Live.Tests.Faults;

/// <summary>A script of tests/faults, in less time: what the simulator plays in minutes a socket has seconds for.</summary>
internal static partial class FaultFile
{
    /// <summary>The script as it is.</summary>
    internal static string ReadWhole(string name) => File.ReadAllText(Path.Combine(SharedFiles.ProjectRoot, "tests", "faults", name + ".txt"));

    /// <summary>The script with its first moment at 0 and the others nearer by <paramref name="pace"/>; of each "#N" at least the first, nearer by <paramref name="count"/>.</summary>
    internal static string Read(string name, double pace = 1, int count = 1)
    {
        string text = ReadWhole(name);
        double first = double.MaxValue;
        foreach (Match match in At().Matches(text)) first = Math.Min(first, Number(match.Groups[1].Value));
        text = At().Replace(text, match =>
        {
            string until = match.Groups[2].Success ? $"..{Seconds((Number(match.Groups[2].Value) - first) * pace)}" : "";
            return $"at {Seconds((Number(match.Groups[1].Value) - first) * pace)}{until}";
        });
        text = For().Replace(text, match => $"for {Seconds(Number(match.Groups[1].Value) * pace)}");
        text = Every().Replace(text, match => $"every {Seconds(Number(match.Groups[1].Value) * pace)}");
        return Nth().Replace(text, match => string.Create(CultureInfo.InvariantCulture, $"#{(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) + count - 1) / count}"));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{(long)(seconds * 1000)}ms");

    [GeneratedRegex(@"^at ([\d.]+?)s(?:\.\.([\d.]+)s)?", RegexOptions.Multiline)]
    private static partial Regex At();

    [GeneratedRegex(@"for ([\d.]+)s$", RegexOptions.Multiline)]
    private static partial Regex For();

    [GeneratedRegex(@"^every ([\d.]+)s", RegexOptions.Multiline)]
    private static partial Regex Every();

    [GeneratedRegex(@"#(\d+)\b(?!:)")]
    private static partial Regex Nth();
}
