using System;
using System.Buffers;
using System.Linq;
using Xunit;

namespace Minnow.Tests.Deribit;

/// <summary>Cheap check under the JIT; the proof is the one in the native binary.</summary>
[Collection(Minnow.Tests.Alone.Name)]
public sealed class AllocationTests
{
    private static object? s_escape;

    [Fact]
    public void Reading_the_recording_allocates_nothing()
    {
        using ParserBench bench = new();
        ReadOnlySequence<byte>[] frames = RecordedFrames.BtcPerpetual.Take(20_000).Select(f => new ReadOnlySequence<byte>(f.Frame)).ToArray();
        Assert.Equal(0, BytesOf(bench, frames));
    }

    [Fact]
    public void Reading_one_frame_of_each_kind_whole_or_in_pieces_or_refused_for_its_values_allocates_nothing()
    {
        using ParserBench bench = new();
        byte[][] frames = RecordedFrames.OneOfEachKind().Append(System.Text.Encoding.UTF8.GetBytes(WrittenFrames.BookChange.Replace("86742.5", "0"))).ToArray();
        Assert.Equal(0, BytesOf(bench, frames.Select(f => new ReadOnlySequence<byte>(f)).Concat(frames.Select(f => Pieces.Cut(f, 5, f.Length / 2))).ToArray()));
    }

    [Fact]
    public void The_instrument_detects_an_allocation()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        s_escape = new object();
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before > 0);
    }

    private static long BytesOf(ParserBench bench, ReadOnlySequence<byte>[] frames)
    {
        return Allocated.LeastBytes(() =>
        {
            foreach (ReadOnlySequence<byte> frame in frames) bench.Parser.Parse(frame, 1, bench.Batch);
        });
    }
}
