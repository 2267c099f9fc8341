using System.IO;
using BenchmarkDotNet.Attributes;
using Minnow.Workloads.Feed;
using Minnow.Workloads.Journaling;

namespace Minnow.Bench;

/// <summary>Events → journal bytes. A worse ratio to LZ4F means that the delta coding no longer pays for itself.</summary>
public class JournalAppendBench
{
    private Lz4FrameEncode _lz4 = null!;
    private DeltaEncode _delta = null!;
    private BlockEncode _block = null!;
    private BlockEncode _written = null!;

    [GlobalSetup]
    public void Setup()
    {
        using RecordedInput input = new(BenchFeed.Frames());
        EventBlocks blocks = new(input.Events);
        _lz4 = new Lz4FrameEncode(blocks);
        _delta = new DeltaEncode(blocks);
        _block = new BlockEncode(blocks);
        _written = new BlockEncode(blocks, Path.GetTempPath());
    }

    [Benchmark(Baseline = true)]
    public ulong Lz4FrameOfRawEvents() => _lz4.Pass();

    [Benchmark]
    public ulong DeltaAlone() => _delta.Pass();

    [Benchmark]
    public ulong MinnowBlock() => _block.Pass();

    [Benchmark]
    public ulong MinnowBlockWritten() => _written.Pass();

    [GlobalCleanup]
    public void Cleanup()
    {
        _lz4.Dispose();
        _delta.Dispose();
        _block.Dispose();
        _written.Dispose();
    }
}
