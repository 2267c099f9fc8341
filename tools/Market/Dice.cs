using System;

namespace Minnow.Market;

/// <summary>The market's only source of chance: xoshiro256**, seeded by SplitMix64. The same seed gives the same numbers on every machine.</summary>
/// <remarks>Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021. Only + - * and shifts: no libm.</remarks>
public sealed class Dice
{
    private ulong _a, _b, _c, _d;

    /// <summary>Starts one stream. Streams of one seed are independent, so that how a frame is written can not change the market.</summary>
    /// <param name="seed">Any value.</param>
    /// <param name="stream">Number of the stream.</param>
    public Dice(ulong seed, ulong stream)
    {
        ulong state = seed ^ (stream * 0xD1B54A32D192ED03);
        _a = SplitMix(ref state);
        _b = SplitMix(ref state);
        _c = SplitMix(ref state);
        _d = SplitMix(ref state);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        ulong result = ulong.RotateLeft(_b * 5, 7) * 9;
        ulong shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A whole number in [0, <paramref name="bound"/>).</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>A whole number in [<paramref name="low"/>, <paramref name="high"/>].</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>A number in [0, 1) in steps of 2^-53.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1L << 53));

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>A bell-shaped number of mean 0 and variance 1: twelve uniforms less six, so no logarithm is needed.</summary>
    public double Bell()
    {
        double sum = -6;
        for (int i = 0; i < 12; i++) sum += Unit();
        return sum;
    }

    private static ulong SplitMix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
