using System;
using Minnow.Workloads.Feed;

namespace Minnow.Bench;

/// <summary>The frames of all benchmarks: MINNOW_BENCH_FRAMES of the recorded market (by default 12,000), or of the sample where that is absent.</summary>
internal static class BenchFeed
{
    internal static FrameSet Frames() =>
        FeedFile.Load(int.TryParse(Environment.GetEnvironmentVariable("MINNOW_BENCH_FRAMES"), out int most) ? most : 12_000);
}
