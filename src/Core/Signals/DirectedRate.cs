namespace Minnow.Core.Signals;

/// <summary>How often something happens upwards and downwards, per second, older events fading.</summary>
/// <remarks>
/// Rate = Σ e^(-age/τ) / (τ w), w being the part of the window that was watched; so the start has no bias, and a time without events is a rate of 0,
/// which is information, as soon as a half-life was watched. All-zero bytes are never defined.
/// </remarks>
public struct DirectedRate
{
    /// <summary>Part of the window, by weight, that must have been watched: half of it is one half-life.</summary>
    public const double MinWeight = 0.5;

    private Decay _clock;
    private double _up;
    private double _down;
    private double _w;

    /// <summary>A rate of nothing.</summary>
    /// <param name="halfLifeSeconds">Time in which half fades, s, above 0 and finite; else never defined.</param>
    public static DirectedRate WithHalfLife(double halfLifeSeconds)
    {
        DirectedRate rate = default;
        Tune(ref rate, halfLifeSeconds);
        return rate;
    }

    /// <summary>Changes the half-life; the counts so far stay.</summary>
    public static void Tune(ref DirectedRate rate, double halfLifeSeconds) =>
        Decay.Tune(ref rate._clock, double.IsFinite(halfLifeSeconds) ? halfLifeSeconds : 0);

    /// <summary>Watches up to a time.</summary>
    public static void Advance(ref DirectedRate rate, long nowNs)
    {
        double gone = Decay.Pass(ref rate._clock, nowNs);
        if (gone == 0) return;
        rate._up -= gone * rate._up;
        rate._down -= gone * rate._down;
        rate._w += gone * (1 - rate._w);
    }

    /// <summary>Counts events at the time of the last <see cref="Advance"/>.</summary>
    /// <param name="rate">The rate.</param>
    /// <param name="up">Events upwards.</param>
    /// <param name="down">Events downwards.</param>
    public static void Count(ref DirectedRate rate, int up, int down)
    {
        rate._up += up;
        rate._down += down;
    }

    /// <summary>Forgets all but the half-life.</summary>
    public static void Reset(ref DirectedRate rate)
    {
        rate._up = rate._down = rate._w = 0;
        Decay.Restart(ref rate._clock);
    }

    /// <summary>Upward events per second; NaN while undefined.</summary>
    public readonly double UpPerSecond => PerSecond(_up);

    /// <summary>Downward events per second; NaN while undefined.</summary>
    public readonly double DownPerSecond => PerSecond(_down);

    /// <summary>Watched time, s, as it weighs now; at most the time constant.</summary>
    public readonly double EffectiveSeconds => _w * _clock.TauSeconds;

    /// <summary>True if a half-life was watched.</summary>
    public readonly bool IsDefined => _clock.IsSet && _w >= MinWeight;

    private readonly double PerSecond(double sum) => IsDefined ? sum / EffectiveSeconds : double.NaN;
}
