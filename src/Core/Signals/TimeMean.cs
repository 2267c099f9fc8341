namespace Minnow.Core.Signals;

/// <summary>Exponentially weighted mean over time of something that holds its value until it changes.</summary>
/// <remarks>
/// A value counts for as long as it held, not for as often as it was told: v ← (1-a) v + a x over the time in which x held, the same for the weight,
/// a = 1 - e^(-Δ/τ); the mean is v / w, so that the start has no bias. Time in which there is no value only fades. All-zero bytes are never defined.
/// </remarks>
public struct TimeMean
{
    /// <summary>Part of the window, by weight, that must have had a value: half of it is one half-life.</summary>
    public const double MinWeight = 0.5;

    private Decay _clock;
    private double _held;
    private long _holds;
    private double _v;
    private double _w;

    /// <summary>A mean without values.</summary>
    /// <param name="halfLifeSeconds">Time in which half fades, s, above 0; else never defined.</param>
    public static TimeMean WithHalfLife(double halfLifeSeconds) => new() { _clock = Decay.WithHalfLife(halfLifeSeconds) };

    /// <summary>Changes the half-life; the mean so far stays.</summary>
    public static void Tune(ref TimeMean mean, double halfLifeSeconds) => Decay.Tune(ref mean._clock, halfLifeSeconds);

    /// <summary>From now on there is a new value.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="nowNs">The event's time, ns since 1970.</param>
    /// <param name="value">The value; NaN or infinite: there is none.</param>
    public static void Observe(ref TimeMean mean, long nowNs, double value)
    {
        Advance(ref mean, nowNs);
        bool holds = double.IsFinite(value);
        mean._holds = holds ? 1 : 0;
        mean._held = holds ? value : 0;
    }

    /// <summary>Counts the value that holds up to a time.</summary>
    public static void Advance(ref TimeMean mean, long nowNs)
    {
        double gone = Decay.Pass(ref mean._clock, nowNs);
        if (gone == 0) return;
        mean._v -= gone * mean._v;
        mean._w -= gone * mean._w;
        if (mean._holds == 0) return;
        mean._v += gone * mean._held;
        mean._w += gone;
    }

    /// <summary>There is no value any more: a gap, a lost feed. What was counted stays and fades.</summary>
    public static void Release(ref TimeMean mean)
    {
        mean._holds = 0;
        mean._held = 0;
    }

    /// <summary>Forgets all but the half-life.</summary>
    public static void Reset(ref TimeMean mean)
    {
        Release(ref mean);
        mean._v = mean._w = 0;
        Decay.Restart(ref mean._clock);
    }

    /// <summary>The mean; NaN before any time has passed with a value.</summary>
    public readonly double Mean => _w > 0 ? _v / _w : double.NaN;

    /// <summary>The value that holds; NaN if there is none.</summary>
    public readonly double Held => _holds != 0 ? _held : double.NaN;

    /// <summary>Part of the window, by weight, that had a value, 0 to 1.</summary>
    public readonly double Weight => _w;

    /// <summary>Time with a value, s, as it weighs now; at most the time constant.</summary>
    public readonly double EffectiveSeconds => _w > 0 ? _w * _clock.TauSeconds : 0;

    /// <summary>True if a half-life of values was seen.</summary>
    public readonly bool IsDefined => _clock.IsSet && _w >= MinWeight;
}
