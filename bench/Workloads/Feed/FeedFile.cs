using System;
using System.IO;

namespace Minnow.Workloads.Feed;

/// <summary>Finds the frames that benchmarks run on.</summary>
public static class FeedFile
{
    private const string Shared = "../shared/data/market/btc-perpetual-20240808.jsonl.gz";

    /// <summary>The named recording, else the recorded market beside the checkout, else null: the sample.</summary>
    public static string? Find(string? named = null)
    {
        if (named != null) return File.Exists(named) ? named : throw new FileNotFoundException($"There is no recording {named}.", named);
        foreach (string start in (string[])[Directory.GetCurrentDirectory(), AppContext.BaseDirectory])
        {
            for (DirectoryInfo? at = new(start); at != null; at = at.Parent)
            {
                if (!File.Exists(Path.Combine(at.FullName, "Core.sln"))) continue;
                string shared = Path.GetFullPath(Path.Combine(at.FullName, Shared));
                if (File.Exists(shared)) return shared;
            }
        }
        return null;
    }

    /// <summary>The first frames of what <see cref="Find"/> finds.</summary>
    public static FrameSet Load(int most, string? named = null) =>
        Find(named) is { } path ? FrameSet.Load(path, most) : FrameSet.Sample(most);
}
