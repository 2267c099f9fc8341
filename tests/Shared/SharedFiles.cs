using System;
using System.IO;

namespace Minnow.Tests;

/// <summary>Finds the recorded data and golden values beside the checkout; a missing folder fails the test, it does not skip it.</summary>
internal static class SharedFiles
{
    /// <summary>Root of the project: the folder that holds Core.sln.</summary>
    public static string ProjectRoot { get; } = FindRoot();

    /// <summary>Full path below ../shared/data.</summary>
    public static string Data(string relative) => Existing(Path.Combine(ProjectRoot, "..", "shared", "data", relative));

    /// <summary>Full path of a golden file: MINNOW_GOLDEN, by default ../shared/golden.</summary>
    public static string Golden(string file) => Existing(Path.Combine(
        Environment.GetEnvironmentVariable("MINNOW_GOLDEN") ?? Path.Combine(ProjectRoot, "..", "shared", "golden"), file));

    private static string Existing(string path)
    {
        string full = Path.GetFullPath(path);
        if (!File.Exists(full) && !Directory.Exists(full))
            throw new FileNotFoundException($"Test data is missing: {full}. Put the shared folder beside the project.", full);
        return full;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at != null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Core.sln"))) return at.FullName;
        throw new DirectoryNotFoundException($"No Core.sln above {AppContext.BaseDirectory}.");
    }
}
