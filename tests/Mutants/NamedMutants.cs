using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Minnow.Mutants;

/// <summary>A list of mutants in a text file: file, source line and change with bars between them, under a line that ends with a colon and says something of them.</summary>
/// <remarks>A line that begins with <c>#</c> is a comment.</remarks>
internal static class NamedMutants
{
    /// <summary>One entry.</summary>
    /// <param name="About">What is said of it.</param>
    /// <param name="Name">As in <see cref="Mutant.Name"/>.</param>
    internal sealed record Entry(string About, string Name);

    /// <exception cref="FormatException">A mutant of which nothing is said.</exception>
    internal static List<Entry> Read(string path)
    {
        List<Entry> entries = [];
        string about = "";
        foreach (string line in File.ReadLines(path).Select(static l => l.Trim()))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line.StartsWith("src/", StringComparison.Ordinal))
            {
                if (about.Length == 0) throw new FormatException($"{path}: nothing is said of {line}");
                entries.Add(new Entry(about, line));
            }
            else if (line[^1] == ':')
            {
                about = line[..^1];
            }
            else
            {
                throw new FormatException($"{path}: {line} is neither a mutant nor ends with a colon");
            }
        }
        return entries;
    }
}
