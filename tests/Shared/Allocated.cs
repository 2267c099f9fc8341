using System;

namespace Minnow.Tests;

/// <summary>Bytes that a thread allocated, without what is not its own.</summary>
/// <remarks>
/// When any thread of the process, the test runner's included, makes the collector run, this thread's allocation buffer is closed and its unused
/// rest is counted as allocated. So one round can count too much, by chance; a path that allocates does so in every round.
/// </remarks>
public static class Allocated
{
    private const int Rounds = 7;

    /// <summary>Bytes that the calling thread allocates in <paramref name="run"/>: the least of some rounds.</summary>
    public static long LeastBytes(Action run) => Least(() =>
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });

    /// <summary>The least that <paramref name="measure"/> gives in some rounds; the first 0 ends them.</summary>
    public static long Least(Func<long> measure)
    {
        long least = long.MaxValue;
        for (int round = 0; round < Rounds && least != 0; round++) least = Math.Min(least, measure());
        return least;
    }
}
