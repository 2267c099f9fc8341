using Minnow.Core.Model;
using Minnow.Core.Numerics;

namespace Minnow.Sim;

/// <summary>How a wire behaves: base delay, jitter, now and then a spike.</summary>
internal sealed record WireWeather(long BaseNs, long JitterNs, double SpikeChance, long SpikeNs, bool RefusesConnections = false)
{
    internal static readonly WireWeather Fair = new(500_000, 300_000, 0, 0);

    internal long DelayNs(ref SplitMix64 random)
    {
        long delay = BaseNs + random.NextIndex((int)JitterNs + 1);
        return Chance(ref random, SpikeChance) ? delay + random.NextIndex((int)(SpikeNs / Units.NsPerMs) + 1) * Units.NsPerMs : delay;
    }

    internal static bool Chance(ref SplitMix64 random, double chance) => chance > 0 && (random.Next() >> 11) * (1.0 / (1UL << 53)) < chance;
}
