using BenchmarkDotNet.Attributes;
using Minnow.Workloads.Feed;
using Minnow.Workloads.Parsing;

namespace Minnow.Bench;

/// <summary>Frame → events. A worse ratio to the bare reader means that our own work per frame grew: keys, conversions, checks.</summary>
[MemoryDiagnoser]
public class FrameParseBench
{
    private BareReaderParse _bare = null!;
    private DeribitParse _minnow = null!;
    private DtoParse _generated = null!;

    [GlobalSetup]
    public void Setup()
    {
        FrameSet frames = BenchFeed.Frames();
        _bare = new BareReaderParse(frames);
        _minnow = new DeribitParse(frames);
        _generated = new DtoParse(frames);
    }

    [Benchmark(Baseline = true)]
    public ulong BareReader() => _bare.Pass();

    [Benchmark]
    public ulong Minnow() => _minnow.Pass();

    [Benchmark]
    public ulong SourceGenerated() => _generated.Pass();

    [GlobalCleanup]
    public void Cleanup() => _minnow.Dispose();
}
