using System.Runtime.CompilerServices;

namespace Minnow.Core.Signals;

/// <summary>How far the mid is from its own recent mean, at three scales.</summary>
/// <remarks>
/// Value = (mid - mean) / mean in bps, the mean being weighted over time with time constant τ, the scale: a market that drifts by d bps a second
/// stands d·τ bps above its mean, so the value reads as the move over the scale. O(1). All-zero bytes are never defined.
/// </remarks>
public struct Momentum
{
    /// <summary>Number of scales: fast, middle, slow.</summary>
    public const int Scales = 3;

    private const double Ln2 = 0.6931471805599453;

    [InlineArray(Scales)]
    private struct Means
    {
        private TimeMean _first;
    }

    private Means _means;
    private long _midHalfTicks;

    /// <summary>A signal without mids.</summary>
    /// <inheritdoc cref="Tune"/>
    public static Momentum WithScales(double fastSeconds, double midSeconds, double slowSeconds)
    {
        Momentum momentum = default;
        Tune(ref momentum, fastSeconds, midSeconds, slowSeconds);
        return momentum;
    }

    /// <summary>Changes the scales; the means so far stay.</summary>
    /// <param name="momentum">The signal.</param>
    /// <param name="fastSeconds">Time constant of scale 0, s, above 0; else that scale is never defined.</param>
    /// <param name="midSeconds">Time constant of scale 1, the same.</param>
    /// <param name="slowSeconds">Time constant of scale 2, the same.</param>
    public static void Tune(ref Momentum momentum, double fastSeconds, double midSeconds, double slowSeconds)
    {
        TimeMean.Tune(ref momentum._means[0], fastSeconds * Ln2);
        TimeMean.Tune(ref momentum._means[1], midSeconds * Ln2);
        TimeMean.Tune(ref momentum._means[2], slowSeconds * Ln2);
    }

    /// <summary>Takes a mid. Only of a valid book with bid below ask.</summary>
    /// <param name="momentum">The signal.</param>
    /// <param name="nowNs">The event's time, ns since 1970.</param>
    /// <param name="midHalfTicks">Best bid plus best ask in ticks, above 0; else nothing happens.</param>
    public static void Observe(ref Momentum momentum, long nowNs, long midHalfTicks)
    {
        if (midHalfTicks <= 0) return;
        for (int i = 0; i < Scales; i++) TimeMean.Observe(ref momentum._means[i], nowNs, midHalfTicks);
        momentum._midHalfTicks = midHalfTicks;
    }

    /// <summary>Lets time pass with the last mid.</summary>
    public static void Advance(ref Momentum momentum, long nowNs)
    {
        for (int i = 0; i < Scales; i++) TimeMean.Advance(ref momentum._means[i], nowNs);
    }

    /// <summary>What the mid was is not comparable with what it will be: a gap, a lost feed, another tick. All scales begin anew.</summary>
    public static void Reset(ref Momentum momentum)
    {
        for (int i = 0; i < Scales; i++) TimeMean.Reset(ref momentum._means[i]);
        momentum._midHalfTicks = 0;
    }

    /// <summary>Move at one scale in bps, positive up; NaN while undefined.</summary>
    /// <param name="scale">0 fast, 1 middle, 2 slow; another is never defined.</param>
    public readonly double Bps(int scale) => IsDefined(scale) ? 1e4 * ((_midHalfTicks - _means[scale].Mean) / _means[scale].Mean) : double.NaN;

    /// <summary>Time that counts at one scale, s, as it weighs now.</summary>
    /// <param name="scale">0 fast, 1 middle, 2 slow; another has none.</param>
    public readonly double EffectiveSeconds(int scale) => (uint)scale < Scales ? _means[scale].EffectiveSeconds : 0;

    /// <summary>True if half of the scale's weight was seen since the last <see cref="Reset"/>: 0.7 of its time constant.</summary>
    /// <param name="scale">0 fast, 1 middle, 2 slow; another is never defined.</param>
    public readonly bool IsDefined(int scale) => (uint)scale < Scales && _midHalfTicks != 0 && _means[scale].IsDefined;
}
