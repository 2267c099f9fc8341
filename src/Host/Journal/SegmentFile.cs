using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Minnow.Core.Journal;

namespace Minnow.Host.Journal;

/// <summary>Names of segment files and which there are.</summary>
public static class SegmentFile
{
    private const int Digits = 6;

    /// <summary>File name of a segment.</summary>
    public static string NameOf(uint number) =>
        JournalFormat.SegmentPrefix + number.ToString("D" + Digits, CultureInfo.InvariantCulture) + JournalFormat.SegmentExtension;

    /// <summary>The number in a file's name; false if it is not the name of a segment.</summary>
    public static bool TryNumber(string path, out uint number)
    {
        ReadOnlySpan<char> name = Path.GetFileName(path.AsSpan());
        number = 0;
        return name.StartsWith(JournalFormat.SegmentPrefix, StringComparison.Ordinal)
            && name.EndsWith(JournalFormat.SegmentExtension, StringComparison.Ordinal)
            && name.Length >= JournalFormat.SegmentPrefix.Length + Digits + JournalFormat.SegmentExtension.Length
            && uint.TryParse(name[JournalFormat.SegmentPrefix.Length..^JournalFormat.SegmentExtension.Length],
                NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number > 0;
    }

    /// <summary>Paths of a directory's segments by number; a path to a file is that file.</summary>
    /// <exception cref="IOException">There is no such file or directory, or it can not be read.</exception>
    public static IReadOnlyList<string> List(string path)
    {
        if (File.Exists(path)) return [path];
        if (!Directory.Exists(path)) throw new JournalException("open", path, "no such file or directory", "Give the directory that holds the segments.", Native.Errno.NoEntry);
        var found = new List<(uint Number, string Path)>();
        foreach (string file in Directory.EnumerateFiles(path))
            if (TryNumber(file, out uint number)) found.Add((number, file));
        found.Sort(static (a, b) => a.Number.CompareTo(b.Number));
        return found.ConvertAll(static one => one.Path);
    }
}
