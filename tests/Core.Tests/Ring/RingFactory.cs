using System;
using System.Collections.Generic;
using Minnow.Core.Ring;
using Xunit;

namespace Minnow.Core.Tests.Ring;

/// <summary>Rings of longs in native memory that is given back at the end of the test.</summary>
internal sealed class RingFactory(ProducerKind kind) : IDisposable
{
    private readonly List<NativeRingMemory> _memories = [];

    /// <summary>-1, in the middle of a lap, and just before 2^31, 2^32 and 2^63 (fault G3).</summary>
    internal static readonly long[] StartValues = [-1, 4, int.MaxValue - 8L, uint.MaxValue - 3L, long.MaxValue - 8, long.MaxValue - 1, long.MinValue];

    internal static TheoryData<long> Starts => new(StartValues);

    public void Dispose() => _memories.ForEach(memory => memory.Dispose());

    internal NativeRingMemory Memory(long bytes)
    {
        var memory = new NativeRingMemory(bytes);
        _memories.Add(memory);
        return memory;
    }

    internal RingBuffer<long> New(int slots, long start = -1, int consumers = 4, IWaitStrategy? wait = null) =>
        new(Memory(RingBuffer<long>.BytesFor(slots, consumers)), slots, kind, consumers, wait ?? BusySpinWaitStrategy.Instance, start);
}

/// <summary>Keeps every call of the handler.</summary>
internal readonly struct Collector() : IRingHandler<long>
{
    public List<(long Item, long Sequence, bool End)> Items { get; } = [];

    public void On(ref readonly long item, long sequence, bool endOfBatch) => Items.Add((item, sequence, endOfBatch));
}
