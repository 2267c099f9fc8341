using System;
using Minnow.Core.Numerics;

namespace Minnow.Core.Signals;

/// <summary>Volatility of the mid: an exponentially weighted mean of squared log returns on a fixed grid of one second.</summary>
/// <remarks>
/// The mid of a grid second is the last one seen before it began ("previous tick"), so bid-ask bounce within the second does not count, and
/// a second without news is a return of 0, which is information. Per return r over Δ seconds: v ← a v + (1-a) r²/Δ, w ← a w + (1-a), a = e^(-Δ/τ);
/// the variance is v / w, in 1/s. A silence of several seconds closes several grid seconds, the first with the
/// return, the others with 0. A silence longer than <see cref="MaxGapSeconds"/> says that the feed stopped, not the market: the grid starts anew
/// at the next mid and no return spans it, the weights stay. Models document, 4.1; RiskMetrics 1996. Cost: nothing within a second, one
/// <see cref="Det.Log1P"/> when it ends. The number of effective samples grows towards 2.9 half-lives, so 20 need a half-life of 7 s or
/// more. All-zero bytes are never defined: begin with <see cref="WithHalfLife"/>.
/// </remarks>
public struct EwmaVolatility
{
    /// <summary>Effective samples below which the estimate is undefined.</summary>
    public const double DefaultMinSamples = 20;

    /// <summary>Longest silence that still counts as a quiet market, s.</summary>
    public const int MaxGapSeconds = SecondGrid.MaxGapSeconds;

    private double _tauSeconds;
    private double _keep;
    private double _take;
    private double _v;
    private double _w;
    private double _w2;
    private double _minSamples;
    private long _returns;
    private SecondGrid _grid;

    /// <summary>An estimate without samples.</summary>
    /// <param name="halfLifeSeconds">Time after which a return weighs half; above 0.</param>
    /// <param name="minSamples">Effective samples below which it is undefined.</param>
    public static EwmaVolatility WithHalfLife(double halfLifeSeconds, double minSamples = DefaultMinSamples) =>
        WithTau(halfLifeSeconds * 1.4426950408889634, minSamples);

    /// <summary>An estimate without samples.</summary>
    /// <param name="tauSeconds">Time after which a return weighs 1/e; above 0.</param>
    /// <param name="minSamples">Effective samples below which it is undefined.</param>
    public static EwmaVolatility WithTau(double tauSeconds, double minSamples = DefaultMinSamples) => new()
    {
        _tauSeconds = tauSeconds,
        _keep = Det.Exp(-1 / tauSeconds),
        _take = -Det.ExpM1(-1 / tauSeconds),
        _minSamples = minSamples,
    };

    /// <summary>Takes a mid. Only of a valid book with bid below ask; a crossed or one-sided moment is no sample.</summary>
    /// <param name="state">The estimate.</param>
    /// <param name="nowNs">The event's time, ns since 1970; a time before the last one counts as the last one.</param>
    /// <param name="midHalfTicks">Best bid plus best ask in ticks, above 0; else nothing happens.</param>
    /// <returns>Grid seconds that were closed.</returns>
    public static int Observe(ref EwmaVolatility state, long nowNs, long midHalfTicks)
    {
        int closed = SecondGrid.Observe(ref state._grid, nowNs, midHalfTicks, out long before, out long after);
        if (closed == 0) return 0;
        // The first grid second after a start has no other before it, so no return.
        if (before != 0) Add(ref state, Det.Log1P((double)(after - before) / before), 1);
        for (int i = 1; i < closed; i++) Add(ref state, 0, 1);
        return closed;
    }

    /// <summary>Forgets the last mid, so that no return spans what follows: a gap, a lost feed, a halt. The weights stay.</summary>
    public static void ResetAnchor(ref EwmaVolatility state) => SecondGrid.Reset(ref state._grid);

    /// <summary>Takes one log return over a given time. For returns that were sampled elsewhere; the grid calls it too.</summary>
    /// <param name="state">The estimate.</param>
    /// <param name="logReturn">Log return.</param>
    /// <param name="seconds">Time that it spans, above 0; else nothing happens.</param>
    public static void Add(ref EwmaVolatility state, double logReturn, double seconds)
    {
        if (!(seconds > 0)) return;
        double keep = seconds == 1 ? state._keep : Det.Exp(-seconds / state._tauSeconds);
        double take = seconds == 1 ? state._take : -Det.ExpM1(-seconds / state._tauSeconds);
        state._v = keep * state._v + take * (logReturn * logReturn / seconds);
        state._w = keep * state._w + take;
        state._w2 = keep * keep * state._w2 + take * take;
        state._returns++;
    }

    /// <summary>Takes the volatility to be known before anything was measured: just enough samples to be defined, which then fade as all do.</summary>
    /// <param name="state">The estimate, without samples.</param>
    /// <param name="sigmaBps">bps per square root of a second; nothing happens unless it is above 0.</param>
    public static void Assume(ref EwmaVolatility state, double sigmaBps)
    {
        if (!(sigmaBps > 0) || state._w2 > 0) return;
        state._v = sigmaBps * 1e-4 * (sigmaBps * 1e-4);
        state._w = 1;
        // A hair above the least, so that rounding can not leave it just below.
        state._w2 = 1 / (state._minSamples * 1.000001);
    }

    /// <summary>Effective number of samples, (Σ weights)² / Σ weights²; 0 before the first.</summary>
    public readonly double SampleCount => _w2 > 0 ? _w * _w / _w2 : 0;

    /// <summary>True if there are enough samples.</summary>
    public readonly bool IsDefined => _w2 > 0 && SampleCount >= _minSamples;

    /// <summary>Variance of the log return per second, whatever the number of samples; NaN before the first. 0 is a legal value.</summary>
    public readonly double VariancePerSecond => _w2 > 0 ? _v / _w : double.NaN;

    /// <summary>Volatility in bps per square root of a second; NaN while undefined. May be 0: the consumer applies its floor.</summary>
    public readonly double SigmaBps => IsDefined ? 1e4 * Math.Sqrt(_v / _w) : double.NaN;

    /// <summary>Returns taken.</summary>
    public readonly long ReturnCount => _returns;

    /// <summary>Times the grid started anew after a silence or by <see cref="ResetAnchor"/>.</summary>
    public readonly long ResetCount => _grid.ResetCount;
}
