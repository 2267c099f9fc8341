using BenchmarkDotNet.Attributes;
using Minnow.Workloads.Books;
using Minnow.Workloads.Feed;

namespace Minnow.Bench;

/// <summary>Events → book. A worse ratio to the sorted dictionaries means that the flat sides move too many levels.</summary>
public class BookApplyBench
{
    private NaiveBookApply _naive = null!;
    private BookApply _book = null!;

    [GlobalSetup]
    public void Setup()
    {
        using RecordedInput input = new(BenchFeed.Frames());
        _naive = new NaiveBookApply(input);
        _book = new BookApply(input);
    }

    [Benchmark(Baseline = true)]
    public ulong SortedDictionaries() => _naive.Pass();

    [Benchmark]
    public ulong Minnow() => _book.Pass();

    [GlobalCleanup]
    public void Cleanup() => _book.Dispose();
}
