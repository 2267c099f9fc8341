using Minnow.Core.Model;
using Minnow.Core.Numerics;

namespace Minnow.Core.Signals;

/// <summary>The clock of what fades: how much of the past a step of time takes away, e^(-Δ/τ) being what is left.</summary>
/// <remarks>
/// The part taken is formed directly (1 - e^(-x) by <see cref="Det.ExpM1"/>), because for steps of microseconds against a time constant of minutes
/// the difference of two numbers near 1 has no digits left. Models document, section 0. All-zero bytes are not set.
/// </remarks>
public struct Decay
{
    /// <summary>A time further back than this says that the clock was wrong before, s: the clock starts anew there. A smaller step back counts as none.</summary>
    public const int MaxBackSeconds = 60;

    private const double Log2E = 1.4426950408889634;

    private double _tauSeconds;
    private long _lastNs;

    /// <summary>A clock that has not started.</summary>
    /// <param name="halfLifeSeconds">Time in which half fades, above 0; infinite fades nothing. Else the clock is not set.</param>
    public static Decay WithHalfLife(double halfLifeSeconds)
    {
        Decay clock = default;
        Tune(ref clock, halfLifeSeconds);
        return clock;
    }

    /// <summary>Changes the half-life; what has faded already stays as it is.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="halfLifeSeconds">Time in which half fades, above 0; infinite fades nothing. Else the clock is not set.</param>
    public static void Tune(ref Decay clock, double halfLifeSeconds) =>
        clock._tauSeconds = halfLifeSeconds > 0 ? halfLifeSeconds * Log2E : 0;

    /// <summary>Forgets the time: the next step begins there and fades nothing.</summary>
    public static void Restart(ref Decay clock) => clock._lastNs = 0;

    /// <summary>Moves on to a time.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="nowNs">The event's time, ns since 1970, above 0; a time before the last one, but not by more than <see cref="MaxBackSeconds"/>, counts as the last one.</param>
    /// <returns>The part of the past that faded meanwhile, 0 to 1.</returns>
    public static double Pass(ref Decay clock, long nowNs)
    {
        long before = clock._lastNs;
        if (nowNs == before || nowNs <= 0) return 0;
        if (before == 0 || nowNs < before)
        {
            if (before == 0 || before - nowNs > MaxBackSeconds * Units.NsPerSecond) clock._lastNs = nowNs;
            return 0;
        }
        clock._lastNs = nowNs;
        return clock._tauSeconds > 0 ? -Det.ExpM1(-(nowNs - before) * 1e-9 / clock._tauSeconds) : 0;
    }

    /// <summary>True if there is a half-life.</summary>
    public readonly bool IsSet => _tauSeconds > 0;

    /// <summary>Time constant, s: the half-life over ln 2; 0 if not set.</summary>
    public readonly double TauSeconds => _tauSeconds;

    /// <summary>Time of the last step, ns since 1970; 0 before the first.</summary>
    public readonly long LastNs => _lastNs;
}
