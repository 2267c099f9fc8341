using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Minnow.Tests.Architecture;

/// <summary>The project's files as they lie there, without what builds leave behind.</summary>
internal static class Tree
{
    private static readonly string[] s_skipped = ["artifacts", "bin", "obj", ".git"];

    /// <summary>Files below a folder of the project, as paths from the project's root with forward slashes, sorted.</summary>
    public static string[] Files(string folder, string pattern)
    {
        string start = Path.Combine(SharedFiles.ProjectRoot, folder);
        if (!Directory.Exists(start)) return [];
        return Directory.EnumerateFiles(start, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(SharedFiles.ProjectRoot, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Intersect(s_skipped).Any())
            .Order(StringComparer.Ordinal)
            .ToArray();
    }

    /// <summary>Names of the folders right below one.</summary>
    public static IEnumerable<string> Folders(string folder) =>
        new DirectoryInfo(Path.Combine(SharedFiles.ProjectRoot, folder)).EnumerateDirectories()
            .Select(static directory => directory.Name)
            .Except(s_skipped);

    public static bool Exists(string path)
    {
        string full = Path.Combine(SharedFiles.ProjectRoot, path);
        return File.Exists(full) || Directory.Exists(full);
    }

    public static bool IsExecutable(string path) => OperatingSystem.IsWindows()
        || File.GetUnixFileMode(Path.Combine(SharedFiles.ProjectRoot, path)).HasFlag(UnixFileMode.UserExecute);

    public static string Read(string path) => File.ReadAllText(Path.Combine(SharedFiles.ProjectRoot, path));

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(SharedFiles.ProjectRoot, path));
}
