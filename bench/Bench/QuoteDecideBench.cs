using BenchmarkDotNet.Attributes;
using Minnow.Workloads.Books;
using Minnow.Workloads.Feed;

namespace Minnow.Bench;

/// <summary>Events → decisions. A worse ratio to the bare book means that signals, model or records became dearer.</summary>
public class QuoteDecideBench
{
    private RecordedInput _input = null!;
    private BookApply _book = null!;
    private QuoterApply _quoter = null!;

    [GlobalSetup]
    public void Setup()
    {
        _input = new RecordedInput(BenchFeed.Frames());
        _book = new BookApply(_input);
        _quoter = new QuoterApply(_input);
    }

    [Benchmark(Baseline = true)]
    public ulong BareBook() => _book.Pass();

    [Benchmark]
    public ulong Minnow() => _quoter.Pass();

    [GlobalCleanup]
    public void Cleanup()
    {
        _book.Dispose();
        _quoter.Dispose();
        _input.Dispose();
    }
}
