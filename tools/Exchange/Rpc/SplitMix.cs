namespace Minnow.Exchange.Rpc;

/// <summary>SplitMix64: every draw of the venue, so that a seed says them all.</summary>
internal sealed class SplitMix(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to <paramref name="bound"/> - 1.</summary>
    public long Below(long bound) => bound <= 1 ? 0 : (long)(Next() % (ulong)bound);

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both in; draws nothing when they are equal.</summary>
    public long Between(long least, long most) => most <= least ? least : least + Below(most - least + 1);

    /// <summary>True with this chance; draws nothing for 0 and 1.</summary>
    public bool Chance(double chance) => chance > 0 && (chance >= 1 || (Next() >> 11) * (1.0 / (1UL << 53)) < chance);
}
