using Minnow.Core.Model;

namespace Minnow.Core.Signals;

/// <summary>How rich the future is against its index, and whether more so than usual.</summary>
/// <remarks>
/// basis = (future - index) / index in bps; z against the exponentially weighted mean and variance before the sample, at most one sample a second. z high: the future is
/// rich, lean short. Half-life 30 to 60 min for a perpetual, 6 to 24 h for a dated future. Models document, 9.1. O(1). All-zero bytes are never defined.
/// </remarks>
public struct BasisSignal
{
    /// <summary>Effective samples below which it is undefined.</summary>
    public const double DefaultMinSamples = 20;

    /// <summary>Floor of the variance: 0.1 bps squared.</summary>
    public const double MinVarianceBps2 = 0.01;

    /// <summary>A sample stands for at most this time, s: after a longer silence the past must not be thrown away at once.</summary>
    public const double MaxStepSeconds = SecondGrid.MaxGapSeconds;

    private EwMoments _moments;
    private double _halfLifeSeconds;
    private double _minSamples;
    private double _bps;
    private double _z;
    private long _lastNs;
    private long _hasBasis;

    /// <summary>A signal without samples.</summary>
    /// <param name="halfLifeSeconds">Half-life of what is usual, s, above 0; else never defined.</param>
    /// <param name="minSamples">Effective samples below which z is undefined.</param>
    public static BasisSignal WithHalfLife(double halfLifeSeconds, double minSamples = DefaultMinSamples) =>
        new() { _halfLifeSeconds = halfLifeSeconds, _minSamples = minSamples };

    /// <summary>Changes the half-life; what is usual stays.</summary>
    public static void Tune(ref BasisSignal signal, double halfLifeSeconds) => signal._halfLifeSeconds = halfLifeSeconds;

    /// <summary>Takes the two prices, in one unit.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="nowNs">The event's time, ns since 1970.</param>
    /// <param name="future">Price of the future, above 0; else nothing happens.</param>
    /// <param name="index">Price of the index, above 0; else nothing happens.</param>
    /// <returns>True if it became a sample.</returns>
    public static bool Observe(ref BasisSignal signal, long nowNs, double future, double index)
    {
        double bps = BasisBps(future, index);
        if (double.IsNaN(bps)) return false;
        signal._bps = bps;
        signal._hasBasis = 1;
        signal._z = signal._moments.Z(bps, MinVarianceBps2);
        long elapsed = nowNs - signal._lastNs;
        if (signal._lastNs != 0 && elapsed >= 0 && elapsed < Units.NsPerSecond) return false;
        double seconds = signal._lastNs == 0 || elapsed < 0 ? 1 : elapsed < MaxStepSeconds * Units.NsPerSecond ? elapsed * 1e-9 : MaxStepSeconds;
        signal._lastNs = nowNs;
        EwMoments.AddUnbiased(ref signal._moments, bps, EwMoments.WeightOf(seconds, signal._halfLifeSeconds));
        return true;
    }

    /// <summary>(future - index) / index, bps; NaN unless both prices are above 0 and finite.</summary>
    public static double BasisBps(double future, double index) =>
        future > 0 && index > 0 && double.IsFinite(future) && double.IsFinite(index) ? (future - index) / index * 1e4 : double.NaN;

    /// <summary>The basis of now, bps; NaN before the first.</summary>
    public readonly double Bps => _hasBasis != 0 ? _bps : double.NaN;

    /// <summary>The usual basis, bps; NaN while undefined.</summary>
    public readonly double MeanBps => IsDefined ? _moments.Mean : double.NaN;

    /// <summary>Standard deviations by which the basis is above usual; NaN while undefined, or if it never changed.</summary>
    public readonly double Z => IsDefined ? _z : double.NaN;

    /// <summary>Time of the last sample, ns since 1970; 0 before. Older than a minute: the index is missing, and the caller uses nothing of it.</summary>
    public readonly long LastNs => _lastNs;

    /// <summary>Effective samples.</summary>
    public readonly double SampleCount => _moments.SampleCount;

    /// <summary>True if there are enough samples.</summary>
    public readonly bool IsDefined => _halfLifeSeconds > 0 && SampleCount > 0 && SampleCount >= _minSamples;
}
