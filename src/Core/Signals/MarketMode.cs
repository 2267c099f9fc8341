using System;

namespace Minnow.Core.Signals;

/// <summary>Calm, normal, volatile or cascade, by fast against slow volatility, drift and sweeps.</summary>
/// <remarks>
/// ratio = fast / slow. Calm below 0.8, volatile from 1.5; cascade above 3, or if the mid drifted by more than 4 slow sigmas over the drift's time, or two sweeps of one
/// side came within 5 s. Wilder holds at once, calmer only after it has been so for the release time; out of a cascade the ratio must be below 2
/// all that time. Models document, 4.4. A moment without a ratio is never calmer. O(1). All-zero bytes are <see cref="MarketModeKind.Unknown"/>.
/// </remarks>
public struct MarketMode
{
    private long _kind;
    private double _calmRatio;
    private double _volatileRatio;
    private double _cascadeRatio;
    private double _driftSigmas;
    private double _releaseRatio;
    private long _releaseNs;
    private long _calmerSinceNs;
    private long _calmest;
    private long _changes;
    private long _samples;

    /// <summary>A mode that is not known yet.</summary>
    /// <inheritdoc cref="Tune"/>
    public static MarketMode With(double calmRatio, double volatileRatio, double cascadeRatio, double driftSigmas, double releaseRatio, long releaseNs)
    {
        MarketMode mode = default;
        Tune(ref mode, calmRatio, volatileRatio, cascadeRatio, driftSigmas, releaseRatio, releaseNs);
        return mode;
    }

    /// <summary>Changes the thresholds; the mode stays until the next step.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="calmRatio">Ratio below which it is calm; 0.8 is usual.</param>
    /// <param name="volatileRatio">Ratio from which it is volatile; 1.5 is usual.</param>
    /// <param name="cascadeRatio">Ratio above which it is a cascade; 3 is usual, 0 or less: never by ratio.</param>
    /// <param name="driftSigmas">Drift in slow sigmas above which it is a cascade; 4 is usual, 0 or less: never by drift.</param>
    /// <param name="releaseRatio">Ratio below which a cascade may end; 2 is usual.</param>
    /// <param name="releaseNs">Time for which it must have been calmer, ns; 30 s is usual.</param>
    public static void Tune(ref MarketMode mode, double calmRatio, double volatileRatio, double cascadeRatio, double driftSigmas, double releaseRatio, long releaseNs)
    {
        mode._calmRatio = calmRatio;
        mode._volatileRatio = volatileRatio;
        mode._cascadeRatio = cascadeRatio;
        mode._driftSigmas = driftSigmas;
        mode._releaseRatio = releaseRatio;
        mode._releaseNs = Math.Max(releaseNs, 0);
    }

    /// <summary>Takes what is measured now.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="nowNs">The event's time, ns since 1970.</param>
    /// <param name="fastSigmaBps">Fast volatility, bps per square root of a second; NaN while undefined.</param>
    /// <param name="slowSigmaBps">Slow volatility, the same.</param>
    /// <param name="driftBps">Signed move of the mid over the drift's time, bps; NaN if not known.</param>
    /// <param name="driftSeconds">The drift's time, s; 10 is usual.</param>
    /// <param name="isSwept">True if two sweeps of one side came lately (<see cref="SweepDetector.HasTwoWithin"/>).</param>
    /// <returns>True if the mode changed.</returns>
    public static bool Step(ref MarketMode mode, long nowNs, double fastSigmaBps, double slowSigmaBps, double driftBps, double driftSeconds, bool isSwept)
    {
        double ratio = slowSigmaBps > 0 ? fastSigmaBps / slowSigmaBps : double.NaN;
        MarketModeKind target = mode.Target(ratio, driftBps, slowSigmaBps * Math.Sqrt(driftSeconds), isSwept);
        if (!double.IsNaN(ratio)) mode._samples++;
        if (target == MarketModeKind.Unknown || (mode.Kind == MarketModeKind.Cascade && target != MarketModeKind.Cascade && !(ratio < mode._releaseRatio)))
        {
            mode._calmerSinceNs = 0;
            return false;
        }
        if (target >= mode.Kind || mode.Kind == MarketModeKind.Unknown) return mode.Enter(target);
        // Of the modes seen while waiting, the wildest is what the wait leads to.
        if (mode._calmerSinceNs == 0 || nowNs < mode._calmerSinceNs)
        {
            mode._calmerSinceNs = nowNs;
            mode._calmest = (long)target;
        }
        else if ((long)target > mode._calmest) mode._calmest = (long)target;
        return nowNs - mode._calmerSinceNs >= mode._releaseNs && mode.Enter((MarketModeKind)mode._calmest);
    }

    /// <summary>The mode.</summary>
    public readonly MarketModeKind Kind => (MarketModeKind)_kind;

    /// <summary>Times that the mode changed.</summary>
    public readonly long ChangeCount => _changes;

    /// <summary>Steps with a ratio.</summary>
    public readonly long SampleCount => _samples;

    /// <summary>True if the mode is known.</summary>
    public readonly bool IsDefined => _kind != (long)MarketModeKind.Unknown;

    private readonly MarketModeKind Target(double ratio, double driftBps, double driftSigmaBps, bool isSwept)
    {
        bool set = _volatileRatio > 0;
        bool runs = isSwept || (_driftSigmas > 0 && driftSigmaBps > 0 && Math.Abs(driftBps) > _driftSigmas * driftSigmaBps) || (_cascadeRatio > 0 && ratio > _cascadeRatio);
        if (set && runs) return MarketModeKind.Cascade;
        if (!set || double.IsNaN(ratio)) return MarketModeKind.Unknown;
        return ratio >= _volatileRatio ? MarketModeKind.Volatile : ratio < _calmRatio ? MarketModeKind.Calm : MarketModeKind.Normal;
    }

    private bool Enter(MarketModeKind kind)
    {
        _calmerSinceNs = 0;
        if (kind == Kind) return false;
        _kind = (long)kind;
        _changes++;
        return true;
    }
}
