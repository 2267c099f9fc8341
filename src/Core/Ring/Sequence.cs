using System.Threading;

namespace Minnow.Core.Ring;

/// <summary>A counter alone on its 128 bytes of ring memory: one writer, any number of readers.</summary>
/// <remarks>
/// Invariant: it only moves forward, by one writer. Orderings: <see cref="Publish"/> releases everything that the writer did before it,
/// <see cref="Value"/> acquires it. Sequences are compared by difference (<c>a - b &gt; 0</c>), so they run through
/// <see cref="long.MaxValue"/> to <see cref="long.MinValue"/> without a special case; no two live ones are 2^63 apart.
/// </remarks>
public sealed unsafe class Sequence
{
    private readonly long* _value;
    private readonly IRingMemory _memory;

    internal Sequence(IRingMemory memory, long* value)
    {
        _memory = memory;
        _value = value;
    }

    /// <summary>The sequence as last published (acquire).</summary>
    public long Value => Volatile.Read(ref *_value); // acquire: all that the writer did up to this sequence

    /// <summary>The least of <paramref name="sequences"/> (acquire, each). At least one.</summary>
    internal static long Slowest(Sequence[] sequences)
    {
        long slowest = sequences[0].Value;
        for (int i = 1; i < sequences.Length; i++)
        {
            long value = sequences[i].Value;
            if (value - slowest < 0) slowest = value;
        }

        return slowest;
    }

    internal long* Word => _value;

    internal IRingMemory Memory => _memory;

    /// <summary>Moves the sequence to <paramref name="value"/> (release). Its one writer only.</summary>
    public void Publish(long value) => Volatile.Write(ref *_value, value); // release: the writer is done with all up to value
}
