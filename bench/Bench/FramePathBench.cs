using BenchmarkDotNet.Attributes;
using Minnow.Workloads.Feed;
using Minnow.Workloads.Paths;

namespace Minnow.Bench;

/// <summary>Frame → quote, whole. A worse ratio to the naive stack means that one of the stages lost its lead; the other classes say which.</summary>
public class FramePathBench
{
    private RecordedInput _input = null!;
    private NaivePath _naive = null!;
    private FusedPath _fused = null!;
    private TwoThreadPath _two = null!;

    [GlobalSetup]
    public void Setup()
    {
        FrameSet frames = BenchFeed.Frames();
        _input = new RecordedInput(frames);
        _naive = new NaivePath(frames);
        _fused = new FusedPath(_input);
        _two = new TwoThreadPath(_input);
    }

    [Benchmark(Baseline = true)]
    public ulong SourceGeneratedAndChannel() => _naive.Pass();

    [Benchmark]
    public ulong MinnowOneThread() => _fused.Pass();

    [Benchmark]
    public ulong MinnowTwoThreads() => _two.Pass();

    [GlobalCleanup]
    public void Cleanup()
    {
        _fused.Dispose();
        _two.Dispose();
        _input.Dispose();
    }
}
