using BenchmarkDotNet.Attributes;
using Minnow.Workloads.Rings;

namespace Minnow.Bench;

/// <summary>64-byte events from one pinned thread to another. A worse ratio to the plain ring means that gating or batching costs cache lines.</summary>
public class RingHopBench
{
    private PlainHop _plain = null!;
    private RingHop _one = null!;
    private RingHop _two = null!;
    private ChannelHop _channel = null!;

    [Params(100_000)]
    public int Events { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _plain = new PlainHop(Events);
        _one = new RingHop(Events, 1);
        _two = new RingHop(Events, 2);
        _channel = new ChannelHop(Events);
    }

    [Benchmark(Baseline = true)]
    public ulong PlainSpsc() => _plain.Pass();

    [Benchmark]
    public ulong MinnowOneConsumer() => _one.Pass();

    [Benchmark]
    public ulong MinnowTwoGatingConsumers() => _two.Pass();

    [Benchmark]
    public ulong Channels() => _channel.Pass();

    [GlobalCleanup]
    public void Cleanup()
    {
        _plain.Dispose();
        _one.Dispose();
        _two.Dispose();
    }
}
