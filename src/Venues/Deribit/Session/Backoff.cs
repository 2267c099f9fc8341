using System;
using Minnow.Core.Model;
using Minnow.Core.Numerics;

namespace Minnow.Venues.Deribit.Session;

/// <summary>When the next connection may be tried: a wait that doubles, with jitter of half of it either way, and at most so many tries in a minute.</summary>
/// <remarks>Fault B15. Deterministic from its seed. Thread: the session's.</remarks>
public sealed class Backoff
{
    private const int MaxDoublings = 20;

    private readonly LinkOptions _options;
    private readonly long[] _triesNs; // the last so many, oldest at _oldest
    private SplitMix64 _random;
    private int _oldest;
    private int _failures;

    /// <summary>Takes the memory.</summary>
    public Backoff(LinkOptions options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ConnectsPerMinute);
        _options = options;
        _random = new SplitMix64(seed);
        _triesNs = new long[options.ConnectsPerMinute];
        Array.Fill(_triesNs, long.MinValue);
    }

    /// <summary>A try failed or a connection ended: when the next may be made, ns.</summary>
    /// <param name="nowNs">Now.</param>
    /// <param name="slow">True if the venue said that it takes no connections now.</param>
    public long Next(long nowNs, bool slow)
    {
        double ms = slow ? _options.MaintenanceBackoffMs : _options.BackoffFirstMs * (double)(1L << Math.Min(_failures, MaxDoublings));
        if (_failures < MaxDoublings) _failures++;
        ms = Math.Min(_options.BackoffMaxMs, ms * (0.5 + _random.NextDouble()));
        return Bounded(nowNs + (long)(ms * Units.NsPerMs));
    }

    /// <summary>Another connection is wanted that no failure calls for: as soon as the count in a minute allows.</summary>
    public long Soon(long nowNs) => Bounded(nowNs);

    /// <summary>A connection is being tried.</summary>
    public void Tried(long nowNs)
    {
        _triesNs[_oldest] = nowNs;
        _oldest = (_oldest + 1) % _triesNs.Length;
    }

    /// <summary>A connection held: the next wait begins at the first.</summary>
    public void Held() => _failures = 0;

    private long Bounded(long atNs)
    {
        long oldest = _triesNs[_oldest];
        return oldest == long.MinValue ? atNs : Math.Max(atNs, oldest + 60 * Units.NsPerSecond);
    }
}
