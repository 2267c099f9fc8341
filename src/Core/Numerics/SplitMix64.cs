using System.Runtime.CompilerServices;

namespace Minnow.Core.Numerics;

/// <summary>The seeded generator of the project: SplitMix64, one 64-bit word of state.</summary>
/// <remarks>
/// Steele, Lea, Flood 2014. Lives inside the state that uses it, so a checkpoint holds its position. Not for secrets. Equal seeds give
/// equal streams on every machine. All-zero bytes are seed 0, which is as good as any.
/// </remarks>
/// <param name="seed">Any value.</param>
public struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Next 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1): the top 53 bits of <see cref="Next"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 … <paramref name="count"/> - 1 by <c>floor(u * count)</c>, as the golden files define it.</summary>
    /// <param name="count">1 or more, below 2^31; the bias is below count / 2^53.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextIndex(int count) => (int)(NextDouble() * count);
}
